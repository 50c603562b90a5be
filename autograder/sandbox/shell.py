"""Run cells as a notebook's kernel would, without a kernel: the same shell, the messages kept here.

ipykernel's own shell sends what a cell shows as messages; here they go to a `Collector`, which
makes of them the outputs that a notebook would hold.
"""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import getpass
import os
import sys
import tempfile
from collections.abc import Mapping
from operator import is_, itemgetter
from types import MethodType, SimpleNamespace
from typing import Any

from comm import base_comm
from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.history import HistoryManager
from jupyter_client.session import Session

from autograder.sandbox.collector import MOST_SHOWN, CollectingStream, Collector
from autograder.sandbox.own import BUILTINS

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module

# Where nobody but an attacker, or an unlucky hand, puts something else.
WATCHED = (
    *("builtins", "json", "json.decoder", "json.encoder", "struct", "contextlib", "io", "pathlib"),
    *("math", "statistics", "random", "re", "copy", "os", "datetime", "numpy", "pandas"),
)
WATCHED_CLASSES = (
    ("json.encoder", "JSONEncoder"),
    ("json.decoder", "JSONDecoder"),
    ("pathlib", "Path"),
    ("pandas", "DataFrame"),
    ("pandas", "Series"),
)
WARM = ("1", "import math\ndef f(x):\n    return math.sqrt(x)\nf(-1)", "1 +", "x_y", "print(1)")
WARM_TABLES = (
    "import pandas as pd\nt = pd.DataFrame({'a': ['x', 'y', 'x'], 'b': [1, 2, 3]})\nt",
    "t.describe()",
    "t.groupby('a')['b'].sum().to_dict(), t['b'].mean(), t.sort_values('b'), t.head()",
    "t['c']",
)


class Watch:
    """The names of a module or a class, and what stood behind each when it began."""

    def __init__(self, space: Mapping[str, Any]) -> None:
        self._space, self._pick = space, itemgetter(*space)
        self._before = self._pick(space)

    def is_same(self) -> bool:
        """Whether the same objects stand there still; names may have been added."""
        try:
            return all(map(is_, self._pick(self._space), self._before))
        except KeyError:
            return False


def _watched() -> list[Watch]:
    spaces = {name: vars(sys.modules[name]) for name in WATCHED if name in sys.modules}
    kinds = (vars(spaces[name][kind]) for name, kind in WATCHED_CLASSES if name in spaces)
    return [Watch(space) for space in (*spaces.values(), *kinds)]


class CollectingSession(Session):
    """A session whose messages go no further than a collector: one for all of a process."""

    collector = Collector()

    def send(  # type: ignore[override]  # where to, and for whom, is all the same here
        self, _: Any, msg_or_type: Any, content: Any = None, *__: Any, **___: Any
    ) -> Any:
        """Take what would have been sent."""
        if isinstance(msg_or_type, dict):
            self.collector.take(msg_or_type["header"]["msg_type"], msg_or_type["content"])
        else:
            self.collector.take(msg_or_type, content or {})


def _is_a_librarys(callback: Any) -> bool:
    """Whether something to call around cells comes from a module, as Matplotlib's does."""
    return getattr(callback, "__module__", "__main__") != "__main__"


class NotebookShell(ZMQInteractiveShell):
    """ipykernel's shell without its kernel."""

    @property
    def payloads(self) -> Any:
        """What a cell asks of a notebook's window: to show a page of help, or to end."""
        return self.payload_manager

    def ask_exit(self) -> None:
        """Note that a cell wants the process to end; there is no kernel to be told."""
        payload = {"source": "ask_exit", "keepkernel": bool(self.keepkernel_on_exit)}
        self.payloads.write_payload(payload)

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
        self._open, self._spill = contextlib.ExitStack(), list[Any]()
        session = CollectingSession(key=b"")
        setattr(NotebookShell, "history_load_length", 0)  # noqa: B010  # a trait, to mypy
        shell: Any = NotebookShell.instance(compiler_class=XCachingCompiler, user_ns={})
        self.shell = shell  # what IPython leaves without types is not worth more here
        shell.displayhook.session = shell.display_pub.session = session
        shell.displayhook.pub_socket = shell.display_pub.pub_socket = None
        shell.displayhook.topic = b"execute_result"
        shell.show_rewritten_input = False
        setattr(base_comm.BaseComm, "publish_msg", lambda *_, **__: None)  # noqa: B010  # mypy's turn

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
        files = (tempfile.TemporaryFile(dir=folder) for _ in range(2))  # noqa: SIM115  # closed with it
        self._spill += [self._open.enter_context(file) for file in files]
        for number, file in enumerate(self._spill, start=1):
            os.dup2(file.fileno(), number)
        self.collector.before = self._unspill
        sys.stdout = CollectingStream("stdout", 1, self.collector)
        sys.stderr = CollectingStream("stderr", 2, self.collector)
        # As in a kernel whose window cannot be asked: the same refusal, from the same place.
        silent = SimpleNamespace(_allow_stdin=False)
        builtins.input = MethodType(Kernel.raw_input, silent)
        getpass.getpass = MethodType(Kernel.getpass, silent)
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self._readers, self._watched = self._list_readers(), _watched()

    def changed(self) -> bool:
        """Whether a cell changed Python itself, or how cells are read and watched."""
        return (
            self._list_readers() != self._readers
            or not all(watch.is_same() for watch in self._watched)
            or (sys.gettrace() or sys.getprofile()) is not None
            or not all(
                _is_a_librarys(callback)
                for callbacks in self.shell.events.callbacks.values()
                for callback in callbacks
            )
        )

    def _list_readers(self) -> list[list[int]]:
        """What reads and changes a cell's text before it runs: the same as long as nobody adds."""
        manager, shell = self.shell.input_transformer_manager, self.shell
        readers = (
            *(manager.cleanup_transforms, manager.line_transforms, manager.token_transformers),
            *(shell.input_transformers_post, shell.ast_transformers),
        )
        return [list(map(id, reader)) for reader in readers]

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
            self.shell.showtraceback = lambda *_, **__: None
        if silent:
            self.shell.run_cell(text, store_history=False)
        else:
            self.loop.run_until_complete(self._run(text, cell_id))
        if quiet:
            del self.shell.showtraceback
        payload = self.shell.payloads.read_payload()
        self.shell.payloads.clear_payload()
        self._unspill()
        return {
            "outputs": self.collector.finished(),
            "updated": self.collector.updated(),
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
        for name, file in zip(("stdout", "stderr"), self._spill, strict=False):
            if size := os.fstat(file.fileno()).st_size:
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                data = os.read(file.fileno(), min(size, MOST_SHOWN))
                os.ftruncate(file.fileno(), 0)
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                text = data.decode(errors="replace")
                self.collector.add("stream", {"name": name, "text": text})
