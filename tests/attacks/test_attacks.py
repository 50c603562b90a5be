"""No hostile submission gets points, secrets or out, and none costs another question."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from rich.console import Console

from autograder.bench import Bench, warm_bench
from autograder.rehearse import SourceNotebook
from tests.attacks.arena import TOKENS, Arena, Damage
from tests.attacks.case import POINTS, Attack, harm
from tests.attacks.harming import HARMING, TOTAL
from tests.attacks.reading import READING
from tests.attacks.stealing import STEALING
from tests.attacks.table import table

ATTACKS = (*STEALING, *READING, *HARMING)
seen: list[Damage] = []


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory, foundations: SourceNotebook) -> Iterator[Arena]:
    """The course that is attacked, with its secrets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOOTCAMP_SECRET", TOKENS["environment"])
        made = Arena(tmp_path_factory.mktemp("arena"), foundations.notebook)
        yield made
        made.close()


@pytest.fixture(scope="module")
def warm(arena: Arena) -> Iterator[Bench]:
    """A warm bench, started where the secrets stand in the environment."""
    with warm_bench(arena.assignment.imports) as made:
        yield made


def test_an_honest_submission_earns_everything(arena: Arena, warm: Bench) -> None:
    """Without this, an engine that gives nothing to anybody would stop every attack."""
    damage = arena.fight(harm("honest", "earn its points", TOTAL), warm)

    assert (damage.given, damage.lost, damage.problem) == (POINTS["total"], (), "")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_an_attack_comes_to_nothing(attack: Attack, arena: Arena, warm: Bench) -> None:
    """No points, no secret, nothing changed outside, and the other questions in full."""
    damage = arena.fight(attack, warm)

    seen.append(damage)
    assert damage.problem == ""
    assert damage.stolen == 0
    assert damage.leaked == ()
    assert damage.outside == ()
    assert damage.lost == ()


def test_without_walls_no_process_is_left(arena: Arena) -> None:
    """Even one that left its session and its parent ends with the submission."""
    leave = (
        f"{TOTAL}\nimport os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
    )
    leave += "        time.sleep(60)\n    os._exit(0)"
    with warm_bench((), isolated=False) as bench:
        damage = arena.fight(harm("daemon", "leave a process behind", leave), bench)

    assert (damage.given, damage.outside) == (POINTS["total"], ())


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """What every attack tried, and what came of it."""
    if len(seen) < len(ATTACKS) and not os.environ.get("PYTEST_XDIST_WORKER"):
        pytest.skip("only some attacks ran")
    with capsys.disabled():
        Console(width=150).print(table(seen, "Hostile submissions"))

    assert len(seen) == len(ATTACKS)
