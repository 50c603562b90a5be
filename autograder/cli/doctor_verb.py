"""`bootcamp doctor`: what this machine can do, what is missing, and the command that mends it."""

from __future__ import annotations

import typer
from rich.text import Text

from autograder.cli.app import app, out, verb


@app.command()
@verb
def doctor() -> None:
    """Say whether this machine can grade with isolation, and what would mend it."""
    from autograder.doctor import findings

    missing = 0
    for finding in findings():
        missing += finding.needed and not finding.well
        sign, colour = (
            ("✓", "green") if finding.well else ("✗", "red") if finding.needed else ("–", "yellow")
        )
        out.print(Text.assemble((sign, colour), f" {finding.what}"), soft_wrap=True)
        if not finding.well and finding.mend:
            out.print(Text(f"  {finding.mend}", style="bold"), soft_wrap=True)
    if missing:
        out.print(Text("Learners' work cannot be graded with isolation here.", style="bold red"))
        raise typer.Exit(1)
    out.print(Text("Grading with isolation works here.", style="bold green"))
