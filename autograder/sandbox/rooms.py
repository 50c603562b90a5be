"""The empty rooms that a submission gets in the place of /tmp and /dev/shm.

A clone, Python or an environment may itself lie below one of them. What of it is shown in the outer
ring is mounted again in the room, read-only as it was.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox import linux

ROOMS = ("/tmp", "/dev/shm")


def make_rooms(options: str, keep: Sequence[str]) -> None:
    """Mount an empty file system over each room, and into it what `keep` names below it.

    Raises:
        OSError: the kernel does not allow it.
    """
    # Held before the rooms are made: afterwards no path leads there any more.
    kept = [(path, os.open(path, os.O_PATH | os.O_CLOEXEC)) for path in keep]
    for room in ROOMS:
        linux.mount("tmpfs", room, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)
    for path, descriptor in kept:
        place, held = Path(path), f"/proc/self/fd/{descriptor}"
        place.parent.mkdir(parents=True, exist_ok=True)
        if Path(held).is_dir():
            place.mkdir(exist_ok=True)
        else:
            place.touch()
        linux.mount(held, path, "", linux.MS_BIND | linux.MS_REC)
        os.close(descriptor)
