"""Who moves a plan, and who cares: influence against interest."""

from __future__ import annotations

from pm_exercises.item import Table
from pm_exercises.pictures.base import Picture
from pm_exercises.pictures.drawing import LINE, arrow, box, dot, svg, text


def influence_and_interest() -> Picture:
    """Four groups of stakeholders and what each needs (seed GEN-3; after Mendelow, 1991)."""
    groups = Table(
        "Who hears from Lyddenbrook, and how",
        ("Influence", "Interest", "What they need", "Here"),
        (
            ("high", "low", "The result, in short", "Insurance firm"),
            ("high", "high", "Often, and they can answer", "Owner"),
            ("high", "high", "Often, and they can answer", "Workshop"),
            ("low", "low", "A notice when it concerns them", "Neighbours"),
            ("low", "high", "Good notes to read", "Riders’ club"),
        ),
    )
    axes = Table(
        "How to read it",
        ("Direction", "Means"),
        (("upward", "more influence"), ("to the right", "more interest")),
    )
    takeaway = "Those who can move the plan and care about it must be able to answer."
    description = (
        "A square of four fields. Influence grows upward, interest grows to the right. Each field "
        "says what its people need and names the people of Lyddenbrook Cycles who stand in it."
    )
    width, height, left, top = 388, 124, 40, 36
    parts = []
    fields = dict.fromkeys(row[:3] for row in groups.rows)
    for n, (influence, interest, need) in enumerate(fields):
        x, y = left + (width + 8) * (n % 2), top + (height + 8) * (n // 2)
        close = (influence, interest) == ("high", "high")
        parts += [
            box(x, y, width, height, "pmx-two" if close else "pmx-lane-box", 6),
            text(x + 20, y + 34, need, "pmx-h"),
        ]
        people = [row[3] for row in groups.rows if row[2] == need]
        for k, name in enumerate(people):
            parts += [
                dot(x + 26, y + 65 + 28 * k, "pmx-fill-two" if close else "pmx-ink", 5),
                text(x + 42, y + 70 + 28 * k, name),
            ]
    bottom = top + 2 * height + 8
    (_, upward), (_, rightward) = axes.rows
    parts += [
        arrow(18, bottom, 18, top, "pmx-soft-line"),
        arrow(left, bottom + 20, left + 2 * width + 8, bottom + 20, "pmx-soft-line"),
        text(8, 22, upward, "pmx-soft"),
        text(left + 2 * width + 8, bottom + 24 + LINE, rightward, "pmx-soft", anchor="end"),
    ]
    drawing = svg("influence-and-interest", takeaway, description, bottom + 56, parts)
    return Picture(takeaway, drawing, (groups, axes))
