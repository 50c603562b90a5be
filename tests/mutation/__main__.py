"""Hunt from the command line: `python -m tests.mutation QUA-E1 SW`, ids or their beginnings."""

from __future__ import annotations

import os
import sys
import tempfile

from pm_exercises.exercises import exercise_ids
from tests.mutation.hunt import hunt

if __name__ == "__main__":
    wanted = tuple(sys.argv[1:]) or ("",)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for item_id in exercise_ids():
            if item_id.startswith(wanted) and not item_id.endswith("REFLECT"):
                caught = hunt(item_id)
                print(caught, flush=True)
                for line in caught.escaped:
                    print("  ", line)
        os.chdir("/")
