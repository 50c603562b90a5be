"""Run a notebook from its first cell to the last that can run.

A cell that ends the process, runs out of time or memory costs the question it stands in, never the
submission: the sandbox is forked anew, earlier cells run again, and the rest goes on without it.

What ended the process may stand in an earlier question: a thread that waits, a function put in the
place of another. So the question it happened in runs by itself first. If it comes to its end there,
it is not the cause, and from then on every question runs by itself; also after a question that
changed Python itself, left threads behind, or filled the disk or the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.cell_text import without_secrets
from autograder.errors import ExecutionError
from autograder.execute.causes import cause_of, is_tampered
from autograder.execute.clock import Clock
from autograder.execute.files import read_files
from autograder.execute.outputs import NoOutputs, Shown, outputs_of
from autograder.execute.questions import alone, questions_of
from autograder.execute.released import asked_for, defines, imports_in
from autograder.execute.session import Lost, Session
from autograder.execute.values import (
    NEVER_RAN,
    TAMPERED,
    TIME,
    Executed,
    Outputs,
    Place,
    Trouble,
)
from autograder.notebooks import grade_id, is_locked, is_test
from autograder.sandbox.kernels import Kernel, other_kernel
from autograder.sandbox.ring import Limits, Sandbox, place_of_kernel

MAX_RESTARTS = 8
KERNEL_SECONDS = 60  # that a kernel of another language may take to start
MOST_KEPT = 50_000_000  # bytes of files that a notebook wrote

# Decides a check at the moment the learner's process stands right after its released text.
Judge = Callable[[int, Session], Outputs]


def execute(
    notebook: NotebookNode,
    place: Place,
    limits: Limits,
    sandbox: Sandbox,
    judge: Judge | None = None,
    trusted: frozenset[str] = frozenset(),
) -> Executed:
    """Run every code cell of a notebook, in place.

    Of a check in `trusted` (by grade_id) only the released text runs here, and `judge` decides it.
    Of any other the whole text runs here, if a check that must fail did fail right before it.
    A notebook in another language runs in its kernel, its checks too.

    Raises:
        ExecutionError: its kernel is not installed here, or does not start.
        IsolationError: no process could be started for it.
    """
    run = _Run(notebook, place, limits, sandbox, judge, trusted)
    for _ in range(MAX_RESTARTS + 1):
        if run.attempt() or run.seconds_left <= 0:
            break
    run.give_up()
    return Executed(
        notebook,
        frozenset(run.ran),
        run.troubles,
        run.verdicts,
        run.files,
        run.was_idle,
        run.modules,
        run.kernel.name if run.kernel else "",
    )


class _Run:
    """The state of one submission while it runs."""

    def __init__(
        self,
        notebook: NotebookNode,
        place: Place,
        limits: Limits,
        sandbox: Sandbox,
        judge: Judge | None,
        trusted: frozenset[str],
    ) -> None:
        self.notebook = notebook
        self.place = place
        self.limits = limits
        self.sandbox = sandbox
        self.judge = judge
        self.kernel = other_kernel(notebook)
        self.trusted = frozenset[str]() if self.kernel else trusted
        self.ran: set[int] = set()
        self.was_idle = False
        self.troubles: dict[int, Trouble] = {}
        self.verdicts: dict[int, Outputs] = {}
        self.files: dict[str, bytes] = {}
        self.modules: tuple[str, ...] = ()
        self._clock = Clock(sandbox, limits.submission_seconds)
        self._todo = [
            i
            for i, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ]
        self._questions = questions_of(notebook)
        self._shown = Shown(limits.output_bytes)
        self._dead: set[int] = set()  # cells that later attempts leave out

    @cached_property
    def _asked_for(self) -> frozenset[str]:
        """What cells that run here use and do not themselves define."""
        cells = (self.notebook.cells[i] for i in self._todo)
        return asked_for(
            cell.source for cell in cells if not is_test(cell) or grade_id(cell) not in self.trusted
        )

    @property
    def seconds_left(self) -> float:
        """Of those for the whole notebook."""
        return self._clock.left()

    def attempt(self) -> bool:
        """Run what is left in a fresh process, earlier cells first; say whether all is done."""
        lost = self._run_through(self._todo, self.limits.cell_seconds)
        if lost is None:
            return True
        at, trouble = lost
        if trouble is not None:
            self._stop(at, trouble)
            if not self._is_innocent(at, trouble):
                return False
        self._each_alone(at)
        return True

    def _run_through(self, cells: list[int], seconds: int) -> tuple[int, Trouble | None] | None:
        """Run cells in a fresh process; return which one lost it and how, or that it is changed."""
        session = Session(self.sandbox, self.limits, cold=self.kernel is not None)
        session.seconds = seconds
        at = -1
        try:
            session.total = self._clock
            session.allow(self.limits.cell_seconds)
            root = "/tmp/work" if self.sandbox.isolated else self.sandbox.scratch
            session.begin(
                f"{root}/{self.place.folder}",
                self.place.files,
                self.place.environment,
                "/tmp" if self.sandbox.isolated else self.sandbox.scratch,
            )
            if self.kernel is not None:
                self._start(self.kernel, session)
            for at in cells:
                if at in self._dead:
                    continue
                if self.seconds_left <= 0:
                    return None  # give_up names what is left; what ran still counts
                self._run_cell(at, session)
                if cells is self._todo and self._leaves_changes(at, session):
                    self._collect(session)
                    return at, None
            self._collect(session)
        except Lost as lost:
            # Where not even its files could be brought, no cell is to blame.
            return None if at < 0 else (at, cause_of(lost, session, self.limits))
        finally:
            self._clock.next_process()
            session.close()
        return None

    def _start(self, kernel: Kernel, session: Session) -> None:
        """Start a kernel; no learner's code has run yet, so what is said here is believed."""
        session.allow(KERNEL_SECONDS + self.limits.cell_seconds)
        try:
            reply, _ = session.ask(
                "kernel",
                command=kernel.start(place_of_kernel(kernel, self.sandbox)),
                environment=kernel.environment,
                spill="/tmp" if self.sandbox.isolated else self.sandbox.scratch,
                seconds=KERNEL_SECONDS,
            )
            problem = reply.get("problem")
        except Lost as lost:
            problem = f"its process was lost ({lost.cause})"
        if problem:
            raise ExecutionError(
                f"the kernel {kernel.name!r} ({kernel.language}) did not start: {problem}. Behind "
                "the walls it is seen if it is installed for all users, with Conda, in a venv or "
                "in /opt."
            )

    def _is_innocent(self, index: int, trouble: Trouble) -> bool:
        """Run the question that was stopped by itself; say whether it came to its end."""
        question = self._question(index)
        earlier = (i for i in self._todo if i < question[0] and i not in self._dead)
        if all(is_locked(self.notebook.cells[i]) for i in earlier):
            return False  # nobody else could have done it
        # What comes to no end once more may not take as long again.
        seconds = self.limits.cell_seconds
        shorter = min(seconds, max(5, seconds // 4))
        return self._alone(question, shorter if trouble.code == TIME else seconds)

    def _leaves_changes(self, index: int, session: Session) -> bool:
        """Whether the question that ends here changed what the next ones stand on."""
        if not is_test(self.notebook.cells[index]) or index == self._todo[-1]:
            return False
        where = "/tmp" if self.sandbox.isolated else self.sandbox.scratch
        reply, _ = session.ask("changed", disk=where, memory=self.limits.memory_bytes)
        return reply.get("changed") is True

    def _each_alone(self, index: int) -> None:
        """Run every question after a cell's by itself."""
        for question in self._questions:
            if question[0] > index and self.seconds_left > 0:
                self._alone(question, self.limits.cell_seconds)

    def _alone(self, question: list[int], seconds: int) -> bool:
        before = {i: self.troubles.pop(i) for i in question if i in self.troubles}
        dead = self._dead & set(question)
        self._dead -= dead
        self.ran -= set(question)
        for i in question:
            self.verdicts.pop(i, None)
        lost = self._run_through(alone(self.notebook, question), seconds)
        if lost is None and self.ran.issuperset(question):
            return True
        self._dead |= dead
        self.troubles |= before
        if lost is not None and lost[1] is not None and not before:
            self._stop(lost[0] if lost[0] in question else question[-1], lost[1])
        return False

    def give_up(self) -> None:
        """Say of every cell that neither ran nor was stopped that it never ran."""
        late = self.seconds_left <= 0
        for index in self._todo:
            if index not in self.ran and index not in self.troubles:
                why = (
                    f"the {self.limits.submission_seconds} seconds for the whole notebook were over"
                    if late
                    else "earlier cells ended the process again and again"
                )
                self.troubles[index] = Trouble(NEVER_RAN, f"This cell never ran: {why}.")

    def _run_cell(self, index: int, session: Session) -> None:
        cell = self.notebook.cells[index]
        again = index in self.ran
        session.allow(session.seconds)
        inside = is_test(cell) and grade_id(cell) not in self.trusted
        if again and is_test(cell):
            return  # it is decided already
        if inside and self.kernel is None and is_tampered(session):
            text = "Earlier cells changed how Python itself works, so this check cannot be run."
            self.troubles[index] = Trouble(TAMPERED, text)
            self.ran.add(index)
            return
        elsewhere = is_test(cell) and not inside
        released = without_secrets(cell.source)
        code = imports_in(released) if elsewhere else cell.source
        reply, _ = session.ask("cell", code=code, id=cell.get("id"), quiet=elsewhere)
        if reply.get("exit") is True:
            raise Lost("exit")
        if not again:
            try:
                raw = reply.get("outputs")
                cell["outputs"] = outputs_of(raw, self.limits.output_bytes)
                self._shown.update(reply.get("updated", []))
                self._shown.keep(raw, cell["outputs"])
            except NoOutputs:
                raise Lost("nonsense") from None
            count = reply.get("count")
            cell["execution_count"] = count if type(count) is int else None
        if elsewhere and self.judge is not None:
            verdict = self.judge(index, session)
            session.still_there()
            self.verdicts[index] = verdict
        if elsewhere and not self._asked_for.isdisjoint(defines(released)):
            session.ask("cell", code=released, id=None, silent=True, quiet=True)
        self.ran.add(index)

    def _collect(self, session: Session) -> None:
        """Take the files that the notebook wrote, and the names of the modules it used."""
        session.total = None  # whatever time is over, what ran may still hand over its files
        session.allow(self.limits.cell_seconds)
        try:
            reply, _ = session.ask("modules")
            names = reply.get("modules")
            if isinstance(names, list):
                self.modules = tuple(name for name in names if isinstance(name, str))
            self.files |= read_files(session, ".", MOST_KEPT, session.given)
        except Lost:
            return  # all cells have run; a process that ends now takes only its files along

    def _stop(self, index: int, trouble: Trouble) -> None:
        self._dead.add(index)
        self.ran.discard(index)
        self.troubles[index] = trouble
        self.was_idle |= trouble.idle
        cell = self.notebook.cells[index]
        cell.setdefault("outputs", []).append(
            new_output("error", ename=trouble.code, evalue=trouble.text, traceback=[trouble.text])
        )
        if is_locked(cell):
            # The course's own cell ends no process: what did stands in the learner's cells of its
            # question, which is lost already. Left in, it would end the next question, too.
            own = (i for i in self._question(index) if i < index)
            self._dead.update(i for i in own if not is_locked(self.notebook.cells[i]))

    def _question(self, index: int) -> list[int]:
        return next(one for one in self._questions if index in one)
