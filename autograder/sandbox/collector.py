"""What a cell shows, collected from a kernel's messages into the outputs that a notebook holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import TextIOBase
from typing import Any

from autograder.sandbox.own import BUILTINS

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module

MOST_SHOWN = 8_000_000  # bytes of one cell's outputs that are kept at all
SHORT = 1_000  # characters of a line, in an error that is larger
TOO_LARGE = f"[cut: it was more than {MOST_SHOWN:,} bytes]"


@dataclass
class Collector:
    """What a cell has shown so far."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    size: int = 0
    cut: bool = False
    clear_next: bool = False
    shown: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by display_id
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)  # what this cell changed there
    before: Callable[[], None] = lambda: None

    def begin(self) -> None:
        """Start a new cell."""
        self.outputs, self.size, self.cut, self.clear_next = [], 0, False, False
        self.updates = {}

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """Take one message of the kernel's protocol, after what programs have printed so far."""
        self.before()
        self.add(kind, content)

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Add one message to the outputs."""
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
            output["display_id"] = str(display_id)
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

    def updated(self) -> list[dict[str, Any]]:
        """Return the last state of what this cell changed, for cells before it that show it too."""
        return [found for update in self.updates.values() if (found := self._fitting(update))]

    def _update(self, content: dict[str, Any]) -> None:
        name = str(content.get("transient", {}).get("display_id"))
        fields = {"data": content["data"], "metadata": content["metadata"]}
        for output in self.shown.get(name, ()):
            output.update(fields)
        if name in self.shown:
            self.updates[name] = {"output_type": "display_data", "display_id": name, **fields}


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

    def close(self) -> None:
        """Stay open: a notebook goes on showing what later cells print."""

    def fileno(self) -> int:
        """The descriptor that programs started from a cell write to."""
        return self._number
