"""Notebooks as learners, programs and broken disks leave them: made from a sound one, by seed.

`mutants(data, seed, count)` gives (name, bytes); the same seed gives the same mutants. Each kind of
damage comes in turn, alone or on top of one or two others, so that none is left to luck.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy

import tests.mutant_programs  # noqa: F401  # it adds its changes to the table
from tests.mutant_cells import CHANGES, Notebook, cells_of, marks_of
from tests.mutant_files import SPOILS

WORK = "x = 1\n\n\ndef mine():\n    return x\n\nprint(mine())"
MARK = "work of {}"  # stands in each answer, to see whether it gets lost
TEXT = "My answer – with “quotes”, é and 你好.\n\nA second paragraph of it."


def mutants(data: bytes, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Give mutants of a notebook's file, each with a name that says what was done to it."""
    rng = random.Random(seed)  # noqa: S311  # for tests
    sound: Notebook = json.loads(data)
    for cell in sound["cells"]:
        cell["source"] = "".join(cell["source"])
    kinds = [*CHANGES, *SPOILS]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        more = rng.sample(sorted(CHANGES), rng.choice([0, 0, 1, 2]))
        work = deepcopy(sound)
        if rng.random() < 0.7:
            answer(work)
        for name in [*more, kind]:
            if name in CHANGES:
                CHANGES[name](work, rng)
        made = json.dumps(
            work, indent=1 if kind in SPOILS else None, ensure_ascii=rng.random() < 0.5
        )
        spoilt = made.encode("utf-8", errors="surrogatepass")
        if kind in SPOILS:
            spoilt = SPOILS[kind](spoilt, rng)
        yield f"{number:04d} {'+'.join([*more, kind])}", spoilt


def answer(work: Notebook) -> None:
    """Write something into the answer cells."""
    for cell in cells_of(work):
        if marks_of(cell).get("solution"):
            text = WORK if cell["cell_type"] == "code" else TEXT
            cell["source"] += f"\n{text}\n# {MARK.format(marks_of(cell)['grade_id'])}."
