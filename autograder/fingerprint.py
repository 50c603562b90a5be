"""What the grades of a module depend on besides the submission, part by part.

A part has a name, and a mark of what it is now. A score report keeps the parts that it was made
with, so that later nobody is graded again for what cannot move a score, and so that whoever is
graded again is told what changed:

- each named cell of the module's notebooks, and its points;
- the files beside them that learners have, too;
- of our own exercises the code and data that can move a score (see `rules`);
- what the course puts in the place of solutions, and whether it is one of ours;
- the limits, for a submission that was stopped by one.

The due date is none of them: it decides when work counts, and never what it is worth. Nor is what
a learner reads: a message, a hint or a figure may be mended, and a page goes on showing the words
that were true when the work was graded; `bootcamp grade --force` brings the new ones.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from traitlets.config import Config

from autograder.cell_text import NO_PYTHON
from autograder.course import Course, CourseModule
from autograder.errors import NotebookError
from autograder.folders import public_files
from autograder.nbgrader_settings import cell_seconds, load_config, stubs
from autograder.notebook_names import exercise_of
from autograder.rules import Name, Rules, imported_by, rules_by
from autograder.source_cells import SourceCell, source_cells
from autograder.trees import code_mark, mark
from pm_exercises.exercises.modules import MODULES

Parts = Mapping[
    str, str
]  # by name, such as "cell nb/squares-check": a mark, or for points a number

CELL, POINTS, FILE, RULES, DATA = "cell", "points", "file", "rules", "data"
STUBS, KIND, LIMITS = "stubs", "kind", "limits"
CELLS_OWN = "the notebook"  # whose code a cell's own imports bring
MOST_SECONDS = 14_400  # of a notebook in a course that sets no limit: one that hangs must end
MOST_NAMED = 4  # changes that a sentence lists

EARLIER_VERSION = (
    "an earlier version of this program graded it, which did not keep what a grade depends on; "
    "this happens once"
)


def parts_of(course: Course, module: CourseModule, config: Config | None = None) -> dict[str, str]:
    """Return what a module's grades depend on now, the limits included.

    Raises:
        NotebookError: the module has no notebook, or one cannot be read.
        CourseError: nbgrader_config.py cannot be run.
    """
    if config is None:
        config = load_config(course.root, only_reading=True)
    cells = graded_cells(course, module, config)
    found = {KIND: "ours" if course.ours else "plain", STUBS: mark(stubs(config))}
    for notebook, own in cells.items():
        for cell in own:
            found[f"{CELL} {notebook}/{cell.name}"] = _cell_mark(cell)
            if cell.points is not None:
                found[f"{POINTS} {notebook}/{cell.name}"] = f"{cell.points:g}"
    folder = course.source / module.name
    for path in public_files(folder, config):
        if path.suffix != ".ipynb":
            found[f"{FILE} {path.relative_to(folder).as_posix()}"] = mark(path.read_bytes())
    if course.ours:
        found |= _rules(module, [cell for own in cells.values() for cell in own])
    found[LIMITS] = mark(limits_text(course, module, config))
    return found


def graded_cells(
    course: Course, module: CourseModule, config: Config
) -> dict[str, tuple[SourceCell, ...]]:
    """Return the named cells that a module is graded with, by notebook.

    Raises:
        NotebookError: the module has no notebook, or one cannot be read.
    """
    paths = sorted((course.source / module.name).glob("*.ipynb"))
    if not paths:
        raise NotebookError(f"{course.source / module.name}: there is no notebook to grade with")
    return {path.stem: source_cells(path, config) for path in paths}


def seconds_of(course: Course, module: CourseModule, config: Config) -> tuple[int, int]:
    """Return how long a cell may take, and a whole submission.

    nbgrader limits each cell, and never the whole notebook. A course.toml that says it counts.
    """
    limits = course.limits(module)
    if course.ours or "cell_seconds" in limits.model_fields_set:
        return limits.cell_seconds, limits.submission_seconds
    seconds = cell_seconds(config) or MOST_SECONDS
    return seconds, min(MOST_SECONDS, max(limits.submission_seconds, 10 * seconds))


def limits_text(course: Course, module: CourseModule, config: Config) -> str:
    """Return all limits of a submission as text to compare."""
    limits = course.limits(module).model_dump(exclude={"cell_seconds", "submission_seconds"})
    return repr((seconds_of(course, module, config), sorted(limits.items())))


def kept(parts: Parts, *, limited: bool) -> dict[str, str]:
    """Return what a report keeps: the limits only where one of them stopped something."""
    return {name: one for name, one in parts.items() if limited or name != LIMITS}


def changes(old: Parts, new: Parts) -> tuple[str, ...]:
    """Say what changed between the parts that a report keeps and those of now."""
    if not old:
        return (EARLIER_VERSION,)
    new = kept(new, limited=LIMITS in old)
    before, after = _by_place(old), _by_place(new)
    found: dict[str, None] = {}
    for place in sorted(before.keys() | after.keys(), key=_order):
        was, now = before.get(place), after.get(place)
        if (was and was[1]) != (now and now[1]):
            found[_sentence(place, was, now)] = None
    return tuple(found)


def listed(sentences: Iterable[str]) -> str:
    """Return changes as one text, the first few by name."""
    found = list(sentences)
    more = len(found) - MOST_NAMED
    if more > 1:
        found = [*found[:MOST_NAMED], f"{more} other things changed"]
    return "; ".join(found)


def _rules(module: CourseModule, cells: Sequence[SourceCell]) -> dict[str, str]:
    """Return the marks of code and data, by whose they are and the file they stand in."""
    roots: dict[str, list[Name]] = {}
    opened = {item_id for cell in cells for item_id in _opened(cell)}
    for known in MODULES:
        for item_id, file in known.exercises.items():
            if known.code == module.code or item_id in opened:
                roots[item_id] = [(f"exercises.{known.name}.{file}", "EXERCISE")]
    roots[CELLS_OWN] = [
        name for cell in cells if cell.kind == "code" for name in imported_by(cell.text)
    ]
    return dict(_by_owner(rules_by(roots)))


def _by_owner(found: Mapping[str, Rules]) -> Iterator[tuple[str, str]]:
    owners: dict[str, list[str]] = {}
    for owner, rules in found.items():
        for path in rules:
            owners.setdefault(path, []).append(owner)
    for path, whose in owners.items():
        # Of a file that several use, each uses a part of its own.
        marks = [found[owner][path] for owner in whose]
        kind = DATA if path.startswith("data/") and path.endswith(".json") else RULES
        owner = whose[0] if len(whose) == 1 and whose[0] != CELLS_OWN else ""
        yield f"{kind} {owner}:{path}", marks[0] if len(marks) == 1 else mark(*marks)


def _opened(cell: SourceCell) -> Iterator[str]:
    """Give the ids of the exercises that a cell opens."""
    if cell.kind != "code" or "exercise(" not in cell.text:
        return
    try:
        tree = ast.parse(cell.text)
    except NO_PYTHON:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "exercise":
            texts = (one.value for one in node.args if isinstance(one, ast.Constant))
            yield from (text for text in texts if isinstance(text, str))


def _cell_mark(cell: SourceCell) -> str:
    # What a learner begins with is compared as text: an answer that stands so was not given.
    as_code = cell.kind == "code" and not cell.learners
    return mark(cell.kind, *cell.flags, code_mark(cell.text) if as_code else cell.text)


def _by_place(parts: Parts) -> dict[tuple[str, str], tuple[str, str]]:
    """Take apart whose a file is from where it stands: who else uses it moves no score."""
    found = {}
    for name, one in parts.items():
        kind, _, rest = name.partition(" ")
        owner, _, path = rest.partition(":") if kind in (RULES, DATA) else ("", "", rest)
        found[kind, path] = (owner, one)
    return found


def _order(place: tuple[str, str]) -> tuple[int, str]:
    kinds = (KIND, POINTS, CELL, RULES, DATA, FILE, STUBS, LIMITS)
    return kinds.index(place[0]) if place[0] in kinds else len(kinds), place[1]


def _sentence(
    place: tuple[str, str], was: tuple[str, str] | None, now: tuple[str, str] | None
) -> str:
    kind, path = place
    name = Path(path).name
    how = "was added" if was is None else "was taken out" if now is None else "changed"
    if kind == POINTS:
        if was is None or now is None:
            return f"the points of {exercise_of(name)} {how.replace('was', 'were')}"
        return f"the points of {exercise_of(name)} changed from {was[1]} to {now[1]}"
    if kind == CELL:
        return f"cell {name} {how}"
    if kind == RULES:
        owner = (now or was or ("", ""))[0]
        if owner:
            return f"the rules of {owner} changed"
        return f"the rules that exercises share changed ({path})"
    if kind == DATA:
        return f"data file {path.removeprefix('data/')} {how}"
    if kind == FILE:
        return f"file {path} {how}"
    return {
        STUBS: "what nbgrader_config.py puts in the place of solutions changed",
        KIND: "what course.toml says of the course's kind changed",
        LIMITS: "the limits changed, and one of them had stopped this work",
    }.get(kind, f"{kind} {path} {how}".strip())
