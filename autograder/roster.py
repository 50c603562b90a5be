"""Who is in the course: course/roster.csv, with an id, a name, an e-mail and a section each.

The id is the name of the learner's folder in submitted/, as nbgrader has it. The file is read as
spreadsheets write it: commas, semicolons or tabs, with or without a byte order mark. It names
people: it is never committed, released or copied into a demonstration.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from autograder.errors import CourseError

FILE = "course/roster.csv"
MOST_BYTES = 5_000_000
MOST_ID = 128  # characters, in nbgrader's gradebook
MOST_TEXT = 200
EXAMPLE = "id,name,e-mail,section"
# A heading's letters, in lower case, and which column that is.
HEADINGS = {
    **dict.fromkeys(("id", "student", "studentid", "userid", "username", "login"), "id"),
    **dict.fromkeys(("name", "fullname", "studentname"), "name"),
    **dict.fromkeys(("email", "mail", "emailaddress"), "email"),
    **dict.fromkeys(("section", "group", "class"), "section"),
    **dict.fromkeys(("firstname", "givenname", "forename"), "first"),
    **dict.fromkeys(("lastname", "surname", "familyname"), "last"),
}
# What would turn a table around on a screen.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Person:
    """One learner on the roster; what is not known is empty."""

    id: str
    name: str = ""
    email: str = ""
    section: str = ""
    first: str = ""
    last: str = ""

    @property
    def first_and_last(self) -> tuple[str, str]:
        """The name in nbgrader's two parts: "Last, First", or else the last word is the last."""
        if self.first or self.last:
            return self.first, self.last
        if "," in self.name:
            last, _, first = self.name.partition(",")
            return first.strip(), last.strip()
        first, _, last = self.name.rpartition(" ")
        return first.strip(), last.strip()


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in the course, by id, in the order of the file; empty where there is no file."""

    people: Mapping[str, Person] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people)

    def person(self, student: str) -> Person:
        """Return a learner; one who is not on the roster has an id and nothing else."""
        return self.people.get(student, Person(student))

    def strangers(self, students: set[str]) -> tuple[str, ...]:
        """Return who is not on the roster, in order; nobody where there is no roster."""
        return tuple(sorted(students - self.people.keys())) if self.people else ()


def read_roster(root: Path) -> Roster:
    """Return the people of a course; nobody where there is no roster.

    Raises:
        CourseError: the file cannot be read, or a line of it is wrong.
    """
    path = root / FILE
    return Roster(_people(_text(path), path)) if path.exists() else Roster()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror or error})") from None
    if len(raw) > MOST_BYTES:
        raise CourseError(f"{path}: over {MOST_BYTES // 1_000_000} MB is no roster")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CourseError(
            f"{path}: this is not UTF-8 text. In a spreadsheet program, save it as “CSV UTF-8”."
        )
    return text


def _people(text: str, path: Path) -> dict[str, Person]:
    rows = _rows(text, path)
    _, header = next(rows, (0, []))
    columns = _columns(header, path)
    found: dict[str, Person] = {}
    alike: dict[str, tuple[str, int]] = {}  # ids that one folder might stand for
    for line, row in rows:
        place = f"{path}, line {line}"
        if len(row) > len(header) and any(row[len(header) :]):
            raise CourseError(
                f"{place}: there are {len(row)} cells under {len(header)} headings. A name with a "
                'comma in it stands in quotes: "Reyes, Dana".'
            )
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        person = _person({name: _cell(value, name, place) for name, value in cells.items()})
        _check_id(person.id, place)
        folder = unicodedata.normalize("NFC", person.id).casefold()
        if folder in alike:
            other, earlier = alike[folder]
            same = "is" if other == person.id else f"looks like {other!r}"
            raise CourseError(
                f"{place}: the id {person.id!r} {same} on line {earlier} already; "
                "each learner has one line."
            )
        alike[folder] = person.id, line
        found[person.id] = person
    if not found:
        raise CourseError(f"{path}: nobody is on this roster. Write a line each, or delete it.")
    return found


def _person(cells: dict[str, str]) -> Person:
    name = cells.pop("name", "") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    return Person(name=name, **cells)


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that hold something, with their numbers."""
    first, _, rest = text.partition("\n")
    skipped = 0
    if re.fullmatch(r"sep=.\s*", first):  # a line that Excel writes for itself
        text, skipped = rest, 1
        first = rest.partition("\n")[0]
    outside = re.sub(r'"[^"]*"', "", first)
    delimiter = max(",;\t", key=outside.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield reader.line_num + skipped, cells
    except csv.Error as error:
        raise CourseError(
            f"{path}, line {reader.line_num + skipped}: this is not CSV ({error}). "
            "A quotation mark inside a cell is written twice."
        ) from None


def _columns(header: list[str], path: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(header):
        letters = re.sub(r"[\W_]", "", heading).casefold()
        name = HEADINGS.get(letters)
        if name is None:  # another column of a school's own list is left alone
            if letters and (near := get_close_matches(letters, HEADINGS, n=1, cutoff=0.8)):
                raise CourseError(
                    f"{path}: the heading {heading!r} is not known. Did you mean {near[0]!r}?"
                )
            continue
        if name in found:
            raise CourseError(
                f"{path}: the headings {header[found[name]]!r} and {heading!r} both stand for "
                f"{name}; keep one."
            )
        found[name] = at
    if "id" not in found:
        raise CourseError(
            f"{path}: the first line has no heading “id”. Write {EXAMPLE} there; the id is the "
            "name of the learner's folder in submitted/."
        )
    return found


def _cell(text: str, name: str, place: str) -> str:
    text = " ".join(text.split())
    strange = any(unicodedata.category(sign) in ("Cc", "Cs") or sign in TURNING for sign in text)
    if len(text) > MOST_TEXT or strange:
        raise CourseError(
            f"{place}: the {name} is longer than {MOST_TEXT} characters, or has characters in it "
            "that nobody can read. Write it anew."
        )
    return text


def _check_id(name: str, place: str) -> None:
    if not name:
        raise CourseError(f"{place}: there is no id; write the learner's, or delete the line.")
    # nbgrader separates names by a plus sign where it keeps what was handed in.
    if name.startswith(".") or set(name) & set("/\\+") or len(name) > MOST_ID:
        raise CourseError(
            f"{place}: {name!r} cannot be an id: it names a folder, so it has no slash, no plus "
            f"sign, no dot in front, and {MOST_ID} characters at most."
        )
