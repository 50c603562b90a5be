"""What course/course.toml may say in a course that is none of ours: any of it, and nothing has to.

Its assignments are the folders in source/, called whatever nbgrader lets them be called. The file
says more of those that it names, such as when they are due and what passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from autograder.settings import WORDS, CourseModule, CourseSettings, Words, read_settings


class PlainModule(CourseModule):
    """One assignment: a folder in source/, and the notebooks in it."""

    name: str = Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^/\\\x00-\x1f]+$",
        description='the name of a folder in source/ in quotes, such as "ps1"',
    )
    code: str = Field(
        default="", max_length=200, description='a short name in quotes, such as "PS1"'
    )
    title: str = Field(default="", description=WORDS)
    minutes: int = Field(
        default=0, ge=0, le=6000, description="a whole number of minutes from 0 to 6000"
    )


class PlainSettings(CourseSettings):
    """All of course/course.toml, where another course has one."""

    schema_version: Any = Field(default=1, description="1, the version that this program reads")
    title: Words = Field(default="Course", description=WORDS)
    school: str = Field(default="", description=WORDS)
    modules: tuple[PlainModule, ...] = Field(
        default=(), description="one [[modules]] table or more"
    )


def plain_settings(
    raw: Mapping[str, Any] | None, folders: tuple[str, ...], *, title: str
) -> CourseSettings:
    """Return another course's settings: what it says, and every assignment that it has.

    Raises:
        ValidationError: a setting is wrong; see `settings.problems`.
    """
    said = [] if raw is None else raw.get("modules", [])
    if not isinstance(said, list):
        return read_settings(raw or {}, PlainSettings)
    named = {one.get("name") for one in said if isinstance(one, Mapping)}
    modules = [*said, *({"name": folder} for folder in folders if folder not in named)]
    filled = [_filled(one) for one in modules]
    if raw is None or not filled:
        # Nobody wrote these, and nbgrader lets assignments be called alike but for capitals.
        made = tuple(PlainModule.model_construct(**one) for one in filled)
        return PlainSettings.model_construct(title=title, modules=made)
    return read_settings(
        {"title": title[:120].strip() or "Course", **raw, "modules": filled}, PlainSettings
    )


def _filled(module: Any) -> Any:
    if not isinstance(module, Mapping):
        return module
    name = module.get("name", "")
    return {"code": name, "title": name, **module}
