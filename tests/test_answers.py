"""Answer files: what was saved comes back, and nothing a learner did is ever lost."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pm_exercises.answers import (
    SCHEMA,
    SIZE_LIMIT,
    AnswerRecord,
    Earlier,
    Try,
    answer_path,
    load,
    parse,
    save,
    write_atomically,
)
from pm_exercises.errors import AnswerError, AnswerFileError

ITEM = "TST-E1"
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcé", max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def record(**fields: Any) -> AnswerRecord:
    """Return Ada's record."""
    return AnswerRecord(exercise=ITEM, student="ada", **fields)


def raw(**fields: Any) -> bytes:
    """Return the bytes of a sound answer file, with some fields changed."""
    sound = {"schema": SCHEMA, "exercise": ITEM, "student": "ada", "answer": {"bins": {"c1": "a"}}}
    return json.dumps({**sound, **fields}).encode()


def test_a_saved_record_comes_back(tmp_path: Path) -> None:
    """Every field survives; the time of saving is added; the file says its schema."""
    wanted = record(
        variant=2,
        checks=3,
        hint=1,
        tries=[Try(confidence=4, share=0.5)],
        plan="Erst SRM ✓",
        answer={"x": 1.5},
        earlier=[Earlier(variant=1, answer={"x": 2})],
    )

    saved = save(wanted, tmp_path).record

    assert saved is not None
    assert load(ITEM, tmp_path).record == saved
    assert saved.model_copy(update={"saved_at": ""}) == wanted
    assert json.loads(answer_path(ITEM, tmp_path).read_text("utf-8"))["schema"] == SCHEMA
    assert "✓" in answer_path(ITEM, tmp_path).read_text("utf-8")


@given(st.dictionaries(st.text("abcé", max_size=4), JSON, max_size=4))
@settings(deadline=None)
def test_any_json_answer_comes_back(tmp_path_factory: pytest.TempPathFactory, answer: Any) -> None:
    """Whatever JSON can say is saved and read unchanged, types included."""
    folder = tmp_path_factory.mktemp("answers")

    save(record(answer=answer, typed=answer), folder)
    found = load(ITEM, folder).record

    assert found is not None
    assert json.dumps([found.answer, found.typed]) == json.dumps([answer, answer])


def test_nothing_saved_is_no_record_and_no_notice(tmp_path: Path) -> None:
    """A learner who has not begun is told nothing, and no folder appears."""
    found = load(ITEM, tmp_path / "answers")

    assert found.record is None
    assert found.notice == ""
    assert found.writable
    assert not (tmp_path / "answers").exists()


def test_answers_stand_beside_the_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another folder, it is answers/ in the folder the notebook runs in."""
    monkeypatch.chdir(tmp_path)

    save(record())

    assert (tmp_path / "answers" / "TST-E1.json").exists()


def test_a_crash_before_the_rename_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old answer stays whole, and no temporary file stays behind."""
    save(record(answer={"x": "old"}), tmp_path)
    before = answer_path(ITEM, tmp_path).read_bytes()

    def crash(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="No space left"):
        save(record(answer={"x": "new"}), tmp_path)

    assert answer_path(ITEM, tmp_path).read_bytes() == before
    assert os.listdir(tmp_path) == ["TST-E1.json"]  # noqa: PTH208  # hidden files count here


def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the middle of saving is no different from a crash."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert [name.name for name in tmp_path.iterdir()] == ["a.json"]


def test_others_may_read_the_file(tmp_path: Path) -> None:
    """A grader with another account can read what the learner saved."""
    save(record(), tmp_path)

    assert answer_path(ITEM, tmp_path).stat().st_mode & 0o777 == 0o644


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not JSON"),
    "truncated": (raw()[: len(raw()) // 2], "not JSON"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\xff", "not JSON"),
    "deep": (b"[" * 15_000, "not JSON"),
    "no number": (raw().replace(b'"ada"', b"NaN"), "NaN is not a number"),
    "huge number": (raw().replace(b'"ada"', b"9" * 5000), "not JSON"),
    "list": (b"[]", "holds a list"),
    "wrong type": (raw(checks="3"), "checks: "),
    "wrong answer": (raw(answer=[1]), "answer: "),
    "missing": (json.dumps({"schema": 1, "exercise": ITEM}).encode(), "student: "),
    "variant": (raw(variant=9), "variant: "),
    "other exercise": (raw(exercise="TST-E2"), "it is the answer to TST-E2"),
    "too long": (raw(plan="x" * SIZE_LIMIT), "over the limit of 20,000 bytes"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_cannot_be_read_is_kept_aside(tmp_path: Path, kind: str) -> None:
    """The learner starts empty, is told why and where the old file is, and loses nothing."""
    content, cause = BROKEN[kind]
    answer_path(ITEM, tmp_path).write_bytes(content)

    found = load(ITEM, tmp_path)

    assert found.record is None
    assert found.writable
    assert cause in found.notice
    assert "answers/TST-E1.unreadable-1.json" in found.notice
    assert (tmp_path / "TST-E1.unreadable-1.json").read_bytes() == content
    assert not answer_path(ITEM, tmp_path).exists()


def test_twice_in_a_row_nothing_is_lost(tmp_path: Path) -> None:
    """A second bad file never overwrites the first one that was kept."""
    for content in (b"first", b"second"):
        answer_path(ITEM, tmp_path).write_bytes(content)
        load(ITEM, tmp_path)
    save(record(answer={"x": 1}), tmp_path)

    assert (tmp_path / "TST-E1.unreadable-1.json").read_bytes() == b"first"
    assert (tmp_path / "TST-E1.unreadable-2.json").read_bytes() == b"second"
    assert load(ITEM, tmp_path).record is not None


def test_a_bad_file_that_cannot_be_moved_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a read-only folder the file stays where it is, and is not written over either."""
    answer_path(ITEM, tmp_path).write_bytes(b"half a fi")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    found = load(ITEM, tmp_path)

    assert "could not be renamed either (Permission denied)" in found.notice
    assert not found.writable
    assert answer_path(ITEM, tmp_path).read_bytes() == b"half a fi"


def test_a_file_that_cannot_be_opened_is_left_alone(tmp_path: Path) -> None:
    """Something else under the file's name: it is named, and nothing is written over it."""
    answer_path(ITEM, tmp_path).mkdir()

    found = load(ITEM, tmp_path)

    assert found.record is None
    assert not found.writable
    assert "could not be opened" in found.notice


def test_a_huge_file_is_never_read_whole(tmp_path: Path) -> None:
    """A terabyte of zeros costs no memory and no time."""
    with answer_path(ITEM, tmp_path).open("wb") as file:
        file.truncate(10**12)  # sparse: it takes no room on the disk

    assert "over the limit" in load(ITEM, tmp_path).notice


@pytest.mark.parametrize(
    "answer",
    [
        {"x": float("nan")},
        {"x": float("inf")},
        {"x": ...},
        {"x": {1, 2}},
        {"x": b"bytes"},
        {"x": "\ud800"},
    ],
    ids=str,
)
def test_only_plain_json_is_saved(tmp_path: Path, answer: dict[str, Any]) -> None:
    """What another program could not read is refused, and the old answer stays."""
    save(record(answer={"x": "old"}), tmp_path)

    with pytest.raises(AnswerError, match="only text, numbers, lists and dictionaries"):
        save(record(answer=answer), tmp_path)

    found = load(ITEM, tmp_path).record
    assert found is not None
    assert found.answer == {"x": "old"}


def test_an_answer_in_a_circle_is_refused(tmp_path: Path) -> None:
    """An answer that holds itself is an AnswerError, too."""
    circle: dict[str, Any] = {}
    circle["x"] = circle

    with pytest.raises(AnswerError):
        save(record().model_copy(update={"answer": circle}), tmp_path)


def test_an_answer_over_the_limit_is_refused(tmp_path: Path) -> None:
    """20,000 bytes are enough; more is refused with the number, and the old answer stays."""
    save(record(answer={"x": "old"}), tmp_path)

    with pytest.raises(AnswerError, match=r"^answer: .* over the limit of 20,000\. Shorten it\."):
        save(record(answer={"x": "é" * 10_000}), tmp_path)

    found = load(ITEM, tmp_path).record
    assert found is not None
    assert found.answer == {"x": "old"}


def test_what_is_just_within_the_limit_can_be_read_again(tmp_path: Path) -> None:
    """No file is ever saved that is too long to be loaded."""
    save(record(answer={"x": ""}), tmp_path)
    room = SIZE_LIMIT - answer_path(ITEM, tmp_path).stat().st_size

    save(record(answer={"x": "y" * room}), tmp_path)

    assert answer_path(ITEM, tmp_path).stat().st_size == SIZE_LIMIT
    assert load(ITEM, tmp_path).record is not None


def test_a_folder_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    """Something else where the folder should be: the error names the path."""
    (tmp_path / "answers").write_text("a file")

    with pytest.raises(OSError, match="answers"):
        save(record(), tmp_path / "answers")


def test_unknown_fields_are_ignored(tmp_path: Path) -> None:
    """A field of a later version of the same schema does no harm."""
    assert parse(raw(mood="good"), ITEM).answer == {"bins": {"c1": "a"}}


def test_a_byte_order_mark_is_read_over() -> None:
    """Windows editors put one there."""
    assert parse(b"\xef\xbb\xbf" + raw(), ITEM).student == "ada"


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
@settings(deadline=None)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Whatever is in the file, it is a record or an AnswerFileError."""
    try:
        exercise = parse(content, ITEM).exercise
    except AnswerFileError:
        exercise = ITEM

    assert exercise == ITEM
