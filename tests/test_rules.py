"""What a score depends on in our own exercises: code and data by what they say, and no looks."""

from __future__ import annotations

import ast
import inspect
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pm_exercises
from autograder.rules import Follower, Rules, is_presentation, rules_by
from autograder.samples import sample_answers
from autograder.trees import code_mark
from pm_exercises import verbs
from pm_exercises.exercises import exercise_ids, find, title_of
from pm_exercises.exercises.modules import MODULES
from tests.sources import module_of, source_of

PACKAGE = Path(pm_exercises.__file__).parent
WATCH = "exercises/foundations/market_watch.py"
SCORED = [item_id for item_id in exercise_ids() if not item_id.endswith("REFLECT")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may change."""
    ignore = shutil.ignore_patterns("node_modules", "frontend", "__pycache__", "static")
    return Path(shutil.copytree(PACKAGE, tmp_path / "pm_exercises", ignore=ignore))


def rules(folder: Path, item_id: str = "FND-E3") -> Rules:
    """Return what an exercise depends on, in a copy of the package."""
    module = module_of(item_id)
    root = (f"exercises.{module.name}.{module.exercises[item_id]}", "EXERCISE")
    return Follower(folder).follow([root])


def edit(path: Path, old: str, new: str) -> None:
    """Change a text that is there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def changed(before: Rules, after: Rules) -> set[str]:
    """Return the files whose marks differ."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (WATCH, "GAIN_TOLERANCE = 0.8", "# a remark\nGAIN_TOLERANCE = 0.8"),
        (WATCH, "GAIN_TOLERANCE = 0.8", "GAIN_TOLERANCE = (\n    0.8\n)"),
        (WATCH, '"""The gain in share points', '"""The gain, in share points'),
        (WATCH, 'title="Market watch"', 'title="Watch the market"'),
        (WATCH, "Other windows, or one month", "Another window, or a month"),
        (WATCH, "Not filled in yet: {what}.", "Still empty: {what}."),
        (WATCH, '"The gain, in share points"', '"How many share points"'),
        (WATCH, "meaning=", 'meaning="New. "\n    '),
        (WATCH, "The goal: ", "What for: "),
        (WATCH, "CAUSES = {", "def nobody_asks() -> int:\n    return 1\n\n\nCAUSES = {"),
        ("explorers/series.py", "class SeriesChart", "SHOWN = 1\n\n\nclass SeriesChart"),
        ("explorers/series.py", "for ", "for    "),
        ("figures.py", "def svg", "SHOWN = 1\n\n\ndef svg"),
        ("render.py", "def headline", "SHOWN = 1\n\n\ndef headline"),
        ("widget.py", "class BoardWidget", "SHOWN = 1\n\n\nclass BoardWidget"),
        ("exercises/modules.py", 'title="Software"', 'title="Programs"'),
        ("exercises/foundations/lesson_charts.py", "def ", "SHOWN = 1\n\n\ndef "),
        ("exercises/software/cohort_table.py", "def ", "OTHER = 1\n\n\ndef "),
        ("data/foundations/voices.json", "{", "{ "),
        ("formulas/kano.py", "def ", "OTHER = 1\n\n\ndef "),
    ],
)
def test_what_moves_no_score_is_no_part(copy: Path, file: str, old: str, new: str) -> None:
    """Comments, formatting, docstrings, words, charts, and other exercises' code and data."""
    before = rules(copy)

    edit(copy / file, old, new)

    assert changed(before, rules(copy)) == set()


@pytest.mark.parametrize(
    ("item_id", "file", "old", "new", "parts"),
    [
        ("FND-E3", WATCH, "GAIN_TOLERANCE = 0.8", "GAIN_TOLERANCE = 0.9", {WATCH}),
        ("FND-E3", WATCH, "else 0.0", "else 0.1", {WATCH}),
        ("FND-E3", WATCH, '"FND-E3.GAIN", 3,', '"FND-E3.GAIN", 4,', {WATCH}),
        ("FND-E3", WATCH, "Not filled in yet: {what}.", "Not filled in yet.", {WATCH}),
        ("FND-E3", WATCH, '"FND-E3.PCT": "You', '"FND-E3.PTC": "You', {WATCH}),
        ("FND-E3", "formulas/trend.py", "return ", "return 0 or ", {"formulas/trend.py"}),
        ("FND-E3", "checks.py", "share = _share", "share = 1 - _share", {"checks.py"}),
        ("FND-E3", "variants.py", "def draw", "LAST = 1\n\n\ndef draw", set()),
        ("FND-E3", "variants.py", "MAX_TRIES = 500", "MAX_TRIES = 2", {"variants.py"}),
        ("FND-E3", "interactions/scorecard.py", "raise ", "raise RuntimeError or ", None),
        ("FND-E6", "data/foundations/voices.json", "{", "{ ", {"data/foundations/voices.json"}),
        ("QUA-WARM", "exercises/foundations/bank.py", 'id="ROLE"', 'id="ROLL"', None),
    ],
)
def test_what_moves_a_score_is_a_part(
    copy: Path, item_id: str, file: str, old: str, new: str, parts: set[str] | None
) -> None:
    """A rule, a tolerance, what a message fills in, a formula, a generator, a file of data."""
    before = rules(copy, item_id)

    edit(copy / file, old, new)

    assert changed(before, rules(copy, item_id)) == ({file} if parts is None else parts)


def test_every_exercise_is_followed_to_its_generator_and_its_rules() -> None:
    """None is left out by a way of importing that nobody thought of."""
    for item_id in exercise_ids():
        exercise = find(item_id)
        found = rules(PACKAGE, item_id)
        for part in (exercise.generate, exercise.interaction, *(c.rule for c in exercise.criteria)):
            home: Any = inspect.unwrap(part)  # type: ignore[arg-type]
            path = Path(inspect.getfile(home)).relative_to(PACKAGE)
            assert path.as_posix() in found, (item_id, part)


@pytest.mark.parametrize("item_id", SCORED)
def test_no_score_depends_on_what_is_not_followed(
    item_id: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every figure, chart, tool and page taken away, each answer earns what it earned."""
    monkeypatch.chdir(tmp_path)
    source = source_of(item_id)
    data, best = source.solve(item_id, "student-03")
    wrong = sample_answers(repository, item_id, data, best).misconceptions.values()
    answers = [best, *list(wrong)[:3]]
    scores = [source.judge(item_id, "student-03", answer).score for answer in answers]

    # The number is there before anything is shown, and a kernel that cannot show goes on.
    monkeypatch.setattr(verbs, "display", lambda _: None)
    gone = take_presentation_away(monkeypatch)

    assert gone > 50
    assert [source.judge(item_id, "student-03", answer).score for answer in answers] == scores
    assert scores[0] == find(item_id).item.points


def take_presentation_away(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have every function that only shows something stop when it is called; say how many."""

    def gone(*_: Any, **__: Any) -> None:
        raise AssertionError("a score asked for what only shows something")

    count = 0
    for name, module in list(sys.modules.items()):
        short = name.removeprefix("pm_exercises.")
        if short == name or not is_presentation(short) or short == "exercises.modules":
            continue
        kinds = [one for one in vars(module).values() if inspect.isclass(one)]
        for owner in (module, *(one for one in kinds if one.__module__ == name)):
            for key, part in list(vars(owner).items()):
                if inspect.isfunction(part) and part.__module__ == name:
                    monkeypatch.setattr(owner, key, gone)
                    count += 1
    return count


def test_titles_are_the_exercises_own() -> None:
    """The list of names, which needs no exercise's code, says what the exercises say."""
    for module in MODULES:
        assert module.titles.keys() == module.exercises.keys()
    assert all(title_of(item_id) == find(item_id).item.title for item_id in exercise_ids())
    assert title_of("FND-W") == "FND-W"


def test_what_was_found_is_remembered_for_these_files_only(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time nothing is followed; a changed file is followed anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    roots = {"FND-E3": [("exercises.foundations.market_watch", "EXERCISE")]}
    first = rules_by(roots, copy)

    with monkeypatch.context() as patch:
        patch.setattr(Follower, "follow", None)
        assert rules_by(roots, copy) == first
    edit(copy / WATCH, "GAIN_TOLERANCE = 0.8", "GAIN_TOLERANCE = 0.9")
    assert changed(first["FND-E3"], rules_by(roots, copy)["FND-E3"]) == {WATCH}
    for memory in (tmp_path / "cache").rglob("*.json"):
        memory.write_text("{")
    assert changed(first["FND-E3"], rules_by(roots, copy)["FND-E3"]) == {WATCH}


TEXTS = st.sampled_from(
    ["x = 1", "def f(a, b=2):\n    return a + b", "f(1)", "x = [1, 2]\nx", "%magic"]
)


@given(TEXTS, st.integers(0, 3), st.sampled_from(["# a remark", "", "    # more"]))
def test_remarks_and_empty_lines_of_a_check_do_not_count(
    text: str, lines: int, remark: str
) -> None:
    """Wherever they stand; what is no Python is compared as it is."""
    try:
        ast.parse(text)
    except SyntaxError:
        assert code_mark(f"{text}\n") != code_mark(text)
        return
    assert code_mark("\n" * lines + f"{text}\n{remark}\n") == code_mark(text)


def test_a_silent_cell_is_another_one() -> None:
    """A semicolon hides the number that a check ends in: nothing is shown, nothing is given."""
    assert code_mark("finish(result);") != code_mark("finish(result)")
