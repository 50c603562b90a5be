"""Any process of a grading run may be killed at any moment: nothing is lost or counted twice."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.classroom import (
    LEARNERS,
    Rows,
    alive,
    classroom,
    family,
    grade,
    reports,
    rows,
    somebody_slow,
    start,
)

PATIENCE = 120  # seconds


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What a run that nobody disturbs writes."""
    course = classroom(tmp_path_factory.mktemp("undisturbed") / "course")
    grade(course)
    found = rows(course)
    assert len(found) == LEARNERS * 6
    return found


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.01)


def victims(driver: int, kind: str) -> list[int]:
    """Return the processes of a kind: the engines, warm processes, graders or submissions."""
    everybody = family(driver)
    engines = [pid for pid, line in everybody.items() if "autograder.engine" in line]
    templates = [pid for pid, line in everybody.items() if "autograder.sandbox.template" in line]
    direct = [pid for pid in engines if _parent(pid) == driver]
    walls = [pid for pid in templates if "bwrap" in everybody[pid].split(maxsplit=1)[0]]
    warm = [pid for pid in templates if pid not in walls]
    return {
        "engine": direct,
        "grader": [pid for pid in engines if pid not in direct],
        "wall": walls,
        "template": [pid for pid in warm if _parent(pid) in walls],
        "submission": [pid for pid in warm if _parent(pid) not in walls],
    }[kind]


def first_victim(driver: int, kind: str) -> int:
    """Wait for a process of a kind."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := victims(driver, kind):
            return found[0]
    raise AssertionError(f"there never was a {kind}")


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


@pytest.mark.parametrize("kind", ["engine", "grader", "wall", "template", "submission"])
def test_a_killed_process_costs_nothing(tmp_path: Path, expected: Rows, kind: str) -> None:
    """The run goes on by itself, and ends with the gradebook of one that nobody disturbed."""
    course = classroom(tmp_path / "course")
    driver = start(course, "--workers", "1")
    wait_for(lambda: reports(course) >= 2, "the first grades")

    os.kill(first_victim(driver.pid, kind), signal.SIGKILL)
    said, _ = driver.communicate(timeout=PATIENCE)
    if kind == "submission":  # its question is lost, as if its own code had ended the process
        grade(course, "--force")

    assert driver.returncode == 0, said
    assert rows(course) == expected


def test_a_killed_driver_leaves_nothing_behind_and_the_same_command_goes_on(
    tmp_path: Path, expected: Rows
) -> None:
    """All its processes end with it; the next run grades the rest, and only the rest."""
    course = classroom(tmp_path / "course")
    with somebody_slow(course):
        driver = start(course, "--workers", "2")
        wait_for(lambda: reports(course) >= 3, "some grades")
        others = list(family(driver.pid))

        driver.kill()
        driver.communicate()
    done = reports(course)
    wait_for(lambda: not alive(others), "the end of all others")
    said = grade(course)

    assert 0 < done < LEARNERS
    assert f"{LEARNERS - done} graded or tried, {done} unchanged" in said
    assert rows(course) == expected
    assert not list(course.rglob(".grading-*"))


def test_interrupted_by_ctrl_c_it_stops_at_once(
    tmp_path: Path, expected: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a cell, too. It leaves nothing behind, and goes on with the same command."""
    course = classroom(tmp_path / "course")
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    with somebody_slow(course):
        driver = start(course, "--workers", "2")
        wait_for(lambda: reports(course) >= 2, "some grades")

        driver.send_signal(signal.SIGINT)
        said, _ = driver.communicate(timeout=PATIENCE)
    left = [*course.rglob(".grading-*"), *(tmp_path / "scratch").iterdir()]
    grade(course)

    assert driver.returncode != 0, said
    assert not left
    assert rows(course) == expected
