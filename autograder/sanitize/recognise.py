"""Find out which of the master's cells each of the learner's cells is.

By what nbgrader wrote into it; else by its id, which many programs keep; else by its text, where
that is the instructor's; else, for an answer, by its place between two cells that are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from autograder.notebooks import grade_id
from autograder.sanitize.pieces import Bench, Original, Piece, bare, cells, plain

SHORT = 20  # characters; a text as short as this is known only where it belongs
NEAR = 0.9  # of a locked text is still there: high, for what is known by it loses its own text
ALIKE = 0.6  # of a text that is only a landmark, or the start of an answer
WORDY = 200  # characters
LONGEST = 5_000  # characters that are compared; difflib is slow on more
MOST = 40  # cells between two known ones that are looked at


def by_marks(bench: Bench) -> None:
    """Know cells by nbgrader's name for them, by their id, and by their unchanged text."""
    _by_name(bench)
    lost = {original.name for original in bench.missing() if original.name}
    _by_id(bench)
    _by_text(bench)
    found = lost - {original.name for original in bench.missing()}
    names = [original.name for original in bench.originals if original.name in found]
    if names:
        bench.notes.append(
            f"{cells(names)} had lost what nbgrader knows {_it(names)} by, "
            f"and {'was' if len(names) == 1 else 'were'} found again."
        )


def by_likeness(bench: Bench) -> None:
    """Know cells by a text that was changed a little; only where they belong, and only one."""
    for original in bench.missing():
        if original.answer or not SHORT < len(original.text) <= LONGEST:
            continue
        least = NEAR if original.restored else ALIKE
        alike = [p for p in _unknown(bench, original) if _alike(p, original.text) >= least]
        if len(alike) == 1:
            alike[0].index = original.index


def by_place(bench: Bench) -> None:
    """Know answers that lost every mark by what stands between their two neighbours."""
    names = []
    for original in reversed([o for o in bench.missing() if o.answer]):
        # From the end: of two answers side by side the last one takes what is there, so that an
        # untouched stub that returns never stands below a learner's work and undoes it.
        unknown = _unknown(bench, original)
        candidates = [p for p in unknown if p.cell.cell_type == original.cell.cell_type] or [
            p for p in unknown if _alike(p, original.text) >= ALIKE
        ]
        rivals = [o for o in _rivals(bench, original) if o is not original]
        if rivals:
            candidates = [p for p in candidates if _best(p, [original, *rivals]) is original]
        if not candidates:
            continue
        if original.read and not rivals:  # a reader has to see all of it
            for piece in candidates:
                piece.index = original.index
        else:  # every one of them runs, whichever bears the name
            candidates[-1].index = original.index
        names.append(original.name)
    if names:
        names.reverse()
        bench.notes.append(
            f"{cells(names)} had lost every mark, and {'was' if len(names) == 1 else 'were'} "
            "known by the place between the cells around."
        )


def _by_name(bench: Bench) -> None:
    names = {original.name: original.index for original in bench.originals if original.name}
    ids = _ids(bench)
    for piece in bench.pieces:
        piece.index = names.get(grade_id(piece.cell) or "")
    copies = defaultdict[int, list[Piece]](list)
    for piece in bench.pieces:
        if piece.index is not None:
            copies[piece.index].append(piece)
    # A name that is there twice, once under another cell's id: that one was renamed.
    for pieces in list(copies.values()):
        for piece in pieces if len(pieces) > 1 else ():
            other = ids.get(piece.cell.get("id") or "")
            if other is not None and bench.originals[other].name and other not in copies:
                piece.index = other
                copies[other] = [piece]
    renamed = [
        (grade_id(piece.cell), bench.originals[piece.index].name)
        for piece in bench.pieces
        if piece.index is not None and grade_id(piece.cell) != bench.originals[piece.index].name
    ]
    bench.notes += [f"Cell {name} bore the name {old}; it was renamed." for old, name in renamed]


def _by_id(bench: Bench) -> None:
    ids = _ids(bench)
    there = {piece.index for piece in bench.pieces}
    for piece in bench.pieces:
        for place in (piece.cell.get("id"), piece.cell.metadata.get("id")):
            index = ids.get(place) if isinstance(place, str) else None
            if piece.index is None and index is not None and index not in there:
                piece.index = index
                there.add(index)


def _by_text(bench: Bench) -> None:
    wanted = defaultdict[str, list[Original]](list)
    for original in bench.missing():
        if original.text.strip() and not original.answer:
            wanted[bare(original.text)].append(original)
    found = defaultdict[str, list[Piece]](list)
    for piece in bench.pieces:
        if piece.index is None:
            found[bare(piece.cell.source)].append(piece)
    doubtful = []
    for text, originals in wanted.items():
        pieces = found.get(text, [])
        if len(originals) == len(pieces) and len(text) > SHORT:
            for original, piece in zip(originals, pieces, strict=True):
                piece.index = original.index
        elif pieces:
            doubtful += originals
    for original in doubtful:  # the others are landmarks now
        _by_text_and_place(bench, original, found[bare(original.text)])


def _by_text_and_place(bench: Bench, original: Original, pieces: list[Piece]) -> None:
    pieces = [piece for piece in pieces if piece.index is None]
    belonging = {id(piece) for piece in _unknown(bench, original)}
    here = [piece for piece in pieces if id(piece) in belonging]
    if here or (pieces and len(original.text) > SHORT):
        (here or pieces)[0].index = original.index


def _ids(bench: Bench) -> dict[str, int]:
    ids = {o.cell["id"]: o.index for o in bench.originals if o.cell.get("id")}
    return ids | {original.name: original.index for original in bench.originals if original.name}


def _unknown(bench: Bench, original: Original) -> list[Piece]:
    """The learner's cells, known as nothing yet, that stand where a cell of the master belongs."""
    here = [bench.pieces[place] for place in bench.windows()[original.index]]
    return [p for p in here if p.index is None and p.cell.source.strip()][:MOST]


def _rivals(bench: Bench, original: Original) -> list[Original]:
    """The other missing answers that belong into the same place."""
    windows = bench.windows()
    return [
        other
        for other in bench.missing()
        if other.answer
        and other.cell.cell_type == original.cell.cell_type
        and windows[other.index] == windows[original.index]
    ]


def _best(piece: Piece, originals: Iterable[Original]) -> Original:
    """The answer whose stub a text is most like; the last one where none is."""
    return max(originals, key=lambda o: (round(_alike(piece, o.text, 0.3), 2), o.index))


def _alike(piece: Piece, text: str, least: float = ALIKE) -> float:
    """How much of a text a piece still has, from 0 to 1; 0 below the least."""
    source = piece.cell.source
    if max(len(source), len(text)) > LONGEST:
        return 0.0
    # By words, where there are many of them: difflib takes its time.
    by_words = len(text) > WORDY
    one, other = (source.split(), text.split()) if by_words else (plain(source), text)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


def _it(names: list[str]) -> str:
    return "it" if len(names) == 1 else "them"
