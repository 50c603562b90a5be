"""What is written to a terminal, or a file, that does not know all letters and signs.

A latin-1 terminal has no "✓". It gets a plain sign of the same meaning, and a question mark for
what has none: the command has done its work, and an encoding is no reason to lose what it says.
"""

from __future__ import annotations

import codecs
import unicodedata

NAME = "bootcamp.plain"
# Rich itself draws tables and bars with plain lines where the encoding has no others.
PLAIN = {
    "✓": "+", "✗": "x", "○": "o", "•": "*", "·": ".", "×": "x", "→": "->", "…": "...",
    "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'",
}  # fmt: skip


def plain(problem: UnicodeError) -> tuple[str, int]:
    """Return what is written instead of letters that an encoding lacks, as codecs ask for it."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return "".join(map(_plain, problem.object[problem.start : problem.end])), problem.end


def _plain(letter: str) -> str:
    # "ż" is written "z" rather than "?": decomposed, its accent is a letter of its own.
    base = unicodedata.normalize("NFKD", letter)[0]
    return PLAIN.get(letter) or (base if base.isascii() and base.isprintable() else "?")


codecs.register_error(NAME, plain)
