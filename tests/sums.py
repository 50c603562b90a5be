"""A language of sums with a kernel of its own, for tests of notebooks in other languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.execute import Executed, Limits, Place, Sandbox, execute
from tests import cells

# A language of sums: `name = 1 + 2` keeps a value, `name` shows it, `must name == 3` is a check;
# `python` runs whatever follows in the kernel's own process.
PROGRAM = """\
import os, sys
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

class Sums(Kernel):
    implementation = banner = "sums"
    implementation_version = language_version = "1"
    language_info = {"name": "sums", "mimetype": "text/plain", "file_extension": ".sums"}
    names = {}

    def do_execute(self, code, silent, store_history=True, user_expressions=None,
                   allow_stdin=False, **_):
        reply = {"status": "ok", "execution_count": self.execution_count, "payload": [],
                 "user_expressions": {}}
        try:
            for line in filter(None, map(str.strip, code.splitlines())):
                self.line(line)
        except Exception as error:
            reply = {"status": "error", "execution_count": self.execution_count,
                     "ename": type(error).__name__, "evalue": str(error), "traceback": []}
            if "quietly" not in code:
                self.send_response(self.iopub_socket, "error", reply)
        return reply

    def line(self, line):
        if line.startswith("--"):
            return
        if line.startswith("python "):
            exec(line.removeprefix("python "), {})
        elif line.startswith("must "):
            if not eval(line.removeprefix("must ").split("--")[0], dict(self.names)):
                raise ArithmeticError(line)
        elif line.startswith("say "):
            text = str(eval(line.removeprefix("say "), dict(self.names)))
            self.send_response(self.iopub_socket, "stream", {"name": "stdout", "text": text})
        elif " = " in line:
            name, _, value = line.partition(" = ")
            self.names[name] = eval(value, dict(self.names))
        else:
            data = {"text/plain": str(eval(line, dict(self.names)))}
            content = {"data": data, "metadata": {}, "execution_count": self.execution_count}
            self.send_response(self.iopub_socket, "execute_result", content)

IPKernelApp.launch_instance(kernel_class=Sums)
"""
SPEC = {
    "argv": ["python", "{resource_dir}/kernel.py", "-f", "{connection_file}"],
    "display_name": "Sums",
    "language": "sums",
    "env": {"SUMS": "on"},
}
QUICK = Limits(cell_seconds=6, submission_seconds=60, memory_bytes=400_000_000, processes=20)
ADA = Place("ada", "ps", {"data.csv": b"1, 2, 3"})


def add_kernel(root: Path, name: str, spec: dict[str, Any], program: str = PROGRAM) -> None:
    """Put a kernel where Jupyter finds it."""
    folder = root / "kernels" / name
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec))
    (folder / "kernel.py").write_text(program)


def in_sums(*made: NotebookNode, name: str = "sums") -> NotebookNode:
    """Return a notebook in the language of sums."""
    work = cells.notebook(*made)
    work.metadata["kernelspec"] = {"name": name, "display_name": "Sums", "language": "sums"}
    return work


def run(sandbox: Sandbox, *sources: str, limits: Limits = QUICK) -> Executed:
    """Run some cells as Ada's."""
    work = in_sums(*(cells.code(source) for source in sources))
    return execute(work, ADA, limits, sandbox)


def shown(executed: Executed, number: int) -> str:
    """Return what a cell showed: a value, printed text, or an error's name."""
    return "".join(
        str(out.get("text") or out.get("ename") or out.data["text/plain"])
        for out in executed.notebook.cells[number].outputs
    )
