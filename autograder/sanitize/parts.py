"""Copies, halves and mergers: each of the master's cells becomes one piece again.

JupyterLab gives both halves of a split cell, and both copies of a copied one, the same name; a
merged cell keeps one name for what were two. Other programs leave the second half without a name.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from difflib import SequenceMatcher

from nbformat import NotebookNode

from autograder.sanitize.pieces import Bench, Original, Piece, cells, plain, untouched

LEAST = 10  # characters; a shorter text inside another proves nothing
VERSION = 0.6  # as alike as this, two texts are versions of one, not its parts
LONGEST = 20_000  # characters that are compared


def take_apart(bench: Bench) -> None:
    """Take locked cells out of the cells that they were merged into; what is left is the answer."""
    pieces = []
    missing = {original.index for original in bench.missing()}
    known = [piece.index for piece in bench.pieces]
    for place, piece in enumerate(bench.pieces):
        run = _run(piece, place, known, missing, len(bench.originals)) if missing else range(0)
        parts = _split(piece, [bench.originals[index] for index in run])
        if parts:
            found = {part.index for part in parts if part.index is not None}
            missing -= found
            found |= set() if piece.index is None else {piece.index}
            names = [bench.originals[index].name for index in sorted(found)]
            names = [name for name in names if name]
            other = "one another" if len(names) > 1 else "another cell"
            bench.notes.append(
                f"{cells(names)} had been merged with {other}; they were taken apart."
            )
        pieces += parts or [piece]
    bench.pieces = pieces


def keep_one(bench: Bench) -> None:
    """Of all pieces that are one cell of the master, keep one, with all the work in it."""
    copies = defaultdict[int, list[Piece]](list)
    for piece in bench.pieces:
        if piece.index is not None:
            copies[piece.index].append(piece)
    for index, pieces in copies.items():
        original = bench.originals[index]
        if len(pieces) > 1:
            if not original.name:
                _demote(pieces[1:], None)
            elif original.answer:
                _one_answer(bench, original, pieces)
            else:
                _one_locked(bench, original, pieces)


def join_nameless(bench: Bench) -> None:
    """Put what stands right beside an answer, without a name, to it where it is a part of it."""
    texts = {original.text.strip() for original in bench.originals}
    for original in bench.originals:
        if original.answer:
            _join_one(bench, original, texts)


def _run(piece: Piece, place: int, known: list[int | None], missing: set[int], count: int) -> range:
    """The master's cells that a piece may hold: its own, and missing ones right beside it."""
    if piece.index is None:
        before = next((i for i in reversed(known[:place]) if i is not None), -1)
        low, high = before + 1, before
    else:
        low = high = piece.index
        while low - 1 in missing:
            low -= 1
    while high + 1 in missing and high + 1 < count:
        high += 1
    return range(low, high + 1)


def _split(piece: Piece, originals: list[Original]) -> list[Piece]:
    """The pieces that one piece holds; none where it is one cell."""
    if len(originals) < (1 if piece.index is None else 2):
        return []
    lines = plain(piece.cell.source).split("\n")
    blocks: list[tuple[Original, int, int]] = []
    start = 0
    for original in originals:
        if original.answer or len(original.text.strip()) < LEAST:
            continue
        wanted = original.text.split("\n")
        at = _find(lines, wanted, start)
        if at is not None:
            blocks.append((original, at, at + len(wanted)))
            start = at + len(wanted)
    if not any(original.index != piece.index for original, _, _ in blocks):
        return _left_beside(piece, originals, blocks[0] if blocks else None, lines)
    if piece.index is None and not any(original.name for original, _, _ in blocks):
        return []
    parts, done, last = [], 0, -1
    for original, low, high in blocks:
        parts += _gap(piece, originals, last, original.index, lines[done:low])
        parts.append(_part(piece, original, "\n".join(lines[low:high])))
        done, last = high, original.index
    parts += _gap(piece, originals, last, len(originals) + originals[0].index, lines[done:])
    return parts if len(parts) > 1 else []


def _left_beside(
    piece: Piece,
    originals: list[Original],
    block: tuple[Original, int, int] | None,
    lines: list[str],
) -> list[Piece]:
    """A locked cell, with the text of a missing answer above its own or below."""
    if block:
        original, low, high = block
        above = _gap(piece, originals, -1, original.index, lines[:low])
        below = _gap(piece, originals, original.index, 10**9, lines[high:])
        answers = [part for part in (*above, *below) if part.index is not None]
        return [*above, _part(piece, original, original.text), *below] if answers else []
    own = next((o for o in originals if o.index == piece.index and o.restored), None)
    answers_there = [o for o in originals if o.answer]
    if own is None or not answers_there or len(lines) <= len(own.text.split("\n")):
        return []
    # Its own text was changed too: nobody can tell the two apart, and no work may be lost.
    below_it = [o for o in answers_there if o.index > own.index]
    return [_part(piece, (below_it or answers_there[-1:])[0], "\n".join(lines))]


def _gap(
    piece: Piece, originals: list[Original], low: int, high: int, lines: list[str]
) -> list[Piece]:
    """What stands between two locked texts: the answer that belongs there, or the learner's own."""
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        return []
    answers = [o for o in originals if o.answer and low < o.index < high]
    own = [o for o in answers if o.index == piece.index]
    if answers:
        return [_part(piece, (own or answers[-1:])[0], text)]
    return [Piece(_cell(piece.cell.cell_type, text, piece.cell), None)]


def _part(piece: Piece, original: Original, text: str) -> Piece:
    return Piece(_cell(original.cell.cell_type, text, piece.cell), original.index)


def _cell(kind: str, text: str, like: NotebookNode) -> NotebookNode:
    cell = NotebookNode(cell_type=kind, source=text, metadata=NotebookNode())
    if kind == "code":
        cell["outputs"], cell["execution_count"] = [], None
    elif "attachments" in like:
        cell["attachments"] = like["attachments"]
    return cell


def _find(lines: list[str], wanted: list[str], start: int) -> int | None:
    for at in range(start, len(lines) - len(wanted) + 1):
        if lines[at] == wanted[0] and lines[at : at + len(wanted)] == wanted:
            return at
    return None


def _one_locked(bench: Bench, original: Original, pieces: list[Piece]) -> None:
    """Of copies of a locked cell one counts; halves of it go, for it returns whole."""
    whole = plain(original.text)
    halves = [p for p in pieces if plain(p.cell.source) != whole and _within(p, whole)]
    kept = [piece for piece in pieces if piece not in halves] or pieces[-1:]
    in_place = {id(bench.pieces[at]) for at in bench.backbone()}
    chosen = next((piece for piece in kept if id(piece) in in_place), kept[-1])
    bench.pieces = [p for p in bench.pieces if p not in halves or p is chosen]
    if chosen in halves:
        chosen.cell["source"] = original.text  # the note says why it differs
    _demote([piece for piece in kept if piece is not chosen], None)
    bench.notes.append(
        f"Cell {original.name} was there {len(pieces)} times; it was graded once."
        if len(kept) > 1
        else f"Cell {original.name} had been split; it was put together again."
    )


def _within(piece: Piece, whole: str) -> bool:
    text = plain(piece.cell.source)
    return not text.strip() or f"\n{text}\n" in f"\n{whole}\n"


def _one_answer(bench: Bench, original: Original, pieces: list[Piece]) -> None:
    """Of versions of an answer the last counts; parts of one are all read, and all run."""
    worked = [p for p in pieces if p.cell.source.strip()]
    worked = [p for p in worked if not untouched(p.cell.source, original)]
    kept = worked or pieces[-1:]
    # An untouched copy below the work would undo it: its stub defines the same names.
    bench.pieces = [p for p in bench.pieces if p not in pieces or p in kept]
    times = f"Cell {original.name} was there {len(pieces)} times;"
    if len(kept) == 1:
        which = "the last one you worked in" if worked else "the last one"
        bench.notes.append(f"{times} {which} was graded.")
        return
    parts = _without_versions(kept)
    magic = any(part.cell.source.startswith("%%") for part in parts)
    if len(parts) > 1 and not magic and (original.read or _only_together(parts)):
        joint = "\n\n" if original.read else "\n"
        parts[-1].cell["source"] = joint.join(part.cell.source for part in parts)
        _gather_pictures(parts)
        bench.pieces = [p for p in bench.pieces if p not in parts[:-1]]
        bench.notes.append(f"{times} they were put together and graded as one answer.")
    elif len(parts) > 1:
        bench.notes.append(f"{times} every one of them ran, and they were graded together.")
    else:
        bench.notes.append(f"{times} the last one you worked in was graded.")
    _demote([p for p in kept if p is not parts[-1] and p in bench.pieces], original.index)


def _without_versions(pieces: list[Piece]) -> list[Piece]:
    """Leave out texts that a later one repeats or rewrites."""
    return [
        piece
        for number, piece in enumerate(pieces)
        if not any(_version(piece, later) for later in pieces[number + 1 :])
    ]


def _version(earlier: Piece, later: Piece) -> bool:
    one, other = plain(earlier.cell.source).strip(), plain(later.cell.source).strip()
    if one in other:
        return True
    if max(len(one), len(other)) > LONGEST:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= VERSION and matcher.ratio() >= VERSION


def _only_together(parts: list[Piece]) -> bool:
    """Whether code was cut where it cannot run: not in parts, but as one."""
    if any(part.cell.cell_type != "code" for part in parts):
        return False
    texts = [part.cell.source for part in parts]
    return not all(map(_is_code, texts)) and _is_code("\n".join(texts))


def _is_code(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _join_one(bench: Bench, original: Original, texts: set[str]) -> None:
    place = next((n for n, p in enumerate(bench.pieces) if p.index == original.index), None)
    if place is None:
        return
    piece = bench.pieces[place]
    low, high = place, place + 1
    if original.read and original.cell.cell_type != "code":
        while high < len(bench.pieces) and _own_text(bench.pieces[high], texts):
            high += 1
        # Above an answer stand a learner's own notes, unless the answer is still empty.
        if not piece.cell.source.strip() or untouched(piece.cell.source, original):
            while low > 0 and _own_text(bench.pieces[low - 1], texts):
                low -= 1
    else:
        while high < len(bench.pieces) and bench.pieces[high].index is None:
            high += 1
            if _only_together(bench.pieces[place:high]):
                break
        else:
            return
    parts = bench.pieces[low:high]
    if len(parts) == 1:
        return
    joint = "\n\n" if original.read else "\n"
    piece.cell["source"] = joint.join(part.cell.source for part in parts)
    _gather_pictures([*(p for p in parts if p is not piece), piece])
    bench.pieces[low:high] = [piece]
    bench.notes.append(
        f"The text right beside cell {original.name} was read as a part of it: {len(parts)} cells."
    )


def _own_text(piece: Piece, texts: set[str]) -> bool:
    """Whether a piece is text of the learner's own, and no copy of the course's."""
    own = piece.index is None and piece.cell.cell_type != "code"
    return own and plain(piece.cell.source).strip() not in texts | {""}


def _gather_pictures(parts: list[Piece]) -> None:
    """Give the last part the pictures of all."""
    pictures = NotebookNode()
    for part in parts:
        pictures.update(part.cell.get("attachments") or {})
    if pictures and parts[-1].cell.cell_type != "code":
        parts[-1].cell["attachments"] = pictures


def _demote(pieces: list[Piece], beside: int | None) -> None:
    """Make pieces the learner's own cells; they still run where they stand."""
    for piece in pieces:
        piece.index, piece.beside = None, beside
