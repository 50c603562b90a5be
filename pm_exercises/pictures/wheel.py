"""The four qualifications of a product manager as a wheel: choose a quarter, read what it holds.

The wheel is a group of native radio buttons. Their labels lie over the drawing's quarters, and the
style sheet shows the panel of the one that is chosen: no script, no network, arrow keys move.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import count

from pm_exercises.item import Table
from pm_exercises.pictures.base import Picture
from pm_exercises.pictures.drawing import LINE, svg, text
from pm_exercises.render import page, table_html

NOTEBOOK = "qualifications.ipynb"
SIDE, RING, HUB = 400, 196, 52  # of the drawing, in its own units
# On the focused element itself, or JupyterLab takes the arrow keys to move between cells.
OWN_KEYS = 'data-lm-suppress-shortcuts="true"'
_copies = count(1)  # two wheels on one page are two groups of radio buttons


@dataclass(frozen=True, slots=True)
class Quarter:
    """One qualification: its question, what it holds, and the lessons that practise it."""

    name: str
    question: str
    holds: tuple[str, ...]
    lessons: tuple[tuple[str, str], ...]  # the cell it begins at, and its title


QUARTERS = (
    Quarter(
        "Empathy",
        "What is it like for them?",
        (
            "Find out what the people who use the product need, and serve that",
            "Step out of your niche: meet your own product as a beginner does",
            "Look at products from industries that have nothing to do with yours",
            "Ask what their users enjoy there, and what they wish were better",
        ),
        (
            ("QUA-L1-why", "Lesson 1 Listening without solving"),
            ("QUA-L2-why", "Lesson 2 Fresh eyes and borrowed ideas"),
        ),
    ),
    Quarter(
        "Problem solving",
        "What is really wrong?",
        (
            "Find the best way to bring a product to its market",
            "Get round a competitor who is there before you",
            "Meet a need that nobody meets yet",
        ),
        (("QUA-L3-why", "Lesson 3 Find the real problem"),),
    ),
    Quarter(
        "Leadership",
        "Where to, and who does what?",
        (
            "Hold a vision of where product and brand will be in years",
            "Speak so clearly that teams are reassured, not just informed",
            "Give work away to the right hands, and stay in touch with it",
            "Keep a team together, and help it to its goals",
        ),
        (
            ("QUA-L4-why", "Lesson 4 Words and numbers for how sure we are"),
            ("QUA-L5-why", "Lesson 5 Giving work away"),
        ),
    ),
    Quarter(
        "Organization",
        "Where is everything?",
        (
            "Keep all strands in hand, from communication to marketing",
            "Know every side of the product, the brand and the vision",
            "Use software tools so that the overview is everybody's",
        ),
        (("QUA-L6-why", "Lesson 6 One home for everything"),),
    ),
)


@dataclass(frozen=True, slots=True, repr=False)
class Wheel(Picture):
    """A picture whose parts can be chosen. In plain text it is its tables, as any picture is."""

    quarters: tuple[Quarter, ...]

    def html(self) -> str:
        """The figure: the wheel, the panel of the chosen quarter, and all of it in words."""
        group = f"pmx-wheel-{next(_copies)}"
        choices = "".join(
            f'<label class="pmx-wheel-quarter"><input type="radio" name="{group}" {OWN_KEYS}'
            f"{' checked' if n == 0 else ''}><span>{escape(one.name)}</span></label>"
            for n, one in enumerate(self.quarters)
        )
        panels = "".join(_panel(one) for one in self.quarters)
        words = "".join(table_html(table) for table in self.tables)
        return page(
            f'<figure class="pmx-figure pmx-wheel"><figcaption>{escape(self.takeaway)}</figcaption>'
            '<div class="pmx-wheel-parts">'
            '<fieldset class="pmx-wheel-face">'
            f"<legend>Choose a qualification to read about</legend>{self.drawing}{choices}"
            f"</fieldset><div>{panels}</div></div>"
            f"<details><summary>The picture in words</summary>{words}</details></figure>"
        )


def four_qualifications() -> Wheel:
    """The four qualifications, and what each holds (seed QUAL-5)."""
    overview = Table(
        "Four qualifications of one person",
        ("Product manager", "The question it asks"),
        tuple((one.name, one.question) for one in QUARTERS),
    )
    details = tuple(
        Table(one.name, (f"What {one.name.lower()} holds",), tuple((line,) for line in one.holds))
        for one in QUARTERS
    )
    takeaway = "Four qualifications meet in one product manager. Choose a quarter of the wheel."
    description = (
        "A circle of four quarters around a hub. Clockwise from the upper left: empathy, problem "
        "solving, leadership, organization. The hub is the product manager."
    )
    middle = SIDE / 2
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    parts = [_quarter(middle, x, y) for x, y in corners]
    parts.append(f'<circle class="pmx-hub" cx="{middle:g}" cy="{middle:g}" r="{HUB}"/>')
    for (x, y), one in zip(corners, QUARTERS, strict=True):
        at_x, at_y = middle + 88 * x, middle + (78 if y > 0 else -96)
        # SVG text breaks no lines by itself; a long question takes the line below.
        parts += [
            text(at_x, at_y, one.name, "pmx-h", anchor="middle"),
            text(at_x, at_y + LINE, one.question, "pmx-soft", anchor="middle", wrap=16),
        ]
    parts.append(text(middle, middle - 4, overview.columns[0], "", anchor="middle", wrap=8))
    drawing = svg("four-qualifications", takeaway, description, SIDE, parts, width=SIDE)
    return Wheel(takeaway, drawing, (overview, *details), QUARTERS)


def _quarter(middle: float, x: int, y: int) -> str:
    """A quarter of the ring's disc, towards one corner."""
    far_x, far_y = middle + RING * x, middle + RING * y
    sweep = 1 if x == y else 0
    return (
        f'<path class="pmx-quarter" d="M{middle:g} {middle:g} L{far_x:g} {middle:g} '
        f'A{RING} {RING} 0 0 {sweep} {middle:g} {far_y:g} Z"/>'
    )


def _panel(one: Quarter) -> str:
    held = "".join(f"<li>{escape(line)}</li>" for line in one.holds)
    ways = "<br>".join(
        f'<a href="{NOTEBOOK}#cell-id={cell}">{escape(title)}</a>' for cell, title in one.lessons
    )
    return (
        f'<section class="pmx-wheel-panel"><h3>{escape(one.name)}</h3>'
        f"<p>{escape(one.question)}</p><ul>{held}</ul><p>{ways}</p></section>"
    )
