"""Draw two sides and what they share, with the number of cards in each: a picture that fills up."""

from __future__ import annotations

from html import escape

WIDTH, HEIGHT, RADIUS, OFFSET = 560, 230, 108, 72


def circles(left: tuple[str, int], right: tuple[str, int], overlap: tuple[str, int]) -> str:
    """Return an SVG of two overlapping circles; each argument is a name and how many cards it has.

    The picture says nothing that the lists below it do not, so screen readers skip it.
    """
    middle, centre = WIDTH / 2, HEIGHT / 2
    return (
        f'<svg class="pmx-circles" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f'<circle class="pmx-side" cx="{middle - OFFSET}" cy="{centre}" r="{RADIUS}"/>'
        f'<circle class="pmx-other" cx="{middle + OFFSET}" cy="{centre}" r="{RADIUS}"/>'
        f"{_label(middle - OFFSET - 44, centre, left)}"
        f"{_label(middle + OFFSET + 44, centre, right)}"
        f"{_label(middle, centre, overlap)}</svg>"
    )


def _label(x: float, y: float, side: tuple[str, int]) -> str:
    name, count = side
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle"><tspan class="pmx-count">{count}</tspan>'
        + "".join(
            f'<tspan x="{x}" dy="18">{escape(word)}</tspan>' for word in name.split(maxsplit=1)
        )
        + "</text>"
    )
