"""One clear error for each thing that can be wrong with course.toml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from annotated_types import Ge, Le
from pydantic import BaseModel

from autograder.course import load_course
from autograder.settings import CourseModule, CourseSettings, Limits, Policy
from tests.courses import MINIMAL, error_of, write


def test_no_course_here(tmp_path: Path) -> None:
    """An empty folder is named, with the two ways to go on."""
    message = error_of(tmp_path)

    assert f"{tmp_path}: this folder is no course" in message
    assert "bootcamp demo" in message
    assert "--course DIR" in message


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that does not exist is no course either."""
    assert "this folder is no course" in error_of(tmp_path / "nowhere")


def test_toml_syntax(tmp_path: Path) -> None:
    """A slip in the syntax is placed by its line."""
    message = error_of(write(tmp_path, MINIMAL.replace('title = "Squares"', "title = Squares")))

    assert re.search(r"course\.toml, line 14: this is not TOML", message)
    assert 'title = "My course"' in message


def test_toml_that_ends_too_early(tmp_path: Path) -> None:
    """Without a line number the message still says what is wrong."""
    assert "course.toml: this is not TOML" in error_of(write(tmp_path, 'title = "'))


def test_not_text(tmp_path: Path) -> None:
    """A file in another encoding is refused, not read wrongly."""
    folder = write(tmp_path, "")
    (folder / "course" / "course.toml").write_bytes('title = "Größe"'.encode("latin-1"))

    assert "cannot be read as UTF-8 text" in error_of(folder)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """A folder called course.toml is an error like any other, not a crash."""
    (tmp_path / "course" / "course.toml").mkdir(parents=True)

    assert "cannot be read" in error_of(tmp_path)


def test_byte_order_mark(tmp_path: Path) -> None:
    """An editor's invisible first character does no harm."""
    assert load_course(write(tmp_path, "\ufeff" + MINIMAL)).modules


# What is changed in MINIMAL, the path to the setting, and what the message says about it.
WRONG = [
    ("schema_version = 1", "schema_version = 2", "schema_version", "1, the version that this"),
    ("schema_version = 1", "", "schema_version is missing", "write 1"),
    ("schema_version = 1", "schema_version = 1\npass_mark = 7", "pass_mark", "a share from 0 to 1"),
    ("schema_version = 1", "schema_version = 1\npass_mark = nan", "pass_mark", "NaN is not allow"),
    ("schema_version = 1", "schema_version = 1\npass_mark = 0.66667", "pass_mark", "four decimals"),
    ("schema_version = 1", 'schema_version = 1\npass_mark = "0.7"', "pass_mark", '"0.7"'),
    ("schema_version = 1", "schema_version = 1\npasmark = 0.7", "pasmark", '"pass_mark"?'),
    ("schema_version = 1", "schema_version = 1\nzebra = 0.7", "zebra", "There is: schema_version,"),
    ("schema_version = 1", 'schema_version = 1\ncourse_id = "a b"', "course_id", "letters, digits"),
    ("schema_version = 1", 'schema_version = 1\nschool = " "', "school", "text in quotes"),
    ('"Testing for Beginners"', "3", "title", "text in quotes, 1 to 120 characters"),
    ('"accept"', '"acept"', "policy.late_work", 'or "reject". Did you mean "accept"?'),
    ('"accept"', '"later"', "policy.late_work", 'write "accept" or "reject".'),
    ('"accept"', "true", "policy.late_work", 'true is not allowed; write "accept" or "reject"'),
    ("late_work", "late_wrok", "policy.late_wrok", 'Did you mean "late_work"?'),
    ('late_work = "accept"', "written_must_be_read = 1", "policy.written_must_be_read", "true or"),
    ('late_work = "accept"', "written_minimum_share = -1", "policy.written_minimum", "0 to 1"),
    ("cell_seconds = 30", "cell_seconds = 0", "limits.cell_seconds", "from 1 to 3600"),
    ("cell_seconds = 30", "cell_seconds = 2.5", "limits.cell_seconds", "a whole number"),
    ("cell_seconds = 30", "cell_seconds = true", "limits.cell_seconds", "true is not allowed"),
    ("cell_seconds = 30", "cell_seconds = 400", "limits.submission_seconds", "less than one cell"),
    ("cell_seconds = 30", "cell_second = 30", "limits.cell_second", 'Did you mean "cell_seconds"?'),
    (
        '"squares"\ncode',
        '"Squares!"\ncode',
        "the first [[modules]] table, name",
        "small letters, digits and hyphens",
    ),
    ('"SQ"', '"sq"', 'module "squares", code', "2 to 6 capital letters"),
    (
        '"SQ"',
        '"USER"',
        "the second [[modules]] table, code",
        'another module is called "USER" already',
    ),
    (
        '"user-tests"',
        '"squares"',
        "the second [[modules]] table, name",
        'another module is called "squares" already',
    ),
    ("minutes = 60", 'minutes = "60"', 'module "squares", minutes', "a whole number of minutes"),
    ("minutes = 60", "", 'module "squares", minutes is missing', "a whole number of minutes"),
    ("minutes = 60", "minuets = 60\nminutes = 60", 'module "squares", minuets', '"minutes"?'),
    (
        "minutes = 60",
        "minutes = 60\ndue = 2027-01-31",
        'module "squares", due',
        "with its time zone",
    ),
    (
        "minutes = 60",
        "minutes = 60\ndue = 2027-01-31T10:00:00",
        'module "squares", due',
        "time zone",
    ),
    ("minutes = 60", 'minutes = 60\ndue = "2027-01-31"', 'module "squares", due', "without quotes"),
    (
        "minutes = 60",
        "minutes = 60\ndue = 10:00:00",
        'module "squares", due',
        "10:00:00 is not allowed",
    ),
    (
        "minutes = 60",
        "minutes = 60\nlimits.memory_mb = 1",
        'module "squares", limits.memory_mb',
        "256",
    ),
    (
        "minutes = 60",
        "minutes = 60\nlimits.cell_seconds = 900",
        'module "squares", limits.submission_seconds',
        "300 is less than one cell may take (cell_seconds, 900)",
    ),
    ('["squares"]', '["sqares"]', 'module "user-tests", prerequisites', 'Did you mean "squares"?'),
    (
        '["squares"]',
        '["user-tests"]',
        'module "user-tests", prerequisites',
        "does not come before this",
    ),
    (
        '["squares"]',
        "[1]",
        'module "user-tests", prerequisites, entry 1',
        "a list of earlier modules' names",
    ),
    (
        '["squares"]',
        '"squares"',
        'module "user-tests", prerequisites',
        "a list of earlier modules' names",
    ),
    ("[policy]", "[policies]", "policies", 'Did you mean "policy"?'),
    ('late_work = "accept"', "late_penalty_per_day = 2", "policy.late_penalty_per_day", "0 to 1"),
    ('late_work = "accept"', "late_penalty_most = -1", "policy.late_penalty_most", "0 to 1"),
    ('late_work = "accept"', "grace_minutes = 1.5", "policy.grace_minutes", "from 0 to 10080"),
    (
        'late_work = "accept"',
        "late_penalty_day = 1",
        "policy.late_penalty_day",
        '"late_penalty_per_day"?',
    ),
    (
        '"accept"',
        '"reject"\nlate_penalty_per_day = 0.1',
        "policy.late_penalty_per_day",
        "nothing to take off",
    ),
    ("minutes = 60", "minutes = 60\nweight = -1", 'module "squares", weight', "from 0 to 1000"),
    ("minutes = 60", "minutes = 60\nweight = inf", 'module "squares", weight', "such as 2"),
]


@pytest.mark.parametrize(("old", "new", "place", "advice"), WRONG)
def test_wrong_setting(tmp_path: Path, old: str, new: str, place: str, advice: str) -> None:
    """A wrong setting is named by its path, with what it may hold and what was meant."""
    assert old in MINIMAL

    message = error_of(write(tmp_path, MINIMAL.replace(old, new, 1)))

    assert f"course.toml: {place}" in message
    assert advice in message
    assert "\n" not in message


def test_a_module_without_a_name_of_its_own_is_counted(tmp_path: Path) -> None:
    """Where two modules share a name, or one has none, its place says which one is meant."""
    nameless = MINIMAL.replace('name = "user-tests"\n', "").replace("minutes = 90", "minutes = 0")
    shared = MINIMAL.replace('"user-tests"', '"squares"').replace("minutes = 90", "minutes = 0")

    for text in (nameless, shared):
        assert "the second [[modules]] table, minutes: 0" in error_of(write(tmp_path, text))


def test_no_message_counts_from_nought(tmp_path: Path) -> None:
    """A place in a list is said as people count, whatever is wrong there."""
    for old, new, _, _ in WRONG:
        assert not re.search(r"\[\d", error_of(write(tmp_path, MINIMAL.replace(old, new, 1))))


def test_every_wrong_setting_is_told_at_once(tmp_path: Path) -> None:
    """Two slips are two lines of one message, so nobody mends a file line by line."""
    text = MINIMAL.replace('"accept"', '"acept"').replace("minutes = 60", "minutes = 0")

    message = error_of(write(tmp_path, text))

    assert "2 settings are wrong:\n  policy.late_work" in message
    assert '\n  module "squares", minutes: 0 is not allowed' in message


@pytest.mark.parametrize("modules", ["modules = []", "modules = 3", "[modules]\nname = 'x'", ""])
def test_no_modules(tmp_path: Path, modules: str) -> None:
    """A course without a module says how to write one."""
    message = error_of(
        write(tmp_path, f'schema_version = 1\nkind = "bootcamp"\ntitle = "None"\n{modules}\n')
    )

    assert "modules" in message
    assert "one [[modules]] table or more" in message


@pytest.mark.parametrize("model", [CourseSettings, Policy, Limits, CourseModule])
def test_messages_tell_the_real_bounds(model: type[BaseModel]) -> None:
    """Each setting says what it may hold, with the very bounds that are checked."""
    for name, field in model.model_fields.items():
        assert field.description, name
        for rule in field.metadata:
            bound = rule.ge if isinstance(rule, Ge) else rule.le if isinstance(rule, Le) else None
            if bound is not None:
                assert re.search(rf"\b{bound}\b", field.description), name
