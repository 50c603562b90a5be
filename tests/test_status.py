"""The completion table for other programs: JSON that keeps types, CSV that runs no formula."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.completion import ModuleStatus
from autograder.status import (
    COLUMNS,
    FORMULA_STARTS,
    safe_cell,
    status_csv,
    status_json,
    status_rows,
)

DONE = ModuleStatus("ada", "foundations", "complete", True, True, 0.94)
OPEN = ModuleStatus(
    'o"neil, b', "foundations", "not yet", True, False, 0.62, ("62 of 100; 70.", "Größe ≠ alles.")
)


def test_rows_have_exactly_these_keys() -> None:
    """The keys are promised to other programs, in this order."""
    row = status_rows([OPEN])[0]

    assert tuple(row) == COLUMNS
    assert row == {
        "student": 'o"neil, b',
        "module": "foundations",
        "state": "not yet",
        "completion": True,
        "success": False,
        "score_scaled": 0.62,
        "reasons": ["62 of 100; 70.", "Größe ≠ alles."],
    }


def test_json_is_the_rows() -> None:
    """One list; reasons stay a list, and words stay readable."""
    text = status_json([DONE, OPEN])

    assert json.loads(text) == status_rows([DONE, OPEN])
    assert "Größe" in text


def test_nobody_yet() -> None:
    """An empty class is an empty list and a bare header."""
    assert json.loads(status_json([])) == []
    assert status_csv([]) == ",".join(COLUMNS) + "\n"


def test_csv_quotes_and_joins() -> None:
    """Commas and quotes in a name do not break the file, and reasons share one cell."""
    rows = list(csv.DictReader(io.StringIO(status_csv([DONE, OPEN]))))

    assert rows[0] == {
        "student": "ada",
        "module": "foundations",
        "state": "complete",
        "completion": "true",
        "success": "true",
        "score_scaled": "0.94",
        "reasons": "",
    }
    assert rows[1]["student"] == 'o"neil, b'
    assert rows[1]["reasons"] == "62 of 100; 70.; Größe ≠ alles."


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_csv_runs_no_formula(text: str) -> None:
    """A student id or reason that a spreadsheet would run is shown as text."""
    status = ModuleStatus(text, "foundations", "not yet", False, False, 0.0, (text,))

    row = next(csv.DictReader(io.StringIO(status_csv([status]), newline="")))

    assert row["student"] == row["reasons"] == "'" + " ".join(text.splitlines())


@given(st.text())
def test_csv_holds_any_text(text: str) -> None:
    """Whatever a name or reason holds, its row is one line, safe, and reads back."""
    status = ModuleStatus(text, "foundations", "not yet", False, False, 0.0, ("why", text))

    lines = status_csv([status]).splitlines()
    row = next(csv.DictReader(lines))

    assert len(lines) == 2
    assert row["student"] == safe_cell(text)
    assert not row["student"].lstrip().startswith(FORMULA_STARTS)
    assert row["student"].removeprefix("'") in (line := " ".join(text.splitlines()), line[1:])
