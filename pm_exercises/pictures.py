"""Drawn pictures of the course: inline SVG in the theme's colours, each with the same in words.

Words stand once, in tables; the drawing and its text twin are both made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from pm_exercises.drawing import LINE, arrow, box, dot, line, svg, text
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
            '<div class="pmx-scroll" tabindex="0" role="region" aria-label="The picture">'
            f"{self.drawing}</div>"
            f"<details><summary>The picture in words</summary>{words}</details></figure>"
        )


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


def life_cycle() -> Picture:
    """The six stages of a product's life, with the three common tasks (seeds INT-6, INT-7, PP-1..3)."""
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
        "Building is one stage of six. Product work runs from the first idea to the last sale."
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


def strategy_ladder() -> Picture:
    """From vision to metric, each rung with its question and an example (seeds INT-4, GEN-2)."""
    rungs = Table(
        "The strategy ladder of Lyddenbrook Cycles",
        ("Rung", "Answers", "Example", "Looks ahead"),
        (
            (
                "Vision",
                "For whom, what need, how are we different?",
                "People who ride to work never miss a day: we come to them and mend the bike there.",
                "years",
            ),
            (
                "Goal",
                "Which result, how much, by when?",
                "By 30 June 2028, 8 of 10 repairs are done within 48 hours.",
                "a year or less",
            ),
            (
                "Initiative",
                "What will we change to reach the goal?",
                "A second repair van for the east side of town.",
                "a quarter",
            ),
            (
                "Metric",
                "Which number tells us that it works?",
                "Share of repairs done within 48 hours.",
                "every week",
            ),
        ),
    )
    links = Table(
        "From rung to rung",
        ("Step", "In words"),
        (
            ("Vision to goal", "made countable by"),
            ("Goal to initiative", "reached through"),
            ("Initiative to metric", "judged by"),
            ("Metric to goal", "tells us if we get there"),
        ),
    )
    takeaway = (
        "Each rung answers for the one above it. A rung that hangs in the air is work for nothing."
    )
    description = (
        "Four cards stand one above the other: vision, goal, initiative and metric. Arrows lead "
        "down from each to the next, and one arrow leads from the metric back up to the goal."
    )
    parts = []
    for n, (rung, question, example, ahead) in enumerate(rungs.rows):
        y = 8 + 116 * n
        parts += [
            box(8, y, 700, 84, "pmx-two" if n < 2 else "pmx-one"),
            text(28, y + 34, rung, "pmx-h"),
            text(28, y + 60, ahead, "pmx-soft"),
            text(150, y + 34, question, "pmx-soft", wrap=25),
            text(352, y + 34, example, wrap=44),
        ]
        if n < 3:
            parts += [
                arrow(60, y + 88, 60, y + 112, "pmx-soft-line"),
                text(76, y + 105, links.rows[n][1], "pmx-soft"),
            ]
    parts += [
        line("M708 398 H760 V166", "pmx-soft-line"),
        arrow(760, 166, 714, 166, "pmx-soft-line"),
        text(772, 270, links.rows[3][1], "pmx-soft", wrap=11),
    ]
    return Picture(
        takeaway,
        svg("strategy-ladder", takeaway, description, 448, parts),
        (rungs, links),
    )
