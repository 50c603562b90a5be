"""Run cells as a notebook's kernel would, without a kernel: the same shell, the messages kept here.

ipykernel's own shell sends what a cell shows as messages; here they go to a `Collector`, which
makes of them the outputs that a notebook would hold.
"""

from __future__ import annotations

import asyncio
import builtins
import os
import signal
import sys
import tempfile
from dataclasses import dataclass, field
from io import TextIOBase
from types import SimpleNamespace
from typing import Any

from comm import base_comm
from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.history import HistoryManager
from jupyter_client.session import Session

from autograder.sandbox.own import BUILTINS

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module

MOST_SHOWN = 8_000_000  # bytes of one cell's outputs that are kept at all
SHORT = 1_000  # characters of a line, in an error that is larger
TOO_LARGE = f"[cut: it was more than {MOST_SHOWN:,} bytes]"


WARM = ("1", "import math\ndef f(x):\n    return math.sqrt(x)\nf(-1)", "1 +", "x_y", "print(1)")
WARM_TABLES = (
    "import pandas as pd\nt = pd.DataFrame({'a': ['x', 'y', 'x'], 'b': [1, 2, 3]})\nt",
    "t.describe()",
    "t.groupby('a')['b'].sum().to_dict(), t['b'].mean(), t.sort_values('b'), t.head()",
    "t['c']",
)


@dataclass
class Collector:
    """What a cell has shown so far."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    size: int = 0
    cut: bool = False
    clear_next: bool = False
    shown: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by display_id

    def begin(self) -> None:
        """Start a new cell."""
        self.outputs, self.size, self.cut, self.clear_next = [], 0, False, False

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """Take one message of the kernel's protocol."""
        if kind == "clear_output":
            if content.get("wait"):
                self.clear_next = True
            else:
                self.outputs = []
            return
        if kind == "update_display_data":
            self._update(content)
            return
        display_id = (content.get("transient") or {}).get("display_id")
        if display_id:  # shown again under the same name: all of them show the new state
            self._update(content)
        output = _output(kind, content)
        if output is None:
            return
        if self.clear_next:
            self.outputs, self.clear_next = [], False
        output = self._fitting(output)
        if output is None:
            return
        last = self.outputs[-1] if self.outputs else None
        if kind == "stream" and last and last.get("name") == output["name"]:
            last["text"] += output["text"]
            return
        self.outputs.append(output)
        if display_id:
            self.shown.setdefault(str(display_id), []).append(output)

    def _fitting(self, output: dict[str, Any]) -> dict[str, Any] | None:
        """Return an output, cut to the room that is left; an error or a value is never lost."""
        room = max(0, MOST_SHOWN - self.size)
        stream = output["output_type"] == "stream"
        size = len(output["text"][0]) if stream else len(repr(output))
        self.size += size
        if size <= room:
            return output
        self.cut = True
        if stream:
            return {**output, "text": [output["text"][0][:room]]} if room else None
        if output["output_type"] == "error":
            few = {name: output[name][:SHORT] for name in ("ename", "evalue")}
            return {**output, **few, "traceback": [line[:SHORT] for line in output["traceback"]]}
        if output["output_type"] == "display_data" and not room:
            return None
        return {**output, "data": {"text/plain": TOO_LARGE}, "metadata": {}}

    def finished(self) -> list[dict[str, Any]]:
        """Return the outputs of the cell."""
        for output in self.outputs:
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
        return self.outputs

    def _update(self, content: dict[str, Any]) -> None:
        for output in self.shown.get(str(content.get("transient", {}).get("display_id")), ()):
            output["data"], output["metadata"] = content["data"], content["metadata"]


def _output(kind: str, content: dict[str, Any]) -> dict[str, Any] | None:
    if kind == "stream":
        return {"output_type": kind, "name": content["name"], "text": [content["text"]]}
    if kind == "error":
        return {"output_type": kind, **{k: content[k] for k in ("ename", "evalue", "traceback")}}
    if kind in ("display_data", "execute_result"):
        found = {"output_type": kind, "data": content["data"], "metadata": content["metadata"]}
        if kind == "execute_result":
            found["execution_count"] = content["execution_count"]
        return found
    return None


class CollectingSession(Session):
    """A session whose messages go no further than a collector: one for all of a process."""

    collector = Collector()

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        """Take what would have been sent."""
        if isinstance(msg_or_type, dict):
            self.collector.take(msg_or_type["header"]["msg_type"], msg_or_type["content"])
        else:
            self.collector.take(msg_or_type, content or {})


class CollectingStream(TextIOBase):
    """Standard output or error, as a notebook has it."""

    encoding = "utf-8"

    def __init__(self, name: str, number: int, collector: Collector) -> None:
        self.name = f"<{name}>"
        self._name, self._number, self._collector = name, number, collector

    def write(self, text: str) -> int:
        """Show text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if text:
            self._collector.take("stream", {"name": self._name, "text": text})
        return len(text)

    def writable(self) -> bool:
        """Whether it can be written to: yes."""
        return True

    def isatty(self) -> bool:
        """Whether it is a terminal: no."""
        return False

    def fileno(self) -> int:
        """The descriptor that programs started from a cell write to."""
        return self._number


def _is_a_librarys(callback: Any) -> bool:
    """Whether something to call around cells comes from a module, as Matplotlib's does."""
    return getattr(callback, "__module__", "__main__") != "__main__"


class NotebookShell(ZMQInteractiveShell):
    """ipykernel's shell without its kernel."""

    def ask_exit(self) -> None:
        """Note that a cell wants the process to end; there is no kernel to be told."""
        payload = {"source": "ask_exit", "keepkernel": bool(self.keepkernel_on_exit)}
        self.payload_manager.write_payload(payload)

    def init_environment(self) -> None:
        """Change nothing here: a sandbox's environment is made with its walls."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window here to serve."""

    def init_history(self) -> None:
        """Keep history in memory only: its database would need a thread."""
        HistoryManager.enabled.default_value = False
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)


class Runner:
    """A shell, and what it shows."""

    def __init__(self) -> None:
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self.collector = CollectingSession.collector
        session = CollectingSession(key=b"")
        NotebookShell.history_load_length = 0
        self.shell = NotebookShell.instance(compiler_class=XCachingCompiler, user_ns={})
        self.shell.displayhook.session = session
        self.shell.display_pub.session = session
        self.shell.displayhook.pub_socket = self.shell.display_pub.pub_socket = None
        self.shell.displayhook.topic = b"execute_result"
        self.shell.show_rewritten_input = False
        base_comm.BaseComm.publish_msg = lambda *_, **__: None

    def warm(self) -> None:
        """Take the slow first steps of showing tables and errors, and forget them."""
        pandas = WARM_TABLES if "pandas" in sys.modules else ()
        for text in (*WARM, *pandas):
            self.loop = asyncio.new_event_loop()
            self.run(text)
            self.loop.close()
        self.shell.reset(new_session=True)
        self.shell.execution_count = 1
        self.collector.begin()

    def open(self, folder: str) -> None:
        """Begin a notebook: standard streams, an event loop, a place for what programs print."""
        self._spill = [tempfile.TemporaryFile(dir=folder) for _ in range(2)]
        for number, file in enumerate(self._spill, start=1):
            os.dup2(file.fileno(), number)
        sys.stdout = CollectingStream("stdout", 1, self.collector)
        sys.stderr = CollectingStream("stderr", 2, self.collector)
        silent = SimpleNamespace(_allow_stdin=False)
        builtins.input = lambda prompt="": Kernel.raw_input(silent, prompt)  # type: ignore[arg-type]
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self._builtins = dict(vars(builtins))
        self._reading = [list(part) for part in self._readers()]

    def freshen(self) -> None:
        """Undo, before the next question, what was done to Python and to how cells are read."""
        sys.settrace(None)
        sys.setprofile(None)
        signal.setitimer(signal.ITIMER_REAL, 0)
        vars(builtins).update(self._builtins)
        for part, before in zip(self._readers(), self._reading, strict=True):
            part[:] = before
        for callbacks in self.shell.events.callbacks.values():
            callbacks[:] = [one for one in callbacks if _is_a_librarys(one)]

    def _readers(self) -> tuple[list[Any], ...]:
        manager = self.shell.input_transformer_manager
        transforms = (
            manager.cleanup_transforms,
            manager.line_transforms,
            manager.token_transformers,
        )
        return (*transforms, self.shell.input_transformers_post, self.shell.ast_transformers)

    def run(
        self, text: str, cell_id: str | None = None, *, silent: bool = False, quiet: bool = False
    ) -> dict[str, Any]:
        """Run one cell; return its outputs, its number, and whether it asked to end the process.

        A silent one leaves no trace in the notebook's history and numbers. A quiet one shows no
        error: drawing a traceback takes longer than most cells.
        """
        self.collector.begin()
        count = self.shell.execution_count
        if quiet:
            self.shell.showtraceback = lambda *_, **__: None  # type: ignore[method-assign]
        if silent:
            self.shell.run_cell(text, store_history=False)
        else:
            self.loop.run_until_complete(self._run(text, cell_id))
        if quiet:
            del self.shell.showtraceback
        payload = self.shell.payload_manager.read_payload()
        self.shell.payload_manager.clear_payload()
        self._unspill()
        return {
            "outputs": self.collector.finished(),
            "count": count,
            "exit": any(
                part.get("source") == "ask_exit" and not part.get("keepkernel") for part in payload
            ),
            "cut": self.collector.cut,
        }

    def show(self, value: Any) -> None:
        """Show a value as the last line of a cell does."""
        data, metadata = self.shell.display_formatter.format(value)
        content = {"data": data, "metadata": metadata, "execution_count": None}
        self.collector.take("execute_result", content)

    async def _run(self, text: str, cell_id: str | None) -> None:
        # As ipykernel does it: a loop is running, and only cells that await are run in it.
        shell, problem = self.shell, None
        try:
            transformed = shell.transform_cell(text)
        except Exception:  # noqa: BLE001  # shown as the cell's own error, as a kernel does
            transformed, problem = text, sys.exc_info()
        options = {"transformed_cell": transformed, "preprocessing_exc_tuple": problem}
        if not shell.should_run_async(text, **options):
            shell.run_cell(text, store_history=True, cell_id=cell_id)
            return
        shell._last_traceback = None
        result = None
        try:
            result = await shell.run_cell_async(
                text, store_history=True, cell_id=cell_id, **options
            )
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)

    def _unspill(self) -> None:
        """Show what was written to the descriptors themselves, by programs and C code."""
        for name, file in zip(("stdout", "stderr"), getattr(self, "_spill", ()), strict=False):
            if size := os.fstat(file.fileno()).st_size:
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                data = os.read(file.fileno(), min(size, MOST_SHOWN))
                os.ftruncate(file.fileno(), 0)
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                self.collector.take("stream", {"name": name, "text": data.decode(errors="replace")})
