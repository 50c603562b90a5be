"""What another course says in its nbgrader_config.py counts, in nbgrader's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.gradebook import check_late_plugin
from autograder.nbgrader_settings import cell_seconds, load_config, penalises_lateness
from autograder.pipeline import limits_of
from tests import cells


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("", (30, 300)),
        ("c.Execute.timeout = 120", (120, 1_200)),
        ("c.ExecutePreprocessor.timeout = 45", (45, 450)),
        ("c.Execute.timeout = None", (14_400, 14_400)),
        ("c.Execute.timeout = -1", (14_400, 14_400)),
    ],
)
def test_how_long_a_cell_may_take(line: str, seconds: tuple[int, int], tmp_path: Path) -> None:
    """With nbgrader's defaults; a notebook that hangs ends all the same."""
    course = cells.make_course(tmp_path / "course")
    (course.root / "course" / "course.toml").unlink()
    (course.root / "nbgrader_config.py").write_text(f"c = get_config()\n{line}\n")
    other = load_course(course.root)

    limits = limits_of(other, other.modules[0])

    assert (limits.cell_seconds, limits.submission_seconds) == seconds


@pytest.mark.parametrize(
    ("line", "penalised"),
    [
        ("", False),
        ("c.LateSubmissionPlugin.penalty_method = 'none'", False),
        ("c.LateSubmissionPlugin.penalty_method = 'zero'", True),
        ("c.AssignLatePenalties.plugin_class = 'nbgrader.plugins.BasePlugin'", True),
    ],
)
def test_whether_late_work_loses_points(line: str, penalised: bool, tmp_path: Path) -> None:
    """Not until the course says so."""
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\n{line}\n")

    assert penalises_lateness(load_config(tmp_path)) is penalised


@pytest.mark.parametrize("value", ["'long'", "[30]", "3.5"])
def test_a_time_of_a_wrong_kind_is_one_sentence(value: str, tmp_path: Path) -> None:
    """Which setting, and what it may hold."""
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\nc.Execute.timeout = {value}\n")

    with pytest.raises(CourseError, match=r"nbgrader_config\.py: c\.Execute\.timeout = ") as raised:
        cell_seconds(load_config(tmp_path))

    assert "write a whole number of seconds" in str(raised.value)


@pytest.mark.parametrize(
    "line",
    [
        "c.AssignLatePenalties.plugin_class = 'no.such.plugin'",
        "c.AssignLatePenalties.plugin_class = 'os.path'",
        "c.AssignLatePenalties.plugin_class = 3",
        "c.LateSubmissionPlugin.penalty_method = 'half'",
    ],
)
def test_a_late_plugin_that_cannot_be_used_is_one_sentence(line: str, tmp_path: Path) -> None:
    """It is tried before anybody is graded, and says where it stands and the way out."""
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\n{line}\n")
    config = load_config(tmp_path)
    assert penalises_lateness(config)

    with pytest.raises(CourseError, match="what it sets for late submissions") as raised:
        check_late_plugin(config)

    assert "Correct that line, or take it out." in str(raised.value)
    assert "\n" not in str(raised.value)
