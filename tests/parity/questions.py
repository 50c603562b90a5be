"""What a question of a generated notebook is, and the answers that any of them may get."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent

from nbformat import NotebookNode

from tests import cells

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
UNTOUCHED = "untouched"  # stands for the release's own text
BEGIN, END = "### BEGIN SOLUTION\n", "\n### END SOLUTION"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is checked: texts in which `_Q` and `N1`, `N2` stand for its own names.

    `answers` are right, half right, wrong, or crash; what they are worth is nbgrader's to say.
    """

    kind: str
    solution: str
    check: str
    hidden: str = ""
    given: str = ""  # a read-only cell before it
    answers: tuple[str, ...] = ()
    last: str = ""  # the check's last line, under the hidden part
    points: float = 2

    def cells(self, mark: str) -> list[NotebookNode]:
        """Return the source cells; `mark` makes their names."""
        hidden = (
            f"\n### BEGIN HIDDEN TESTS\n{self.hidden}\n### END HIDDEN TESTS" if self.hidden else ""
        )
        check = f"{self.check}{hidden}" + (f"\n{self.last}" if self.last else "")
        given = [cells.locked(f"{mark}-given", self.given)] if self.given else []
        return [
            *given,
            cells.answer(f"{mark}-answer", f"{BEGIN}{self.solution}{END}"),
            cells.check(f"{mark}-check", check, self.points),
        ]

    @property
    def all_answers(self) -> tuple[str, ...]:
        """Return its own answers, and those that any question gets."""
        return (
            self.solution,
            *self.answers,
            *(text.replace("RIGHT", self.solution) for text in ANY),
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A question that a person reads: a text, a task, or code."""

    kind: str
    answers: tuple[str, ...]

    def cells(self, mark: str) -> list[NotebookNode]:
        """Return the one source cell; `mark` makes its name."""
        text = f"{BEGIN}What the mark scheme says.{END}"
        if self.kind == "task":
            return [
                cells.task(
                    f"{mark}-answer",
                    "Do this.\n=== BEGIN MARK SCHEME ===\nA.\n=== END MARK SCHEME ===",
                )
            ]
        if self.kind == "written":
            return [cells.written(f"{mark}-answer", text)]
        made = cells.answer(f"{mark}-answer", f"{BEGIN}plan_Q = ['a', 'b']{END}")
        made.metadata.nbgrader |= {"grade": True, "points": 3}
        return [made]

    @property
    def all_answers(self) -> tuple[str, ...]:
        """Return its answers."""
        return (*self.answers, UNTOUCHED)


ANY = (
    UNTOUCHED,
    "",
    "# I do not know",
    "raise ValueError('no idea')",
    "def broken(:",
    "1 / 0",
    "undefined_Q + 1",
    "RIGHT\nprint('done', N1)",
    "RIGHT\nN1 + N2",
    "RIGHT\nNone",
    "RIGHT\nimport sys\nprint('a warning of mine', file=sys.stderr)",
    "RIGHT\nimport warnings\nwarnings.warn('in my own cell')",
    "RIGHT\nraise KeyError('after it')",
    "import math\nRIGHT",
    "\n\n" + "RIGHT" + "\n# that's it\n",
    "x_Q = [i for i in range(3)]\nRIGHT\nx_Q",
    "import pandas as pd\nRIGHT\npd.DataFrame({'a': [N1, N2], 'b': ['x', 'y']})",
)


def function(body: str, arguments: str = "x", name: str = "f_Q") -> str:
    """Return a function's text."""
    return f"def {name}({arguments}):\n{indent(body, '    ')}"
