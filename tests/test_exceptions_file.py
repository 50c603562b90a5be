"""course/exceptions.toml: read with one clear error, and written without losing a word of it."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.allowances import Allowance, allowances_of, parse_allowances
from autograder.course import Course
from autograder.errors import CourseError
from autograder.exceptions_file import allow, undo
from autograder.settings import read_settings

WHEN = datetime(2027, 2, 7, 23, 59, tzinfo=UTC)
MODULES = ("one", "two")
ONE = '[[exception]]\nlearner = "ada"\nmodule = "one"\nexcused = true\nwhy = "flu"\n'


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of two modules."""
    modules = [
        {"name": name, "code": name.upper(), "title": name, "minutes": 1} for name in MODULES
    ]
    raw = {"schema_version": 1, "title": "C", "modules": modules}
    return Course(tmp_path, read_settings(raw))


def path(course: Course) -> Path:
    """Where the file is."""
    return course.root / "course" / "exceptions.toml"


def test_no_file(course: Course) -> None:
    """Nobody has an exception, and looking writes nothing."""
    assert allowances_of(course) == {}
    assert not path(course).exists()


def test_written_and_read(course: Course) -> None:
    """An extension and an excuse come back as they were given, and only the owner can read them."""
    first = Allowance("ada", "one", 'flu, "note" seen: ü\\', WHEN)
    second = Allowance("ben", "two", "credit", excused=True)

    assert allow(course, first) is None
    assert allow(course, second) is None

    assert dict(allowances_of(course)) == {("ada", "one"): first, ("ben", "two"): second}
    assert stat.S_IMODE(path(course).stat().st_mode) == 0o600
    assert [one.name for one in path(course).parent.iterdir()] == ["exceptions.toml"]


def test_a_second_one_takes_the_place_of_the_first(course: Course) -> None:
    """And what it replaces is given back, to be said."""
    first, second = Allowance("ada", "one", "flu", WHEN), Allowance("ada", "one", "x", excused=True)
    allow(course, first)

    assert allow(course, second) == first
    assert dict(allowances_of(course)) == {("ada", "one"): second}


def test_comments_and_other_tables_stay(course: Course) -> None:
    """A person's own lines are theirs, byte for byte, permissions included."""
    other = '# of Ben\n[[exception]]  # by phone\nlearner = "ben"\nmodule = "two"\n'
    other += "due = 2027-03-01T10:00:00+01:00\nwhy = '''a\n[x]\nb'''\n"
    path(course).parent.mkdir()
    path(course).write_text(f"# mine\n\n{ONE}\n{other}\n# end\n")
    path(course).chmod(0o640)

    gone = undo(course, "ada", "one", excused=True)
    allow(course, Allowance("cai", "one", "late bus", WHEN))

    text = path(course).read_text()
    assert gone.why == "flu"
    assert text.startswith(f"# mine\n\n{other}\n# end\n")
    assert set(allowances_of(course)) == {("ben", "two"), ("cai", "one")}
    assert stat.S_IMODE(path(course).stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("who", "module", "excused", "words"),
    [
        ("adda", "one", True, "Did you mean 'ada'?"),
        ("ada", "two", True, "no excuse for two"),
        ("ada", "one", False, "no extension for one"),
    ],
)
def test_nothing_to_undo(
    course: Course, who: str, module: str, words: str, *, excused: bool
) -> None:
    """Who has none of that kind is told so, and nothing is written."""
    path(course).parent.mkdir()
    path(course).write_text(ONE)

    with pytest.raises(CourseError, match=words):
        undo(course, who, module, excused=excused)

    assert path(course).read_text() == ONE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", "this is not TOML"),
        ("[exception]\nlearner = 'ada'", "[[exception]] tables and nothing else"),
        ("[[exceptions]]\nlearner = 'ada'", "exceptions: this file holds [[exception]] tables"),
        (ONE.replace('learner = "ada"\n', ""), "learner is missing; write the learner's id"),
        (ONE.replace("why", "wyh"), "wyh: there is no such setting. Did you mean 'why'?"),
        (ONE.replace('"flu"', '""'), "why is not right; write the reason in quotes"),
        (ONE.replace('"one"', '"oen"'), "there is no module 'oen'. Did you mean 'one'?"),
        (ONE.replace("excused = true\n", ""), "write either due = … or excused = true"),
        (ONE + "due = 2027-02-07T23:59:00+01:00\n", "and not both"),
        (ONE.replace("excused = true", "due = 2027-02-07"), "with its time zone"),
        (ONE.replace("excused = true", "due = 2027-02-07T23:59:00"), "with its time zone"),
        (ONE.replace("true", '"yes"'), "excused is not right"),
        (ONE + ONE, "number 2: ada has another one for one"),
    ],
)
def test_what_is_wrong_is_one_sentence(text: str, words: str) -> None:
    """The file, the table, the cause and the way out."""
    with pytest.raises(CourseError) as caught:
        parse_allowances(text, MODULES, Path("course/exceptions.toml"))

    message = str(caught.value)
    assert message.startswith("course/exceptions.toml: ")
    assert words in message


def test_a_wrong_file_is_never_written_over(course: Course) -> None:
    """Whoever slipped in it mends it first."""
    path(course).parent.mkdir()
    path(course).write_text("[[exception]\n")

    with pytest.raises(CourseError, match="this is not TOML"):
        allow(course, Allowance("ada", "one", "flu", WHEN))

    assert path(course).read_text() == "[[exception]\n"


def test_not_text(course: Course) -> None:
    """Another encoding, or a folder in its place, is an error like any other."""
    path(course).parent.mkdir()
    path(course).write_bytes("# Größe".encode("latin-1"))
    with pytest.raises(CourseError, match="not UTF-8"):
        allowances_of(course)

    path(course).unlink()
    path(course).mkdir()
    with pytest.raises(CourseError, match="cannot be read"):
        allowances_of(course)


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text
)


@given(st.lists(st.tuples(TEXT, st.sampled_from(MODULES), TEXT, st.booleans()), max_size=6))
def test_any_words_come_back(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[str, str, str, bool]]
) -> None:
    """Whatever an id or a reason holds, what is written is what is read; and can be undone."""
    root = tmp_path_factory.mktemp("course")
    modules = [{"name": n, "code": n.upper(), "title": n, "minutes": 1} for n in MODULES]
    where = Course(root, read_settings({"schema_version": 1, "title": "C", "modules": modules}))
    expected: dict[tuple[str, str], Allowance] = {}
    for who, module, why, excused in given:
        one = Allowance(who, module, why, None if excused else WHEN, excused)
        allow(where, one)
        expected[who, module] = one

    assert dict(allowances_of(where)) == expected

    for (who, module), one in expected.items():
        assert undo(where, who, module, excused=one.excused) == one
    assert allowances_of(where) == {}
