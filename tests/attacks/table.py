"""The attacks and what they came to, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from tests.attacks.arena import Damage


def table(damages: Sequence[Damage], title: str) -> Table:
    """Return a row for each attack, and their sums in the last."""
    stolen = sum(damage.stolen for damage in damages)
    counts = [sum(map(len, (getattr(one, part) for one in damages))) for part in PARTS]
    ungraded = sum(bool(damage.problem) for damage in damages)
    rows = Table(title=title, show_footer=True)
    rows.add_column("attack", f"{len(damages)} attacks", no_wrap=True)
    rows.add_column("tries to", f"{ungraded} left ungraded" if ungraded else "")
    rows.add_column("stolen marks", f"{stolen:g}", justify="right")
    for head, count in zip(("leaked", "outside", "other questions lost"), counts, strict=True):
        rows.add_column(head, str(count))
    for damage in damages:
        rows.add_row(
            damage.attack.id,
            damage.attack.tries,
            "ungraded" if damage.problem else f"{damage.stolen:g}",
            *(", ".join(getattr(damage, part)) or "0" for part in PARTS),
        )
    return rows


PARTS = ("leaked", "outside", "lost")
