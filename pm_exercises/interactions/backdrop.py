"""A chart that is drawn once, and over which the frontend draws what moves.

Drawing a chart takes some 45 ms for each width, and half a second the first time: too slow to do
at every move. So the picture stays as it is; it says where its data lie, and the frontend puts
the rule there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pm_exercises.item import Table


@dataclass(frozen=True, slots=True)
class Drawn:
    """The chart for columns of one width, and the rectangle of its data, in pixels."""

    svg: str
    width: int
    height: int
    left: float
    top: float
    right: float
    bottom: float

    def spec(self) -> dict[str, Any]:
        """The picture in plain JSON types, for the frontend."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A chart with its sentence, its numbers, and the range of its axes."""

    takeaway: str
    table: Table
    pictures: tuple[Drawn, ...]  # for wide columns first
    x: tuple[float, float]  # the numbers at the left and the right edge
    y: tuple[float, float] | None = None  # at the bottom and the top; None: nothing is put there

    def spec(self) -> dict[str, Any]:
        """The chart in plain JSON types, for the frontend."""
        return {
            "takeaway": self.takeaway,
            "table": self.table.spec(),
            "pictures": [picture.spec() for picture in self.pictures],
            "x": list(self.x),
            "y": None if self.y is None else list(self.y),
        }
