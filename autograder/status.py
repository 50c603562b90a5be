"""The completion table as rows, JSON and CSV: what `bootcamp status` gives to other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from autograder.completion import ModuleStatus

COLUMNS = ("student", "module", "state", "completion", "success", "score_scaled", "reasons")
# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def status_rows(statuses: Iterable[ModuleStatus]) -> list[dict[str, Any]]:
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
        }
        for status in statuses
    ]


def status_json(statuses: Iterable[ModuleStatus]) -> str:
    """Return the table as one JSON list."""
    return json.dumps(status_rows(statuses), indent=2, ensure_ascii=False)


def status_csv(statuses: Iterable[ModuleStatus]) -> str:
    """Return the table as CSV with a header; reasons are joined, and no cell is a formula."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in status_rows(statuses):
        writer.writerow(
            {
                **row,
                "student": safe_cell(row["student"]),
                "module": safe_cell(row["module"]),
                "completion": str(row["completion"]).lower(),
                # Empty where the course sets no pass mark: nobody passes or fails there.
                "success": "" if row["success"] is None else str(row["success"]).lower(),
                "reasons": safe_cell("; ".join(row["reasons"])),
            }
        )
    return file.getvalue()


def safe_cell(text: str) -> str:
    """Return text on one line that no spreadsheet runs: an apostrophe stands before a formula."""
    line = " ".join(text.splitlines())
    dangerous = line.startswith(FORMULA_STARTS) or line.lstrip().startswith(FORMULA_STARTS)
    return f"'{line}" if dangerous else line
