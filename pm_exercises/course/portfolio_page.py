"""A page to keep: a learner's answers in words, and what they are evidence of."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path

from pm_exercises.answers import write_atomically
from pm_exercises.course.module_table import points_line, points_so_far
from pm_exercises.course.panel import Panel
from pm_exercises.course.progress import Progress, find_module, headline, module_progress
from pm_exercises.exercises.modules import Module
from pm_exercises.item import Table
from pm_exercises.learner import current_student
from pm_exercises.render import page, table_html


def portfolio(module: str) -> Panel:
    """Write a page with the learner's work beside the notebook, and say where it is.

    The page is one file and asks the network for nothing.

    Raises:
        UnknownExercise: there is no such module.
    """
    found = find_module(module)
    path = Path.cwd() / f"{found.code}-portfolio.html"
    try:
        write_atomically(path, document(found, module_progress(found)).encode())
    except OSError as error:
        words = (
            f"The portfolio could not be written to {path} ({error.strerror or error}). Free some "
            "space or ask for write access, then run this cell again."
        )
        return Panel(words, f'<p class="pmx-notice">{escape(words)}</p>')
    words = "It is one file: keep it, print it, or send it to somebody."
    link = f'<a href="{escape(path.name)}" target="_blank">{escape(path.name)}</a>'
    return Panel(
        f"Your portfolio is in {path}. {words}",
        f'<h3 class="pmx-title">Your portfolio</h3><p>Open {link}. {words}</p>'
        f'<p class="pmx-small">{escape(str(path))}</p>',
    )


def document(module: Module, steps: tuple[Progress, ...]) -> str:
    """The whole page."""
    student = current_student()
    # The day on the learner's own calendar, not the one in Greenwich.
    today = datetime.now().astimezone()
    body = (
        f"<h1>{escape(module.title)}: portfolio of {escape(student)}</h1>"
        f"<p>{today.day} {today:%B %Y}. {escape(headline(steps))}. "
        f"{escape(points_line(steps))}</p>"
        "<p>Points are those that can be judged on the learner's machine. The school's own grade "
        f"counts. The written piece {escape(module.written)} stands in the notebook.</p>"
        + table_html(evidence(steps))
        + "".join(_section(step) for step in steps)
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(module.title)}: portfolio of {escape(student)}</title></head>"
        f'<body class="pmx-page"><main>{page(body)}</main></body></html>'
    )


def evidence(steps: tuple[Progress, ...]) -> Table:
    """Seed ids, the exercises that practise them, and how far those are."""
    by_seed: dict[str, list[Progress]] = {}
    for step in steps:
        for seed in step.item.seeds:
            by_seed.setdefault(seed, []).append(step)
    rows = tuple(
        (seed, "; ".join(f"{step.item.id} {step.item.title} ({step.words})" for step in found))
        for seed, found in sorted(by_seed.items(), key=lambda pair: _seed_order(pair[0]))
    )
    return Table("What this module practises, by seed id", ("Seed id", "Shown in"), rows)


def _section(step: Progress) -> str:
    facts = [step.words, f"points so far: {points_so_far(step)}"]
    if step.item.seeds:
        facts.append(f"seed ids: {', '.join(step.item.seeds)}")
    answer = table_html(step.table) if step.table else "<p>No answer yet.</p>"
    return (
        f"<section><h2>{escape(step.item.id)} {escape(step.item.title)}</h2>"
        f"<p>{escape(step.item.task)}</p>"
        f'<p class="pmx-small">{escape(" · ".join(facts))}</p>{answer}</section>'
    )


def _seed_order(seed: str) -> tuple[str, int, str]:
    """Sort INT-10 after INT-9."""
    family, _, rest = seed.partition("-")
    digits = "".join(char for char in rest if char.isdigit())
    return family, int(digits or 0), rest
