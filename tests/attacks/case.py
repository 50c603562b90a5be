"""What a hostile submission is: a name, what it tries, and the cell that tries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

Kind = Literal["steal", "read", "harm"]
POINTS = {"total": 2.0, "middle": 3.0, "twice": 1.0, "letters": 3.0, "table": 4.0, "FND-E7": 10.0}

# What an honest learner writes, and what somebody writes who does not know.
HONEST = {
    "total": "total = sum(numbers)",
    "middle": ("def middle(xs):\n    ordered = sorted(xs)\n    return ordered[len(ordered) // 2]"),
    "twice": "def twice(word):\n    return word + word",
    "letters": 'letters = {word: len(word) for word in ("lid", "kettle", "brew")}',
    "table": 'sales = pd.DataFrame({"city": ["Lyon", "Porto"], "sold": [30, 12]})',
}
WRONG = {
    "total": "total = 1",
    "middle": "def middle(xs):\n    return 0",
    "twice": 'def twice(word):\n    return ""',
    "letters": "letters = {}",
    "table": 'sales = pd.DataFrame({"city": ["Lyon"], "sold": [1]})',
    "FND-E7": "pass",
}


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    In `code` and in `files`, the words of `Arena.words` (@ROOT@ and so on) become the real places:
    the attacker knows them all.
    """

    kind: Kind
    name: str
    tries: str
    code: str
    question: str = "total"
    worth: float = 0.0  # points that the attacked question earns honestly
    files: Mapping[str, str] = field(default_factory=dict)
    edit: Callable[[NotebookNode], None] | None = None  # the notebook, before it is handed in
    prepare: Callable[[Path, Path], None] | None = None  # the folder handed in; the arena's root
    before: str = ""  # a cell of somebody else's submission, graded just before
    mark: str = ""  # text that must not stand in the feedback page as it is

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.kind}-{self.name}"


def steal(name: str, tries: str, code: str, question: str = "total", **more: object) -> Attack:
    """Return an attack that wants points for a wrong answer."""
    return Attack("steal", name, tries, code, question, **more)  # type: ignore[arg-type]


def read(name: str, tries: str, code: str, question: str = "total", **more: object) -> Attack:
    """Return an attack that looks for what it should not see, and prints it."""
    return Attack("read", name, tries, code, question, **{"worth": POINTS[question], **more})  # type: ignore[arg-type]


def harm(name: str, tries: str, code: str, question: str = "total", **more: object) -> Attack:
    """Return an attack on the machine, the grader or the learner's own other questions."""
    return Attack("harm", name, tries, code, question, **{"worth": POINTS[question], **more})  # type: ignore[arg-type]
