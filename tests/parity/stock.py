"""Grade a course with nbgrader itself, as a program: its own steps, all of them, and one kernel.

`python -m tests.parity.stock FOLDER` generates every assignment in source/ and autogrades all that
was handed in. The kernel is kept from one notebook to the next and only forgets its names: starting
one takes nearly all the time that nbgrader takes.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute
from traitlets.config import Config

# A notebook begins in its own folder, with nothing defined and the first cell to count.
FORGET = """\
import os, random, sys, warnings
os.chdir({path!r})
random.seed()
warnings.resetwarnings()
get_ipython().reset(new_session=True, aggressive=False)
get_ipython().execution_count = 1
"""


class KeptKernel(Execute):  # type: ignore[misc]
    """nbgrader's own step that executes a notebook, in a kernel that is there already."""

    kept: tuple[Any, Any] | None = None

    @contextlib.contextmanager
    def setup_kernel(self, **_: Any) -> Iterator[None]:
        """Take the kernel of the last notebook, but none of its names."""
        if KeptKernel.kept is None:
            self.create_kernel_manager()
            self.start_new_kernel()
            self.start_new_kernel_client()
            KeptKernel.kept = self.km, self.kc  # type: ignore[has-type]  # nbclient's traits
        self.km, self.kc = KeptKernel.kept
        path = self.resources["metadata"]["path"]
        asked = self.kc.execute(FORGET.format(path=path), store_history=False)
        reply = self.wait_for_reply(asked)
        assert reply["content"]["status"] == "ok", reply
        yield

    @classmethod
    def end(cls) -> None:
        """Let the kernel go, as it may be dead."""
        if cls.kept:
            cls.kept[0].shutdown_kernel(now=True)
        cls.kept = None


def api_of(folder: Path) -> NbGraderAPI:
    """Return nbgrader's own interface to a course, with one kernel kept."""
    config = Config()
    config.CourseDirectory.root = str(folder)
    own = Autograde(coursedir=None).autograde_preprocessors
    steps = [KeptKernel if step is Execute else step for step in own]
    config.Autograde.autograde_preprocessors = steps
    return NbGraderAPI(config=config)


def main(folder: Path) -> None:
    """Grade everything in a course; say which submissions nbgrader gives up."""
    warnings.simplefilter("ignore")
    api = api_of(folder)
    for source in sorted((folder / "source").iterdir()):
        done = api.generate_assignment(source.name)
        assert done["success"], done["log"]
        for submitted in sorted((folder / "submitted").glob(f"*/{source.name}")):
            done = api.autograde(source.name, submitted.parent.name)
            if not done["success"]:
                print(f"lost: {submitted.parent.name} {source.name}")
                KeptKernel.end()
    KeptKernel.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
