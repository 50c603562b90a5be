"""The `bootcamp` command, and `python -m autograder`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command."""
    # Nearly all that a command makes at first are modules: looking for garbage among them is slow.
    gc.set_threshold(50_000, 20, 20)
    from autograder import cli

    cli.main()


if __name__ == "__main__":
    main()
