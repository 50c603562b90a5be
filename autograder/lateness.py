"""How late work is: said by the due date of now, whenever it was graded."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from autograder.scores import ScoreReport

NOTE = re.compile(r"^Handed in .{1,40} after the due date\.$")


def late_note(stamp: datetime | None, due: datetime | None) -> tuple[str, ...]:
    """Say how late work was handed in; nothing where it was not, or nobody knows."""
    if stamp is None or due is None or stamp <= due:
        return ()
    late = stamp - due
    hours = late.total_seconds() / 3600
    span = (
        f"{late.days} days"
        if late.days > 1
        else f"{hours:.0f} hours"
        if hours >= 1.5
        else "an hour"
    )
    return (f"Handed in {span} after the due date.",)


def current(report: ScoreReport, due: datetime | None) -> ScoreReport:
    """Return a report that is late by a due date, which may be another one than at its grading."""
    stamp = datetime.fromisoformat(report.submitted_at) if report.submitted_at else None
    notes = tuple(note for note in report.notes if not NOTE.match(note))
    return replace(report, notes=(*notes, *late_note(stamp, due)))
