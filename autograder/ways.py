"""Find out which checks of another course can be decided outside the learner's process.

Nobody wrote those checks for that, so it is tried: the instructor's own solutions and the untouched
release are graded both ways, and a check that comes out differently is run inside from then on.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from autograder.jobs import Assignment
from autograder.notebooks import grade_id, is_test, to_text
from autograder.sandbox.ring import Limits
from autograder.scores import Score

if TYPE_CHECKING:
    from autograder.bench import Bench

Trusted = Mapping[str, frozenset[str]]
REHEARSAL = "rehearsal"  # the student id of the two rehearsals


@dataclass(frozen=True, slots=True)
class Versions:
    """An instructor's notebook with its solutions, and as it is released."""

    source: NotebookNode
    release: NotebookNode


def checks_of(master: NotebookNode) -> dict[str, str]:
    """Return the text of every check, by grade_id."""
    return {str(grade_id(cell)): str(cell.source) for cell in master.cells if is_test(cell)}


def all_trusted(masters: Mapping[str, NotebookNode]) -> Trusted:
    """Every check: what a course of ours promises, and its release proves."""
    return {name: frozenset(checks_of(master)) for name, master in masters.items()}


def find_trusted(
    assignment: Assignment, versions: Mapping[str, Versions], *, isolated: bool = True
) -> Trusted:
    """Return the checks that come out alike both ways, by notebook; remembered from run to run.

    Raises:
        IsolationError: this machine cannot keep a notebook apart.
    """
    memory = _memory(assignment, versions)
    if (known := _recall(memory)) is not None:
        return known
    # Only where they have to be tried: what a driver remembers, it need not import this for.
    from autograder.bench import warm_bench
    from autograder.verify import problems_of

    found = {}
    with warm_bench(assignment.imports, isolated=isolated) as bench:
        for name, master in assignment.masters.items():
            texts = checks_of(master)
            candidates = frozenset(key for key, text in texts.items() if not problems_of(text))
            for notebook in (versions[name].source, versions[name].release):
                if candidates:
                    candidates = _alike(assignment, name, notebook, candidates, bench)
            found[name] = candidates
    _remember(memory, found)
    return found


def _alike(
    assignment: Assignment,
    name: str,
    notebook: NotebookNode,
    candidates: frozenset[str],
    bench: Bench,
) -> frozenset[str]:
    inside, outside = (
        _scores(replace(assignment, trusted={name: trusted}), name, notebook, bench)
        for trusted in (frozenset[str](), candidates)
    )
    return frozenset(key for key in candidates if inside[key] == outside[key])


def _scores(
    assignment: Assignment, name: str, notebook: NotebookNode, bench: Bench
) -> dict[str, float | None]:
    from autograder.bench import run_notebook
    from autograder.sanitize import sanitize
    from autograder.verify import verify

    master = assignment.masters[name]
    prepared = sanitize(deepcopy(notebook), master).notebook
    with tempfile.TemporaryDirectory(prefix="bootcamp-ways-") as scratch:
        folder = Path(scratch)
        for path in assignment.source_files:
            goal = folder / path.relative_to(assignment.source)
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(path.read_bytes())
        executed = run_notebook(assignment, name, REHEARSAL, prepared, folder, bench)
    scores: tuple[Score, ...] = verify(executed, master, ours=assignment.ours)
    return {score.item_id: score.score_given for score in scores}


def _memory(assignment: Assignment, versions: Mapping[str, Versions]) -> Path:
    """A file for exactly these notebooks, limits and programs."""
    digest = sha256()
    limits: Limits = assignment.limits
    texts = [to_text(part) for v in versions.values() for part in (v.source, v.release)]
    files = [path.read_bytes() for path in assignment.source_files]
    programs = [f"{name} {version(name)}" for name in ("pm-bootcamp", "ipython", "nbgrader")]
    for part in (*texts, repr(limits), *programs):
        digest.update(part.encode() + b"\0")
    for data in files:
        digest.update(data + b"\1")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pm-bootcamp" / "ways" / f"{digest.hexdigest()}.json"


def _recall(memory: Path) -> Trusted | None:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
        return {str(name): frozenset(map(str, checks)) for name, checks in known.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return None


def _remember(memory: Path, found: Trusted) -> None:
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        fresh = memory.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({name: sorted(checks) for name, checks in found.items()}))
        fresh.replace(memory)
    except OSError:
        return  # a home that cannot be written to: it is found out again next time
