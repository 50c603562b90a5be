"""A course: its settings, from course/course.toml, and where its folders are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

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

    def pass_mark(self, module: CourseModule) -> float:
        """Return the share of a module's points that passes, from 0 to 1."""
        return self.settings.pass_mark if module.pass_mark is None else module.pass_mark

    def limits(self, module: CourseModule) -> Limits:
        """Return what one submission for a module may use."""
        return self.settings.limits_for(module)


def load_course(folder: Path) -> Course:
    """Return the course in a folder: one of ours, or any other in nbgrader's layout.

    Raises:
        CourseError: no course is there, or course.toml cannot be read or has a wrong setting.
    """
    root = folder.absolute()
    path = root / SETTINGS_FILE
    if path.exists():
        return Course(root, _read(path))
    if (root / NBGRADER_FILE).exists():
        return _other_course(root)
    raise CourseError(
        f"{folder}: this folder is no course: it has no {SETTINGS_FILE}. "
        "Run `bootcamp demo` for one to try, or name a course with --course DIR."
    )


def _read(path: Path) -> CourseSettings:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = re.search(r"at line (\d+)", message)
        raise CourseError(
            f"{path}{f', line {line[1]}' if line else ''}: this is not TOML ({message}). "
            'A setting is written name = value, and text stands in quotes: title = "My course".'
        ) from None
    try:
        return read_settings(raw)
    except ValidationError as error:
        found = problems(error, raw)
        if len(found) == 1:
            raise CourseError(f"{path}: {found[0]}") from None
        lines = "".join(f"\n  {sentence}" for sentence in found)
        raise CourseError(f"{path}: {len(found)} settings are wrong:{lines}") from None


def _other_course(root: Path) -> Course:
    notebooks = sorted((root / "source").glob("[!.]*/*.ipynb"))
    if not notebooks:
        raise CourseError(
            f"{root}: this course has no assignments: there is no notebook in source/*/. "
            "Put one there, or name another course with --course DIR."
        )
    for path in notebooks:
        # Taken for a stranger's, our own course would lose the rules it is graded by.
        if OUR_PACKAGE in path.read_bytes():
            raise CourseError(
                f"{root}: {SETTINGS_FILE} is missing, and {path.relative_to(root)} needs it. "
                "Put it back, or start a new course with `bootcamp demo --dir DIR`."
            )
    names = dict.fromkeys(path.parent.name for path in notebooks)
    # Nobody wrote these settings, and another course's names follow nbgrader's rules, not ours.
    modules = tuple(
        CourseModule.model_construct(name=name, code=name, title=name, minutes=0) for name in names
    )
    settings = CourseSettings.model_construct(
        schema_version=1, title=root.name, school="", modules=modules
    )
    return Course(root, settings, ours=False)
