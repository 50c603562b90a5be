"""Names of cells and texts that can be written: what needs no notebook library."""

from __future__ import annotations


def exercise_of(name: str) -> str:
    """Return the exercise that a grade_id belongs to: "FND-E1" for "FND-E1-check"."""
    return name.removesuffix("-check")


def readable(text: str) -> str:
    """Return text that can be written as UTF-8: half a character becomes a question mark."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def number(value: float) -> str:
    """Return points as people write them: 7, 7.5, 6.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
