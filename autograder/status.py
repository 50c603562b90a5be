"""The completion table as rows, JSON and CSV: what `bootcamp status` gives to other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from autograder.completion import ModuleStatus
from autograder.roster import Roster
from autograder.total import CourseTotal

# Points and shares as LTI's Score service calls them. New columns come after the older ones.
COLUMNS = (
    "student",
    "module",
    "state",
    "completion",
    "success",
    "score_scaled",
    "reasons",
    "notes",
    "name",
    "email",
    "section",
    "on_roster",
    "score_given",
    "score_maximum",
    "late_penalty",
    "submitted_at",
    "due",
    "seconds_late",
    "exception",
)
TOTAL_COLUMNS = (
    "student",
    "name",
    "email",
    "section",
    "on_roster",
    "total_scaled",
    "so_far_scaled",
    "modules_complete",
    "modules_counted",
    "modules_excused",
)
# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
NOBODY = Roster()


def status_rows(statuses: Iterable[ModuleStatus], roster: Roster = NOBODY) -> list[dict[str, Any]]:
    """Return one plain dictionary per learner and module, with COLUMNS as its keys."""
    return [
        {
            "student": status.student,
            "module": status.module,
            "state": status.state,
            "completion": status.completion,
            "success": status.success,
            "score_scaled": status.score_scaled,
            "reasons": list(status.reasons),
            "notes": list(status.notes),
            **person_columns(status.student, roster),
            "score_given": status.score_given,
            "score_maximum": status.score_maximum,
            "late_penalty": status.late_penalty,
            "submitted_at": status.submitted_at.isoformat() if status.submitted_at else None,
            "due": status.due.isoformat() if status.due else None,
            "seconds_late": status.seconds_late,
            "exception": status.allowance,
        }
        for status in statuses
    ]


def total_rows(totals: Iterable[CourseTotal], roster: Roster = NOBODY) -> list[dict[str, Any]]:
    """Return one plain dictionary per learner, with TOTAL_COLUMNS as its keys."""
    return [
        {
            "student": total.student,
            **person_columns(total.student, roster),
            "total_scaled": total.total_scaled,
            "so_far_scaled": total.so_far_scaled,
            "modules_complete": total.complete,
            "modules_counted": total.counted,
            "modules_excused": total.excused,
        }
        for total in totals
    ]


def person_columns(student: str, roster: Roster) -> dict[str, Any]:
    """Return who a learner is; `on_roster` is None where there is no roster."""
    person = roster.person(student)
    return {
        "name": person.name,
        "email": person.email,
        "section": person.section,
        "on_roster": student in roster.people if roster else None,
    }


def as_json(rows: list[dict[str, Any]]) -> str:
    """Return rows as one JSON list."""
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> str:
    """Return rows as CSV with a header; lists are joined, and no cell is a formula."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return file.getvalue()


def status_json(statuses: Iterable[ModuleStatus], roster: Roster = NOBODY) -> str:
    """Return the table as one JSON list."""
    return as_json(status_rows(statuses, roster))


def status_csv(statuses: Iterable[ModuleStatus], roster: Roster = NOBODY) -> str:
    """Return the table as CSV with a header; reasons are joined, and no cell is a formula."""
    return as_csv(status_rows(statuses, roster), COLUMNS)


def safe_cell(text: str) -> str:
    """Return text on one line that no spreadsheet runs: an apostrophe stands before a formula."""
    line = " ".join(text.splitlines())
    dangerous = line.startswith(FORMULA_STARTS) or line.lstrip().startswith(FORMULA_STARTS)
    return f"'{line}" if dangerous else line


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return safe_cell("; ".join(value))
    return safe_cell(value) if isinstance(value, str) else value
