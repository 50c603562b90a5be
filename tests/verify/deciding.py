"""Decide one check over a learner's cell as grading does: its source here, the cell apart."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode
from traitlets.config import Config

from autograder.bench import Bench
from autograder.execute import Limits, Place, Trouble, execute
from autograder.release import master
from autograder.verify import CheckJudge, CourseNames
from tests import cells

LIMITS = Limits(cell_seconds=5, submission_seconds=60)


@dataclass(frozen=True)
class Decided:
    """What a check came to: its last value or its error, and what it printed."""

    value: str
    printed: str
    trouble: Trouble | None


def decide(
    bench: Bench, learner: str, check: str, *, given: str = "", other: str = "", setup: str = ""
) -> Decided:
    """Decide a check over a learner's cell.

    `given` is what stands in the instructor's notebook in its place, `setup` a read-only cell above
    it, `other` a cell that the learner put in above all.
    """
    source = cells.notebook(
        cells.locked("setup", setup or "pass"),
        cells.answer("work", given or learner),
        cells.check("work-check", check),
    )
    original = master(source, Config())
    handed = cells.notebook(
        cells.code(other or "pass"),
        source.cells[0],
        cells.answer("work", learner),
        source.cells[2],
    )
    judge = CheckJudge(handed, original, CourseNames(source), bench.screen, LIMITS, None)
    found = execute(
        handed, Place("ada", "ps"), LIMITS, bench.sandbox, judge, frozenset({"work-check"})
    )
    trouble = next(iter(found.troubles.values()), None)
    outputs = found.verdicts.get(3, ())
    return Decided(
        "".join(map(_last, outputs)), "".join(out.get("text", "") for out in outputs), trouble
    )


def _last(output: NotebookNode) -> str:
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    return str(output.data["text/plain"]) if output.output_type == "execute_result" else ""
