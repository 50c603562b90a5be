"""A course: its settings, from course/course.toml, and where its folders are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from autograder.errors import CourseError
from autograder.settings import (
    CourseModule,
    CourseSettings,
    Limits,
    Policy,
    did_you_mean,
    problems,
    read_settings,
)

__all__ = ["Course", "CourseModule", "Limits", "Policy", "load_course"]

SETTINGS_FILE = "course/course.toml"
NBGRADER_FILE = "nbgrader_config.py"
Raw = dict[str, Any] | None  # what course.toml says; None where there is none
OURS = "bootcamp"  # what course.toml says of the kind of a course whose exercises are ours
PASS_MARK = 0.7  # of a course of ours that sets none
# A notebook that imports this is ours: its scores must be explicit numbers.
OUR_PACKAGE = b"pm_exercises"


@dataclass(frozen=True, slots=True)
class Course:
    """A course folder and its settings.

    `ours` is False for another course in nbgrader's layout: its test cells may also pass by
    ending without an error, as nbgrader has it.
    """

    root: Path
    settings: CourseSettings
    ours: bool = True

    @property
    def title(self) -> str:
        """The course's name, for people."""
        return self.settings.title

    @property
    def school(self) -> str:
        """Who issues the award."""
        return self.settings.school

    @property
    def course_id(self) -> str:
        """nbgrader's course_id; empty where only nbgrader_config.py says it."""
        return self.settings.course_id

    @property
    def policy(self) -> Policy:
        """What has to be so before a module is complete."""
        return self.settings.policy

    @property
    def modules(self) -> tuple[CourseModule, ...]:
        """The modules, in course order."""
        return self.settings.modules

    @property
    def source(self) -> Path:
        """The instructor's notebooks."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """What learners get."""
        return self.root / "release"

    @property
    def submitted(self) -> Path:
        """What learners handed in, by learner and module."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """What ran, with its score reports, by learner and module."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """The pages learners get back, by learner and module."""
        return self.root / "feedback"

    @property
    def gradebook(self) -> Path:
        """nbgrader's own database of scores."""
        return self.root / "gradebook.db"

    def module(self, name_or_code: str) -> CourseModule:
        """Return a module by its name or its code, in capitals or not.

        Raises:
            CourseError: there is none, with the nearest one there is.
        """
        wanted = name_or_code.strip().casefold()
        for module in self.modules:
            if wanted in (module.name.casefold(), module.code.casefold()):
                return module
        names = [module.name for module in self.modules]
        codes = [module.code for module in self.modules if module.code not in names]
        raise CourseError(
            f'There is no module "{name_or_code}" in {self.title}.'
            + did_you_mean(name_or_code, [*names, *codes])
        )

    def pass_mark(self, module: CourseModule) -> float | None:
        """Return the share of a module's points that passes, from 0 to 1.

        None where another course than ours sets none: nothing is invented for it.
        """
        said = self.settings.pass_mark if module.pass_mark is None else module.pass_mark
        return PASS_MARK if said is None and self.ours else said

    def limits(self, module: CourseModule) -> Limits:
        """Return what one submission for a module may use."""
        return self.settings.limits_for(module)


def load_course(folder: Path) -> Course:
    """Return the course in a folder: one of ours, or any other in nbgrader's layout.

    Raises:
        CourseError: no course is there, course.toml cannot be read or has a wrong setting, or it
            does not say that a course is ours which is.
    """
    root = folder.absolute()
    path = root / SETTINGS_FILE
    raw = _raw(path) if path.exists() else None
    if raw is not None and raw.get("kind") == OURS:
        return Course(root, _checked(path, raw, lambda said: read_settings(said or {})))
    if raw is None and not (root / NBGRADER_FILE).exists():
        raise CourseError(
            f"{folder}: this folder is no course: it has no {SETTINGS_FILE}. "
            "Run `bootcamp demo` for one to try, or name a course with --course DIR."
        )
    return _other_course(root, path, raw)


def uses_our_exercises(course: Course) -> bool:
    """Whether any notebook of a course imports our exercises."""
    return any(OUR_PACKAGE in path.read_bytes() for path in _notebooks(course.root))


def _raw(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = re.search(r"at line (\d+)", message)
        raise CourseError(
            f"{path}{f', line {line[1]}' if line else ''}: this is not TOML ({message}). "
            'A setting is written name = value, and text stands in quotes: title = "My course".'
        ) from None


def _checked(path: Path, raw: Raw, read: Callable[[Raw], CourseSettings]) -> CourseSettings:
    try:
        return read(raw)
    except ValidationError as error:
        found = problems(error, raw)
        if len(found) == 1:
            raise CourseError(f"{path}: {found[0]}") from None
        lines = "".join(f"\n  {sentence}" for sentence in found)
        raise CourseError(f"{path}: {len(found)} settings are wrong:{lines}") from None


def _other_course(root: Path, path: Path, raw: Raw) -> Course:
    notebooks = _notebooks(root)
    for notebook in notebooks:
        # Taken for a stranger's, our own course would lose the rules it is graded by.
        if OUR_PACKAGE in notebook.read_bytes():
            raise CourseError(_not_said(root, notebook, path, raw))
    from autograder.plain_settings import plain_settings

    names = tuple(dict.fromkeys(notebook.parent.name for notebook in notebooks))
    settings = _checked(path, raw, lambda given: plain_settings(given, names, title=root.name))
    if not settings.modules:
        raise CourseError(
            f"{root}: this course has no assignments: there is no notebook in source/*/. "
            "Put one there, or name another course with --course DIR."
        )
    return Course(root, settings, ours=False)


def _not_said(root: Path, notebook: Path, path: Path, raw: Raw) -> str:
    name = notebook.relative_to(root)
    if raw is None:
        return (
            f"{root}: {SETTINGS_FILE} is missing, and {name} needs it. "
            "Put it back, or start a new course with `bootcamp demo --dir DIR`."
        )
    return (
        f'{path}: {name} imports pm_exercises, so this file has to say kind = "{OURS}", above its '
        "first [table]. Write that line; in a course without it a check also passes by ending "
        "without an error."
    )


def _notebooks(root: Path) -> list[Path]:
    return sorted((root / "source").glob("[!.]*/*.ipynb"))
