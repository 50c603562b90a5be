"""The sandbox starts wherever the clone, the environment or Python lies, for whoever starts it."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import walls

# Each is tried where this user may write; a name with what shells and encodings stumble over.
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "~", "/opt")
INSTALLED = [path for path in site.getsitepackages() if Path(path).is_dir()]
ODD = "my course, für Zoë's"
# What a grader does first: start a sandbox, and run a notebook that imports and writes.
PROGRAM = """
import sys, sysconfig
# What this environment has installed is not copied: it is shown as if it were the new one's own.
paths = sysconfig.get_paths()
sysconfig.get_paths = lambda: {**paths, **dict(enumerate(sys.argv[2:]))}
from nbformat.v4 import new_code_cell, new_notebook
from autograder.execute import Limits, Place, Sandbox, execute
sandbox = Sandbox(("json",))
cells = [
    "import json, os, pm_exercises; open('mine', 'w').close()",
    f"print(os.path.exists({sys.argv[1]!r}), os.listdir('.'))",
    "try: open(pm_exercises.__file__, 'a')\\nexcept OSError as error: print(error.errno)",
]
work = new_notebook(cells=[new_code_cell(cell) for cell in cells])
done = execute(work, Place("ada", "ps"), Limits(), sandbox)
sandbox.close()
assert not done.troubles, done.troubles
print(*(output.text for cell in done.notebook.cells for output in cell.outputs), end="")
"""
# The secret is not there, the notebook's own file is, and ours can only be read (EROFS).
SHOWN = "False ['mine']\n 30\n"


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder of an odd name in one of the places."""
    above = Path(request.param).expanduser()
    if not os.access(above, os.W_OK):
        pytest.skip(f"this user may not write to {above}")
    with tempfile.TemporaryDirectory(prefix=ODD, dir=above) as folder:
        yield Path(folder)


def install(folder: Path) -> Path:
    """Put the two packages and an environment into a folder; return its Python."""
    for package in ("autograder", "pm_exercises"):
        shutil.copytree(
            Path(walls.__file__).parents[2] / package,
            folder / package,
            ignore=shutil.ignore_patterns("frontend"),
        )
    venv.create(folder / "env", symlinks=True)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    # Our own copy comes first, then what this environment has installed.
    (packages / "all.pth").write_text("\n".join([str(folder), *INSTALLED]), encoding="utf-8")
    return folder / "env" / "bin" / "python"


def run(python: Path, secret: Path) -> str:
    """Run the program from a folder that has nothing to do with it; return what it printed."""
    done = subprocess.run(
        [python, "-P", "-c", PROGRAM, str(secret), *INSTALLED],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd="/",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_clone_and_its_environment(place: Path) -> None:
    """Cells import and write there; what lies beside the clone is not seen, nothing is changed."""
    python = install(place)
    (place / "secret").write_text("the keys")

    assert run(python, place / "secret") == SHOWN


def test_a_clone_behind_a_link(tmp_path: Path) -> None:
    """The link is not where the files are, and Python is called by the link's name."""
    (tmp_path / "real").mkdir()
    install(tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "secret").write_text("the keys")

    shown = run(tmp_path / "link" / "env" / "bin" / "python", tmp_path / "link" / "secret")

    assert shown == SHOWN


def test_an_interpreter_behind_several_links(tmp_path: Path) -> None:
    """As programs that keep many Pythons have it: each link on the way is shown, nothing beside."""
    python = install(tmp_path / "clone")
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    (home / "secret").write_text("mine")
    (home / "bin" / "python-latest").symlink_to(python.resolve())
    python.unlink()
    python.symlink_to(home / "bin" / "python-latest")

    assert run(python, home / "secret") == SHOWN


def test_only_outermost_folders_are_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that lies in one that is shown is shown with it; /usr is there already."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(
        "autograder.sandbox.walls.sysconfig.get_paths", lambda: {"purelib": str(tmp_path / "lib")}
    )
    (tmp_path / "lib").mkdir()

    shown = walls.shown.__wrapped__()

    assert str(tmp_path) in shown
    assert not any(path.startswith((f"{tmp_path}/", "/usr")) for path in shown)
