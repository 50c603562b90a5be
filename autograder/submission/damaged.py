"""Save the whole cells of a notebook file that is cut off or damaged in its middle."""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.errors import NotebookError

# How a cell begins. Inside a text, the quotation mark would have a backslash before it.
CELL = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|input|metadata|source)"\s*:')
TRIES = 2_000  # places that look like a cell and are none; a damaged file has a few
PASSES = 20  # how often the whole text may be read, tries together


def rescue(
    text: str, decoder: json.JSONDecoder, error: Exception, name: str, most: int
) -> tuple[dict[str, Any], str]:
    """Return a notebook of the cells that are there from beginning to end, and a note.

    Raises:
        NotebookError: there is no such cell.
    """
    cells: list[dict[str, Any]] = []
    place = tries = 0
    cut_off = False
    left = PASSES * len(text)
    while tries < TRIES and left > 0 and len(cells) <= most and (match := CELL.search(text, place)):
        try:
            found, end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError) as broken:
            cut_off = True
            found, end = None, getattr(broken, "pos", match.end())
        # nbgrader's marks, inside a cell, have a cell_type too.
        if isinstance(found, dict) and "cell_type" in found and {"source", "input"} & {*found}:
            cells.append(found)
            cut_off = False
            place = end
        else:
            tries += 1
            left -= end - match.start()
            place = match.start() + 1
    if not cells:
        raise NotebookError(
            f"{name}: this is not a notebook ({_short(error)}). "
            "Open it in JupyterLab and save it again, or hand in an earlier copy."
        )
    what = "ends in the middle of a cell" if cut_off else "is damaged"
    note = (
        f"{name}: the file {what}; only its {len(cells)} whole cells could be read. "
        "If work is missing, hand in a sound copy."
    )
    return {"nbformat": 4, "cells": cells}, note


def _short(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its parts are nested too deeply"
    return f"{type(error).__name__}: {str(error)[:120]}"
