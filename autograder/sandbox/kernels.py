"""Which kernel a notebook in another language needs, and what of it is seen behind the walls.

Here on the grader's side. Python runs warm, without a kernel; any other language in the kernel
that is installed for it, started anew for each submission.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from nbformat import NotebookNode

from autograder.errors import ExecutionError

PYTHON = re.compile(r"i?python[\d.]*", re.IGNORECASE)
INSIDE = "/kernels"  # where the folders of kernels are seen that are nowhere else


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel of another language."""

    name: str
    language: str
    command: tuple[str, ...]
    environment: dict[str, str]
    folder: str  # that its command may speak of

    def start(self, seen: str) -> tuple[str, ...]:
        """Return its command, where its folder is seen at another place."""
        words = (word.replace("{resource_dir}", self.folder) for word in self.command)
        return tuple(word.replace(self.folder, seen) for word in words)


def language_of(notebook: NotebookNode) -> str:
    """Return the language of a notebook's cells, as it or its installed kernel says."""
    spec = notebook.metadata.get("kernelspec") or {}
    said = spec.get("language") or (notebook.metadata.get("language_info") or {}).get("name")
    if said:
        return str(said)
    name = str(spec.get("name") or "")
    found = _specs().get(name) if name else None
    return str(found.language) if found else "python"


def is_python(notebook: NotebookNode) -> bool:
    """Whether a notebook's cells are Python."""
    return PYTHON.fullmatch(language_of(notebook)) is not None


def other_kernel(notebook: NotebookNode) -> Kernel | None:
    """Return the kernel that a notebook in another language needs; None for Python.

    Raises:
        ExecutionError: it is not installed here.
    """
    if is_python(notebook):
        return None
    language = language_of(notebook)
    wanted = str((notebook.metadata.get("kernelspec") or {}).get("name") or "")
    specs = _specs()
    same = [name for name, spec in specs.items() if spec.language.lower() == language.lower()]
    name = wanted or next(iter(same), "")
    if name not in specs:
        called = f"the kernel {wanted!r}" if wanted else "a kernel"
        advice = f"choose {' or '.join(map(repr, same))} for it in source/" if same else ""
        raise ExecutionError(
            f"the notebook is in {language} and needs {called}, which is not installed here. "
            f"Install it, so that `jupyter kernelspec list` shows it{', or ' * bool(advice)}"
            f"{advice}."
        )
    spec = specs[name]
    return Kernel(name, language, _command(spec), dict(spec.env), str(spec.resource_dir))


def installed() -> Iterator[tuple[str, str]]:
    """Give the name and language of every installed kernel of another language."""
    for name, spec in _specs().items():
        if not PYTHON.fullmatch(spec.language):
            yield name, spec.language


def seen_at(name: str, folder: str, shown: tuple[str, ...]) -> str:
    """Return where a kernel's folder is seen behind the walls; `shown` are folders seen there."""
    return (
        folder
        if Path(folder).is_relative_to("/usr") or _is_in(folder, shown)
        else f"{INSIDE}/{name}"
    )


def walls(shown: tuple[str, ...]) -> Iterator[str]:
    """Give bubblewrap's words that let kernels of other languages be seen, read-only."""
    for name, spec in _specs().items():
        if PYTHON.fullmatch(spec.language):
            continue
        folder = str(spec.resource_dir)
        if (place := seen_at(name, folder, shown)) != folder:
            yield from ("--ro-bind", folder, place)
        program = _command(spec)[0]
        if Path(program).is_absolute() and not _is_in(program, ("/usr", "/bin", *shown)):
            for home in _homes(Path(program)):
                yield from ("--ro-bind-try", home, home)


def _homes(program: Path) -> Iterator[str]:
    """The folder of an environment that a program came with: Conda's, venv's, or one in /opt."""
    for place in (program, program.resolve()):
        for folder in place.parents[1:]:
            marked = (folder / "conda-meta").is_dir() or (folder / "pyvenv.cfg").is_file()
            if marked or folder.parent == Path("/opt"):
                yield str(folder)
                break


def _command(spec: KernelSpec) -> tuple[str, ...]:
    first, *rest = spec.argv
    if re.fullmatch(r"python(3(\.\d+)?)?", first):  # as Jupyter itself reads it
        return (sys.executable, *rest)
    return (shutil.which(first) or first, *rest)


def _specs() -> dict[str, KernelSpec]:
    manager = KernelSpecManager()
    found = {}
    for name in sorted(manager.find_kernel_specs()):
        try:
            spec = manager.get_kernel_spec(name)
        except (NoSuchKernel, OSError, ValueError):  # half removed
            continue
        if spec.argv:
            found[name] = spec
    return found


def _is_in(path: str, folders: tuple[str, ...]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)
