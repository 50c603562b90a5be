"""Grade one submission from its files to its scores, in a worker that knows no gradebook."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode

from autograder.errors import ExecutionError, SubmissionError
from autograder.execute import NEVER_RAN, Limits, execute
from autograder.notebooks import exercise_of, grade_id, is_graded, points, readable, write_notebook
from autograder.sanitize import sanitize
from autograder.scores import Reason, Score, ScoreReport
from autograder.submission import (
    Submission,
    check_size,
    content_hash,
    copy_files,
    find_notebook,
    handed_in_at,
    names_in,
)
from autograder.verify import borrowed, verify


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to grade one submission."""

    submission: Submission
    masters: Mapping[str, NotebookNode]  # by notebook name
    source: Path  # source/<assignment>
    source_files: tuple[Path, ...]  # what lies beside its notebooks, for learners too
    autograded: Path  # where autograded/<student>/<assignment> will stand
    limits: Limits
    ours: bool  # our own course: every check must end in a number
    content_hash: str
    classmates: frozenset[str]
    due: datetime | None = None

    @property
    def target(self) -> Path:
        """The submission's graded folder."""
        return self.autograded / self.submission.student / self.submission.assignment


@dataclass(frozen=True, slots=True)
class Graded:
    """What became of a job. With a problem there are no scores, and nothing else was touched."""

    job: Job
    reports: tuple[ScoreReport, ...]
    problem: str = ""


def grade_submission(job: Job) -> Graded:
    """Grade one submission. A problem with it comes back as a sentence, never as an exception."""
    who = f"{job.submission.student}, {job.submission.assignment}"
    try:
        return Graded(job, _grade(job))
    except (SubmissionError, ExecutionError) as error:
        return Graded(job, (), str(error))
    except OSError as error:
        return Graded(
            job,
            (),
            f"{who}: {error.strerror or error} ({error.filename}). "
            "Mend that and grade again; nothing is lost.",
        )
    except Exception as error:  # noqa: BLE001  # one submission never stops the others
        return Graded(
            job,
            (),
            f"{who}: grading it stopped with {type(error).__name__}: {readable(str(error))[:300]}. "
            "Look at its notebook; if nothing is wrong with it, this is a fault of the autograder.",
        )


def _grade(job: Job) -> tuple[ScoreReport, ...]:
    check_size(job.submission)
    job.autograded.mkdir(parents=True, exist_ok=True)
    # A name that starts with a dot is invisible to nbgrader until the folder is complete.
    with tempfile.TemporaryDirectory(prefix=".grading-", dir=job.autograded) as scratch:
        folder = Path(scratch) / job.submission.student / job.submission.assignment
        folder.mkdir(parents=True)
        copy_files(job.submission, folder)
        _copy_source_files(job, folder)
        reports = tuple(_grade_notebook(job, name, folder) for name in job.masters)
        _swap(folder, job.target)
    return reports


def _grade_notebook(job: Job, name: str, folder: Path) -> ScoreReport:
    master = job.masters[name]
    stamp = handed_in_at(job.submission.folder)
    report = {
        "student": job.submission.student,
        "assignment": job.submission.assignment,
        "notebook": name,
        "content_hash": job.content_hash,
        "work_hash": content_hash(job.submission.folder),
        "submitted_at": stamp.isoformat() if stamp else "",
    }
    late = _late_note(stamp, job.due)
    try:
        others = job.masters.keys() - {name}
        handed = find_notebook(job.submission, name, names_in([master]), others)
    except SubmissionError as error:
        if len(job.masters) == 1:
            raise  # nothing to grade at all
        return ScoreReport(**report, scores=_nothing(master, str(error)), notes=(*late, str(error)))
    prepared = sanitize(handed.notebook, master)
    if handed.note:
        (folder / handed.path.relative_to(job.submission.folder)).unlink(missing_ok=True)
    executed = execute(prepared.notebook, folder, job.limits)
    write_notebook(executed.notebook, folder / f"{name}.ipynb")
    stopped = (
        f"{trouble.text} ({_place(executed.notebook, index)})"
        for index, trouble in sorted(executed.troubles.items())
        if trouble.code != NEVER_RAN
    )
    notes = (
        handed.note,
        *prepared.notes,
        *stopped,
        *late,
        *borrowed(executed, job.submission.student, job.classmates),
    )
    return ScoreReport(
        **report,
        scores=verify(executed, master, ours=job.ours),
        notes=tuple(note for note in notes if note),
    )


def _place(notebook: NotebookNode, index: int) -> str:
    """Where a cell is, by the nearest named cell: a learner's own cells have no name."""
    for i in range(index, -1, -1):
        if name := grade_id(notebook.cells[i]):
            return f"{'in' if i == index else 'below'} {name}"
    return f"cell {index + 1}"


def _nothing(master: NotebookNode, why: str) -> tuple[Score, ...]:
    return tuple(
        Score(
            cell.metadata.nbgrader.grade_id,
            points(cell),
            0.0,
            attempted=False,
            reasons=(Reason(f"{exercise_of(cell.metadata.nbgrader.grade_id)}.NO-NOTEBOOK", why),),
        )
        for cell in master.cells
        if is_graded(cell)
    )


def _late_note(stamp: datetime | None, due: datetime | None) -> tuple[str, ...]:
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


def _copy_source_files(job: Job, folder: Path) -> None:
    """Bring the course's own files, as nbgrader does, over a learner's of the same name."""
    for path in job.source_files:
        goal = folder / path.relative_to(job.source)
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)


def _swap(folder: Path, target: Path) -> None:
    """Put a complete folder in the place of an older one; a crash leaves one of the two."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f"{folder.name}.old")
    if target.exists():
        target.rename(old)
    folder.rename(target)
    shutil.rmtree(old, ignore_errors=True)
