"""A kernel of another language, started for one submission and asked cell by cell.

It is a child of the submission's process, behind the same walls. They talk over files, not ports.
"""

from __future__ import annotations

import os
import queue
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from autograder.sandbox.collector import Collector

LOOK_EVERY = 0.3  # seconds between two looks whether the kernel is still there
SHOWN = ("stream", "error", "display_data", "execute_result", "clear_output", "update_display_data")


class NoKernel(Exception):
    """The kernel did not start, or ended."""


class ColdRunner:
    """A kernel, and what it shows."""

    def __init__(
        self, command: list[str], environment: dict[str, str], folder: str, seconds: float
    ) -> None:
        """Start the kernel.

        Raises:
            NoKernel: it does not start, or not in time.
        """
        self.collector = Collector()
        place = Path(tempfile.mkdtemp(dir=folder))
        name, _ = write_connection_file(
            str(place / "kernel.json"),
            transport="ipc",
            ip=str(place / "line"),
            key=os.urandom(16).hex().encode(),
        )
        words = [word.replace("{connection_file}", name) for word in command]
        self._said = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # while the kernel lives
        try:
            self._kernel = subprocess.Popen(  # the course's, behind walls
                words,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
            )
        except OSError as error:
            raise NoKernel(f"{words[0]}: {error.strerror}") from None
        self._client = BlockingKernelClient()
        self._client.load_connection_file(name)
        self._client.start_channels(stdin=False, hb=False, control=False)
        self._wait(time.monotonic() + seconds)

    def run(self, text: str, *, silent: bool = False) -> dict[str, Any]:
        """Run one cell; return its outputs, its number, and whether it asked to end the kernel.

        Raises:
            NoKernel: the kernel ended.
        """
        self.collector.begin()
        asked = self._client.execute(
            text, store_history=not silent, allow_stdin=False, stop_on_error=False
        )
        while True:
            kind, content = self._next("iopub", asked)
            if kind == "status" and content["execution_state"] == "idle":
                break
            if kind in SHOWN:
                self.collector.take(kind, content)
        _, reply = self._next("shell", asked)
        outputs = self.collector.finished()
        failed = any(output["output_type"] == "error" for output in outputs)
        if reply["status"] != "ok" and not failed:  # said, but not shown
            names = {key: str(reply.get(key) or "Error") for key in ("ename", "evalue")}
            lines = [str(line) for line in reply.get("traceback") or [": ".join(names.values())]]
            outputs.append({"output_type": "error", **names, "traceback": lines})
        return {
            "outputs": outputs,
            "count": reply.get("execution_count"),
            "exit": any(part.get("source") == "ask_exit" for part in reply.get("payload") or ()),
            "cut": self.collector.cut,
        }

    def _wait(self, deadline: float) -> None:
        """Ask who it is until it answers, and until its shows are heard, too."""
        while time.monotonic() < deadline:
            asked = self._client.kernel_info()
            try:
                self._next("shell", asked, deadline)
                self._next("iopub", asked, time.monotonic() + 2 * LOOK_EVERY)
            except queue.Empty:
                continue
            return
        raise NoKernel("it did not answer in time")

    def _next(
        self, channel: str, asked: str, deadline: float | None = None
    ) -> tuple[str, dict[str, Any]]:
        get = getattr(self._client, f"get_{channel}_msg")
        while True:
            try:
                message = get(timeout=LOOK_EVERY)
            except queue.Empty:
                if self._kernel.poll() is not None:
                    raise NoKernel(self._last_words()) from None
                if deadline is not None and time.monotonic() > deadline:
                    raise
                continue
            if message["parent_header"].get("msg_id") == asked:
                return message["msg_type"], message["content"]

    def _last_words(self) -> str:
        self._said.seek(0)
        return self._said.read()[-400:].decode(errors="replace").strip() or "it ended at once"
