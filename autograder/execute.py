"""Run a notebook's cells in a process of their own, with limits, to the last cell that can run.

A cell that ends the process or runs out of time costs the question it stands in, never the
submission: the kernel is started again, earlier cells run again, and the rest goes on without it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL
from typing import Any
from uuid import uuid4

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.errors import ExecutionError

MAX_RESTARTS = 5
# What a kernel may know of the machine it runs on. Everything else of the environment stays out.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use."""

    cell_seconds: int = 30
    submission_seconds: int = 300
    output_bytes: int = 200_000  # of one cell


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell did not come to its end: a code and a sentence."""

    code: str
    text: str


ENDED = "PROCESS-ENDED"
TIME = "OUT-OF-TIME"
NEVER_RAN = "NEVER-RAN"
UNREADABLE = "UNREADABLE-OUTPUT"
SHOWN_BYTES = 1_000_000  # of the pictures and results of one cell, however little it may print
SHORT = 1_000  # bytes of an error's name and of its message
CUT = "[cut: it was more than {:,} bytes]"


@dataclass(frozen=True, slots=True)
class Executed:
    """A notebook with its outputs; which cells came to their end, and what stopped the others."""

    notebook: NotebookNode
    ran: frozenset[int]
    troubles: Mapping[int, Trouble] = field(default_factory=dict)


def execute(notebook: NotebookNode, folder: Path, limits: Limits) -> Executed:
    """Run every code cell of a notebook, in place, with `folder` as the working directory.

    Raises:
        ExecutionError: no kernel could be started at all.
    """
    run = _Run(notebook, folder, limits)
    with tempfile.TemporaryDirectory(prefix="bootcamp-home-") as home:
        for _ in range(MAX_RESTARTS + 1):
            if run.attempt(_environment(home)) or run.seconds_left <= 0:
                break
    run.give_up()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            _limit_output(cell, limits.output_bytes)
    return Executed(notebook, frozenset(run.ran), run.troubles)


class _Run:
    """The state of one submission while it runs."""

    def __init__(self, notebook: NotebookNode, folder: Path, limits: Limits) -> None:
        self.notebook = notebook
        self.folder = folder
        self.limits = limits
        self.ran: set[int] = set()
        self.troubles: dict[int, Trouble] = {}
        self._asked_to_end = False
        self._deadline = time.monotonic() + limits.submission_seconds
        self._todo = [
            i
            for i, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ]

    def attempt(self, env: Mapping[str, str]) -> bool:
        """Run what is left in a fresh kernel, earlier cells first; say whether all is done."""
        home = env["HOME"]
        kernel = AsyncKernelManager(
            kernel_name=self.notebook.metadata.get("kernelspec", {}).get("name", "python3"),
            connection_file=f"{home}/kernel-{uuid4().hex[:8]}.json",
            # Unix sockets in a folder of our own: no port that another process could listen to.
            transport="tcp" if sys.platform == "win32" else "ipc",
        )
        client = NotebookClient(
            self.notebook,
            km=kernel,
            allow_errors=True,
            interrupt_on_timeout=False,
            shutdown_kernel="immediate",
            store_widget_state=False,
            on_cell_executed=self._look_at_reply,
        )
        client.log.setLevel(logging.CRITICAL)  # what goes wrong is in the report, not on the screen
        try:
            with client.setup_kernel(
                cwd=str(self.folder),
                env=dict(env),
                stdout=DEVNULL,  # what a learner's code writes past the notebook is nobody's screen
                stderr=DEVNULL,
            ):
                return self._run_cells(client)
        except (DeadKernelError, NoSuchKernel, RuntimeError, OSError) as error:
            if not self.ran and not self.troubles:
                raise ExecutionError(f"no kernel could be started ({error})") from error
            return False

    @property
    def seconds_left(self) -> float:
        """Of those for the whole notebook."""
        return self._deadline - time.monotonic()

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

    def _run_cells(self, client: NotebookClient) -> bool:
        for index in self._todo:
            if index in self.troubles:
                continue
            left = self.seconds_left
            if left <= 0:
                return True  # give_up names what is left; what ran before a restart still counts
            seconds = max(1, min(self.limits.cell_seconds, int(left)))
            client.timeout = seconds
            cell = self.notebook.cells[index]
            self._asked_to_end = False
            self.ran.discard(index)
            try:
                client.execute_cell(cell, index)
            except CellTimeoutError:
                text = f"This cell was stopped after {seconds} seconds without coming to an end."
                self._stop(index, Trouble(TIME, text))
                return False
            except DeadKernelError:
                text = "This cell ended the process it ran in."
                self._stop(index, Trouble(ENDED, text))
                return False
            except Exception as error:  # noqa: BLE001  # a learner's code can send any message
                text = f"This cell sent what no notebook can show ({type(error).__name__})."
                self._stop(index, Trouble(UNREADABLE, text))
                return False
            if self._asked_to_end:  # exit() lets the kernel live a moment longer
                self._stop(index, Trouble(ENDED, "This cell ended the process it ran in."))
                return False
            self.ran.add(index)
        return True

    def _look_at_reply(self, execute_reply: Mapping[str, Any], **_: object) -> None:
        payload = execute_reply["content"].get("payload", [])
        self._asked_to_end = any(part.get("source") == "ask_exit" for part in payload)

    def _stop(self, index: int, trouble: Trouble) -> None:
        self.troubles[index] = trouble
        cell = self.notebook.cells[index]
        cell.setdefault("outputs", []).append(
            new_output("error", ename=trouble.code, evalue=trouble.text, traceback=[trouble.text])
        )


def _environment(home: str) -> dict[str, str]:
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    env |= {
        "HOME": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "JUPYTER_CONFIG_DIR": f"{home}/.jupyter",
        "NBGRADER_EXECUTION": "autograde",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    return env


def _limit_output(cell: NotebookNode, limit: int) -> None:
    """Cut what a cell printed and showed to a number of bytes, and say so."""
    printed, shown = limit, max(limit, SHOWN_BYTES)
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            output["text"], used = _cut(output.text, printed, limit)
            printed -= used
        elif output.output_type == "error":
            output["ename"], _ = _cut(output.ename, SHORT, SHORT)
            output["evalue"], _ = _cut(output.evalue, SHORT, SHORT)
            text, used = _cut("\n".join(output.traceback), printed, limit)
            output["traceback"] = text.split("\n")
            printed -= used
        else:
            used = len(json.dumps(output.get("data")).encode())
            if used > shown:  # half a picture is of no use to anybody
                output["data"] = {"text/plain": CUT.format(max(limit, SHOWN_BYTES))}
            shown -= used


def _cut(text: str, room: int, limit: int) -> tuple[str, int]:
    """Return text that fits, and how many bytes there were."""
    data = text.encode("utf-8", errors="replace")
    if len(data) <= room:
        return text, len(data)
    kept = data[: max(room, 0)].decode("utf-8", errors="ignore")
    return f"{kept}\n{CUT.format(limit)}\n", len(data)
