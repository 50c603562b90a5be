"""The verdict table, on notebooks as execution leaves them: nothing fails open."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets.config import Config

from autograder.execute import ENDED, TIME, Executed, Trouble
from autograder.release import master
from autograder.scores import Reason, Score
from autograder.verify import borrowed, verify
from pm_exercises.render import RESULT_MIME
from tests import cells

ASSERTS = "assert squares(numbers) == [1, 4, 9]"


def output(kind: str, **fields: Any) -> NotebookNode:
    """Return one output of a cell."""
    made: NotebookNode = new_output(kind, **fields)
    return made


def shows(text: str) -> NotebookNode:
    """Return what a cell shows that ends in a value."""
    return output("execute_result", data={"text/plain": text}, execution_count=1)


def prints(text: str, name: str = "stdout") -> NotebookNode:
    """Return printed text."""
    return output("stream", name=name, text=text)


def fails(kind: str = "AssertionError", why: str = "squares([12])") -> NotebookNode:
    """Return an error."""
    return output("error", ename=kind, evalue=why, traceback=[why])


def reports(**fields: Any) -> NotebookNode:
    """Return the result that `finish` displays."""
    message = {"code": "sq.WRONG", "text": "Not quite.", "marks": []}
    result = {"student": "ada", "attempted": True, "verdicts": [{"messages": [message, message]}]}
    return output("display_data", data={"text/plain": "…", RESULT_MIME: result | fields})


def verdict(
    *outputs: NotebookNode,
    ours: bool = True,
    source: str = ASSERTS,
    ran: bool = True,
    troubles: dict[int, Trouble] | None = None,
) -> Score:
    """Return the score of a test cell worth 5 points that left these outputs."""
    work = cells.notebook(cells.answer("sq", "squares = ..."), cells.check("sq-check", source))
    work.cells[1]["outputs"] = list(outputs)
    executed = Executed(work, frozenset({0, 1} if ran else {0}), troubles or {})
    (found,) = verify(executed, master(work, Config()), ours=ours)
    return found


def code_of(score: Score) -> str:
    """Return the one reason's code, without the question's name."""
    (reason,) = score.reasons
    return reason.code.removeprefix("sq.")


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize(
    ("shown", "given", "code"),
    [
        (shows("1.5"), 1.5, ""),
        (shows("0"), 0.0, ""),
        (shows("0.0"), 0.0, ""),
        (shows("5"), 5.0, ""),
        (shows("1e0"), 1.0, ""),
        (shows("np.float64(1.5)"), 1.5, ""),
        (shows("np.int64(4)"), 4.0, ""),
        (shows("None"), 0.0, "NO-VERDICT"),
        (shows("False"), 0.0, "NO-VERDICT"),
        (shows("True"), 0.0, "NO-VERDICT"),
        (shows("'well done'"), 0.0, "NO-VERDICT"),
        (shows("'5'"), 0.0, "NO-VERDICT"),
        (shows("[5.0]"), 0.0, "NO-VERDICT"),
        (shows("nan"), 0.0, "NO-VERDICT"),
        (shows("inf"), 0.0, "NO-VERDICT"),
        (shows("-inf"), 0.0, "NO-VERDICT"),
        (shows("np.float64(nan)"), 0.0, "NO-VERDICT"),
        (shows("np.float64(inf)"), 0.0, "NO-VERDICT"),
        (shows("np.True_"), 0.0, "NO-VERDICT"),
        (shows("array([5.])"), 0.0, "NO-VERDICT"),
        (shows(""), 0.0, "NO-VERDICT"),
        (shows("-1"), 0.0, "OUT-OF-RANGE"),
        (shows("-1e-9"), 0.0, "OUT-OF-RANGE"),
        (shows("5.01"), 0.0, "OUT-OF-RANGE"),
        (shows("1e300"), 0.0, "OUT-OF-RANGE"),
        (fails(), 0.0, "CHECK-STOPPED"),
    ],
)
def test_what_a_check_ends_in(shown: NotebookNode, given: float, code: str, ours: bool) -> None:
    """A number in range counts, and nothing else does; every loss has a reason."""
    score = verdict(shown, ours=ours)

    assert score.score_given == given
    assert score.score_maximum == 5
    assert [reason.code for reason in score.reasons] == ([f"sq.{code}"] if code else [])


def test_a_warning_costs_nothing() -> None:
    """Text on stderr before the number; stock nbgrader gives zero for it."""
    score = verdict(prints("DeprecationWarning: …", "stderr"), prints("well done"), shows("5.0"))

    assert score == Score("sq-check", 5.0, 5.0, attempted=True)


@pytest.mark.parametrize("outputs", [(), (prints("5.0"),), (reports(),)])
def test_our_checks_must_say_a_number(outputs: tuple[NotebookNode, ...]) -> None:
    """Printing it, showing a result, or only not failing is no verdict in a course of ours."""
    score = verdict(*outputs)

    assert (score.score_given, code_of(score)) == (0.0, "NO-VERDICT")


@pytest.mark.parametrize(
    ("source", "given"),
    [
        (ASSERTS, 5.0),
        ("for n in (1, 2):\n    assert n", 5.0),
        ("assert_equal(squares(2), 4)", 5.0),
        ("%%R\nstopifnot(TRUE)", 5.0),
        ("passed", 0.0),
        ("None", 0.0),
        ("squares(2) == 4;", 0.0),
        ("# TODO: write the tests", 0.0),
        ("### AUTOTEST squares(2)", 0.0),
        ("", 0.0),
        ("   \n", 0.0),
    ],
)
def test_another_courses_checks_may_pass_by_not_failing(source: str, given: float) -> None:
    """nbgrader's convention, for asserts only: a cell that tests nothing gives nothing."""
    score = verdict(ours=False, source=source, ran=bool(source.strip()))

    assert score.score_given == given
    assert bool(score.reasons) == (given == 0)


@pytest.mark.parametrize("ours", [True, False])
def test_a_check_that_never_ran(ours: bool) -> None:
    """Whatever outputs are in it: they are from before."""
    score = verdict(shows("5.0"), ours=ours, ran=False)

    assert (score.score_given, code_of(score)) == (0.0, "NEVER-RAN")


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("place", [0, 1])
def test_trouble_costs_its_question(place: int, ours: bool) -> None:
    """In the check itself or in a cell before it: no points, and the cause is named."""
    trouble = Trouble(TIME, "This cell was stopped after 10 seconds.")

    score = verdict(shows("5.0"), ours=ours, troubles={place: trouble})

    assert score.score_given == 0
    assert score.reasons == (Reason("sq.OUT-OF-TIME", trouble.text),)


def test_trouble_stays_in_its_question() -> None:
    """A cell that ended the process costs the question it stands in, not its neighbours."""
    work = cells.notebook(
        cells.check("a-check", ASSERTS),
        cells.code("import os; os._exit(0)", "mine"),
        cells.check("b-check", ASSERTS),
        cells.check("c-check", ASSERTS),
    )
    for number in (0, 2, 3):
        work.cells[number]["outputs"] = [shows("5.0")]
    executed = Executed(work, frozenset({0, 2, 3}), {1: Trouble(ENDED, "It ended.")})

    scores = verify(executed, master(work, Config()), ours=True)

    assert [(score.item_id, score.score_given) for score in scores] == [
        ("a-check", 5),
        ("b-check", 0),
        ("c-check", 5),
    ]
    assert scores[1].reasons[0].code == "b.PROCESS-ENDED"


def test_an_error_names_no_hidden_test() -> None:
    """The sentence says what happened, never what was compared with what."""
    asserted = verdict(fails("AssertionError", "assert squares([12]) == [144]"))
    named = verdict(fails("NameError", "name 'squares' is not defined"))
    assert asserted.reasons[0].text == "A test was not met."
    assert named.reasons[0].text.startswith("The check stopped with NameError.")
    assert "144" not in asserted.reasons[0].text + named.reasons[0].text


def test_reasons_come_from_the_result_once_each() -> None:
    """What `finish` displayed: codes, sentences, and whether anything was attempted."""
    score = verdict(reports(), shows("2.5"))

    assert score == Score("sq-check", 5.0, 2.5, True, (Reason("sq.WRONG", "Not quite."),))
    assert not verdict(reports(attempted=False), shows("0.0")).attempted


@pytest.mark.parametrize(
    "forged",
    [
        {"verdicts": 5},
        {"verdicts": [5]},
        {"verdicts": [{"messages": {"code": "x"}}]},
        {"verdicts": [{"messages": [None, [], {"code": 3, "text": {}}]}]},
        {"verdicts": None, "attempted": "yes", "student": ["ben"]},
        {"verdicts": [{"messages": [{"code": "x", "text": "\ud800"}]}]},
    ],
)
def test_a_forged_result_breaks_nothing(forged: dict[str, Any]) -> None:
    """It comes from where the learner's code ran, so it may be anything at all."""
    score = verdict(reports(**forged), shows("5.0"))

    assert score.score_given == 5.0
    assert all(reason.text.encode() or True for reason in score.reasons)


@pytest.mark.parametrize("data", [{}, [], 5, None, {"text/plain": 5}, {"text/plain": ["5", "0"]}])
def test_a_forged_output_breaks_nothing(data: Any) -> None:
    """A message that no kernel sends."""
    forged = shows("")
    forged["data"] = data

    score = verdict(forged, reports())

    assert score.score_given in (0.0, 5.0)


def test_a_written_answer_waits_for_a_person() -> None:
    """No number until somebody has read it."""
    score = written("Because a square is a product.")

    assert score == Score("why", 4.0, None, attempted=True)


@pytest.mark.parametrize("text", ["", "  \n", "YOUR ANSWER HERE", "\nYOUR ANSWER HERE  \n"])
def test_an_untouched_answer_is_not_attempted(text: str) -> None:
    """Nothing for a person to read: 0 at once, with a reason."""
    score = written(text)

    assert (score.score_given, score.attempted) == (0.0, False)
    assert score.reasons[0].code == "why.NOT-ATTEMPTED"


def written(text: str) -> Score:
    """Return the score of a written answer."""
    original = master(cells.notebook(cells.written("why", "A product.")), Config())
    work = cells.notebook(cells.written("why", text))
    (score,) = verify(Executed(work, frozenset()), original, ours=True)
    return score


def test_a_task_always_waits_for_a_person() -> None:
    """The work is in the cells around it, so nobody can say that nothing was done."""
    original = cells.notebook(cells.task("plan", "Plot it in new cells below."))

    (score,) = verify(Executed(original, frozenset()), original, ours=False)

    assert score == Score("plan", 3.0, None, attempted=True)


def test_borrowed_data_is_named() -> None:
    """Answers made on somebody else's data stand, and an instructor is told whose it is."""
    work = cells.notebook(*(cells.check(f"FND-E{n}-check", "5.0") for n in range(1, 5)))
    for number, student in enumerate(("ada", "ben", "ben", "zoe")):
        work.cells[number]["outputs"] = [reports(student=student), shows("5.0")]
    executed = Executed(work, frozenset(range(4)))

    assert borrowed(executed, "ada", frozenset({"ada", "ben"})) == (
        "FND-E2, FND-E3: made on the data of 'ben', who is a learner of this course.",
        "FND-E4: made on the data of 'zoe'.",
    )


def test_nothing_is_borrowed_by_not_attempting() -> None:
    """An empty answer has no data of anybody's."""
    work = cells.notebook(cells.check("FND-E1-check", "5.0"))
    work.cells[0]["outputs"] = [reports(student="ben", attempted=False), shows("0.0")]

    assert borrowed(Executed(work, frozenset({0})), "ada", frozenset({"ben"})) == ()
