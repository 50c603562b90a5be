"""Files as they arrive: renamed, one folder too deep, in another encoding, cut off, or no file."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.errors import SubmissionError
from autograder.notebooks import find_cell, to_text
from autograder.release import release_notebook
from autograder.submission import (
    Bounds,
    Handed,
    Submission,
    check_size,
    content_hash,
    copy_files,
    find_notebook,
    names_in,
    safe_files,
)
from tests import cells
from tests.handed import problem, put
from tests.repairs import MASTER, work

WORK = to_text(work())
MASTER_IDS = [cell.id for cell in MASTER.cells]
UNTOUCHED = to_text(release_notebook(cells.squares(), Config()))


def found(where: Submission) -> Handed:
    """Return a submission's notebook, looked for with the master at hand."""
    return find_notebook(where, "nb", names_in([MASTER]), master=MASTER)


@pytest.mark.parametrize(
    "name",
    [
        "nb (1)",
        "nb-Copy1",
        "nb - Copy",
        "Copy of nb",
        "NB",
        "Kopie von nb (2)",
        "nb_final",
        "Untitled",
        "ünïcode 你好",
    ],
)
def test_a_renamed_notebook(ada: Submission, name: str) -> None:
    """Browsers, JupyterLab, Drive and people rename files; the note says which one it was."""
    path = put(ada, f"{name}.ipynb", WORK)

    handed = found(ada)

    assert handed.path == path
    assert handed.notes == (f"{name}.ipynb was graded as nb.ipynb, by the cells in it.",)


def test_most_of_the_cells_may_be_missing_where_the_name_fits(ada: Submission) -> None:
    """A file of another name has to hold half of them."""
    short = work()
    del short.cells[:-1]
    put(ada, "Untitled.ipynb", short)
    assert "nb.ipynb is not there (found Untitled.ipynb)" in problem(ada)

    path = put(ada, "nb (1).ipynb", short)
    assert found(ada).path == path


def test_work_in_a_copy_beside_the_untouched_notebook(ada: Submission) -> None:
    """The copy is graded, with a note; work under the right name always counts first."""
    put(ada, "nb.ipynb", UNTOUCHED)
    put(ada, "nb-Copy1.ipynb", WORK)

    handed = found(ada)
    assert handed.path.name == "nb-Copy1.ipynb"
    assert handed.notes == (
        "nb.ipynb holds no work, and nb-Copy1.ipynb does: nb-Copy1.ipynb was graded in its place.",
    )

    put(ada, "nb.ipynb", WORK)
    assert (found(ada).path.name, found(ada).notes) == ("nb.ipynb", ())


def test_an_unreadable_notebook_beside_a_sound_copy(ada: Submission) -> None:
    """The sound one is graded, and the note says what was wrong with the other."""
    put(ada, "nb.ipynb", "oh no")
    put(ada, "nb (1).ipynb", WORK)

    handed = found(ada)

    assert handed.path.name == "nb (1).ipynb"
    assert handed.note.startswith("nb.ipynb: this is not a notebook")
    assert handed.note.endswith("nb (1).ipynb was graded in its place.")


def test_the_same_notebook_twice_is_no_question(ada: Submission) -> None:
    """Either is taken; of an untouched and a worked one, the worked one."""
    put(ada, "a.ipynb", WORK)
    put(ada, "b.ipynb", WORK)
    put(ada, "c.ipynb", UNTOUCHED)

    assert found(ada).path.name in ("a.ipynb", "b.ipynb")


@pytest.mark.parametrize("folder", ["ps", "ps/ps", "Downloads/my work/ps (2)", "nb.ipynb"])
def test_folders_too_many(ada: Submission, folder: str, tmp_path: Path) -> None:
    """What lies beside the notebook comes along, out of the folders around it."""
    put(ada, f"{folder}/nb.ipynb", WORK)
    put(ada, f"{folder}/answers/E1.json", "{}")
    put(ada, f"{folder}/timestamp.txt", "1999-01-01 00:00:00 UTC")
    put(ada, "answers/E1.json", "older")
    put(ada, "answers/E2.json", "2")
    put(ada, "__MACOSX/ps/._nb.ipynb", b"\0\5\x16\7")
    put(ada, "._nb.ipynb", b"\0\5\x16\7")
    put(ada, ".ipynb_checkpoints/nb-checkpoint.ipynb", UNTOUCHED)

    handed = found(ada)
    copy_files(ada, tmp_path / "copied")

    assert handed.notes == ()
    assert handed.placed == Path("nb.ipynb")
    copied = cells.snapshot(tmp_path / "copied")
    assert copied["nb.ipynb"].decode() == WORK
    assert copied["answers/E1.json"] == b"{}"
    assert copied["answers/E2.json"] == b"2"
    assert "timestamp.txt" not in copied
    assert not [name for name in copied if "MACOSX" in name or "checkpoint" in name or "._" in name]


def test_a_folder_called_like_the_notebook(ada: Submission, tmp_path: Path) -> None:
    """It is moved out of the way of the notebook that will be written there."""
    put(ada, "nb.ipynb/data.csv", "1")
    put(ada, "nb (1).ipynb", WORK)

    copy_files(ada, tmp_path / "copied")

    assert found(ada).path.name == "nb (1).ipynb"
    assert (tmp_path / "copied" / "nb.ipynb-folder" / "data.csv").exists()


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + WORK.encode(),
        WORK.encode("utf-16"),
        WORK.encode("utf-16-le"),
        WORK.encode("utf-16-be"),
        WORK.encode("utf-32"),
        b"\n\n  " + WORK.encode(),
        WORK.encode() + b"\0" * 4096,
        WORK.replace("\n", "\r\n").encode(),
    ],
    ids=["mark", "utf-16", "little", "big", "utf-32", "space", "nul-tail", "windows"],
)
def test_encodings_that_lose_nothing(ada: Submission, data: bytes) -> None:
    """Read as if nothing had happened."""
    put(ada, "nb.ipynb", data)

    assert [c.source for c in found(ada).notebook.cells] == [c.source for c in work().cells]
    assert found(ada).notes == ()


def test_windows_1252_is_read_with_a_note(ada: Submission) -> None:
    """An editor saved it; accents are there again, and the learner is told to look."""
    put(ada, "nb.ipynb", WORK.replace("Because.", "Déjà vu – “so”.").encode("cp1252"))

    assert find_cell(found(ada).notebook, "why").source == "Déjà vu – “so”."
    assert "read as Windows-1252" in found(ada).note


def test_one_broken_byte_among_sound_signs(ada: Submission) -> None:
    """The others are UTF-8 all the same."""
    data = WORK.replace("Because.", "你好, é, X.").encode().replace(b"X", b"\xff")
    put(ada, "nb.ipynb", data)

    assert find_cell(found(ada).notebook, "why").source == "你好, é, \ufffd."
    assert found(ada).notes == ("nb.ipynb: 1 characters were damaged and cannot be read.",)


def test_a_notebook_cut_off_in_the_middle(ada: Submission) -> None:
    """Its whole cells are graded, and the note says so; without any of the course's, a sentence."""
    at = WORK.index("Because")
    put(ada, "nb.ipynb", WORK[:at])

    handed = found(ada)

    assert [cell.id for cell in handed.notebook.cells] == MASTER_IDS[:4]
    assert handed.notes == (
        "nb.ipynb: the file ends in the middle of a cell; only its 4 whole cells could be read. "
        "If work is missing, hand in a sound copy.",
    )
    put(ada, "nb.ipynb", WORK[: WORK.index('"setup"')])
    assert "the file is damaged, and none of its questions could be read" in problem(ada)


def test_a_hole_in_the_middle_costs_one_cell(ada: Submission) -> None:
    """What comes after it is read."""
    at = WORK.index("def squares")
    put(ada, "nb.ipynb", WORK[:at] + '"oh' + WORK[at + 12 :])

    ids = [cell.id for cell in found(ada).notebook.cells]

    assert ids == [name for name in MASTER_IDS if name != "squares"]


def test_json_as_generous_as_the_programs_that_write_it(ada: Submission) -> None:
    """NaN, endless numbers, raw line breaks, a key twice, and more behind the end."""
    text = WORK.replace('"execution_count": null', '"execution_count": NaN', 1)
    text = text.replace('"execution_count": null', f'"execution_count": {"9" * 5000}', 1)
    last = text.rindex('"source": [')
    rest = text[text.index("]", last) + 1 :]
    text = f'{text[:last]}"source": "So.", "source": "Because\tof\nthis."{rest}'
    put(ada, "nb.ipynb", text + "}")

    handed = found(ada)

    assert find_cell(handed.notebook, "why").source == "Because\tof\nthis."
    assert handed.notes == (
        "nb.ipynb: there was more after the notebook's end; it was left out.",
        "nb.ipynb: the file says 'source' twice; the last one counts, as in JupyterLab.",
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b"\0" * 9000, "the file is empty"),
        (b"<!DOCTYPE html><html>Sign in", "a web page. Download the notebook file itself"),
        (b"PK\x03\x04\x14\0", "a zip archive. Unpack it"),
        (b"%PDF-1.7", "a PDF. Hand in the notebook itself"),
        (b'{"cells": 5}', "it has no cells"),
        (b"[" * 100_000, "nested too deeply"),
        (b"import pandas as pd", "JSONDecodeError"),
    ],
)
def test_what_is_no_notebook_says_what_it_is(ada: Submission, data: bytes, what: str) -> None:
    """One sentence with the cause, and the way out."""
    put(ada, "nb.ipynb", data)

    assert problem(ada).startswith("ada, ps: nb.ipynb: this is not a notebook")
    assert what in problem(ada)


def test_too_much_of_a_cell_and_of_cells(ada: Submission) -> None:
    """A cell too large counts as empty; a notebook of too many cells is refused."""
    bounds = Bounds(cells=5, cell_characters=100)
    large = work(lambda nb: find_cell(nb, "why").update(source="x" * 101))
    put(ada, "nb.ipynb", large)

    handed = find_notebook(ada, "nb", names_in([MASTER]), bounds=bounds)
    assert find_cell(handed.notebook, "why").source == ""
    assert handed.notes == ("Cell why holds 101 characters; the limit is 100. It counts as empty.",)

    large.cells.append(cells.code("1", "more"))
    put(ada, "nb.ipynb", large)
    with pytest.raises(SubmissionError, match=r"nb.ipynb has 6 cells; the limit is 5"):
        find_notebook(ada, "nb", names_in([MASTER]), bounds=bounds)


def test_nul_and_thousands_of_damaged_cells(ada: Submission) -> None:
    """NUL goes out of a text; damaged cells are told in a few sentences."""
    content = json.loads(WORK)
    content["cells"][-1]["source"] = "Be\0cause."
    content["cells"] += [1] * 4000
    put(ada, "nb.ipynb", json.dumps(content))

    handed = found(ada)

    assert find_cell(handed.notebook, "why").source == "Because."
    assert len(handed.notes) == 6
    assert handed.notes[-1] == "3996 more cells were damaged like these."


def test_folders_nested_without_end(ada: Submission) -> None:
    """A sentence, and no walk to the bottom of it."""
    deep = ada.folder
    for _ in range(600):
        deep = deep / "d"
    deep.mkdir(parents=True)
    put(ada, "nb.ipynb", WORK)

    assert [path.name for path in safe_files(ada.folder)] == ["nb.ipynb"]
    assert len(content_hash(ada.folder)) == 64
    with pytest.raises(SubmissionError, match="over 20 folders, one inside the other"):
        check_size(ada)


def test_hashing_is_bounded(ada: Submission) -> None:
    """A file of a terabyte is not read; the size of it is seen all the same."""
    hashes = []
    for size in (10**12, 10**12 + 1):
        with put(ada, "data.bin", "").open("wb") as file:
            file.truncate(size)
        hashes.append(content_hash(ada.folder))

    assert len(set(hashes)) == 2
