"""Bring a submission's answers together: files beside its notebook, and what it carries itself.

An upload field of an LMS takes one file, so a notebook carries its answers in its own metadata
(pm_exercises/carried.py). Of the two the newer one counts; both are read in the same way, and
neither is believed: it is a learner's claim about a learner's answer, for the same checks.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.notebooks import named_cells, readable
from autograder.scores import Score
from pm_exercises import answers
from pm_exercises.answers import AnswerRecord, answer_path, plain, write_atomically
from pm_exercises.carried import carried_answers, is_later, parse_carried
from pm_exercises.errors import AnswerFileError

BOARD, CHECK = "-board", "-check"
MOST_NAMED = 5
WAY_OUT = "Hand in the whole folder, or the notebook saved in JupyterLab."


@dataclass(frozen=True, slots=True)
class Answers:
    """What came with a notebook: whether there was a folder, and whether it carried any."""

    in_folder: bool
    carried: bool
    notes: tuple[str, ...] = ()

    def missing_note(self, scores: Iterable[Score], *, untouched: bool) -> tuple[str, ...]:
        """Say why exercises count as not attempted, where their answers may have been left behind.

        An LMS takes the notebook alone, and so a learner who solved everything would get nothing.
        """
        if self.in_folder or self.carried:
            return ()
        boards = [score for score in scores if score.item_id.endswith(CHECK)]
        open_ones = sum(not score.attempted for score in boards)
        if untouched and open_ones == len(boards):
            return (
                "Nothing is answered in this notebook, and no folder answers/ came with it. For "
                f"who worked on the boards: {WAY_OUT[0].lower()}{WAY_OUT[1:]}",
            )
        if not open_ones:
            return ()
        exercises = "1 exercise" if open_ones == 1 else f"{open_ones} exercises"
        return (
            "The folder answers/ was not handed in, and the notebook carries no answers; "
            f"{exercises} answered on boards count{'s' if open_ones == 1 else ''} as not "
            f"attempted. {WAY_OUT}",
        )


def boards_in(master: NotebookNode) -> tuple[str, ...]:
    """Return the exercises that a notebook has boards for."""
    names = (name for name, _ in named_cells(master))
    return tuple(name.removesuffix(BOARD) for name in names if name.endswith(BOARD))


def bring_answers(folder: Path, master: NotebookNode, metadata: object) -> Answers:
    """Lay what a notebook carries beside it, where it is newer than the file that is there.

    `folder` holds a copy of what was handed in, `metadata` what its notebook says of itself.
    """
    kept = folder / answers.FOLDER
    in_folder = kept.is_dir()
    try:
        found = carried_answers(metadata)
    except AnswerFileError as error:
        return Answers(in_folder, False, (f"What the notebook carries was not used: {error}.",))
    used, newer, refused = 0, [], []
    for item_id in boards_in(master):
        if item_id not in found:
            continue
        try:
            record = parse_carried(found[item_id], item_id)
            used += 1
            before = _file(item_id, kept)
            if not is_later(record, before.record):
                continue
            _write(plain(record), answer_path(item_id, kept))
            newer += [item_id] if before.there else []
        except (AnswerFileError, OSError) as error:
            refused.append(f"{item_id} ({readable(str(error))[:120]})")
    return Answers(in_folder, used > 0, (*_newer(newer), *_refused(refused)))


@dataclass(frozen=True, slots=True)
class _File:
    there: bool
    record: AnswerRecord | None  # None too where the file cannot be used


def _file(item_id: str, folder: Path) -> _File:
    try:
        record = answers.read(item_id, folder)
    except (AnswerFileError, OSError):
        return _File(True, None)
    return _File(record is not None, record)


def _write(record: Mapping[str, Any], path: Path) -> None:
    if path.parent.exists() and not path.parent.is_dir():
        path.parent.unlink()  # a learner's file of that name, in a copy of their work
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        with contextlib.suppress(OSError):
            shutil.rmtree(path)
    write_atomically(path, json.dumps(record, ensure_ascii=False).encode("utf-8"))


def _newer(items: list[str]) -> tuple[str, ...]:
    if not items:
        return ()
    return (
        f"{_listed(items)}: the notebook carries a newer answer than the file in answers/, "
        "and it was graded.",
    )


def _refused(items: list[str]) -> tuple[str, ...]:
    if not items:
        return ()
    return (f"What the notebook carries was not used for {_listed(items)}.",)


def _listed(items: list[str]) -> str:
    more = len(items) - MOST_NAMED
    return ", ".join(items[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
