"""A drawing with the same in words. Words stand once, in tables; the drawing is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from pm_exercises.item import Table
from pm_exercises.render import page, table_html


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that a notebook shows as SVG, and anything else as tables of words."""

    takeaway: str  # one sentence that says what to see
    drawing: str  # SVG
    tables: tuple[Table, ...]

    def __repr__(self) -> str:
        return "\n\n".join([self.takeaway, *(str(table) for table in self.tables)])

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """The figure: takeaway, drawing, and the picture in words one click away."""
        words = "".join(table_html(table) for table in self.tables)
        return page(
            f'<figure class="pmx-figure"><figcaption>{escape(self.takeaway)}</figcaption>'
            '<div class="pmx-scroll" tabindex="0" role="region" '
            f'aria-label="Picture: {escape(self.takeaway)}">'
            f"{self.drawing}</div>"
            f"<details><summary>The picture in words</summary>{words}</details></figure>"
        )
