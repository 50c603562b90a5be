"""The steps that nbgrader does with our engine: each takes the place of one of its own.

`autograder.nbgrader_steps` puts them there. The engine itself is imported when a step is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    Execute,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
)
from nbgrader.utils import compute_checksum, determine_grade
from nbgrader.validator import Validator
from traitlets import Bool
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

from autograder.errors import CourseError, IsolationError
from autograder.notebooks import grade_id, is_graded, is_task, is_test
from autograder.scores import Score, ScoreReport, write_reports

# The engine mends a notebook itself, from what was handed in.
MENDING = (ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata)


def put_in(c: Config, *, isolated: bool) -> None:
    """Put our steps in the places of nbgrader's."""
    c.Apart.isolated = isolated
    own = _steps(c, Autograde, "sanitize_preprocessors")
    c.Autograde.sanitize_preprocessors = [step for step in own if not _is(step, *MENDING)]
    c.Autograde.autograde_preprocessors = [
        *_swapped(_steps(c, Autograde, "autograde_preprocessors"), RunApart),
        KeepReports,
    ]
    own = [s for s in _steps(c, GenerateAssignment, "preprocessors") if not _is(s, DropAnswers)]
    c.GenerateAssignment.preprocessors = [DropAnswers, *own]
    # The same kind of list as Autograde's, which nbgrader 0.9.6 did not mark as configurable.
    Validator.preprocessors.tag(config=True)
    c.Validator.preprocessors = _swapped(_steps(c, Validator, "preprocessors"), ValidateApart)


class DropAnswers(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no annotations
    """Leaves out the answers that a source notebook carries once its author solved it in a lab."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook without them."""
        from pm_exercises.carried import KEY

        nb.metadata.pop(KEY, None)
        return nb, resources


class Apart(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no annotations
    """A step that has learners' code run behind walls."""

    isolated = Bool(True, help="Whether learners' code is kept from this machine.").tag(config=True)


class RunApart(Apart):
    """Has our engine run and grade a notebook, and leaves what nbgrader's next steps read."""

    def preprocess(self, _: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return what was handed in, mended, as it ran; each check's outputs say its verdict."""
        from autograder.apart import MarkedBefore, desk
        from autograder.submission import Submission

        if not Execute(parent=self).enabled:
            self.log.warning(
                "--no-execute is for nbgrader's own step; this one runs every notebook"
            )
        where = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        root = Path(coursedir.root).absolute()
        named = (where["student"], where["assignment"])
        _check_layout(coursedir, root, where["assignment"])
        folder = Path(coursedir.format_path(coursedir.submitted_directory, *named))
        seconds = Execute(parent=self).timeout
        own_book = where["db_url"] == f"sqlite:///{root / 'gradebook.db'}"
        if own_book:  # nbgrader's next step says of every mark that it needs another look
            resources["bootcamp_marked"] = MarkedBefore.read(root, *named)
        try:
            result = desk(isolated=self.isolated).grade(
                root,
                Submission(*named, folder),
                where["notebook"],
                cell_seconds=seconds if seconds and seconds > 0 else None,
                record=own_book,
            )
        except IsolationError as error:
            raise _with_advice(error) from None
        report = result.report(where["notebook"])
        for note in report.notes:
            self.log.info("%s, %s: %s", *named, note)
        _keep_files(result.files, Path(resources["metadata"]["path"]))
        resources["bootcamp"] = result.reports
        say_plainly(result.notebook, report.scores)
        return result.notebook, resources


class KeepReports(NbGraderPreprocessor):  # type: ignore[misc]
    """Keeps our reports beside a graded notebook, once nbgrader has saved its scores."""

    _saved: dict[tuple[str, str], set[str]] = {}  # noqa: RUF012  # each step is a new object

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the reports after the last notebook of a submission."""
        where = resources["nbgrader"]
        reports: tuple[ScoreReport, ...] = resources.pop("bootcamp", ())
        marked = resources.pop("bootcamp_marked", None)
        if reports:
            if marked is not None:
                marked.settle(next(r for r in reports if r.notebook == where["notebook"]))
            which = reports[0].student, reports[0].content_hash
            saved = self._saved.setdefault(which, set())
            saved.add(where["notebook"])
            if saved == {report.notebook for report in reports}:
                write_reports(reports, Path(resources["metadata"]["path"]))
                del self._saved[which]
        return nb, resources


class ValidateApart(Apart):
    """Runs a notebook for `nbgrader validate` and the Validate button, behind walls."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook as it ran."""
        from autograder.apart import validate
        from autograder.verify import verify

        try:
            executed = validate(nb, Path.cwd(), isolated=self.isolated)  # nbgrader stands there
        except IsolationError as error:
            raise _with_advice(error) from None
        tests = {grade_id(cell) for cell in nb.cells if is_test(cell)}
        scores = verify(executed, nb, ours=False)
        say_plainly(nb, (score for score in scores if score.item_id in tests))
        return nb, resources


def say_plainly(notebook: NotebookNode, scores: Iterable[Score]) -> None:
    """Have each graded cell say its score in the way that nbgrader reads scores from cells.

    nbgrader gives full marks for a cell that shows nothing or False, and none for a warning.
    """
    by_name = {score.item_id: score for score in scores}
    for cell in notebook.cells:
        score = by_name.get(str(grade_id(cell)))
        if score is None or not is_graded(cell) or is_task(cell):
            continue
        if is_test(cell):
            cell["outputs"] = _plain(cell, score)
        elif determine_grade(cell)[0] != score.score_given:
            # nbgrader knows an answer that nobody gave by the checksum of its cell.
            untouched = score.score_given == 0
            cell.metadata.nbgrader["checksum"] = compute_checksum(cell) if untouched else ""


def _plain(cell: NotebookNode, score: Score) -> list[NotebookNode]:
    shown, verdict = [], None
    for output in cell.outputs:
        if output.output_type in ("error", "execute_result"):
            verdict = verdict or output
            if verdict is not output:
                continue  # one verdict, and no second one
        if output.get("name") == "stderr":
            output["name"] = "stdout"  # a warning costs nothing
        shown.append(output)
    given = score.score_given or 0.0
    if verdict is not None and _value(verdict) == given:
        return shown
    shown = [output for output in shown if output is not verdict]
    if given:
        data, count = {"text/plain": repr(given)}, cell.get("execution_count")
        return [*shown, new_output("execute_result", data=data, execution_count=count)]
    why = score.reasons[0] if score.reasons else None
    code, text = (why.code, why.text) if why else ("NO-POINTS", "This check gives no points.")
    return [new_output("error", ename=code, evalue=text, traceback=[text]), *shown]


def _value(verdict: NotebookNode) -> float | None:
    """What nbgrader reads in an output; None where it would guess."""
    if verdict.output_type == "error":
        return 0.0
    try:
        return float(verdict.data.get("text/plain", ""))
    except ValueError:
        return None


def _keep_files(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # nbgrader copied it with its permissions
        path.write_bytes(data)


def _check_layout(coursedir: Any, root: Path, assignment: str) -> None:
    source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
    if source.resolve() != (root / "source" / assignment).resolve():
        raise CourseError(
            f"{root}: this course keeps its notebooks in {source}, and the engine looks for them "
            "in source/. Leave CourseDirectory as nbgrader has it, or take use_engine out of "
            "nbgrader_config.py."
        )


def _with_advice(error: IsolationError) -> IsolationError:
    return IsolationError(
        f"{error} For nbgrader's own commands that is use_engine(c, isolated=False) in "
        "nbgrader_config.py. `bootcamp doctor` says what this machine can do."
    )


def _steps(c: Config, owner: Any, name: str) -> list[Any]:
    """Return a list of steps as the course has it so far, or as nbgrader has it."""
    usual: list[Any] = getattr(owner, name).default()
    found = c[owner.__name__].get(name, usual)
    if isinstance(found, LazyConfigValue):  # c.Autograde.autograde_preprocessors.append(...)
        found = found.get_value(usual)
    return list(found)


def _swapped(steps: list[Any], ours: type[NbGraderPreprocessor]) -> list[Any]:
    """Put our step in the place of whatever runs the notebook; first, where nothing does."""
    steps = [step for step in steps if not _is(step, KeepReports)]
    at = next((i for i, step in enumerate(steps) if _is(step, Execute, Apart)), 0)
    rest = [step for step in steps if not _is(step, Execute, Apart)]
    rest.insert(at, ours)
    return rest


def _is(step: Any, *kinds: type) -> bool:
    if isinstance(step, str):
        return step.rpartition(".")[2] in {kind.__name__ for kind in kinds}
    return isinstance(step, type) and issubclass(step, kinds)
