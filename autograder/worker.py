"""Grade one submission from its files to its scores; the gradebook is somebody else's business."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.bench import Bench, keep_written, run_notebook
from autograder.errors import BootcampError, SubmissionError
from autograder.execute import NEVER_RAN, hit_a_limit
from autograder.jobs import Assignment, Graded, Job
from autograder.notebooks import (
    exercise_of,
    grade_id,
    is_graded,
    is_solution,
    is_test,
    points,
    readable,
    write_notebook,
)
from autograder.sandbox.kernels import is_python
from autograder.sanitize import sanitize
from autograder.scores import Reason, Score, ScoreReport
from autograder.submission import (
    Answers,
    bring_answers,
    check_size,
    content_hash,
    copy_files,
    find_notebook,
    handed_in_at,
    names_in,
)
from autograder.texts import answer_files, texts_of
from autograder.verify import borrowed, unanswered, verify

ISOLATED, OPEN = "namespaces", "none"


def grade_submission(job: Job, bench: Bench) -> Graded:
    """Grade one submission. A problem with it comes back as a sentence, never as an exception."""
    who = f"{job.submission.student}, {job.submission.assignment}"
    try:
        reports, was_idle = _grade(job, bench)
        return Graded(job.submission, reports, was_idle=was_idle)
    except SubmissionError as error:
        return Graded(job.submission, (), str(error))
    except BootcampError as error:
        return Graded(job.submission, (), f"{who}: {error}")
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        return Graded(
            job.submission,
            (),
            f"{who}: {error.strerror or error}{place}. Mend that and grade again; nothing is lost.",
        )
    except Exception as error:  # noqa: BLE001  # one submission never stops the others
        return Graded(
            job.submission,
            (),
            f"{who}: grading it stopped with {type(error).__name__}: {readable(str(error))[:300]}. "
            "Look at its notebook; if nothing is wrong with it, this is a fault of the autograder.",
        )


def _grade(job: Job, bench: Bench) -> tuple[tuple[ScoreReport, ...], bool]:
    check_size(job.submission)
    autograded = job.assignment.autograded
    autograded.mkdir(parents=True, exist_ok=True)
    student = job.submission.student
    # A name that starts with a dot is invisible to nbgrader until the folder is complete. One name
    # for each learner: what a killed grader left behind is in the next one's way.
    folder = autograded / student / f".grading-{job.submission.assignment}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        copy_files(job.submission, folder)
        _copy_source_files(job.assignment, folder)
        graded = [_grade_notebook(job, name, folder, bench) for name in job.assignment.masters]
        _swap(folder, job.target)
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):  # a learner who was never graded leaves no folder
                (autograded / student).rmdir()
    return tuple(report for report, _ in graded), any(was_idle for _, was_idle in graded)


def _grade_notebook(job: Job, name: str, folder: Path, bench: Bench) -> tuple[ScoreReport, bool]:
    assignment = job.assignment
    master = assignment.masters[name]
    stamp = handed_in_at(job.submission.folder)
    checks = [str(grade_id(cell)) for cell in master.cells if is_test(cell)]
    trusted = assignment.trusted.get(name, frozenset()) if is_python(master) else frozenset()
    report: dict[str, Any] = {
        "student": job.submission.student,
        "assignment": job.submission.assignment,
        "notebook": name,
        "isolation": ISOLATED if bench.sandbox.isolated else OPEN,
        "content_hash": job.content_hash,
        "work_hash": content_hash(job.submission.folder),
        "submitted_at": stamp.isoformat() if stamp else "",
        "outside": tuple(check for check in checks if check in trusted),
        "inside": tuple(check for check in checks if check not in trusted),
    }
    try:
        others = assignment.masters.keys() - {name}
        handed = find_notebook(job.submission, name, names_in([master]), others, master=master)
    except SubmissionError as error:
        if len(assignment.masters) == 1:
            raise  # nothing to grade at all
        nothing = _nothing(master, str(error))
        return ScoreReport(**report, scores=nothing, notes=(str(error),)), False
    prepared = sanitize(handed.notebook, master)
    if handed.placed != Path(f"{name}.ipynb"):
        (folder / handed.placed).unlink(missing_ok=True)
    # Another course's notebooks have no boards, and may call a folder answers/ what they like.
    ours = assignment.ours
    answers = bring_answers(folder, master, handed.metadata) if ours else Answers(True, False)
    texts = texts_of(prepared.notebook, answer_files(folder))
    executed = run_notebook(
        assignment, name, job.submission.student, prepared.notebook, folder, bench
    )
    keep_written(executed, folder)
    write_notebook(executed.notebook, folder / f"{name}.ipynb")
    stopped = (
        f"{trouble.text} ({_place(executed.notebook, index)})"
        for index, trouble in sorted(executed.troubles.items())
        if trouble.code != NEVER_RAN
    )
    scores = verify(executed, master, ours=ours)
    left = unanswered(executed.notebook, master)
    untouched = {grade_id(cell) for cell in master.cells if is_solution(cell)} <= {*left}
    notes = (
        *handed.notes,
        *prepared.notes,
        *answers.notes,
        *answers.missing_note(scores, untouched=untouched),
        *stopped,
        *borrowed(executed, job.submission.student, assignment.classmates),
    )
    made = ScoreReport(
        **report,
        scores=scores,
        notes=tuple(note for note in notes if note),
        unanswered=left,
        limited=hit_a_limit(executed),
        texts=texts,
    )
    return made, executed.was_idle


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


def _copy_source_files(assignment: Assignment, folder: Path) -> None:
    """Bring the course's own files, as nbgrader does, over a learner's of the same name."""
    for path in assignment.source_files:
        goal = folder / path.relative_to(assignment.source)
        for part in (*reversed(goal.relative_to(folder).parents[:-1]), goal.relative_to(folder)):
            found = folder / part  # a learner's file where a folder of the course's stands, or so
            if found.is_file() or found.is_symlink():
                found.unlink()
        if goal.is_dir():
            shutil.rmtree(goal)
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
