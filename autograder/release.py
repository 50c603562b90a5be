"""Turn source notebooks into the ones learners get, and prove that nothing was given away."""

from __future__ import annotations

import fnmatch
import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
    NbGraderPreprocessor,
)
from traitlets.config import Config, PyFileConfigLoader

from autograder.errors import NotebookError, ReleaseError
from autograder.notebooks import (
    grade_id,
    is_graded,
    is_solution,
    named_cells,
    parse_notebook,
    read_notebook,
    secrets_of,
    to_text,
    without_secrets,
)

# nbgrader's own steps, in its own order. Between the two groups nbgrader stores the cells it will
# grade with: solutions are gone there, hidden tests and mark schemes are not.
MASTER_STEPS: tuple[type[NbGraderPreprocessor], ...] = (
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
)
RELEASE_STEPS: tuple[type[NbGraderPreprocessor], ...] = (
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
)
MARKERS = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
SHORTEST_SECRET = 12  # characters; shorter lines, such as "}" or "key = {", give nothing away


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a release, by its path inside release/."""

    path: str
    content: bytes


def load_config(root: Path) -> Config:
    """Return the course's nbgrader_config.py; an empty configuration where there is none."""
    if not (root / "nbgrader_config.py").exists():
        return Config()
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    # What a course sets for `nbgrader generate_assignment` alone counts here too: this is that step.
    config.merge(config.get("GenerateAssignmentApp", Config()))
    return config


def master(source: NotebookNode, config: Config) -> NotebookNode:
    """Return the notebook that submissions are graded against: tests in, solutions out."""
    return _run(MASTER_STEPS, source, config)


def release_notebook(source: NotebookNode, config: Config) -> NotebookNode:
    """Return a copy of the notebook without solutions, hidden tests or mark schemes."""
    return _run(RELEASE_STEPS, master(source, config), config)


def release_files(root: Path, module: str, config: Config) -> tuple[ReleaseFile, ...]:
    """Return every file that release/<module>/ holds, made from source/<module>/.

    Raises:
        NotebookError: a source notebook cannot be read, or breaks the course's rules.
        ReleaseError: something of a solution, hidden test or mark scheme would get out.
    """
    folder = root / "source" / module
    if not folder.is_dir():
        raise NotebookError(f"{folder}: there is no such folder, so there is nothing to release")
    ignore = CourseDirectory(config=config).ignore
    files, secrets = [], set[str]()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if not path.is_file() or _ignored(relative, ignore):
            continue
        if path.suffix == ".ipynb":
            source = read_notebook(path)
            _check_source(source, path)
            secrets |= secret_lines(source)
            content = to_text(release_notebook(source, config)).encode("utf-8")
        else:
            content = path.read_bytes()
        files.append(ReleaseFile(f"{module}/{relative.as_posix()}", content))
    for file in files:
        _check_secrets(file, secrets)
    return tuple(files)


def write_release(files: tuple[ReleaseFile, ...], root: Path, module: str) -> tuple[str, ...]:
    """Write a module's files to release/, remove what no longer belongs; return what changed."""
    changed = []
    for file in files:
        path = root / "release" / file.path
        if not path.exists() or path.read_bytes() != file.content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
            changed.append(file.path)
    wanted = {file.path for file in files}
    for path in sorted((root / "release" / module).rglob("*")):
        name = path.relative_to(root / "release").as_posix()
        if path.is_file() and name not in wanted:
            path.unlink()
            changed.append(name)
    return tuple(changed)


def secret_lines(source: NotebookNode) -> set[str]:
    """Return the lines of solutions, hidden tests and mark schemes that stand nowhere public."""
    secret, public = set[str](), set[str]()
    for cell in source.cells:
        for region in secrets_of(cell.source):
            secret |= {line.strip() for line in region.splitlines()}
        public |= {line.strip() for line in without_secrets(cell.source).splitlines()}
    return {line for line in secret - public if len(line) >= SHORTEST_SECRET}


def normalise(source: NotebookNode) -> NotebookNode:
    """Return a source notebook as this repository keeps it.

    No outputs, no counts, only nbgrader and tags in the metadata, and each named cell's id is its
    grade_id, so that a cell that lost its metadata can still be recognised.
    """
    clean = deepcopy(source)
    for cell in clean.cells:
        name = grade_id(cell)
        if name:
            cell["id"] = name
        cell["metadata"] = {
            key: cell.metadata[key] for key in ("nbgrader", "tags") if key in cell.metadata
        }
        if cell.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None
    spec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    clean["metadata"] = {
        "kernelspec": clean.metadata.get("kernelspec", spec),
        "language_info": {"name": "python"},
    }
    clean["nbformat"], clean["nbformat_minor"] = 4, 5
    return clean


def _run(
    steps: tuple[type[NbGraderPreprocessor], ...], notebook: NotebookNode, config: Config
) -> NotebookNode:
    notebook = deepcopy(notebook)
    for step in steps:
        notebook, _ = step(config=config).preprocess(notebook, {})
    return notebook


def _check_source(source: NotebookNode, path: Path) -> None:
    names = [name for name, _ in named_cells(source)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise NotebookError(f"{path}: two cells are called {twice[0]!r}; give each its own grade_id")
    for cell in source.cells:
        if re.search("BEGIN (HIDDEN TESTS|MARK SCHEME)", cell.source) and not is_graded(cell):
            raise NotebookError(
                f"{path}: cell {grade_id(cell) or cell.get('id')!r} holds a hidden part but is not "
                "graded; mark it as a test or a manually graded answer in Create Assignment"
            )
        if "BEGIN SOLUTION" in cell.source and not is_solution(cell):
            raise NotebookError(
                f"{path}: cell {grade_id(cell) or cell.get('id')!r} holds a solution but is no "
                "solution cell; mark it as an answer in Create Assignment"
            )


def _check_secrets(file: ReleaseFile, secrets: set[str]) -> None:
    text = file.content.decode("utf-8", errors="replace")
    if file.path.endswith(".ipynb"):
        # As JSON the lines are escaped; the cells say what a learner would read.
        text = "\n".join(cell.source for cell in parse_notebook(text, file.path).cells)
    leaked = sorted({line.strip() for line in text.splitlines()} & secrets)
    if leaked:
        raise ReleaseError(
            f"release/{file.path}: a line of a solution, hidden test or mark scheme would get out "
            f"({leaked[0][:60]!r}); take it out of the public text in source/"
        )
    if marker := MARKERS.search(text):
        raise ReleaseError(f"release/{file.path}: still holds {marker[0]!r}; check its END marker")


def _ignored(relative: Path, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatch(part, pattern) for part in relative.parts for pattern in patterns)
