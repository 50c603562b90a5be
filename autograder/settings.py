"""What course/course.toml may say, and the sentence for each thing it says wrongly.

A setting's description tells what it may hold. Error messages show it, so the two cannot differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

MODULE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def _at_most_four_decimals(share: float) -> float:
    # Scaled scores have four decimals: a finer mark could not be compared with one.
    if round(share, 4) != share:
        raise ValueError("more than four decimals")
    return share


Share = Annotated[
    float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(_at_most_four_decimals)
]
Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
WORDS = "text in quotes, 1 to 120 characters"
SHARE = "a share from 0 to 1 with at most four decimals, such as 0.7"


class Settings(BaseModel):
    """Settings are read once and never change; a name nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Policy(Settings):
    """What has to be so before a module is complete."""

    late_work: Literal["accept", "reject"] = Field(
        default="accept", description='"accept" or "reject"'
    )
    written_must_be_read: bool = Field(default=True, description="true or false")
    # Of the points of a module's written answer. One that earned 0 never passes.
    written_minimum_share: Share = Field(
        default=0.5, description="a share from 0 to 1 with at most four decimals, such as 0.5"
    )
    # Of the points that late work earned, for each day begun after the due date.
    late_penalty_per_day: Share = Field(
        default=0.0, description="a share from 0 to 1 with at most four decimals, such as 0.1"
    )
    late_penalty_most: Share = Field(
        default=1.0, description="a share from 0 to 1 with at most four decimals, such as 0.5"
    )
    grace_minutes: int = Field(  # so long after the due date, work is still in time
        default=0, ge=0, le=10_080, description="a whole number of minutes from 0 to 10080"
    )


class Limits(Settings):
    """What one submission may use while it is graded."""

    cell_seconds: int = Field(
        default=30, ge=1, le=3600, description="a whole number of seconds from 1 to 3600"
    )
    submission_seconds: int = Field(
        default=300, ge=5, le=14_400, description="a whole number of seconds from 5 to 14400"
    )
    memory_mb: int = Field(
        default=2048, ge=256, le=65_536, description="a whole number of megabytes from 256 to 65536"
    )
    output_bytes: int = Field(  # of one cell
        default=200_000,
        ge=1000,
        le=100_000_000,
        description="a whole number of bytes from 1000 to 100000000",
    )
    processes: int = Field(
        default=64, ge=1, le=10_000, description="a whole number of processes from 1 to 10000"
    )
    disk_mb: int = Field(  # of all files that a notebook writes, and of each
        default=200, ge=1, le=100_000, description="a whole number of megabytes from 1 to 100000"
    )
    files: int = Field(
        default=2000, ge=50, le=1_000_000, description="a whole number of files from 50 to 1000000"
    )


class CourseModule(Settings):
    """One module: a folder in source/ and release/, and the notebook of the same name in it."""

    name: str = Field(
        pattern=rf"^{MODULE_NAME.pattern}$",
        max_length=60,
        description=(
            'a folder name in quotes: small letters, digits and hyphens, such as "user-tests"'
        ),
    )
    code: str = Field(
        pattern=r"^[A-Z]{2,6}$", description='2 to 6 capital letters in quotes, such as "FND"'
    )
    title: Words = Field(description=WORDS)
    minutes: int = Field(
        ge=1, le=6000, description="a whole number of minutes from 1 to 6000, such as 210"
    )
    due: AwareDatetime | None = Field(
        default=None,
        description=(
            "a date and time with its time zone, without quotes, such as 2027-01-31T23:59:00+01:00"
        ),
    )
    pass_mark: Share | None = Field(default=None, description=SHARE)  # None: the course's own
    required: bool = Field(default=True, description="true or false")  # for the award
    # In the course total. None: 1, and 0 where the module is not required.
    weight: Weight | None = Field(default=None, description="a number from 0 to 1000, such as 2")
    prerequisites: tuple[str, ...] = Field(
        default=(), description='a list of earlier modules\' names, such as ["foundations"]'
    )
    # Only what is set here differs from the course's own limits; see Course.limits.
    limits: Limits = Field(default=Limits(), description="a [modules.limits] table")


class CourseSettings(Settings):
    """All of course/course.toml."""

    schema_version: Literal[1] = Field(description="1, the version that this program reads")
    title: Words = Field(description=WORDS)
    # The issuer's name on the award. A school puts its own here.
    school: Words = Field(default="Port Lydden School of Product", description=WORDS)
    course_id: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?$",
        max_length=64,
        description=(
            "nbgrader's course_id in quotes: letters, digits, dots, hyphens and underscores, "
            'such as "pm-bootcamp"'
        ),
    )
    # Ours: checks end in a number. Without it, the course is any other one in nbgrader's layout.
    kind: Literal["bootcamp"] | None = Field(
        default=None, description='"bootcamp", or nothing for another course'
    )
    pass_mark: Share | None = Field(default=None, description=SHARE)  # None: see Course.pass_mark
    policy: Policy = Field(default=Policy(), description="a [policy] table")
    limits: Limits = Field(default=Limits(), description="a [limits] table")
    modules: tuple[CourseModule, ...] = Field(description="one [[modules]] table or more")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if problem := next(self._contradictions(), None):
            raise ValueError(problem)
        return self

    def _contradictions(self) -> Iterator[str]:
        if not self.modules:
            yield "modules: there is none; write one [[modules]] table or more"
        if self.policy.late_penalty_per_day and self.policy.late_work == "reject":
            yield (
                "policy.late_penalty_per_day: late work is not accepted (late_work), so there is "
                "nothing to take off; leave one of the two out"
            )
        seen: dict[str, str] = {}  # a module's name or code to the module's name
        for index, module in enumerate(self.modules):
            for field, value in (("name", module.name), ("code", module.code)):
                if value.casefold() in seen:
                    yield f'{_table(index)}, {field}: another module is called "{value}" already'
            place = f'module "{module.name}", '
            for wanted in module.prerequisites:
                if wanted not in seen.values():
                    yield f"{place}prerequisites: {self._no_earlier(wanted, list(seen.values()))}"
            seen |= {module.name.casefold(): module.name, module.code.casefold(): module.name}
            limits = self.limits_for(module)
            if limits.submission_seconds < limits.cell_seconds:
                own = module.limits.model_fields_set
                yield (
                    f"{place if own else ''}limits.submission_seconds: "
                    f"{limits.submission_seconds} is less than one cell may take "
                    f"(cell_seconds, {limits.cell_seconds})"
                )

    def limits_for(self, module: CourseModule) -> Limits:
        """Return the course's limits with the module's own in their place."""
        return self.limits.model_copy(update=module.limits.model_dump(exclude_unset=True))

    def _no_earlier(self, wanted: str, earlier: list[str]) -> str:
        if any(module.name == wanted for module in self.modules):
            return f'"{wanted}" does not come before this module; put it first, or leave it out'
        return f'there is no earlier module "{wanted}".{did_you_mean(wanted, earlier)}'


def read_settings(
    raw: Mapping[str, Any], model: type[CourseSettings] | None = None
) -> CourseSettings:
    """Return the settings in a parsed TOML file; `model` is for a course that is none of ours.

    Raises:
        ValidationError: pass it to `problems` for sentences.
    """
    return (model or CourseSettings).model_validate(_frozen(raw))


def problems(error: ValidationError, raw: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """Say for each wrong setting where it is, what it may hold, and what was probably meant.

    With what the file holds, `raw`, a wrong setting of a module is placed by the module's name.
    """
    return tuple(_sentence(details, raw or {}) for details in error.errors())


def did_you_mean(word: str, known: list[str]) -> str:
    """Return " Did you mean …?" for a near miss, else what there is."""
    near = get_close_matches(word.casefold(), [name.casefold() for name in known], n=1)
    if near:
        meant = next(name for name in known if name.casefold() == near[0])
        return f' Did you mean "{meant}"?'
    return f" There is: {', '.join(known)}." if known else ""


def _sentence(details: ErrorDetails, raw: Mapping[str, Any]) -> str:
    path, kind, given = details["loc"], details["type"], details["input"]
    if not path:  # settings that contradict each other: the message names them
        return f"{details['ctx']['error']}".rstrip(".") + "."
    model, field = _find(path)
    place = _place(path, raw)
    if kind == "extra_forbidden":
        known = list(model.model_fields)
        return f"{place}: there is no such setting.{did_you_mean(str(path[-1]), known)}"
    wanted = field.description if field else "something else"
    if kind == "missing":
        return f"{place} is missing: write {wanted}."
    hint = ""
    if kind == "literal_error" and isinstance(given, str) and field:
        options = [option for option in get_args(field.annotation) if isinstance(option, str)]
        hint = did_you_mean(given, options) if get_close_matches(given, options) else ""
    return f"{place}: {_shown(given)} is not allowed; write {wanted}.{hint}"


def _find(path: tuple[int | str, ...]) -> tuple[type[Settings], FieldInfo | None]:
    """Return the model that a path ends in, and the last setting on the path that exists."""
    model: type[Settings] = CourseSettings
    field: FieldInfo | None = None
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            field = model.model_fields[part]
            inner = [field.annotation, *get_args(field.annotation)]
            nested = (t for t in inner if isinstance(t, type) and issubclass(t, Settings))
            model = next(nested, model)
    return model, field


def _place(path: tuple[int | str, ...], raw: Mapping[str, Any]) -> str:
    if path[0] == "modules" and len(path) > 1 and isinstance(path[1], int):
        rest = _place(path[2:], {}) if path[2:] else ""
        return f"{_module(path[1], raw)}{', ' if rest else ''}{rest}"
    parts = (f", entry {part + 1}" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def _module(index: int, raw: Mapping[str, Any]) -> str:
    """Return what a person calls a module in course.toml: its name, where it has one of its own."""
    tables = raw.get("modules")
    names = [
        table.get("name") if isinstance(table, Mapping) else None
        for table in (tables if isinstance(tables, list | tuple) else ())
    ]
    name = names[index] if index < len(names) else None
    if isinstance(name, str) and MODULE_NAME.fullmatch(name) and names.count(name) == 1:
        return f'module "{name}"'
    return _table(index)


def _table(index: int) -> str:
    word = ORDINALS[index] if index < len(ORDINALS) else f"number {index + 1}"
    return f"the {word} [[modules]] table" if index < len(ORDINALS) else f"[[modules]] table {word}"


def _shown(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, tuple):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _frozen(value: Any) -> Any:
    # TOML's lists become tuples, so that strict settings stay unchangeable all the way down.
    if isinstance(value, Mapping):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value
