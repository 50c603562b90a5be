"""The roster as schools send it: one clear error, or everybody on it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.roster import Person, Roster, read_roster

PLAIN = "id,name,e-mail,section\nada,Ada Lovelace,ada@example.org,A\nben,Ben Okri,,B\n"


def roster(folder: Path, text: str | bytes) -> Roster:
    """Read a roster of this text."""
    path = folder / "course" / "roster.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_roster(folder)


def problem(folder: Path, text: str | bytes) -> str:
    """Return the one error that a roster of this text raises."""
    with pytest.raises(CourseError) as caught:
        roster(folder, text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_no_roster(tmp_path: Path) -> None:
    """A course without one knows nobody, and calls nobody a stranger."""
    found = read_roster(tmp_path)

    assert not found
    assert found.strangers({"ada"}) == ()
    assert found.person("ada") == Person("ada")


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("\n", "\r\n"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        PLAIN.replace("id,", "Student ID,").replace("e-mail", "Email Address"),
        PLAIN.replace("ada,", " ada ,").replace("Ada Lovelace", '"Ada  Lovelace"'),
        PLAIN + "\n,,,\n",
        "id,name,e-mail,section,Phone,Notes\nada,Ada Lovelace,ada@example.org,A,1,x\n"
        "ben,Ben Okri,,B",
        "id,First name,Last name,e-mail,section\nada,Ada,Lovelace,ada@example.org,A\n"
        "ben,Ben,Okri,,B\n",
    ],
    ids=range(11),
)
def test_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    """Marks, separators, line ends, headings and further columns differ; the people do not."""
    found = roster(tmp_path, text)

    assert list(found.people) == ["ada", "ben"]
    assert found.person("ada").name == "Ada Lovelace"
    assert (found.person("ada").email, found.person("ada").section) == ("ada@example.org", "A")
    assert (found.person("ben").email, found.person("ben").section) == ("", "B")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", ("Ada", "Lovelace")),
        ('"García Márquez, Gabriel"', ("Gabriel", "García Márquez")),
        ("Zoë", ("", "Zoë")),
        ("李 小龙", ("李", "小龙")),
        ("", ("", "")),
    ],
)
def test_two_parts_of_a_name(tmp_path: Path, name: str, parts: tuple[str, str]) -> None:
    """nbgrader has a first and a last name: a comma says which, else the last word is the last."""
    assert roster(tmp_path, f"id,name\nx,{name}\n").person("x").first_and_last == parts


def test_a_formula_is_a_name(tmp_path: Path) -> None:
    """What a spreadsheet would run is kept as it is; what we write to one is made safe there."""
    assert roster(tmp_path, "id,name\nada,=1+1\n").person("ada").name == "=1+1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has no heading “id”"),
        ("name,section\nAda,A\n", "has no heading “id”"),
        ("id,name\n", "nobody is on this roster"),
        ("id,emial\nada,x\n", "'emial' is not known. Did you mean 'email'?"),
        ("id,mail,e-mail\nada,x,y\n", "both stand for email"),
        (PLAIN + "ada,Another,,\n", "line 4: the id 'ada' is on line 2 already"),
        (PLAIN + "ADA,Another,,\n", "looks like 'ada' on line 2"),
        (PLAIN + ",Nobody,,\n", "line 4: there is no id"),
        ("id,name\nada,Reyes, Dana\n", "there are 3 cells under 2 headings. A name with a comma"),
        ('id,name\nada,"Ada\n', "line 2: this is not CSV"),
        ('id,name\nada,"A"da\n', "line 2: this is not CSV"),
        ("id,name\na/b,X\n", "'a/b' cannot be an id"),
        ("id,name\n../x,X\n", "cannot be an id"),
        ("id,name\n.x,X\n", "cannot be an id"),
        ("id,name\na+b,X\n", "no plus sign"),
        (f"id,name\n{'a' * 129},X\n", "cannot be an id"),
        (f"id,name\nada,{'a' * 201}\n", "the name is longer than 200"),
        ("id,name\nada,A\x1b[31mda\n", "has characters in it that nobody can read"),
        ("id,name\nada,A\u202eda\n", "has characters in it that nobody can read"),
        ("id,name\nada,Größe\n".encode("latin-1"), "this is not UTF-8 text"),
        ("id,name\nada,Ada\n".encode("utf-16"), "this is not UTF-8 text"),
        (b"id,name\n" + b"x" * 5_000_001, "over 5 MB is no roster"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, text: str | bytes, words: str) -> None:
    """The file, the line, the cause and the way out."""
    message = problem(tmp_path, text)

    assert "course/roster.csv" in message
    assert words in message


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """A folder called roster.csv is an error like any other."""
    (tmp_path / "course" / "roster.csv").mkdir(parents=True)

    with pytest.raises(CourseError, match="cannot be read"):
        read_roster(tmp_path)


def test_a_large_school(tmp_path: Path) -> None:
    """Five thousand learners are read in well under a second or two, also on a busy machine."""
    rows = "".join(f"id{n},Näme {n},{n}@example.org,S{n % 40}\n" for n in range(5000))
    start = time.process_time()

    found = roster(tmp_path, "id,name,e-mail,section\n" + rows)

    assert len(found.people) == 5000
    assert time.process_time() - start < 2


def test_strangers_are_named(tmp_path: Path) -> None:
    """Who handed in and is on no line of the roster."""
    assert roster(tmp_path, PLAIN).strangers({"ada", "zed", "Ben"}) == ("Ben", "zed")
