"""What goes into the wheel besides the two packages: the course, solutions and keys included.

An instructor who installs the wheel can run the demo and begin a course from it. Learners get a
wheel without: `PM_BOOTCAMP_LEARNERS=1 uv build --wheel`.
"""

from __future__ import annotations

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = ("course", "source", "nbgrader_config.py")
PLACE = "autograder/shipped"


class CourseInWheel(BuildHookInterface):  # type: ignore[type-arg]  # of any builder's settings
    """Adds the course's own files to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files; an editable install sees the clone's."""
        if version != "editable" and os.environ.get("PM_BOOTCAMP_LEARNERS") != "1":
            build_data["force_include"] |= {part: f"{PLACE}/{part}" for part in PARTS}
