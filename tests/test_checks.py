"""Checks: a reason for every point not given, and no answer that breaks them."""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pm_exercises.board import Board
from pm_exercises.checks import MET, Criterion, Finding, Outcome, check, unmet
from pm_exercises.render import RESULT_MIME, headline, result_html, result_text
from pm_exercises.verbs import check as check_verb
from pm_exercises.verbs import finish, hint
from tests.boards import CRITERIA, EVIL, FULL, ITEM, OTHER, board, exercise, judged_by

KEY = {"c1": "a", "c2": "b"}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_with_the_key_everything_is_judged() -> None:
    """A full answer in the right places gets all points and no reasons."""
    result = check(board(answer=FULL), KEY)

    assert result.score == 10
    assert result.later == 0
    assert result.complete
    assert result.codes == ()


def test_what_it_means_is_said_once_all_is_met() -> None:
    """With points still to come or to be won, nothing is said of it, in no form of the result."""
    result = check(board(answer=FULL), KEY)
    said = (result_html(result), result_text(result), json.dumps(result.to_json()))
    assert all("Both cards can be found." in form for form in said)

    for result in (check(board(answer=FULL)), check(board(answer=OTHER), KEY), check(board(), KEY)):
        assert result.meaning == ""


def test_without_the_key_points_come_later() -> None:
    """In the learner's notebook the judged part is named, and neither given nor lost."""
    result = check(board(answer=OTHER))

    assert result.score == 4
    assert result.later == 6
    assert not result.complete
    assert headline(result) == "4 of 4 points so far · 6 points more are judged after you hand in"


def test_a_wrong_answer_says_why_and_where() -> None:
    """The code, the sentence and the cards concerned."""
    verdict = check(board(answer=OTHER), KEY).verdicts[1]

    assert (verdict.state, verdict.given) == ("not yet", 0)
    assert [(m.code, m.text, m.marks) for m in verdict.messages] == [
        (f"{ITEM}.PLACE", "A card is elsewhere.", ("c1", "c2"))
    ]


def test_an_empty_answer_is_not_attempted() -> None:
    """It is not wrong, it is not there: no rule runs, and no point is given."""
    result = check(board(), KEY)

    assert not result.attempted
    assert result.score == 0
    assert result.codes == (f"{ITEM}.NOT-ATTEMPTED",)
    assert headline(result) == "Not attempted yet"


def test_an_unreadable_answer_is_not_called_unattempted() -> None:
    """Whoever lost their file is told that, and not that they did nothing."""
    Path("answers").mkdir()
    Path(f"answers/{ITEM}.json").write_bytes(b"half a fi")

    result = check(board(), KEY)

    assert result.codes == (f"{ITEM}.UNREADABLE",)
    assert "It is kept as answers/TST-E1.unreadable-1.json" in result.notice


def test_points_that_come_later_have_no_reason_yet() -> None:
    """Also before anything is answered."""
    result = check(board())

    assert [verdict.state for verdict in result.verdicts] == ["not yet", "later"]
    assert result.verdicts[1].messages == ()


@pytest.mark.parametrize(
    ("share", "given", "state"),
    [
        (-1.0, 0, "not yet"),
        (0.0, 0, "not yet"),
        (0.25, 2.5, "partly"),
        (1.0, 10, "met"),
        (7.0, 10, "met"),
        (float("inf"), 10, "met"),
        (np.float64(0.5), 5, "partly"),
        (True, 10, "met"),
    ],
)
def test_shares_stay_between_nothing_and_all(share: float, given: float, state: str) -> None:
    """A rule that goes too far costs or gives no more than its criterion has."""
    result = check(judged_by(lambda *_: Outcome(share)))

    assert result.score == given
    assert result.verdicts[0].state == state
    assert bool(result.codes) == (state != "met")


def _raises(*_: object) -> Outcome:
    raise KeyError("c9")


@pytest.mark.parametrize(
    "rule",
    [
        _raises,
        lambda *_: None,
        lambda *_: Outcome(float("nan")),
        lambda *_: Outcome(float("most of it")),
        lambda *_: 1 / 0,
        lambda *_: unmet(f"{ITEM}.NO-SUCH-CODE"),
        lambda *_: unmet(f"{ITEM}.ALL", no_card="a value the message does not name"),
        lambda answer, *_: answer["bins"]["c1"]["deeper"],
    ],
)
def test_a_rule_that_breaks_cannot_judge(
    rule: Callable[..., Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    """No points, a code and a sentence, and never a traceback."""
    result = check(judged_by(rule))

    assert result.score == 0
    assert result.codes == (f"{ITEM}.CANNOT-JUDGE",)
    assert "could not be read" in result.verdicts[0].messages[0].text
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_rule_that_breaks_costs_its_own_points_only() -> None:
    """The other criteria are judged as if nothing had happened."""
    criteria = (Criterion(f"{ITEM}.RULE", 2, "Breaks", _raises), *CRITERIA)
    opened = Board(exercise(criteria), "ada")
    opened.answer = FULL

    result = check(opened, KEY)

    assert [verdict.given for verdict in result.verdicts] == [0, 4, 6]


def test_a_point_is_never_lost_without_a_reason() -> None:
    """A rule that names no finding gives its criterion's own message."""
    result = check(judged_by(lambda *_: Outcome(0.5)))

    assert result.codes == (f"{ITEM}.RULE",)


def test_praise_may_stand_beside_full_points() -> None:
    """A finding on a met criterion is shown, too."""
    result = check(judged_by(lambda *_: Outcome(1.0, (Finding(f"{ITEM}.RULE"),))))

    assert (result.score, result.codes) == (10, (f"{ITEM}.RULE",))


def test_a_rule_cannot_change_the_answer() -> None:
    """Each rule sees the answer as it was given."""

    def spoil(answer: Any, *_: object) -> Outcome:
        answer["bins"].clear()
        return MET

    opened = judged_by(spoil)
    check(opened)

    assert opened.answer == FULL


def _noisy(*_: object) -> Outcome:
    warnings.warn("careful", RuntimeWarning, stacklevel=1)
    np.float64(1) / np.float64(0)
    logging.getLogger("somebody").error("a log line")
    print("straight to stderr", file=sys.stderr)
    return MET


def test_nothing_reaches_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Stock nbgrader gives zero for any text on stderr: a library's warning must not get there."""
    score = finish(check_verb(judged_by(_noisy)))

    assert score == 10
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("points", [10, 10.0, 0.1 + 0.2, 0, np.float64(5)])
def test_finish_returns_a_plain_float(points: float) -> None:
    """Not an int, and nothing of numpy's: only a plain float is safe at the end of a test cell."""
    opened = Board(
        exercise((Criterion(f"{ITEM}.RULE", points, "All", lambda *_: MET),), points=points)
    )
    opened.answer = FULL

    score = finish(check_verb(opened))

    assert type(score) is float
    assert score == round(points, 2)


def test_points_never_exceed_the_exercise() -> None:
    """Criteria that add up to more than the exercise has give what it has, and no more."""
    assert check(judged_by(lambda *_: MET, points=99)).score == 10


def test_thirds_add_up() -> None:
    """Three thirds of ten points are ten points, to the cent."""
    thirds = tuple(
        Criterion(f"{ITEM}.RULE", 10 / 3, f"Third {n}", lambda *_: MET) for n in range(3)
    )
    opened = Board(exercise(thirds))
    opened.answer = FULL

    assert check(opened).score == 10


def test_the_result_is_plain_json() -> None:
    """What goes to the grader survives JSON unchanged, whatever numbers a rule used."""
    opened = judged_by(lambda *_: unmet(share=np.float64(0.5), marks=("c1",)))

    data = check(opened).to_json()

    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["student"] == "ada"
    assert data["verdicts"][0]["messages"][0]["marks"] == ["c1"]


def test_a_report_carries_text_html_and_data() -> None:
    """Without a browser the text says all; the grader reads the data."""
    bundle = check_verb(board(answer=FULL))._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", RESULT_MIME}
    assert bundle["text/plain"] == repr(check_verb(board()))


def test_html_shows_text_as_text() -> None:
    """A card's text with markup in it is shown, never run; plain text stays as it is."""
    half: dict[str, Any] = {"bins": {"c1": "a"}}
    result = check(board(answer=half), KEY)

    html, words = result_html(result), result_text(result)

    assert "<img" not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in html
    assert f"{EVIL} is not sorted yet." in words
    assert "<span" not in words
    assert repr(board()).count(EVIL) == 1


def test_html_and_text_say_the_same() -> None:
    """Every verdict, code and number is in both."""
    result = check(board(answer={"bins": {"c1": "b"}}), KEY)

    for said in ("All cards are sorted", "2 of 4 points", "Partly met", "Not yet", f"{ITEM}.PLACE"):
        assert said in result_text(result)
        assert said in result_html(result)


def test_a_hint_is_no_html_either(capsys: pytest.CaptureFixture[str]) -> None:
    """Hints name cards of the learner's own data."""
    shown: list[str] = []
    opened = board()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pm_exercises.verbs.display", lambda html: shown.append(html.data))
        hint(opened)
        hint(opened)
        hint(opened)

    assert "Sort the cards." in shown[0]
    assert "&lt;img" in shown[1]
    assert "<img" not in "".join(shown)
    assert shown[2] == shown[1]
    assert opened.record.hint == 2


@pytest.mark.parametrize("level", [-1, 2])
def test_a_hint_that_is_not_there(level: int) -> None:
    """The error says which hints there are."""
    with pytest.raises(ValueError, match="hints 0 to 1"):
        hint(board(), level)
