"""Write scores into nbgrader's gradebook, many in a row: one connection, one transaction each.

What nbgrader does with some fifty statements and a dozen commits for each submission (its `api`
loads and saves whole objects) is done here with a handful, on the same tables, to the same rows.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from nbgrader import api
from sqlalchemy import Connection, Table, select, update

from autograder.errors import GradebookError
from autograder.gradebook import TROUBLE, open_gradebook
from autograder.gradebook_reading import cause
from autograder.marked import Cell, Kept, keep_texts, kept_texts, settle
from autograder.scores import NO_RESPONSE, ScoreReport

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Cells:
    """Of one notebook: its id, and the ids of the cells that have a grade or a comment."""

    notebook: str
    graded: dict[str, str]
    commented: dict[str, str]


class Recorder:
    """An open gradebook for one assignment. Use it as a context manager."""

    def __init__(self, path: Path, course_id: str, assignment: str) -> None:
        self._path, self._course, self._assignment = path, course_id, assignment

    def __enter__(self) -> Self:
        """Open the gradebook.

        Raises:
            GradebookError: it cannot be used.
        """
        self._stack = contextlib.ExitStack()
        book = self._stack.enter_context(open_gradebook(self._path, self._course))
        self._engine = book.engine
        with self._reading() as line:
            self._id = line.scalar(
                select(api.Assignment.id).where(api.Assignment.name == self._assignment)
            )
            names = select(api.Notebook.name, api.Notebook.id)
            found = line.execute(names.where(api.Notebook.assignment_id == self._id)).all()
            self._cells = {name: _Cells(key, *_cells_of(line, key)) for name, key in found}
        return self

    def __exit__(self, *_: object) -> None:
        """Close the gradebook."""
        self._stack.close()

    def known(self) -> frozenset[str]:
        """Return the learners whose submission is in the gradebook."""
        mine = select(api.SubmittedAssignment.student_id)
        with self._reading() as line:
            rows = line.scalars(mine.where(api.SubmittedAssignment.assignment_id == self._id))
            return frozenset(rows)

    def record(
        self, reports: tuple[ScoreReport, ...], before: tuple[ScoreReport, ...] = ()
    ) -> tuple[str, ...]:
        """Write one submission's scores and comments in one transaction.

        The automatic score is replaced. A person's mark stays; where its text is another one now,
        it waits for another look, and the cells of which that is so are returned. `before` is what
        the last run gave: for marks of which nothing else is kept.

        Raises:
            GradebookError: the gradebook cannot be written.
        """
        first = reports[0]
        of = self._assignment
        self._kept = {
            (report.notebook, cell): Kept(text)
            for report in before
            for cell, text in report.texts.items()
        } | kept_texts(self._path, of).get(first.student, {})
        self._settled: dict[Cell, Kept] = {
            (report.notebook, cell): Kept(text)
            for report in reports
            for cell, text in report.texts.items()
        }
        self._outdated: list[str] = []
        self._write(reports)
        keep_texts(self._path, of, first.student, self._settled)
        return tuple(self._outdated)

    def _write(self, reports: tuple[ScoreReport, ...]) -> None:
        first = reports[0]
        with self._writing() as line:
            student = select(api.Student.id).where(api.Student.id == first.student)
            if line.scalar(student) is None:
                line.execute(_table(api.Student).insert(), [{"id": first.student}])
            submission = api.SubmittedAssignment
            key = line.scalar(
                select(submission.id).where(
                    submission.assignment_id == self._id, submission.student_id == first.student
                )
            )
            stamp = datetime.fromisoformat(first.submitted_at) if first.submitted_at else None
            when = stamp.replace(tzinfo=None) if stamp else None
            if key is None:
                self._insert(line, reports, when)
                return
            if when is not None:
                line.execute(update(submission).where(submission.id == key).values(timestamp=when))
            self._update(line, key, reports)

    def _insert(
        self, line: Connection, reports: tuple[ScoreReport, ...], when: datetime | None
    ) -> None:
        key = uuid4().hex
        row = {"id": key, "assignment_id": self._id, "student_id": reports[0].student}
        line.execute(_table(api.SubmittedAssignment).insert(), [{**row, "timestamp": when}])
        by_name = {report.notebook: report for report in reports}
        notebooks, grades, comments = Rows(), Rows(), Rows()
        for name, cells in self._cells.items():
            own = uuid4().hex
            notebooks.append(
                {"id": own, "assignment_id": key, "notebook_id": cells.notebook, "flagged": False}
            )
            report = by_name.get(name)
            scores = {s.item_id: s for s in report.scores} if report else {}
            for cell, cell_id in cells.graded.items():
                score = scores.get(cell)
                grades.append(
                    {
                        "id": uuid4().hex,
                        "notebook_id": own,
                        "cell_id": cell_id,
                        "auto_score": score.score_given if score else None,
                        "needs_manual_grade": score is None or score.score_given is None,
                    }
                )
            for cell, cell_id in cells.commented.items():
                row = {"id": uuid4().hex, "notebook_id": own, "cell_id": cell_id}
                comments.append({**row, "auto_comment": _comment(report, cell)})
        for kind, rows in (
            (api.SubmittedNotebook, notebooks),
            (api.Grade, grades),
            (api.Comment, comments),
        ):
            if rows:
                line.execute(_table(kind).insert(), rows)

    def _update(self, line: Connection, key: str, reports: tuple[ScoreReport, ...]) -> None:
        mine = select(api.SubmittedNotebook.notebook_id, api.SubmittedNotebook.id)
        found = line.execute(mine.where(api.SubmittedNotebook.assignment_id == key))
        own: dict[str, str] = {notebook: name for notebook, name in found}  # noqa: C416  # rows
        for report in reports:
            cells = self._cells[report.notebook]
            notebook = own[cells.notebook]
            marked = select(api.Grade.cell_id, api.Grade.needs_manual_grade).where(
                api.Grade.notebook_id == notebook, api.Grade.manual_score.is_not(None)
            )
            by_hand: dict[str, bool] = {key: needs for key, needs in line.execute(marked)}  # noqa: C416
            for score in report.scores:
                cell = cells.graded[score.item_id]
                needs = score.score_given is None
                if cell in by_hand:
                    needs = self._settle(report, score.item_id, needs_reading=by_hand[cell])
                line.execute(
                    update(api.Grade)
                    .where(api.Grade.notebook_id == notebook, api.Grade.cell_id == cell)
                    .values(
                        auto_score=score.score_given,
                        needs_manual_grade=needs,
                    )
                )
            for cell, cell_id in cells.commented.items():
                line.execute(
                    update(api.Comment)
                    .where(api.Comment.notebook_id == notebook, api.Comment.cell_id == cell_id)
                    .values(auto_comment=_comment(report, cell))
                )

    def _settle(self, report: ScoreReport, cell: str, *, needs_reading: bool) -> bool:
        place = (report.notebook, cell)
        text = report.texts.get(cell, "")
        kept, needs = settle(self._kept.get(place), text, needs_reading=needs_reading)
        self._settled[place] = kept
        if kept.changed:
            self._outdated.append(cell)
        return needs

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as line:
                yield line
        except TROUBLE as error:
            raise GradebookError(cause(self._path, error)) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as line:
                yield line
        except TROUBLE as error:
            raise GradebookError(cause(self._path, error)) from error


def _cells_of(line: Connection, notebook: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells with a grade, and those with a comment, by name."""
    base = select(api.BaseCell.name, api.BaseCell.id, api.BaseCell.type)
    rows = line.execute(base.where(api.BaseCell.notebook_id == notebook)).all()
    graded = {name: key for name, key, kind in rows if kind in ("GradeCell", "TaskCell")}
    commented = {name: key for name, key, kind in rows if kind in ("SolutionCell", "TaskCell")}
    return graded, commented


def _comment(report: ScoreReport | None, cell: str) -> str | None:
    return NO_RESPONSE if report is not None and cell in report.unanswered else None


def _table(kind: Any) -> Table:
    table: Table = kind.__table__
    return table


def record(path: Path, course_id: str, reports: tuple[ScoreReport, ...]) -> None:
    """Write one submission's scores into a gradebook.

    Raises:
        GradebookError: the gradebook cannot be written.
    """
    with Recorder(path, course_id, reports[0].assignment) as recorder:
        recorder.record(reports)
