"""A full disk, a folder nobody may write to, a gradebook somebody else holds: one sentence each.

Run again after it is mended, the same command finishes the job.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.engine.classroom import classroom, command, grade, reports, rows

LEARNERS = 6
needs_mounts = pytest.mark.skipif(
    shutil.which("unshare") is None, reason="a small disk to fill is mounted with unshare"
)


def mounted(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script where it may mount what nobody else sees: as root of a namespace."""
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@needs_mounts
def test_a_full_disk(tmp_path: Path) -> None:
    """What fits is graded, the rest is named; with room, the same command does the rest."""
    course, small = classroom(tmp_path / "course", LEARNERS), tmp_path / "small"
    small.mkdir()
    script = """
        mount -t tmpfs -o size=9m tmpfs "$1" && cp -r "$2"/. "$1"
        shift 2
        "$@" --student learner-00000
        cat /dev/zero > "$SMALL/ballast"; truncate -s -60k "$SMALL/ballast"
        "$@"; echo "status $?"
        rm "$SMALL/ballast"; "$@"; echo "status $?"
        cp -r "$SMALL"/. "$COURSE"
    """
    grade(course)
    expected = rows(course)
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    script = script.replace("$SMALL", str(small)).replace("$COURSE", str(course))

    done = mounted(script, str(small), str(course), *command(small))

    said = done.stdout + done.stderr
    assert "the disk is full" in said or "No space left on device" in said
    assert "Traceback" not in said
    assert "status 1" in done.stdout
    assert done.stdout.rstrip().endswith("status 0"), done.stdout + done.stderr
    assert rows(course) == expected


@needs_mounts
def test_a_course_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """Nothing is run for nothing: the sentence comes first."""
    course = classroom(tmp_path / "course", 1)

    done = mounted(
        'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && "$@"',
        str(course),
        *command(course),
    )

    assert done.returncode == 1
    assert done.stderr.startswith("bootcamp: ")
    assert "Traceback" not in done.stderr
    grade(course)
    assert reports(course) == 1


def test_a_gradebook_that_somebody_else_holds(tmp_path: Path) -> None:
    """It is said who has to let go, and nothing is lost."""
    course = classroom(tmp_path / "course", 2)
    grade(course)
    expected = rows(course)

    with closing(sqlite3.connect(course / "gradebook.db")) as holder:
        holder.execute("begin exclusive")
        held = subprocess.run(
            command(course, "--force"), capture_output=True, text=True, check=False, timeout=120
        )
        holder.rollback()
    grade(course, "--force")

    assert held.returncode == 1
    assert (
        "another program is writing to it. Close formgrader or wait, then run again" in held.stderr
    )
    assert rows(course) == expected
