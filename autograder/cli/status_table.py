"""The completion table as people read it in a terminal: one line a learner and module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.cli.app import out
from autograder.roster import Roster

if TYPE_CHECKING:
    from autograder.completion import ModuleStatus
    from autograder.total import CourseTotal

SIGNS = {
    "complete": "[green]✓[/]",
    "needs review": "[blue]i[/]",
    "submitted": "[blue]…[/]",
    "in progress": "[blue]…[/]",
    "not yet": "[yellow]○[/]",
    "not started": "[dim]–[/]",
    "excused": "[dim]×[/]",
}
NOBODY = (
    "Nobody is in this course yet: nothing was handed in, and there is no course/roster.csv with "
    "an id, a name, an e-mail and a section for each learner."
)
NO_ROSTER = Roster()


def status_table(
    found: tuple[ModuleStatus, ...],
    stories: Mapping[str, str] | None = None,
    roster: Roster = NO_ROSTER,
    *,
    long: bool = False,
) -> RenderableType:
    """Return the completion table, module by module; `stories` says of each learner who it is.

    A line shows what matters most; `long` shows everything that is missing or worth knowing.
    """
    if not found:
        return Text(NOBODY)
    parts: list[RenderableType] = []
    for module in dict.fromkeys(status.module for status in found):
        rows = [status for status in found if status.module == module]
        parts += [Text(module, style="bold") + Text(f": {counts(rows)}", style="not bold")]
        if long:
            parts += [block for row in rows for block in _block(row, roster)]
        else:
            parts += [_lines(rows, stories or {}, roster)]
        parts += [Text("")]
    return Group(*parts[:-1])


def total_table(totals: tuple[CourseTotal, ...], roster: Roster = NO_ROSTER) -> RenderableType:
    """Return each learner's total over the course."""
    if not totals:
        return Text(NOBODY)
    table = _table("Learner", "Complete", "Total", "So far")
    for name, group in _by_section([total.student for total in totals], roster):
        if name:
            table.add_row(_section(name, len(group)))
        for total in totals:
            if total.student in group:
                done = f"{total.complete} of {total.counted}"
                excused = f", {total.excused} excused" if total.excused else ""
                table.add_row(
                    _who(total.student, "", roster),
                    done + excused,
                    _percent(total.total_scaled),
                    _percent(total.so_far_scaled),
                )
    return table


def counts(rows: Iterable[ModuleStatus]) -> str:
    """Say how many learners are in each state: "17 complete, 2 not yet"."""
    from autograder.completion import State

    found = Counter(row.state for row in rows)
    order = ("complete", *(state for state in get_args(State) if state != "complete"))
    return ", ".join(f"{found[state]} {state}" for state in order if found[state])


def strangers(found: Iterable[ModuleStatus], roster: Roster) -> str:
    """Name who is in the table and not on the roster, in a sentence; "" where nobody is."""
    from autograder.errors import nearest

    names = roster.strangers({status.student for status in found})
    if not names:
        return ""
    said = ", ".join(f"{name}{_maybe(nearest(name, roster.people))}" for name in names[:5])
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"Not on the roster: {said}{more}."


def _lines(rows: list[ModuleStatus], stories: Mapping[str, str], roster: Roster) -> Table:
    table = _table("Learner", "State", "Score", "What is missing, or worth knowing", "")
    if stories:
        table.columns[0].max_width = out.width * 4 // 10
    by_student = {row.student: row for row in rows}
    for name, group in _by_section(list(by_student), roster):
        if name:
            table.add_row(_section(name, len(group)))
        for student in group:
            row = by_student[student]
            said = (*row.reasons, *row.notes)
            table.add_row(
                _who(student, stories.get(student, ""), roster),
                f"{SIGNS[row.state]} {row.state}",
                f"{100 * row.score_scaled:.0f} %" if row.score_maximum else "–",
                Text(" ".join(said[0].split()) if said else ""),  # learners' file names are in some
                Text(f"+{len(said) - 1}" if len(said) > 1 else "", style="dim"),
            )
    return table


def _table(learner: str, *headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=0, show_edge=False)
    # On a narrow screen the reason needs the place more than the end of a long name.
    widest = max(20, out.width * 3 // 10)
    table.add_column(learner, no_wrap=True, overflow="ellipsis", max_width=widest)
    for heading in headings:
        numbers = heading in ("Score", "Total", "So far")
        ratio = 1 if heading.startswith("What") else None
        table.add_column(
            heading,
            no_wrap=True,
            overflow="ellipsis" if ratio else "fold",
            justify="right" if numbers else "left",
            ratio=ratio,
            min_width=None if ratio else len(heading),
        )
    table.expand = any(heading.startswith("What") for heading in headings)
    return table


def _block(row: ModuleStatus, roster: Roster) -> Iterator[RenderableType]:
    """One learner in full: who, how many points, when it came, and every sentence."""
    points = (
        f", {row.score_given:g} of {row.score_maximum:g} points"
        if row.score_maximum and row.score_given is not None
        else ""
    )
    head = Text.from_markup(f"{SIGNS[row.state]} ") + _who(row.student, "", roster)
    yield head + Text(f": {row.state}{points}")
    person = roster.person(row.student)
    facts = [f"section {person.section}" if person.section else "", person.email]
    if row.submitted_at:
        facts.append(f"handed in {row.submitted_at:%Y-%m-%d %H:%M %Z}")
    if any(facts):
        yield Padding(Text(", ".join(filter(None, facts)), style="dim"), (0, 0, 0, 4))
    allowed = (f"For staff: {row.allowance}.",) if row.allowance else ()
    for sentence in (*row.reasons, *row.notes, *allowed):
        yield Padding(Text(sentence), (0, 0, 0, 4))


def _by_section(students: list[str], roster: Roster) -> list[tuple[str, list[str]]]:
    def section(student: str) -> str:
        return roster.person(student).section

    if not any(map(section, students)):
        return [("", students)]
    ordered = sorted(students, key=lambda student: (section(student) == "", section(student)))
    groups = [(name, list(group)) for name, group in groupby(ordered, key=section)]
    return [(name or "no section", group) for name, group in groups]


def _section(name: str, number: int) -> Text:
    return Text(f"Section {name} ({number})", style="italic")


def _who(student: str, story: str, roster: Roster) -> Text:
    more = story or roster.person(student).name
    return Text(student, style="bold") + Text(f" {more}" if more else "", style="not bold")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _maybe(hint: str) -> str:
    return f" ({hint.strip().rstrip('?').replace('Did you mean', 'perhaps')})" if hint else ""
