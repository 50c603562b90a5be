"""`bootcamp doctor`: what it says is tried, not assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from nbformat.v4 import new_output
from typer.testing import CliRunner, Result

from autograder import doctor
from autograder.cli import app
from autograder.doctor import CONTAINER, Finding, advice, findings
from autograder.errors import IsolationError
from autograder.execute import TIME, Executed, Limits, Place, Sandbox, Trouble, execute
from autograder.installation import install
from autograder.sandbox.walls import environment, walls

BROKEN_BWRAP = (
    "#!/bin/sh\ncase $1 in --version) echo bubblewrap 0.8;; *) echo {} >&2; exit 1;; esac\n"
)
# What was set by `sysctl -w` would be gone after the next start of the machine.
KEEP = "sudo tee /etc/sysctl.d/60-bootcamp.conf && sudo sysctl --system"


def run() -> Result:
    """Run the command."""
    return CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "300"})


def test_this_machine_is_well() -> None:
    """Every wall and limit was tried; the exit status is 0."""
    done = run()

    assert done.exit_code == 0, done.stdout
    assert "✗" not in done.stdout
    assert "Grading with isolation works here." in done.stdout
    for words in (f"nbgrader {version('nbgrader')}", "bubblewrap 0.", *_trials()):
        assert words in done.stdout


def _trials() -> Iterator[str]:
    yield "Learners' code sees none of your files ("
    yield from (what for what, _, _ in doctor.TRIALS)


def test_the_trials_find_walls_that_do_not_stand() -> None:
    """Without isolation nearly every trial fails, so that each of them can."""
    sandbox = Sandbox((), isolated=False)
    # Where an ordinary user grades, the number of processes is limited without walls, too.
    loose = replace(doctor.SMALL, processes=10_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(doctor.MARK, "here")
        trials = (doctor._no_files(), *doctor.TRIALS)
        place = Place("doctor", "trial", environment={doctor.MARK: "here"})
        held = {
            what.partition(" (")[0]: trial(execute(doctor._notebook(text), place, loose, sandbox))
            for what, text, trial in trials
            if "network" not in what  # this machine may have none anyway
        }
    sandbox.close()

    assert not held["Learners' code sees none of your files"]
    assert not held["It sees no process but its own, and none of your environment"]
    assert not held["The number of its processes is limited"]
    assert held["Its time is limited"]  # the grader's side sees to that by itself


@pytest.mark.parametrize("name", ["nbgrader", "ipykernel"])
def test_a_missing_package(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """With the command that brings it."""

    def without(package: str) -> str:
        if package == name:
            raise PackageNotFoundError
        return version(package)

    monkeypatch.setattr(doctor, "version", without)
    monkeypatch.setattr(doctor, "_isolation", lambda: iter(()))

    done = run()

    assert done.exit_code == 1
    assert f"✗ {name} is missing\n  {install('grader')}" in done.stdout
    assert "cannot be graded with isolation here" in done.stdout


def test_what_only_a_cluster_needs_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and the exit status is 0."""

    def without(package: str) -> str:
        if package == "distributed":
            raise PackageNotFoundError
        return version(package)

    monkeypatch.setattr(doctor, "version", without)
    monkeypatch.setattr(doctor, "_isolation", lambda: iter(()))

    done = run()

    assert done.exit_code == 0
    assert "– distributed is missing; only grading on a cluster needs it" in done.stdout


def test_no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it comes from."""
    monkeypatch.setattr(doctor, "bubblewrap", lambda: None)

    done = run()

    assert done.exit_code == 1
    assert f"✗ bubblewrap is missing\n  {install('grader')}" in done.stdout
    assert "apt install bubblewrap" in done.stdout


def test_no_user_namespaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bubblewrap's own words, and what an administrator does."""
    program = tmp_path / "bwrap"
    program.write_text(BROKEN_BWRAP.format("No permissions to create new namespace"))
    program.chmod(0o755)
    monkeypatch.setattr(doctor, "bubblewrap", lambda: str(program))

    found = list(findings())

    assert Finding(f"bubblewrap 0.8, this machine's own: {program}", well=True) in found
    (bad,) = (one for one in found if not one.well)
    assert "(No permissions to create new namespace)" in bad.what
    assert bad.mend == advice()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"kernel/apparmor_restrict_unprivileged_userns": "1"},
         "printf '%s\\n' kernel.apparmor_restrict_unprivileged_userns=0 | " + KEEP),
        ({"user/max_user_namespaces": "0"},
         "printf '%s\\n' user.max_user_namespaces=10000 | " + KEEP),
        ({"kernel/unprivileged_userns_clone": "0", "user/max_user_namespaces": "0"},
         "printf '%s\\n' user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1 | "
         + KEEP),
        ({"kernel/unprivileged_userns_clone": "1", "user/max_user_namespaces": "62"}, CONTAINER),
        ({}, CONTAINER),
    ],
)  # fmt: skip
def test_the_advice_names_the_switch(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    """The one that is off; in a container, where none is, the container's own."""
    for name, value in settings.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{value}\n")

    assert advice(tmp_path) == said


def test_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """What works there, and where grading works."""
    monkeypatch.setattr("autograder.doctor.sys.platform", "darwin")

    found = [one for one in findings() if not one.well]

    assert [one.mend for one in found] == [
        "Grade on Linux; on Windows, WSL will do. Learners may use any system."
    ]


def test_a_sandbox_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sentence that grading would show."""

    def fail(*_: object) -> None:
        raise IsolationError("the process that runs submissions did not start (no memory)")

    monkeypatch.setattr(doctor, "Sandbox", fail)

    done = run()

    assert done.exit_code == 1
    assert "✗ the process that runs submissions did not start (no memory)" in done.stdout


def ended(code: str, *, until: int = 10**9) -> Callable[[str, Limits, Sandbox], Executed]:
    """Every trial ends so with less than so many seconds, and as it should with more."""

    def run_it(source: str, limits: Limits, sandbox: Sandbox) -> Executed:
        if limits.cell_seconds >= until:
            return _really(source, limits, sandbox)
        work = doctor._notebook(source)
        work.cells[0]["outputs"] = [new_output("error", ename=code, evalue="", traceback=[])]
        return Executed(work, frozenset(), {0: Trouble(code, "It was stopped.")})

    return run_it


_really = doctor._run


def test_a_machine_that_is_too_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, nothing is blamed, and what to do is to wait."""
    monkeypatch.setattr(doctor, "_run", ended(TIME))

    found = [one for one in doctor._tried() if not one.well]

    assert {one.what.partition(":")[0].partition(" (")[0] for one in found} == {
        what.partition(" (")[0] for what in _trials() if what != "Its time is limited"
    }
    assert all("not known" in one.what and "busy (load" in one.mend for one in found)
    assert "fault" not in str(found)


def test_a_busy_machine_gets_a_second_try_with_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What held then held."""
    monkeypatch.setattr(doctor, "_run", ended(TIME, until=30))

    assert all(one.well for one in doctor._tried())


def test_a_wall_that_does_not_stand_says_what_came_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the code that a report needs."""
    monkeypatch.setattr(doctor, "_run", ended("PROCESS-ENDED"))

    found = [one for one in doctor._tried() if not one.well]

    assert len(found) == len(doctor.TRIALS) + 1
    assert all("no (what came instead: PROCESS-ENDED)" in one.what for one in found)


@pytest.mark.parametrize("call", ["forbid_calls", "mount", "drop_privileges"])
def test_a_kernel_that_lacks_a_wall(tmp_path: Path, call: str) -> None:
    """It is said once, with the kernel's own words, not once for every trial."""
    (tmp_path / "sitecustomize.py").write_text(
        "import errno, os\nimport autograder.sandbox.linux as home\n"
        f"def {call}(*_): raise OSError(errno.EINVAL, '{call}: ' + os.strerror(errno.EINVAL))\n"
        f"home.{call} = {call}\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.sandbox.ring.environment", lambda: _with(str(tmp_path)))
        patch.setattr("autograder.sandbox.ring.walls", lambda: (*walls(), *_shown(tmp_path)))

        found = [one for one in findings() if not one.well]

    assert len(found) == 1
    assert f"{call}: Invalid argument" in found[0].what


def _with(folder: str) -> dict[str, str]:
    settings = environment()
    return {**settings, "PYTHONPATH": f"{folder}:{settings['PYTHONPATH']}"}


def _shown(folder: Path) -> tuple[str, str, str]:
    return ("--ro-bind", str(folder), str(folder))


def test_a_processor_whose_calls_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said that they are not filtered; grading is not refused."""
    monkeypatch.setattr("autograder.sandbox.linux.platform.machine", lambda: "riscv64")

    done = run()

    assert "– System calls are not filtered on this processor (riscv64)" in done.stdout
    assert done.exit_code == 0
