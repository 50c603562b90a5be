"""Run the source text of a check, hidden tests included, where no learner's code runs."""

from __future__ import annotations

import ast
import builtins
import contextlib
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from nbformat import NotebookNode

from autograder.cell_text import as_python
from autograder.execute import Limits, Lost, Outputs, Session
from autograder.execute.files import read_files
from autograder.execute.outputs import outputs_of
from autograder.notebooks import grade_id, named_cells
from autograder.sandbox import linux
from autograder.sandbox.collector import CollectingStream
from autograder.sandbox.meter import waited_here
from autograder.sandbox.shell import Runner
from autograder.verify.names import CourseNames
from autograder.verify.remote import Bridge

MOST_ANSWERS = 4_000_000  # bytes of answer files
LOOKS = 20  # at the time, while a check may run


class CheckTimeout(BaseException):
    """A check ran longer than a cell may. No `except Exception` of its own stops that."""


class Names(dict[str, Any]):
    """The global names of one check: the course's are made here, the learner's are fetched."""

    def __init__(self, course: CourseNames, before: int, bridge: Bridge) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self._course, self._before, self._bridge = course, before, bridge
        self._making: set[str] = set()

    def __missing__(self, name: str) -> Any:
        learners = name in self._course.learners
        if hasattr(builtins, name) and not learners:
            return getattr(builtins, name)
        statements = self._course.statements(name, self._before)
        if statements and name not in self._making:
            self._making.add(name)
            exec(compile(ast.Module(statements, []), "<course>", "exec"), self)  # noqa: S102  # the instructor's own
            self._making.discard(name)
            if dict.__contains__(self, name):
                return dict.__getitem__(self, name)
        value = self._bridge.get(name)
        dict.__setitem__(self, name, value)
        return value

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        if name in self._course.learners:  # "squares = old" puts a learner's name back
            self._bridge.set(name, value)

    def __delitem__(self, name: str) -> None:
        if not dict.__contains__(self, name):
            self[name]  # a name that is not there cannot be deleted either
        super().__delitem__(name)
        if name in self._course.learners:
            self._bridge.delete(name)


class CheckJudge:
    """Decides the checks of one submission. Call it with a cell's place and the session."""

    def __init__(
        self,
        submitted: NotebookNode,
        master: NotebookNode,
        course: CourseNames,
        screen: Runner,
        limits: Limits,
        answers: Path | None,
    ) -> None:
        """`answers` is a folder of our own that answer files are brought to, for our checks."""
        self._submitted = submitted
        self._master = dict(named_cells(master))
        self._at = {str(grade_id(cell)): i for i, cell in enumerate(master.cells) if grade_id(cell)}
        self._course, self._screen, self._limits, self._answers = course, screen, limits, answers
        self._known: dict[str, object] = {}

    def __call__(self, index: int, session: Session) -> Outputs:
        """Return what a check's source text shows.

        Raises:
            Lost: the learner's process ended, or came to no end, while it was asked.
        """
        name = str(grade_id(self._submitted.cells[index]))
        if self._answers is not None:
            self._bring_answers(session)
        session.allow(session.seconds)
        names = Names(self._course, self._at[name], Bridge(session, self._course.attributes))
        return self._run(self._master[name].source, names, session)

    def _run(self, source: str, names: Names, session: Session) -> Outputs:
        collector = self._screen.collector
        collector.begin()
        printed = CollectingStream("stdout", 1, collector)
        try:
            with (
                contextlib.redirect_stdout(printed),
                _time_limit(session),
                _memory_limit(self._limits.memory_bytes),
            ):
                value = _value(source, names)
                if value is not None:
                    self._screen.show(value)
        except Lost:
            raise
        except CheckTimeout:
            raise Lost("late") from None
        except BaseException as problem:  # noqa: BLE001  # whatever it is, the check was not met
            collector.take("error", _error(problem, source))
        return tuple(outputs_of(collector.finished(), self._limits.output_bytes))

    def _bring_answers(self, session: Session) -> None:
        assert self._answers is not None
        for name, data in read_files(session, "answers", MOST_ANSWERS, self._known).items():
            path = self._answers / name
            with contextlib.suppress(OSError):  # names that no folder can hold side by side
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.is_symlink():  # a file of the course
                    path.write_bytes(data)


@lru_cache(maxsize=1_000)
def compiled(source: str) -> tuple[CodeType, CodeType | None]:
    """Compile a check's text: all but its last expression, and that.

    Raises:
        SyntaxError, ValueError or RecursionError: it is no Python.
    """
    found = as_python(source)
    body = found[1].body if found else ast.parse(source).body  # which says what is wrong with it
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    main = compile(ast.Module(body, []), "<check>", "exec")
    if not isinstance(last, ast.Expr):
        return main, None
    return main, compile(ast.Expression(last.value), "<check>", "eval")


def _value(source: str, names: Names) -> Any:
    """Run a check's text, and return what its last line comes to."""
    main, last = compiled(source)
    exec(main, names)  # noqa: S102  # the instructor's own
    value = eval(last, names) if last else None  # noqa: S307
    return None if source.rstrip().endswith(";") else value


def _error(problem: BaseException, source: str) -> dict[str, Any]:
    """Say what stopped a check, and at which of its lines: for instructors."""
    name = type(problem).__name__
    try:
        said = str(problem)[:1000]
    except Exception:  # noqa: BLE001  # an exception's own __str__ may fail
        said = ""
    lines = source.splitlines()
    at = [
        frame.lineno
        for frame in traceback.extract_tb(problem.__traceback__)
        if frame.filename == "<check>" and frame.lineno and frame.lineno <= len(lines)
    ]
    where = [f"----> {at[-1]} {lines[at[-1] - 1].strip()}"] if at else []
    return {"ename": name, "evalue": said, "traceback": [*where, f"{name}: {said}"]}


@contextlib.contextmanager
def _memory_limit(more: int) -> Iterator[None]:
    """Let a check take so much memory and no more: a learner's value may make it large."""
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = linux.address_space() + more
    most = most if before[0] == resource.RLIM_INFINITY else min(most, before[0])
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@contextlib.contextmanager
def _time_limit(session: Session) -> Iterator[None]:
    """Stop a check that takes too long by itself.

    While it waits for the learner's process, that one's clock decides; and time for which this
    process waits for a processor is nobody's.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    step = session.seconds / LOOKS
    spent = waited = 0.0

    def look(*_: object) -> None:
        nonlocal spent, waited
        before, waited = waited, waited_here()
        if not session.is_asking:
            spent += max(0.0, step - (waited - before))
        if spent >= session.seconds:  # and again, where a check caught it
            raise CheckTimeout

    waited = waited_here()
    former: Callable[..., Any] | int | None = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, step, step)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
    if spent >= session.seconds:  # a check that caught it and went on was too late all the same
        raise CheckTimeout
