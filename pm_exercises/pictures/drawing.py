"""The few SVG shapes the course's pictures are made of, coloured by classes in style.css."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape
from typing import Literal

Anchor = Literal["start", "middle", "end"]

WIDTH = 860  # as wide as the course's panels; where there is less room, the picture scrolls
LINE = 19  # from one line of text to the next


def svg(
    name: str,
    title: str,
    description: str,
    height: int,
    parts: Iterable[str],
    width: int = WIDTH,
) -> str:
    """Return one drawing that a screen reader announces by its title and description."""
    return (
        f'<svg class="pmx-drawing" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="pmx-{name}-title pmx-{name}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="pmx-{name}-title">{escape(title)}</title>'
        f'<desc id="pmx-{name}-desc">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def text(
    x: float,
    y: float,
    words: str,
    css: str = "",
    *,
    wrap: int = 99,
    anchor: Anchor = "start",
) -> str:
    """Return words as SVG text, broken into lines of at most `wrap` characters."""
    lines = "".join(
        f'<tspan x="{x:g}" y="{y + LINE * n:g}">{escape(line)}</tspan>'
        for n, line in enumerate(textwrap.wrap(words, wrap))
    )
    return f'<text class="{css}" text-anchor="{anchor}">{lines}</text>'


def box(x: float, y: float, width: float, height: float, css: str, radius: float = 10) -> str:
    """Return a rounded rectangle."""
    return (
        f'<rect class="{css}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        f'rx="{radius:g}"/>'
    )


def dot(x: float, y: float, css: str = "pmx-ink", radius: float = 4) -> str:
    """Return a small filled circle."""
    return f'<circle class="{css}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def line(path: str, css: str) -> str:
    """Return an open line along an SVG path."""
    return f'<path class="{css}" d="{path}" fill="none"/>'


def arrow(x: float, y: float, to_x: float, to_y: float, css: str) -> str:
    """Return a straight arrow, level or upright, with an open head."""
    if y == to_y:
        back = -9 if to_x > x else 9
        head = f"M{to_x + back:g} {to_y - 7:g} L{to_x:g} {to_y:g} l{back:g} 7"
    else:
        back = -9 if to_y > y else 9
        head = f"M{to_x - 7:g} {to_y + back:g} L{to_x:g} {to_y:g} l7 {back:g}"
    return line(f"M{x:g} {y:g} L{to_x:g} {to_y:g} {head}", css)
