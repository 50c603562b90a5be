"""What a cell showed, as a sandbox says: checked to be outputs at all, and cut to size."""

from __future__ import annotations

import json
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.notebooks import readable

SHOWN_BYTES = 1_000_000  # of the pictures and results of one cell, however little it may print
SHORT = 1_000  # bytes of an error's name and of its message
MOST_OUTPUTS = 1_000
MOST_DEPTH = 50  # of lists and dictionaries, one inside the other
CUT = "[cut: it was more than {:,} bytes]"


class NoOutputs(Exception):
    """What came makes no outputs of a notebook."""


class Shown:
    """What a notebook's cells show under a name (`display_id`), so that later cells may change it.

    As a notebook's window does it: every output of that name shows the new state.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._outputs: dict[str, list[NotebookNode]] = {}

    def keep(self, raw: Any, outputs: list[NotebookNode]) -> None:
        """Remember which of a cell's outputs have a name."""
        if len(raw) != len(outputs):  # too many to be kept: nothing that anybody will look at
            return
        for said, output in zip(raw, outputs, strict=True):
            if isinstance(name := said.get("display_id"), str) and "data" in output:
                self._outputs.setdefault(name, []).append(output)

    def update(self, raw: Any) -> None:
        """Show the new states that a cell gave.

        Raises:
            NoOutputs: they are none.
        """
        new = outputs_of(raw, self._limit)
        for said, output in zip(raw, new, strict=False):
            for shown in self._outputs.get(str(said.get("display_id")), ()):
                shown["data"] = output.get("data", {})
                shown["metadata"] = output.get("metadata", {})


def outputs_of(raw: Any, limit: int) -> list[NotebookNode]:
    """Return a cell's outputs, of at most so many printed bytes.

    Raises:
        NoOutputs: they are none.
    """
    if not isinstance(raw, list) or not _is_shallow(raw, MOST_DEPTH):
        raise NoOutputs("no list of outputs")
    printed, left = limit, max(limit, SHOWN_BYTES)
    found = []
    for number, output in enumerate(raw):
        kind = output.get("output_type") if isinstance(output, dict) else None
        if number >= MOST_OUTPUTS and kind in ("stream", "display_data"):
            continue  # but an error, or what a cell ends in, is never lost
        if kind == "stream":
            text, used = _cut(_text(output.get("text")), printed, limit)
            printed -= used
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            found.append(new_output("stream", name=name, text=text))
        elif kind == "error":
            ename, _ = _cut(_text(output.get("ename")), SHORT, SHORT)
            evalue, _ = _cut(_text(output.get("evalue")), SHORT, SHORT)
            lines = [_text(line) for line in _list(output.get("traceback"))]
            text, used = _cut("\n".join(lines), printed, limit)
            shown = [*map(readable, lines)] if used <= printed else text.split("\n")
            printed -= used
            found.append(new_output("error", ename=ename, evalue=evalue, traceback=shown))
        elif kind in ("display_data", "execute_result"):
            data, used = _bundle(output.get("data"), left, max(limit, SHOWN_BYTES))
            left -= used
            metadata = output.get("metadata")
            fields: dict[str, Any] = {"data": data}
            if isinstance(metadata, dict) and len(json.dumps(metadata)) < SHORT:
                fields["metadata"] = metadata
            count = output.get("execution_count")
            if kind == "execute_result":
                fields["execution_count"] = count if type(count) is int else None
            found.append(new_output(kind, **fields))
        else:
            raise NoOutputs(f"no output is called {str(kind)[:40]!r}")
    return found


def _bundle(raw: Any, room: int, limit: int) -> tuple[dict[str, Any], int]:
    if not isinstance(raw, dict):
        raise NoOutputs("nothing is shown")
    used = len(json.dumps(raw))
    if used > room:  # half a picture is of no use to anybody
        return {"text/plain": CUT.format(limit)}, used
    data: dict[str, Any] = {}
    for kind, content in raw.items():
        lines = isinstance(content, list) and all(isinstance(line, str) for line in content)
        whole = "".join(content) if lines else content
        if "json" not in kind and not isinstance(whole, str):
            raise NoOutputs(f"{kind[:40]} is no text")
        data[readable(kind)] = readable(whole) if isinstance(whole, str) else whole
    return data, used


def _is_shallow(value: Any, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return True
    return levels > 0 and all(_is_shallow(part, levels - 1) for part in parts)


def _cut(text: str, room: int, limit: int) -> tuple[str, int]:
    """Return text that fits, and how many bytes there were."""
    data = text.encode("utf-8", errors="replace")
    if len(data) <= room:
        return readable(text), len(data)
    kept = data[: max(room, 0)].decode("utf-8", errors="ignore")
    return f"{kept}\n{CUT.format(limit)}\n", len(data)


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    if not isinstance(value, str):
        raise NoOutputs("no text")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise NoOutputs("no list")
    return value
