"""Generated notebooks: our engine and nbgrader itself give the same grade for every answer."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.bench import Bench
from tests.commands import nbgrader
from tests.parity import both
from tests.parity.rows import Rows, differences, rows_of
from tests.parity.sheets import IN_A_CLASS, Sheet, drawn
from tests.parity.shown import shown

TERMS = 2  # each asks every question once: two make 240 notebooks
THROUGH_THE_COMMAND = 6


@dataclass(frozen=True, slots=True)
class Term:
    """What a class handed in, graded twice."""

    theirs: Path
    mine: Path
    sheets: dict[str, Sheet]
    their_rows: Rows
    my_rows: Rows


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, bench: Bench) -> Term:
    """All sheets, graded by nbgrader on one core and by us on the other."""
    folder = tmp_path_factory.mktemp("parity")
    theirs, mine = folder / "theirs", folder / "mine"
    sheets = [sheet for term in drawn(TERMS) for sheet in term]
    sheets = [Sheet(f"ps{number:02}", sheet.asked) for number, sheet in enumerate(sheets)]
    for root in (theirs, mine):
        for sheet in sheets:
            sheet.write(root)
    lost = both.graded_by_both(theirs, mine, bench)
    assert lost == []
    rows = (rows_of(root / "gradebook.db") for root in (theirs, mine))
    return Term(theirs, mine, {sheet.name: sheet for sheet in sheets}, *rows)


def grades(rows: Rows) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the rows of single grades."""
    return {key: row for key, row in rows.items() if "grade" in key[3:4]}


def test_every_row_is_nbgraders(graded: Term) -> None:
    """Grades, comments, what waits for a reader, times, cells: the two gradebooks say the same."""
    found = differences(graded.their_rows, graded.my_rows)

    told = [
        f"{key}: nbgrader {theirs}, ours {mine}\n"
        + graded.sheets[key[0]].answer(int(key[1].removeprefix("learner-")), key[4])
        for key, (theirs, mine) in found.items()
        if "grade" in key[3:4]
    ]
    assert not found, "\n\n".join(told[:10]) or list(found.items())[:10]


def test_what_cells_show_is_a_kernels(graded: Term) -> None:
    """Printed text, tables, tracebacks and numbers of all cells that are no check."""
    seen = 0
    for path in sorted(graded.theirs.glob("autograded/*/*/sheet.ipynb")):
        theirs, mine = shown(path), shown(graded.mine / path.relative_to(graded.theirs))
        assert mine == theirs, path
        seen += sum(bool(outputs) for _, outputs in theirs.values())
    assert seen > 1000


def test_the_answers_are_of_every_kind(graded: Term) -> None:
    """Right, wrong, partly right and unread ones, and untouched cells, in 200 notebooks or more."""
    rows = grades(graded.their_rows)
    shares = Counter(
        "waits" if row["auto_score"] is None else row["auto_score"] / row["max_score"]
        for row in rows.values()
    )
    comments = Counter(row.get("auto_comment") for row in graded.their_rows.values())

    assert len(graded.sheets) * IN_A_CLASS >= 200
    assert min(shares[1.0], shares[0.0], shares["waits"]) > 100
    assert len(shares) >= 5  # and three or more between nothing and everything
    assert comments["No response."] > 50


def test_nbgraders_own_command_agrees(graded: Term, tmp_path: Path) -> None:
    """A kernel of its own for each notebook and no program of ours: it changes nothing."""
    name = min(graded.sheets)
    shutil.copytree(graded.theirs / "source" / name, tmp_path / "source" / name)
    shutil.copyfile(graded.theirs / "nbgrader_config.py", tmp_path / "nbgrader_config.py")
    for learner in sorted((graded.theirs / "submitted").iterdir())[:THROUGH_THE_COMMAND]:
        shutil.copytree(learner / name, tmp_path / "submitted" / learner.name / name)
    for verb in ("generate_assignment", "autograde"):
        done = nbgrader(tmp_path, verb, name)
        assert done.returncode == 0, done.stderr[-3000:]

    rows = rows_of(tmp_path / "gradebook.db")

    assert len({key[1] for key in grades(rows)}) == THROUGH_THE_COMMAND
    assert {key: graded.my_rows[key] for key in rows} == rows
