"""What goes into the wheel besides the two packages: the course, solutions and keys included.

An instructor who installs the wheel can run the demo and begin a course from it. Learners get a
wheel without: `PM_BOOTCAMP_LEARNERS=1 uv build --wheel`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = ("course", "source", "nbgrader_config.py")
PLACE = "autograder/shipped"
# What a course at work has besides: about its learners, or left behind by programs.
NEVER = {"roster.csv", "exceptions.toml", "answers", "__pycache__", ".ipynb_checkpoints"}


class CourseInWheel(BuildHookInterface):
    """Adds the course's own files to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files; an editable install sees the clone's."""
        if version == "editable" or os.environ.get("PM_BOOTCAMP_LEARNERS") == "1":
            return
        root = Path(self.root)
        paths = [path for part in PARTS for path in (root / part, *(root / part).rglob("*"))]
        build_data["force_include"] |= {
            str(path): f"{PLACE}/{path.relative_to(root).as_posix()}"
            for path in paths
            if path.is_file() and not NEVER & {*path.relative_to(root).parts}
        }
