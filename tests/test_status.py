"""The completion table for other programs: JSON that keeps types, CSV that runs no formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.completion import ModuleStatus
from autograder.roster import Person, Roster
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
    'o"neil, b',
    "foundations",
    "not yet",
    True,
    False,
    0.62,
    ("62 of 100; 70.", "Größe ≠ alles."),
    ("Cell a was repaired.",),
    score_given=49.6,
    score_maximum=80.0,
    late_penalty=12.4,
    submitted_at=datetime(2027, 2, 3, 9, 30, tzinfo=UTC),
    due=datetime(2027, 2, 1, 23, 59, tzinfo=UTC),
    seconds_late=120_660,
)
FIRST = ("student", "module", "state", "completion", "success", "score_scaled", "reasons")


def test_rows_have_exactly_these_keys() -> None:
    """The keys are promised to other programs, in this order."""
    row = status_rows([OPEN])[0]

    assert tuple(row) == COLUMNS
    assert COLUMNS[:7] == FIRST  # as they always were
    assert row == {
        "student": 'o"neil, b',
        "module": "foundations",
        "state": "not yet",
        "completion": True,
        "success": False,
        "score_scaled": 0.62,
        "reasons": ["62 of 100; 70.", "Größe ≠ alles."],
        "notes": ["Cell a was repaired."],
        "name": "",
        "email": "",
        "section": "",
        "on_roster": None,
        "score_given": 49.6,
        "score_maximum": 80.0,
        "late_penalty": 12.4,
        "submitted_at": "2027-02-03T09:30:00+00:00",
        "due": "2027-02-01T23:59:00+00:00",
        "seconds_late": 120660,
        "exception": "",
    }


def test_people_are_named() -> None:
    """Name, e-mail and section come from the roster; who is not on it is marked so."""
    roster = Roster({"ada": Person("ada", "Ada Lovelace", "ada@example.org", "B")})

    on, off = status_rows([DONE, OPEN], roster)

    assert (on["name"], on["email"], on["section"], on["on_roster"]) == (
        "Ada Lovelace",
        "ada@example.org",
        "B",
        True,
    )
    assert (off["name"], off["on_roster"]) == ("", False)


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
        **dict.fromkeys(COLUMNS[7:], ""),
        "late_penalty": "0.0",
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
