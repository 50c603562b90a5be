"""nbgrader's server extensions come when they are used, and are the real ones then."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAD = (
    "import sys\nfrom autograder.cli import make_quick\nmake_quick()\n"
    "from autograder.cli.needs import need_grader\nneed_grader()\nfrom nbgrader import api\n"
    "assert 'tornado.web' not in sys.modules\n"
)


@pytest.mark.parametrize(
    "use",
    [
        "from nbgrader.server_extensions.formgrader.handlers import ManageAssignmentsHandler",
        "from nbgrader.server_extensions.formgrader import formgrader as x\nx.FormgradeExtension",
        "import nbgrader.server_extensions.formgrader.formgrader as x\nassert x.FormgradeExtension",
        "import nbgrader\n"
        "class App:\n    web_app = None\n"
        "try:\n    nbgrader.load_validate(App())\nexcept AttributeError:\n    pass\n"
        "assert 'tornado.web' in sys.modules",
    ],
    ids=["a part", "from", "import", "load"],
)
def test_an_extension_comes_when_it_is_used(use: str) -> None:
    """However it is asked for; and until then no web server is imported."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", HEAD + use], check=False, capture_output=True
    )

    assert done.returncode == 0, done.stderr.decode()


def test_who_imported_nbgrader_first_gets_all_of_it() -> None:
    """Where nbgrader is there already, nothing of it is replaced."""
    program = (
        "import sys, nbgrader\nfrom autograder.cli import make_quick\nmake_quick()\n"
        "from autograder.postponed import Finder\n"
        "assert not any(isinstance(one, Finder) for one in sys.meta_path)\n"
        "assert 'tornado.web' in sys.modules"
    )

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], check=False, capture_output=True
    )

    assert done.returncode == 0, done.stderr.decode()


def test_importing_changes_no_other_library() -> None:
    """A Jupyter server that reads a course's nbgrader_config.py stays as it was."""
    program = (
        "import sys\nbefore = list(sys.meta_path)\nimport autograder, autograder.cli\n"
        "import autograder.nbgrader_steps, autograder.pipeline\n"
        "assert None not in sys.modules.values(), 'a library was taken away'\n"
        "import rfc3987_syntax, isoduration\n"
        "assert not [one for one in sys.meta_path if type(one).__module__.startswith('autograder')]"
    )

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], check=False, capture_output=True
    )

    assert done.returncode == 0, done.stderr.decode()
