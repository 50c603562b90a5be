"""The life of a product."""

from __future__ import annotations

from pm_exercises.item import Table
from pm_exercises.pictures.base import Picture
from pm_exercises.pictures.drawing import box, dot, line, svg, text


def life_cycle() -> Picture:
    """The six stages of a product's life and the three common tasks (seeds INT-6, PP-1 to PP-3)."""
    stages = Table(
        "The life of a product, stage by stage",
        ("Stage", "Common task", "Main question", "Sales", "Happens here"),
        (
            (
                "Discover",
                "Strategic development",
                "Who needs what, and how do we know?",
                "no sales yet",
                "A new product starts here",
            ),
            (
                "Develop",
                "Strategic development",
                "What do we build, for whom, and at what price?",
                "no sales yet",
                "Position and price are set",
            ),
            (
                "Launch",
                "Market launch",
                "Who must hear of it, and from whom?",
                "first sales",
                "The promise meets real buyers",
            ),
            (
                "Grow",
                "Market changes",
                "What brings more people in, and what keeps them?",
                "rising sales",
                "An enhancement starts here, or later",
            ),
            (
                "Mature",
                "Market changes",
                "How do we stay worth choosing?",
                "steady sales",
                "Price is reviewed again",
            ),
            (
                "Retire",
                "Market changes",
                "How do we end well for those who rely on it?",
                "falling sales",
                "Repairs and a way out are planned",
            ),
        ),
    )
    listening = Table("Through all six stages", ("Always",), (("Listen to users",),))
    takeaway = (
        "Building is one stage of six. Product work runs from the first idea to the last day."
    )
    description = (
        "Six columns from left to right, one for each stage. A curve of sales runs through them: "
        "nothing at first, then up, level, and down. Brackets on top name the common task, and a "
        "line with six dots below says that listening to users never stops."
    )
    column, left = 141, 8
    parts = []
    for first, last in ((0, 1), (2, 2), (3, 5)):
        x, end = left + column * first + 4, left + column * (last + 1) - 4
        parts += [
            text((x + end) / 2, 22, stages.rows[first][1], "pmx-soft", anchor="middle"),
            line(f"M{x} 42 v-10 H{end} v10", "pmx-soft-line"),
        ]
    for n, (stage, _, question, sales, here) in enumerate(stages.rows):
        x = left + column * n
        parts += [
            box(x + 3, 50, column - 6, 346, "pmx-lane-box", 6),
            text(x + 12, 76, stage, "pmx-h"),
            text(x + 12, 98, sales, "pmx-soft"),
            text(x + 12, 226, question, wrap=15),
            text(x + 12, 332, here, "pmx-soft", wrap=16),
            dot(x + column / 2, 424, "pmx-fill-two", 6),
        ]
    return Picture(
        takeaway,
        svg(
            "life-cycle",
            takeaway,
            description,
            470,
            [
                *parts,
                line(
                    "M16 196 H270 C360 196 400 176 450 146 S560 112 640 112 S770 128 844 184",
                    "pmx-one pmx-thick",
                ),
                line("M79 424 H784", "pmx-two pmx-thick"),
                text(430, 456, listening.rows[0][0], anchor="middle"),
            ],
        ),
        (stages, listening),
    )
