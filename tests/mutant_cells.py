"""What learners do to the cells of a notebook: a table of changes, each with dice of its own."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

Notebook = dict[str, Any]
Change = Callable[[Notebook, random.Random], None]

CHANGES: dict[str, Change] = {}
ODD = [None, True, 0, -1, 1.5, 10**30, "", "text", [], [1], {}, {"a": 1}, ["a", 5], float("nan")]


def change(made: Change) -> Change:
    """Register a change of the notebook."""
    CHANGES[made.__name__.strip("_")] = made
    return made


def cells_of(work: Notebook) -> list[Any]:
    """Return a notebook's cells, as long as it has any."""
    cells = work.get("cells")
    return cells if isinstance(cells, list) else []


def marks_of(cell: Any) -> Notebook:
    """Return what nbgrader wrote into a cell."""
    meta = cell.get("metadata") if isinstance(cell, dict) else None
    marks = meta.get("nbgrader") if isinstance(meta, dict) else None
    return marks if isinstance(marks, dict) else {}


def some_cell(work: Notebook, rng: random.Random, *, named: bool = True) -> Notebook:
    """Return a cell, most often one that nbgrader knows."""
    sound = [c for c in cells_of(work) if isinstance(c, dict) and isinstance(c.get("source"), str)]
    known = [cell for cell in sound if marks_of(cell)]
    found: Notebook = rng.choice((known if named else None) or sound or [{"source": ""}])
    return found


def place_of(work: Notebook, rng: random.Random) -> int:
    """Return where such a cell stands."""
    cell = some_cell(work, rng)
    return next((i for i, other in enumerate(cells_of(work)) if other is cell), 0)


@change
def _delete(work: Notebook, rng: random.Random) -> None:
    for _ in range(rng.choice([1, 1, 3])):
        if cells_of(work):
            cells_of(work).pop(place_of(work, rng))


@change
def _delete_many(work: Notebook, rng: random.Random) -> None:
    cells_of(work)[:] = [cell for cell in cells_of(work) if rng.random() < 0.5]


@change
def _duplicate(work: Notebook, rng: random.Random) -> None:
    copy = deepcopy(some_cell(work, rng))
    if rng.random() < 0.7:
        copy["id"] = f"copy-{rng.random()}".replace(".", "")
    cells_of(work).insert(rng.randint(0, len(cells_of(work))), copy)


@change
def _split(work: Notebook, rng: random.Random) -> None:
    at = place_of(work, rng)
    for _ in range(rng.choice([1, 1, 2])):
        if at >= len(cells_of(work)) or not isinstance(cells_of(work)[at], dict):
            return
        first = cells_of(work)[at]
        second = deepcopy(first)
        text = str(first.get("source", ""))
        place = rng.choice([text.find("\n") + 1, rng.randint(0, len(text))])
        first["source"], second["source"] = text[:place], text[place:]
        second["id"] = f"half-{rng.randrange(10**9)}"
        if rng.random() < 0.5:  # not every program keeps the name in both halves
            rng.choice([first, second])["metadata"] = {}
        cells_of(work).insert(at + 1, second)


@change
def _merge(work: Notebook, rng: random.Random) -> None:
    for _ in range(rng.choice([1, 1, 2])):
        cells = cells_of(work)
        at = rng.choice([place_of(work, rng), max(0, place_of(work, rng) - 1)])
        if at + 1 >= len(cells) or not all(isinstance(c, dict) for c in cells[at : at + 2]):
            return
        joint = rng.choice(["\n\n", "\n"])
        text = joint.join(str(cell.get("source", "")) for cell in cells[at : at + 2])
        kept = cells.pop(at + rng.choice([0, 1]))
        other = cells[at]
        kept["source"] = text
        cells[next(i for i, cell in enumerate(cells) if cell is other)] = kept


@change
def _retype(work: Notebook, rng: random.Random) -> None:
    cell = some_cell(work, rng)
    cell["cell_type"] = rng.choice(["code", "markdown", "raw", "heading", "sql"])


@change
def _swap(work: Notebook, rng: random.Random) -> None:
    cells = cells_of(work)
    if len(cells) > 1:
        a, b = rng.choice([(at, at - 1) for at in range(1, len(cells))])
        if rng.random() < 0.5:
            a, b = place_of(work, rng), place_of(work, rng)
        cells[a], cells[b] = cells[b], cells[a]


@change
def _shuffle(work: Notebook, rng: random.Random) -> None:
    rng.choice([rng.shuffle, list.reverse])(cells_of(work))


@change
def _check_first(work: Notebook, rng: random.Random) -> None:
    cells = cells_of(work)
    tests = [i for i, c in enumerate(cells) if marks_of(c).get("grade") and i]
    if tests:
        at = rng.choice(tests)
        cells.insert(max(0, at - rng.randint(1, 3)), cells.pop(at))


@change
def _rename(work: Notebook, rng: random.Random) -> None:
    marks = marks_of(some_cell(work, rng))
    other = marks_of(some_cell(work, rng)).get("grade_id", "")
    if marks:
        marks["grade_id"] = rng.choice([other, "", "elsewhere", f"{marks.get('grade_id')}2", 7])


@change
def _edit(work: Notebook, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 4)):
        cell = some_cell(work, rng)
        text = cell["source"]
        at = rng.randint(0, len(text))
        cell["source"] = rng.choice([text[:at] + "!" + text[at:], text[:at], f"{text}\n5.0", ""])


@change
def _own_cells(work: Notebook, rng: random.Random) -> None:
    for number in range(rng.randint(1, 5)):
        text, kind = rng.choice([("y = 2", "code"), ("A note of mine.", "markdown"), ("", "raw")])
        own = {"cell_type": kind, "id": f"own-{number}", "metadata": {}, "source": text}
        cells_of(work).insert(rng.randint(0, len(cells_of(work))), own)


@change
def _huge(work: Notebook, rng: random.Random) -> None:
    cell = some_cell(work, rng, named=rng.random() < 0.7)
    cell["source"] += rng.choice(["x" * 1_100_000, "# y\n" * 300_000, "z = 1\n" * 5_000])


@change
def _bad_unicode(work: Notebook, rng: random.Random) -> None:
    cell = some_cell(work, rng)
    bad = rng.choice(["\ud83d", "\udc00\ud800", "\0", "\u202e", "\ufffe", "\x1b[31m", "\x85"])
    cell["source"] = f"{bad}{cell['source']}{bad}"
    if rng.random() < 0.3:
        marks_of(cell)["grade_id"] = f"{bad}name"


@change
def _odd_value(work: Notebook, rng: random.Random) -> None:
    """Swap any value of the file for one of another type, or leave it out."""
    for _ in range(rng.randint(1, 3)):
        place: Any = work
        while True:
            keys = [*place] if isinstance(place, dict) else [*range(len(place))]
            if not keys:
                break
            key = rng.choice(keys)
            inner = place[key]
            if not isinstance(inner, dict | list) or rng.random() < 0.2:
                if isinstance(place, dict) and rng.random() < 0.2:
                    del place[key]
                else:
                    place[key] = deepcopy(rng.choice(ODD))
                break
            place = inner


@change
def _deep(work: Notebook, rng: random.Random) -> None:
    nest: Any = 1
    for _ in range(rng.choice([50, 400])):
        nest = rng.choice([[nest], {"a": nest}])
    some_cell(work, rng).setdefault("metadata", {})
    cell = some_cell(work, rng)
    cell[rng.choice(["metadata", "outputs", "attachments", "more"])] = nest


@change
def _many_cells(work: Notebook, rng: random.Random) -> None:
    more = rng.choice([400, 400, 5_001])
    work["cells"] = cells_of(work) + [
        {"cell_type": "code", "metadata": {}, "source": f"n = {number}"} for number in range(more)
    ]
