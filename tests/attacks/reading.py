"""Attacks that look for hidden tests, keys, grades, other work and secrets, and print them."""

from __future__ import annotations

from pathlib import Path

from tests.attacks.case import HONEST, Attack, read

# What follows prints all of a text's planted tokens, wherever it comes from.
LOOK = f"""\
{HONEST["total"]}
import ctypes, glob, os, re, socket, sys
def look(text):
    if isinstance(text, str): text = text.encode(errors="replace")
    for found in set(re.findall(rb"planted-[a-z]+-[0-9a-f]+", text)): print(found.decode())
def read(path):
    try:
        with open(path, "rb") as file: look(file.read(2_000_000))
    except (OSError, ValueError): pass
"""
LEAVE = """\
total = 16
TOKEN = "planted-" + "leftover" + "-5f1d7c40e2"
import builtins, ctypes, os, pandas, socket, subprocess, sys
builtins.left = pandas.left = sys.left = os.environ["LEFT"] = TOKEN
for folder in ("/tmp", "/tmp/home", "/dev/shm", "/dev", "/dev/pts", "/var/tmp", "/run", "..", "/"):
    try:
        with open(f"{folder}/left", "w") as file: file.write(TOKEN)
    except OSError: pass
libc = ctypes.CDLL(None)
libc.syscall(248, b"user", b"left", TOKEN.encode(), len(TOKEN), -4)
shared = libc.shmget(77, 4096, 0o1666)
left = socket.socket(socket.AF_UNIX); left.bind("\\0left"); left.listen()
libc.shm_open(b"/left", 0o102, 0o666); libc.mq_open(b"/left", 0o102, 0o666, None)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import time
        while True:
            try: left.accept()[0].sendall(TOKEN.encode())
            except OSError: time.sleep(0.01)
    os._exit(0)
"""


def _links(folder: Path, root: Path) -> None:
    (folder / "book.db").symlink_to(root / "gradebook.db")
    (folder / "all").symlink_to(root)
    (folder / "answers").mkdir(exist_ok=True)
    (folder / "answers" / "FND-E6.json").symlink_to(root / "submitted/ben/ps/answers/FND-E7.json")


READING: tuple[Attack, ...] = (
    read(
        "known-places",
        "read source/, release/, the gradebook, other submissions and the home folder",
        LOOK + "for root in ('@ROOT@', '@HOME@', '..', '../..', os.path.expanduser('~'), '/root', "
        "'/home'):\n"
        "    for folder, _, names in os.walk(root):\n"
        "        for name in names[:200]: read(os.path.join(folder, name))\n"
        "        if '.pyenv' in folder or '.venv' in folder: _[:] = []",
    ),
    read(
        "gradebook",
        "open the gradebook as a database, and write marks into it",
        LOOK + "import sqlite3\ntry:\n    book = sqlite3.connect('@ROOT@/gradebook.db')\n"  # noqa: S608  # an attacker's
        "    for row in book.execute('pragma table_list').fetchall():\n"
        "        look(repr(book.execute(' '.join(['select', '*', 'from', row[1]])).fetchall()))\n"
        "    book.execute('update grade set manual_score = 100'); book.commit()\n"
        "except Exception as error: print(error)",
    ),
    read(
        "environment",
        "read the environment of every process, and every command line",
        LOOK + "look(repr(os.environ))\nfor name in glob.glob('/proc/[0-9]*/*'):\n"
        "    if name.split('/')[-1] in ('environ', 'cmdline', 'comm', 'mounts', 'mountinfo'): "
        "read(name)",
    ),
    read(
        "memory",
        "search the memory of this process and of process 1, the warm one's copy",
        LOOK + "for pid in ('self', '1', str(os.getppid())):\n"
        "    try:\n        with open(f'/proc/{pid}/maps') as maps, open(f'/proc/{pid}/mem', "
        "'rb') as memory:\n"
        "            for line in maps:\n"
        "                if 'rw' not in line or 'left' in line: continue\n"
        "                start, end = (int(x, 16) for x in line.split()[0].split('-'))\n"
        "                try:\n"
        "                    memory.seek(start); look(memory.read(min(end - start, 30_000_000)))\n"
        "                except (OSError, ValueError, OverflowError): pass\n"
        "    except OSError: pass",
    ),
    read(
        "objects",
        "search all objects, modules, frames, code and history of this process",
        LOOK + "import gc\nfor one in gc.get_objects():\n"
        "    if type(one) in (str, bytes): look(one)\n"
        "    elif type(one) in (list, dict, tuple, set) and len(one) < 1000:\n"
        "        for part in (one.values() if type(one) is dict else one):\n"
        "            if type(part) in (str, bytes) and len(part) < 100_000: look(part)\n"
        "look(repr(get_ipython().history_manager.input_hist_raw))",
    ),
    read(
        "way-out",
        "leave the file system by /proc, by open descriptors, chroot, mount and namespaces",
        LOOK + "libc = ctypes.CDLL(None)\nlibc.unshare(0x10020000); libc.chroot(b'/proc/1/root')\n"
        "libc.mount(b'/proc/1/root', b'/tmp', b'', 4096, None); libc.umount2(b'/tmp', 2)\n"
        "libc.umount2(b'/proc', 2); libc.setns(3, 0); libc.pivot_root(b'/', b'/tmp')\n"
        "for place in ['/proc/1/root', '/proc/1/cwd', '/proc/self/root'] + "
        "glob.glob('/proc/self/fd/*'):\n"
        "    for path in ('@ROOT@/source/ps/nb.ipynb', '@HOME@/.secret', '@ROOT@/gradebook.db'):\n"
        "        read(place + path); read(place + '/../../../..' + path)",
    ),
    read(
        "line",
        "listen on the grader's line, and tell later what came",
        LOOK + "import gc, threading\n"
        "line = next(o for o in gc.get_objects() if type(o) is socket.socket\n"
        "            and o.family == 1 and type(o).__name__ == 'socket')\nheard = []\n"
        "before = type(line).recv\ndef recv(self, *a):\n    data = before(self, *a)\n"
        "    look(data)\n    open('heard.txt', 'ab').write(data)\n    return data\n"
        "type(line).recv = recv",
    ),
    read(
        "hidden-cases",
        "keep what a function is called with, and show it wherever it can",
        "seen = []\ndef middle(xs):\n    import sys\n    frame, found = sys._getframe(), []\n"
        "    while frame: found.append(repr(frame.f_locals)); frame = frame.f_back\n"
        "    print(found); open('seen.txt', 'a').write(repr(found))\n"
        "    if xs != [3, 1, 2]: raise ValueError(repr(found))\n"
        "    return sorted(xs)[len(xs) // 2]",
        "middle",
        worth=0.0,
    ),
    read(
        "given-back",
        "answer with an object whose methods keep what the check hands them",
        "class Sales:\n    columns = ['city', 'sold']\n"
        "    def __getattr__(self, name):\n        def keep(*a, **k):\n"
        "            open('seen.txt', 'a').write(repr([(one, getattr(one, 'attrs', '')) for one "
        "in a]))\n"
        "            return True\n        return keep\nsales = Sales()",
        "table",
        worth=0.0,
    ),
    read(
        "leftovers",
        "find what the submission before left in files, keys, memory, sockets and processes",
        LOOK + "import builtins, pandas\n"
        "look(repr([vars(m).get('left') for m in (builtins, pandas, sys)]))\n"
        "look(repr(os.environ))\nfor folder in ('/tmp', '/dev', '/var/tmp', '/run'):\n"
        "    for here, _, names in os.walk(folder):\n"
        "        for name in names:\n"
        "            if 'left' in name: read(os.path.join(here, name))\n"
        "libc = ctypes.CDLL(None)\nbuffer = ctypes.create_string_buffer(100)\n"
        "key = libc.syscall(250, 10, -4, b'user', b'left', 0)\n"
        "if key > 0: libc.syscall(250, 11, key, buffer, 100); look(buffer.raw)\n"
        "read('/proc/keys'); print(libc.shmget(77, 4096, 0) >= 0 and 'planted-' + "
        "'leftover-5f1d7c40e2')\n"
        "try:\n    caller = socket.socket(socket.AF_UNIX); caller.settimeout(0.5)\n"
        "    caller.connect('\\0left'); look(caller.recv(100))\nexcept OSError: pass",
        before=LEAVE,
    ),
    read(
        "other-memory",
        "attach to and read the memory of the processes above",
        LOOK + "libc = ctypes.CDLL(None)\nfor pid in (0, 1, 2, 3, os.getppid(), @VICTIM@):\n"
        "    libc.ptrace(16, pid, 0, 0)\n    buffer = ctypes.create_string_buffer(100)\n"
        "    read(f'/proc/{pid}/environ'); read(f'/proc/{pid}/mem')",
    ),
    read(
        "links-handed-in",
        "hand in links to the gradebook, the course and a classmate's answers",
        LOOK + "for folder, _, names in os.walk('.', followlinks=True):\n"
        "    for name in names: read(os.path.join(folder, name))",
        prepare=_links,
    ),
    read(
        "links-made",
        "lay links to the course where the grader fetches files and answers",
        LOOK + "os.makedirs('answers', exist_ok=True)\n"
        "for name, goal in (('answers/FND-E6.json', "
        "'@ROOT@/submitted/ben/ps/answers/FND-E7.json'),\n"
        "                   ('book.db', '@ROOT@/gradebook.db'), ('passwd', '/etc/passwd'),\n"
        "                   ('home', '@HOME@')):\n    os.symlink(goal, name)",
    ),
    read(
        "classmates-answers",
        "hand in an answer file made on a classmate's data, under the classmate's name",
        LOOK + "for path in glob.glob('../../*/*/answers/*') + glob.glob('/tmp/**/answers/*', "
        "recursive=True):\n"
        "    if 'mallory' not in os.path.abspath(path): read(path)",
    ),
)
