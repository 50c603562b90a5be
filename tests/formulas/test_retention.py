"""A change of level, found by least squares."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import level_change, split_errors


def test_plain_jump() -> None:
    """40, 41, 40, then 50, 51: the fourth entry is the first of the new level."""
    assert level_change([40, 41, 40, 50, 51]) == 4


def test_errors_by_hand() -> None:
    """1, 1, 3, 3 splits without error after two; no other split leaves two on both sides."""
    assert split_errors([1, 1, 3, 3]) == {3: 0.0}
    assert split_errors([0, 0, 2, 2, 2])[4] == pytest.approx(8 / 3)


def test_earlier_of_equals() -> None:
    """Where two splits fit alike, the earlier one is given."""
    assert level_change([0, 0, 1, 2, 2]) == 3


def test_too_short_for_two_levels() -> None:
    """Three entries cannot have two on each side."""
    with pytest.raises(ValueError, match="two levels"):
        level_change([1, 2, 3])
