"""Run cells with nbclient and a kernel, and compare with what our own shell shows."""

from __future__ import annotations

import os
import re
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder.execute import Limits, Place, Sandbox, execute
from tests import cells

# What differs from one run to the next, or from one machine to the next.
CHANGING = (
    (re.compile(r"\x1b\[[0-9;]*m"), ""),  # colours, which depend on where a text is cut
    (re.compile(r"0x[0-9a-f]{6,}"), "0x…"),
    (re.compile(r"(?:/tmp|~|/[\w.-]+)(?:/[\w.-]+)*/(\d+)\.py"), r"<cell>.py"),
    (re.compile(r"\b\d+(\.\d+)?(e[+-]?\d+)? ?(ns|μs|µs|us|ms|s)\b( ±[^\n]*)?"), "<time>"),
    (re.compile(r"(?<=File )\S*/(?=[\w]+\.py)"), "…/"),
    (re.compile(r"/\S*/(?=[\w]+\.py)"), "…/"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"#T_[0-9a-f]{5}|T_[0-9a-f]{5}"), "<style>"),
)

Plain = list[dict[str, Any]]


def by_kernel(sources: list[str], folder: str) -> list[Plain]:
    """Return what each cell shows in a kernel of its own."""
    work = cells.notebook(*map(cells.code, sources))
    client = NotebookClient(work, allow_errors=True, timeout=60, store_widget_state=False)
    client.resources = {"metadata": {"path": folder}}
    # Under pytest, ipykernel does not show what programs print; elsewhere it does.
    env = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    client.execute(env=env)
    return [normal(cell) for cell in work.cells]


def by_us(sources: list[str], sandbox: Sandbox) -> list[Plain]:
    """Return what each cell shows in a sandbox."""
    work = cells.notebook(*map(cells.code, sources))
    found = execute(work, Place("ada", "ps"), Limits(), sandbox)
    assert found.troubles == {}
    return [normal(cell) for cell in work.cells]


def normal(cell: NotebookNode) -> Plain:
    """Return a cell's number and outputs, without what changes from run to run.

    A kernel sends what is printed in pieces, and the two streams one after the other; so between
    two other outputs all pieces of a stream are one.
    """
    found: Plain = [{"number": cell.execution_count}]
    for output in cell.outputs:
        kind = output.output_type
        if kind == "stream":
            before = next((one for one in _since(found) if one["name"] == output.name), None)
            if before is None:
                found.append({"kind": kind, "name": output.name, "text": output.text})
            else:
                before["text"] += output.text
        elif kind == "error":
            found.append({"kind": kind, **{k: output[k] for k in ("ename", "evalue")}})
            found[-1]["text"] = "\n".join(output.traceback)
        else:
            found.append({"kind": kind, "data": dict(output.data), "meta": dict(output.metadata)})
    return [_tidy(one) for one in found]


def _since(found: Plain) -> list[dict[str, Any]]:
    streams = []
    for one in reversed(found):
        if one.get("kind") != "stream":
            break
        streams.append(one)
    return streams


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, instead in CHANGING:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, dict):
        return {key: _tidy(part) for key, part in value.items()}
    return [_tidy(part) for part in value] if isinstance(value, list) else value
