"""How this program was installed here: how to call it, and how to install what is missing.

Its name is not ours on any package index, so no advice names it as if it were.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

NAME = "pm-bootcamp"
HERE = Path(__file__).resolve().parents[1]
# Set by `uv run`, which puts the environment on the path for the one program that it starts.
UV_RUN = "UV_RUN_RECURSION_DEPTH"


def clone() -> Path | None:
    """Return the folder of the clone that this program runs from, if it runs from one."""
    return HERE if (HERE / "pyproject.toml").is_file() and (HERE / "source").is_dir() else None


def shipped_course() -> Path:
    """Return the folder of the course that came along: the clone's own, or the wheel's copy."""
    return clone() or Path(__file__).with_name("shipped")


def call(program: str = "bootcamp", *words: str) -> str:
    """Return a command line that works when pasted into a shell, from any folder."""
    script = Path(sys.executable).parent / program
    if not script.exists():
        module = {"bootcamp": "autograder"}.get(program, program)
        first = [sys.executable, "-m", module]
    elif UV_RUN not in os.environ and shutil.which(program) == str(script):
        first = [program]
    else:
        first = [str(script)]
    return shlex.join([*first, *words])


def install(extra: str) -> str:
    """Return the command that installs what an extra of ours brings."""
    folder = clone()
    if folder is not None and shutil.which("uv"):
        return shlex.join(["uv", "sync", "--project", str(folder), "--extra", extra])
    origin = folder or _origin()
    pip = shlex.join([sys.executable, "-m", "pip", "install"])
    if origin is None:
        return (
            f"{pip} '{NAME}[{extra}] @ file:///…' (the file or folder that you installed it from)"
        )
    return f"{pip} {shlex.quote(f'{origin}[{extra}]')}"


def _origin() -> Path | None:
    """The file or folder of this machine that the program was installed from (PEP 610)."""
    try:
        said = distribution(NAME).read_text("direct_url.json")
        address = urlsplit(json.loads(said or "{}")["url"])
    except (PackageNotFoundError, ValueError, KeyError, TypeError):
        return None
    return Path(unquote(address.path)) if address.scheme == "file" else None
