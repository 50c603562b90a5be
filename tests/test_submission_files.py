"""The files of a submission: counted, copied and hashed, and no link is followed anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.notebooks import to_text
from autograder.scores import REPORT_FILE
from autograder.submission import (
    Bounds,
    Submission,
    check_size,
    content_hash,
    copy_files,
    find_submissions,
    handed_in_at,
    safe_files,
)
from tests import cells
from tests.handed import problem, put


def test_a_submission_has_a_size(ada: Submission) -> None:
    """Many files or many bytes are refused; a fair submission passes."""
    bounds = Bounds(files=3, bytes=1_000_000)
    put(ada, "a", "x")
    check_size(ada, bounds)

    put(ada, "b", b"x" * 1_000_000)
    with pytest.raises(SubmissionError, match="ada, ps: over 3 files or 1 MB"):
        check_size(ada, bounds)
    put(ada, "b", "x")
    put(ada, "c", "x")
    put(ada, "d", "x")
    with pytest.raises(SubmissionError, match="Remove what is not part of the work"):
        check_size(ada, bounds)


def test_links_are_never_followed(ada: Submission, tmp_path: Path) -> None:
    """A link to /etc/passwd, or to somebody else's work, is as good as not there."""
    others = tmp_path / "ben"
    others.mkdir()
    (others / "nb.ipynb").write_text(to_text(cells.squares()))
    (ada.folder / "nb.ipynb").symlink_to(others / "nb.ipynb")
    (ada.folder / "copy.ipynb").symlink_to(others / "nb.ipynb")
    (ada.folder / "passwd.txt").symlink_to("/etc/passwd")
    (ada.folder / "folder").symlink_to(others)
    (ada.folder / "timestamp.txt").symlink_to("/dev/zero")
    (ada.folder / "own.txt").write_text("mine")

    copy_files(ada, tmp_path / "copied")

    assert "no notebook at all" in problem(ada)
    assert [path.name for path in safe_files(ada.folder)] == ["own.txt"]
    assert cells.snapshot(tmp_path / "copied") == {"own.txt": b"mine"}
    assert handed_in_at(ada.folder) is None


def test_a_linked_submission_is_not_found(ada: Submission, tmp_path: Path) -> None:
    """Neither a link in the place of a submission nor a hidden folder is one."""
    submitted = ada.folder.parent.parent
    for name in ("ben", ".hidden"):
        (submitted / name).mkdir()
    (submitted / "ben" / "ps").symlink_to(ada.folder)
    (submitted / ".hidden" / "ps").mkdir()
    (submitted / "dan").mkdir()
    (submitted / "dan" / "ps").write_text("a file")

    assert find_submissions(submitted, "ps") == (ada,)
    assert find_submissions(tmp_path / "nowhere", "ps") == ()


def test_a_module_name_is_no_pattern(ada: Submission) -> None:
    """Other courses name their assignments as they like."""
    odd = ada.folder.parent / "ps [1]"
    odd.mkdir()

    assert [found.folder for found in find_submissions(odd.parent.parent, "ps [1]")] == [odd]


def test_a_learners_file_is_no_score_report(ada: Submission, tmp_path: Path) -> None:
    """A file of the report's name is left behind, wherever the rest goes."""
    put(ada, REPORT_FILE, "[]")
    put(ada, f"answers/{REPORT_FILE}", "{}")

    copy_files(ada, tmp_path / "copied")

    assert list(cells.snapshot(tmp_path / "copied")) == [f"answers/{REPORT_FILE}"]


def test_the_hash_knows_every_byte_and_no_clock(ada: Submission) -> None:
    """Any change of a file, a name or a test changes it; a new date of a file does not."""
    path = put(ada, "nb.ipynb", "one")
    put(ada, "answers/a.json", "{}")
    hashes = [content_hash(ada.folder, "tests")]

    os.utime(path, (1, 1))
    assert content_hash(ada.folder, "tests") == hashes[0]

    path.write_text("two")
    hashes.append(content_hash(ada.folder, "tests"))
    path.rename(path.with_name("nc.ipynb"))
    hashes.append(content_hash(ada.folder, "tests"))
    hashes.append(content_hash(ada.folder, "test", "s"))
    put(ada, "answers/b.json", "")
    hashes.append(content_hash(ada.folder, "tests"))
    (ada.folder / "answers/a.json").unlink()
    hashes.append(content_hash(ada.folder, "tests"))

    assert len(set(hashes)) == len(hashes)
