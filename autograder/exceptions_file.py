"""Write course/exceptions.toml: add an extension or an excuse, or take one out.

The file is a person's, too: comments and everything else in it stay as they are. What is written is
read back first, and it replaces the old file in one step.
"""

from __future__ import annotations

import json
import re
import tempfile
from datetime import datetime
from pathlib import Path

from autograder.allowances import (
    FILE,
    TABLE,
    Allowance,
    Allowances,
    parse_allowances,
    read_text,
)
from autograder.course import Course
from autograder.errors import CourseError, nearest

HEAD = """\
# Extensions and excuses of single learners, written by `bootcamp extend` and `bootcamp excuse`.
# This file says things about people: keep it out of git and out of what learners get.
"""
HEADING = re.compile(rf"^[ \t]*\[\[[ \t]*{TABLE}[ \t]*\]\]", re.MULTILINE)


def allow(course: Course, allowance: Allowance) -> Allowance | None:
    """Write an extension or an excuse; return the one that it replaces, if there was one.

    Raises:
        CourseError: the file cannot be read or written, or holds what cannot be kept.
    """
    path, text, before = _read(course)
    key = allowance.learner, allowance.module
    kept = _without(text, key, before, course, path)
    above = f"{kept.rstrip()}\n" if kept.strip() else HEAD
    _write(course, path, f"{above}\n{_block(allowance)}", {**before, key: allowance})
    return before.get(key)


def undo(course: Course, learner: str, module: str, *, excused: bool) -> Allowance:
    """Take an excuse, or else an extension, out; return what it was.

    Raises:
        CourseError: there is none, or the file cannot be read or written.
    """
    path, text, before = _read(course)
    key = learner, module
    if key not in before or before[key].excused != excused:
        kind = "excuse" if excused else "extension"
        others = {
            one.learner
            for one in before.values()
            if one.excused == excused and one.module == module
        }
        raise CourseError(
            f"{path}: {learner!r} has no {kind} for {module}.{nearest(learner, others)}"
        )
    kept = _without(text, key, before, course, path)
    _write(course, path, kept, {one: before[one] for one in before if one != key})
    return before[key]


def _read(course: Course) -> tuple[Path, str, Allowances]:
    path = course.root / FILE
    text = read_text(path) if path.exists() else ""
    return path, text, parse_allowances(text, _modules(course), path)


def _without(
    text: str, key: tuple[str, str], before: Allowances, course: Course, path: Path
) -> str:
    """Return the text without one table: its lines, but not the comments above the next one."""
    if key not in before:
        return text
    starts = [found.start() for found in HEADING.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        lines = text[start:end].splitlines(keepends=True)
        while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()  # what is said above the next table belongs to that
        block = "".join(lines)
        if key in parse_allowances(block, _modules(course), path):
            rest = text[start + len(block) :]
            return text[:start] + (rest.lstrip("\n") if rest.strip() else "")
    raise CourseError(f"{path}: the table of {key[0]} could not be taken out; take it out by hand.")


def _block(allowance: Allowance) -> str:
    """Return one table, as TOML writes it: JSON's quoted text is TOML's, too."""
    lines = [
        f"[[{TABLE}]]",
        f"learner = {_quoted(allowance.learner)}",
        f"module = {_quoted(allowance.module)}",
        "excused = true" if allowance.due is None else f"due = {_moment(allowance.due)}",
        f"why = {_quoted(allowance.why)}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _modules(course: Course) -> tuple[str, ...]:
    return tuple(module.name for module in course.modules)


def _write(course: Course, path: Path, text: str, expected: Allowances) -> None:
    if dict(parse_allowances(text, _modules(course), path)) != dict(expected):
        raise CourseError(
            f"{path}: this change would alter more than it should; make it by hand in that file."
        )
    path = path.resolve()  # a link stays one
    path.parent.mkdir(parents=True, exist_ok=True)
    # Readable for its owner alone, as temporary files are; an older file keeps its permissions.
    with tempfile.NamedTemporaryFile(
        "wb", dir=path.parent, prefix=".exceptions-", delete=False
    ) as new:
        fresh = Path(new.name)
        new.write(text.encode("utf-8"))
    try:
        if path.exists():
            fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
