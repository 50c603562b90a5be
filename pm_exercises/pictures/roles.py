"""The two roles, and what they share."""

from __future__ import annotations

from pm_exercises.item import Table
from pm_exercises.pictures.base import Picture
from pm_exercises.pictures.drawing import LINE, arrow, box, dot, line, svg, text


def project_and_product() -> Picture:
    """What project and product management each do, and the goals they share (seed PP-5)."""
    sides = Table(
        "What differs",
        ("", "Project management", "Product management"),
        (
            ("asks", "How, and by when?", "Why, and what next?"),
            (
                "looks after",
                "One project, from its beginning to its completion",
                "The ongoing vision of the company’s brands and products",
            ),
            (
                "ends",
                "When the result is handed over and accepted",
                "Only when the product is taken off the market",
            ),
            (
                "does well when",
                "What was agreed is there, on time and within budget",
                "Users get what they need, and the company earns from it",
            ),
        ),
    )
    shared = Table(
        "What both want",
        ("Shared goals",),
        (
            ("A result that works for the people who use it",),
            ("Risks seen early, and said aloud",),
            ("Open trades between scope, time and money",),
            ("Teams and leaders who know what was decided",),
        ),
    )
    time = Table(
        "Along the time line",
        ("What", "How long"),
        (
            ("The kettle, a product", "goes on for years"),
            ("New handle, a project", "begins and ends"),
            ("First shops, a project", "begins and ends"),
            ("Export plug, a project", "begins and ends"),
        ),
    )
    takeaway = (
        "A project ends when its result is accepted. A product goes on. Some goals belong to both."
    )
    description = (
        "Two panels overlap. The left one is project management, the right one product "
        "management, and the overlap holds the goals they share. Below, a long arrow for a "
        "product runs over three short bars for projects, each with an end."
    )
    parts = [
        box(8, 8, 568, 362, "pmx-one", 48),
        box(284, 8, 568, 362, "pmx-two", 48),
        text(40, 50, sides.columns[1], "pmx-h"),
        text(430, 50, shared.columns[0], "pmx-h", anchor="middle"),
        text(606, 50, sides.columns[2], "pmx-h"),
    ]
    for n, (label, left, right) in enumerate(sides.rows):
        y = 86 + 70 * n
        parts += [text(40, y, label, "pmx-soft"), text(40, y + LINE, left, wrap=32)]
        parts += [text(606, y, label, "pmx-soft"), text(606, y + LINE, right, wrap=32)]
    for n, (goal,) in enumerate(shared.rows):
        y = 105 + 70 * n
        parts += [dot(312, y - 5), text(326, y, goal, wrap=30)]
    (product, years), *projects = time.rows
    parts += [
        text(40, 412, product),
        text(826, 412, years, "pmx-soft", anchor="end"),
        arrow(40, 426, 826, 426, "pmx-two pmx-thick"),
    ]
    for (name, span), x, width in zip(projects, (70, 320, 590), (150, 190, 130), strict=True):
        parts += [
            line(
                f"M{x} 452 H{x + width} M{x} 444 V460 M{x + width} 444 V460",
                "pmx-one pmx-thick",
            ),
            text(x, 482, name),
            text(x, 482 + LINE, span, "pmx-soft"),
        ]
    drawing = svg("project-and-product", takeaway, description, 514, parts)
    return Picture(takeaway, drawing, (sides, shared, time))
