"""How long `bootcamp status` takes, and `bootcamp grade` with nothing to do.

    python -m tests.benchmarks.looking COURSE

COURSE is a graded course, such as `bootcamp demo --dir COURSE` leaves it. The commands run as their
users run them; the least of several runs is what the program takes, the rest is the machine.
"""

from __future__ import annotations

import subprocess
import sys
import time

RUNS = 5
VERBS = (("status",), ("status", "--json"), ("grade",))


def seconds(words: tuple[str, ...], course: str) -> float:
    """Return how long a command takes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "autograder", *words, "--course", course]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the least and the most of some runs for each command."""
    course = sys.argv[1]
    for words in VERBS:
        found = sorted(seconds(words, course) for _ in range(RUNS))
        print(f"bootcamp {' '.join(words)}: {found[0]:.2f} s ({found[-1]:.2f} s at most)")


if __name__ == "__main__":
    main()
