"""The strategy ladder."""

from __future__ import annotations

from pm_exercises.item import Table
from pm_exercises.pictures.base import Picture
from pm_exercises.pictures.drawing import arrow, box, line, svg, text


def strategy_ladder() -> Picture:
    """From vision to metric, each rung with its question and an example (seeds INT-4, GEN-2)."""
    rungs = Table(
        "The strategy ladder of Lyddenbrook Cycles",
        ("Rung", "Answers", "Example", "Looks ahead"),
        (
            (
                "Vision",
                "For whom, what need, how are we different?",
                "People who ride to work never miss a day: we come and mend the bike where it is.",
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
