"""What a cell shows: everything, in its order, up to a size, and never without its error."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.bench import Bench
from autograder.execute import Executed, Limits, Outputs, Place, Session, execute
from autograder.execute.outputs import MOST_OUTPUTS, NoOutputs, Shown, outputs_of
from autograder.sandbox.collector import MOST_SHOWN, Collector
from tests import cells

LIMITS = Limits(cell_seconds=10, submission_seconds=60)
ERROR = {"ename": "AssertionError", "evalue": "no", "traceback": ["no"]}
VALUE = {"data": {"text/plain": "5.0"}, "metadata": {}, "execution_count": 1}


def run(bench: Bench, *sources: str) -> Executed:
    """Run some cells."""
    work = cells.notebook(*map(cells.code, sources))
    return execute(work, Place("ada", "ps"), LIMITS, bench.sandbox)


def texts(executed: Executed, number: int = 0) -> list[str]:
    """Return what a cell showed, one text for each output."""
    return [
        output.get("text") or output.get("ename") or output.data["text/plain"]
        for output in executed.notebook.cells[number].outputs
    ]


def printed(text: str, name: str = "stdout") -> dict[str, Any]:
    """Return a message about printed text."""
    return {"name": name, "text": text}


def test_streams_stand_in_the_order_they_were_written(bench: Bench) -> None:
    """Pieces of one stream are one; the other stream, a program and a picture come between."""
    found = run(
        bench,
        "import os, sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')\n"
        "os.system('echo e; echo f >&2')\nprint('g')\ndisplay('h')\nprint('i')\n'j'",
    )

    assert texts(found) == ["a\nb\n", "c\n", "d\ne\n", "f\n", "g\n", "'h'", "i\n", "'j'"]


def test_programs_left_behind_are_not_waited_for(bench: Bench) -> None:
    """What they print later belongs to the cell that runs then."""
    found = run(
        bench,
        "import subprocess, time\nprogram = subprocess.Popen('sleep 0.3; echo late', shell=True)",
        "time.sleep(0.6)",
    )

    assert texts(found, 0) == []
    assert texts(found, 1) == ["late\n"]


def test_numbers_count_what_ran(bench: Bench) -> None:
    """Cells that fail count, empty ones do not, and neither does what only the grader runs."""
    found = run(bench, "1", "1 / 0", "", "def", "2")

    assert [cell.execution_count for cell in found.notebook.cells] == [1, 2, None, 3, 4]


@pytest.mark.parametrize("words", ["exit()", "quit()", "exit", "get_ipython().ask_exit()"])
def test_leaving_is_noticed(bench: Bench, words: str) -> None:
    """A kernel would be gone a moment later."""
    found = run(bench, words, "1")

    assert {n: trouble.code for n, trouble in found.troubles.items()} == {0: "PROCESS-ENDED"}
    assert texts(found, 1) == ["1"]


def test_leaving_the_kernel_alone(bench: Bench) -> None:
    """exit(keep_kernel=True) closes a window that is not there."""
    found = run(bench, "x = 1\nexit(keep_kernel=True)", "x")

    assert found.troubles == {}
    assert texts(found, 1) == ["1"]


def test_endless_recursion_is_an_error_like_others(bench: Bench) -> None:
    """Its traceback is cut to what a page can show."""
    shallow = "import sys\nsys.setrecursionlimit(300)  # drawing a thousand frames takes seconds"
    found = run(bench, f"{shallow}\ndef down(n):\n    return down(n + 1)\ndown(0)", "1")

    assert texts(found, 0) == ["RecursionError"]
    assert texts(found, 1) == ["1"]


@pytest.mark.parametrize(
    "mischief",
    [
        "import sys\nsys.stdout = None",
        "import sys\nsys.stdout.close()",
        "import os\nos.close(1); os.close(2)",
        "import builtins\nbuiltins.print = None\nbuiltins.len = None\nbuiltins.dict = None",
        "import json, struct, socket\njson.dumps = json.loads = struct.pack = None",
        "import gc\ngc.collect()\nimport sys\nsys.settrace(lambda *_: 1 / 0)",
        "get_ipython().display_formatter = None",
        "get_ipython().events.register('post_run_cell', lambda result: 1 / 0)",
        "get_ipython().run_cell = None",
        "import asyncio\nasyncio.get_event_loop().close()",
        "raise BaseException('odd')",
        "raise GeneratorExit",
    ],
)
def test_mischief_costs_its_own_question(bench: Bench, mischief: str) -> None:
    """Whatever a cell does to Python or to its shell, the next question is decided."""
    work = cells.notebook(
        cells.answer("a", mischief),
        cells.check("a-check", "1.0"),
        cells.answer("b", "y = 5"),
        cells.check("b-check", "float(y)"),
    )
    seen = {}

    def judge(index: int, session: Session) -> Outputs:
        seen[index] = session.ask("get", name="y")[0].get("value")
        return ()

    names = frozenset({"a-check", "b-check"})
    found = execute(work, Place("ada", "ps"), LIMITS, bench.sandbox, judge, names)

    assert 3 in found.ran
    assert found.troubles.keys() <= {0, 1}
    assert seen[3] == 5


def test_an_error_is_never_lost_behind_what_was_printed() -> None:
    """However much stands before it: a check without its error would look like one that passed."""
    collector = Collector()
    for kind, content in (("stream", printed("x" * MOST_SHOWN)), ("stream", printed("more"))):
        collector.take(kind, content)

    collector.take("error", {**ERROR, "evalue": "no" * MOST_SHOWN})
    collector.take("execute_result", VALUE)

    kinds = [output["output_type"] for output in collector.finished()]
    assert kinds == ["stream", "error", "execute_result"]
    assert collector.cut
    assert len(str(collector.finished())) < MOST_SHOWN + 10_000


def test_an_error_is_never_lost_behind_many_outputs() -> None:
    """A thousand are kept, and the last word."""
    many = [{"output_type": "stream", "name": "stdout", "text": "x"}] * (2 * MOST_OUTPUTS)
    error = {"output_type": "error", **ERROR}
    value = {"output_type": "execute_result", **VALUE}

    found = outputs_of([*many, value, error], 200_000)

    assert len(found) == MOST_OUTPUTS + 2
    assert [output.output_type for output in found[-2:]] == ["execute_result", "error"]


def test_what_is_too_large_is_cut() -> None:
    """Printed text to the room there is; a picture altogether, with a word about it."""
    collector = Collector()

    collector.take("stream", printed("é" * (MOST_SHOWN - 10)))
    collector.take("stream", printed("y" * 20))
    collector.take("display_data", {"data": {"text/html": "z"}, "metadata": {}})

    (stream,) = collector.finished()
    assert stream["text"].endswith("é" + "y" * 10)
    collector.begin()
    collector.take("display_data", {"data": {"text/html": "z" * MOST_SHOWN}, "metadata": {}})
    (shown,) = collector.finished()
    assert shown["data"] == {"text/plain": "[cut: it was more than 8,000,000 bytes]"}


def test_a_new_cell_begins_with_nothing() -> None:
    """Neither the outputs nor the size nor a pending clear of the one before."""
    collector = Collector()
    collector.take("stream", printed("x" * (MOST_SHOWN + 1)))
    collector.take("clear_output", {"wait": True})

    collector.begin()
    collector.take("stream", printed("new"))
    collector.take("stream", printed("er"))

    assert [output["text"] for output in collector.finished()] == ["newer"]
    assert not collector.cut


def test_unknown_messages_are_left_alone() -> None:
    """A kernel says more than what a notebook keeps: that it is busy, what a widget moved."""
    collector = Collector()

    for kind in ("status", "comm_msg", "execute_input", "nothing_of_the_sort"):
        collector.take(kind, {})

    assert collector.finished() == []


def test_what_cannot_be_shown_changes_no_earlier_cell() -> None:
    """A process may say anything of the displays before: what it says is taken as outputs are."""
    shown = Shown(200_000)
    raw = [{"output_type": "display_data", "data": {"text/plain": "a"}, "display_id": "x"}]
    outputs = outputs_of(raw, 200_000)
    shown.keep(raw, outputs)
    new = {**raw[0], "data": {"text/plain": "b" * 2_000_000}}

    wrong: tuple[object, ...] = ("x", [1], [{"output_type": "update"}], {"x": {}})
    for nonsense in wrong:
        with pytest.raises(NoOutputs):
            shown.update(nonsense)
    shown.update([{**raw[0], "display_id": ["x"]}, {**raw[0], "display_id": "unknown"}])
    assert outputs[0]["data"] == {"text/plain": "a"}
    shown.update([new])
    assert "cut" in outputs[0]["data"]["text/plain"]
