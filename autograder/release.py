"""Turn source notebooks into the ones learners get, and prove that nothing was given away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
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
from nbgrader.utils import is_locked
from traitlets.config import Config

from autograder.errors import NotebookError, ReleaseError
from autograder.folders import public_files
from autograder.notebooks import (
    grade_id,
    is_graded,
    is_solution,
    named_cells,
    parse_notebook,
    read_notebook,
    to_text,
)
from pm_exercises.carried import KEY

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
HIDDEN_KINDS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
# Also as a slip of the pen writes them, which nbgrader reads over.
MARKERS = re.compile(
    r"(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)"
    r"|(?im:^\s*#+ *(?:begin|end)[ _-]*(?:solution|hidden|mark).*)"
)
IMPORT = re.compile(r"(import|from) ")
SHORTEST_SECRET = 12  # characters; shorter lines, such as "}" or "key = {", give nothing away


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a release, by its path inside release/."""

    path: str
    content: bytes


def master(source: NotebookNode, config: Config) -> NotebookNode:
    """Return the notebook that submissions are graded against: tests in, solutions out.

    Raises:
        NotebookError: nbgrader refuses a cell.
    """
    notebook = _run(MASTER_STEPS, source, config)
    notebook.metadata.pop(KEY, None)  # the author's own answers, where JupyterLab solved it
    return notebook


def release_notebook(source: NotebookNode, config: Config) -> NotebookNode:
    """Return a copy of the notebook without solutions, hidden tests or mark schemes.

    Raises:
        NotebookError: nbgrader refuses a cell.
    """
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
    return _released(public_files(folder, config), root, config)


def start_files(root: Path, config: Config) -> tuple[ReleaseFile, ...]:
    """Return the notebooks that stand beside the modules: the start page.

    Raises:
        NotebookError, ReleaseError: as for a module's files.
    """
    return _released(tuple(sorted((root / "source").glob("*.ipynb"))), root, config)


def _released(paths: tuple[Path, ...], root: Path, config: Config) -> tuple[ReleaseFile, ...]:
    files, secrets = [], set[str]()
    for path in paths:
        if path.suffix == ".ipynb":
            source = read_notebook(path)
            _check_source(source, path)
            try:
                released = release_notebook(source, config)
            except NotebookError as error:
                raise NotebookError(f"{path}: {error}") from None
            secrets |= secret_lines(source, released)
            content = to_text(released).encode("utf-8")
        else:
            content = path.read_bytes()
        files.append(ReleaseFile(path.relative_to(root / "source").as_posix(), content))
    for file in files:
        _check_secrets(file, secrets)
    return tuple(files)


def write_release(files: tuple[ReleaseFile, ...], root: Path, module: str) -> tuple[str, ...]:
    """Write a module's files to release/, remove what no longer belongs; return what changed."""
    changed = stale_files(files, root, module)
    wanted = {file.path: file.content for file in files}
    for name in changed:
        path = root / "release" / name
        if name in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[name])
        else:
            path.unlink()
    return changed


def stale_files(files: tuple[ReleaseFile, ...], root: Path, module: str) -> tuple[str, ...]:
    """Return the paths in release/ that are not as `files` has them, those to remove included.

    An empty module name stands for the notebooks beside the modules.
    """
    release = root / "release"
    found = (release / module).rglob("*") if module else release.glob("*.ipynb")
    there = {
        path.relative_to(release).as_posix(): path.read_bytes() for path in found if path.is_file()
    }
    wanted = {file.path: file.content for file in files}
    return tuple(sorted(path for path in wanted | there if wanted.get(path) != there.get(path)))


def secret_lines(source: NotebookNode, released: NotebookNode) -> set[str]:
    """Return the lines that releasing took out of a cell: no learner may read them anywhere.

    An import gives nothing away.
    """
    secret = set[str]()
    for before, after in zip(source.cells, released.cells, strict=True):
        secret |= _lines(before.source) - _lines(after.source)
    return {line for line in secret if len(line) >= SHORTEST_SECRET and not IMPORT.match(line)}


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
        try:
            notebook, _ = step(config=config).preprocess(notebook, {})
        except Exception as error:  # noqa: BLE001  # each step raises kinds of its own
            raise NotebookError(f"nbgrader's {step.__name__} refuses it: {error}") from None
    return notebook


def _check_source(source: NotebookNode, path: Path) -> None:
    names = [name for name, _ in named_cells(source)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise NotebookError(
            f"{path}: two cells are called {twice[0]!r}; give each its own grade_id"
        )
    for cell in source.cells:
        name = grade_id(cell) or cell.get("id")
        for kind in HIDDEN_KINDS:
            if cell.source.count(f"BEGIN {kind}") != cell.source.count(f"END {kind}"):
                # nbgrader reads over an END without its BEGIN, and releases what stood between.
                raise NotebookError(
                    f"{path}: cell {name!r} has a BEGIN {kind} without its END {kind}, or the "
                    "other way round; check both lines"
                )
        kept = is_graded(cell) or is_locked(cell)  # nbgrader brings these back to grade with
        if re.search("BEGIN (HIDDEN TESTS|MARK SCHEME)", cell.source) and not kept:
            raise NotebookError(
                f"{path}: cell {name!r} holds a hidden part but is not "
                "graded or read-only; mark it as one of these in Create Assignment"
            )
        if "BEGIN SOLUTION" in cell.source and not is_solution(cell):
            raise NotebookError(
                f"{path}: cell {name!r} holds a solution but is no "
                "solution cell; mark it as an answer in Create Assignment"
            )


def _check_secrets(file: ReleaseFile, secrets: set[str]) -> None:
    text = file.content.decode("utf-8", errors="replace")
    if file.path.endswith(".ipynb"):
        # As JSON the lines are escaped; this is what a learner would read, metadata included.
        text = "\n".join(_texts(parse_notebook(text, file.path)))
    leaked = sorted(_lines(text) & secrets)
    if leaked:
        raise ReleaseError(
            f"release/{file.path}: a line of a solution, hidden test or mark scheme would get out "
            f"({leaked[0][:60]!r}); take it out of the public text in source/"
        )
    if marker := MARKERS.search(text):
        raise ReleaseError(f"release/{file.path}: still holds {marker[0]!r}; check its END marker")


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)
