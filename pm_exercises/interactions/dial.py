"""A number on a grid: what a number box, its step buttons and a slider set together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import read_number


@dataclass(frozen=True, slots=True)
class Dial:
    """The numbers from low to high in equal steps."""

    label: str
    low: float
    high: float
    step: float
    start: float  # where the slider stands before anything is set
    unit: str = ""

    @property
    def decimals(self) -> int:
        """As many as the grid needs, so that 0.1 + 0.2 is 0.3."""
        return max(len(f"{n:.9f}".rstrip("0").split(".")[1]) for n in (self.low, self.step))

    @property
    def values(self) -> tuple[float, ...]:
        """Every number of the grid."""
        count = int((self.high - self.low) / self.step + 1e-9) + 1
        return tuple(round(self.low + n * self.step, self.decimals) for n in range(count))

    def read(self, given: Any, path: str) -> float | None:
        """Return the number of the grid that is nearest to what was given, or None.

        Raises:
            AnswerError: not a number, or outside the grid.
        """
        text = given.replace(self.unit, "") if isinstance(given, str) and self.unit else given
        number = read_number(text, path)
        if number is None:
            return None
        if not self.low <= number <= self.high:
            raise AnswerError(
                path, f"expected a number from {self.low:g} to {self.high:g}, got {number:g}"
            )
        return self.values[self.index(number)]

    def index(self, number: float) -> int:
        """Where a number stands on the grid."""
        return min(round((number - self.low) / self.step), len(self.values) - 1)

    def words(self, number: float) -> str:
        """A number of the grid as the board shows it, with its unit."""
        return f"{number:.{self.decimals}f} {self.unit}".rstrip()

    def spec(self) -> dict[str, Any]:
        """The dial in plain JSON types, for the frontend."""
        return {
            "label": self.label,
            "unit": self.unit,
            "start": self.start,
            "decimals": self.decimals,
            "values": list(self.values),
        }
