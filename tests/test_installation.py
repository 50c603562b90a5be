"""Advice names a command that works here: how this program is called, and how it was installed."""

from __future__ import annotations

import json
import shlex
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from autograder import installation
from autograder.installation import call, clone, install, shipped_course

BESIDE = Path(sys.executable).parent


def test_under_uv_run_a_line_names_the_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is on the path for that one program only."""
    monkeypatch.setenv("PATH", f"{BESIDE}:/usr/bin")
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")

    assert shlex.split(call("bootcamp", "status", "--course", "a b")) == [
        str(BESIDE / "bootcamp"), "status", "--course", "a b",
    ]  # fmt: skip


def test_in_an_environment_that_is_on_the_path_the_name_will_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As somebody types it who activated the environment; not if the path leads to another one."""
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    monkeypatch.setenv("PATH", f"{BESIDE}:/usr/bin")
    assert call("bootcamp", "doctor") == "bootcamp doctor"

    monkeypatch.setenv("PATH", "/usr/bin")
    assert call("bootcamp", "doctor") == shlex.join([str(BESIDE / "bootcamp"), "doctor"])


def test_without_a_script_python_starts_the_module(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As where packages were installed into a folder of their own."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "my python"))

    assert shlex.split(call("bootcamp", "grade")) == [
        str(tmp_path / "my python"), "-m", "autograder", "grade",
    ]  # fmt: skip
    assert call("jupyter", "lab").endswith(" -m jupyter lab")


def test_a_clone_is_completed_in_place(monkeypatch: pytest.MonkeyPatch, repository: Path) -> None:
    """With uv where it is there, else with pip; never by a name on an index."""
    assert clone() == repository
    monkeypatch.setattr("autograder.installation.shutil.which", lambda _: "/usr/bin/uv")
    assert install("grader") == shlex.join(
        ["uv", "sync", "--project", str(repository), "--extra", "grader"]
    )

    monkeypatch.setattr("autograder.installation.shutil.which", lambda _: None)
    words = shlex.split(install("cluster"))
    assert words == [sys.executable, "-m", "pip", "install", f"{repository}[cluster]"]


class _Installed:
    """A distribution that says where it came from."""

    def __init__(self, said: str | None) -> None:
        self.said = said

    def read_text(self, _name: str) -> str | None:
        """Give the file that says so (PEP 610)."""
        return self.said


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        (json.dumps({"url": "file:///srv/my%20wheels/pm.whl"}), "/srv/my wheels/pm.whl[grader]"),
        (json.dumps({"url": "git+ssh://elsewhere/pm"}), ""),
        ("{", ""),
        (None, ""),
    ],
)
def test_a_wheel_is_completed_from_where_it_came(
    monkeypatch: pytest.MonkeyPatch, said: str | None, origin: str
) -> None:
    """A file of this machine is named; of any other it is said that it has to be named."""
    monkeypatch.setattr(installation, "clone", lambda: None)
    monkeypatch.setattr(installation, "distribution", lambda _: _Installed(said))

    advice = install("grader")

    if origin:
        assert shlex.split(advice)[-1] == origin
    else:
        assert "the file or folder that you installed it from" in advice


def test_a_program_that_was_never_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs from a folder of files: even then there is a sentence."""

    def nothing(_name: str) -> None:
        raise PackageNotFoundError

    monkeypatch.setattr(installation, "clone", lambda: None)
    monkeypatch.setattr(installation, "distribution", nothing)

    assert "pip install" in install("grader")
    assert shipped_course().name == "shipped"
