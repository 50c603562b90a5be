"""The threshold tuner: a cutoff on a grid, what it does in words, what it does not give away."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pm_exercises.board import Board
from pm_exercises.errors import AnswerError
from pm_exercises.exercises.live_charts import scores_backdrop
from pm_exercises.interactions import (
    Choice,
    CutoffNames,
    ErrorPrices,
    Floor,
    ThresholdTuner,
    Value,
)
from pm_exercises.widget import BoardWidget
from tests.gallery import sample

TUNER = ThresholdTuner(
    scores=(0.1, 0.2, 0.3, 0.4, 0.8, 0.9),
    outcomes=(False, False, True, False, True, True),
    names=CutoffNames(yes="Fraud", no="Fine", cases="payments", flagged="Stopped"),
    prices=ErrorPrices(miss=140, false_alarm=6, unit="€"),
    floor=Floor("recall", 0.9),
    cells=(
        Value("precision", "Precision", "percent"),
        Choice("reason", "Why here?", {"cost": "It costs least", "half": "It is one half"}),
    ),
)


def test_answer_in_its_one_plain_form() -> None:
    """The cutoff and each cell by its id."""
    answer = {"threshold": "0,35", "precision": "67 %", "reason": "COST"}

    assert TUNER.read(answer) == {"threshold": 0.35, "precision": 67, "reason": "cost"}


@pytest.mark.parametrize(("given", "kept"), [(0.0873, 0.085), ("0.0876", 0.09), (1, 1), (0, 0)])
def test_a_cutoff_goes_to_the_nearest_step(given: object, kept: float) -> None:
    """What is typed between two steps stands where the slider can stand."""
    assert TUNER.read({"threshold": given}) == {"threshold": kept}


def test_half_an_answer_is_legal() -> None:
    """Empty fields are not filled in yet."""
    assert TUNER.read({"threshold": "", "precision": None}) == TUNER.read({}) == TUNER.empty()
    assert not TUNER.attempted({"threshold": ""})
    assert TUNER.attempted({"threshold": 0.5})


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"threshold": 1.2}, "threshold"),
        ({"threshold": "low"}, "threshold"),
        ({"reason": "guess"}, "reason"),
        ({"precision": "many"}, "precision"),
    ],
)
def test_problems_name_their_field(answer: dict[str, object], path: str) -> None:
    """A cutoff outside its range, a word for a number, a reason that is not there."""
    with pytest.raises(AnswerError, match=f"^{path}: ") as caught:
        TUNER.read(answer)

    assert caught.value.path == path


def test_what_is_missing() -> None:
    """The cutoff first, then each cell."""
    assert TUNER.missing({}) == (
        "set the cutoff",
        "fill in “Precision (percent)”",
        "choose “Why here?”",
    )
    assert TUNER.missing({"threshold": 0.5, "precision": 1, "reason": "half"}) == ()


def test_text_twin_says_what_a_cutoff_does() -> None:
    """The four counts, the cost and the recall at 0.35, counted by hand."""
    rows = {row[0]: row[1] for row in TUNER.table({"threshold": 0.35, "reason": "cost"}).rows}

    assert rows["Cutoff"] == "0.350"
    assert rows["Fraud, stopped: caught"] == "2"
    assert rows["Fraud, let through: missed"] == "1"
    assert rows["Fine, stopped: false alarms"] == "1"
    assert rows["Fine, let through"] == "2"
    assert rows["Cost"] == "146 €"
    assert rows["Recall"] == "66.7 % · 2 of 3"
    assert rows["Precision (percent)"] == "not filled in yet"
    assert rows["Why here?"] == "It costs least"


def test_text_twin_of_nothing() -> None:
    """Before a cutoff is set there is nothing to say of its effects."""
    table = TUNER.table({})

    assert table.caption == "Cutoff: not set yet"
    assert len(table.rows) == 3


def test_live_warns_below_the_floor() -> None:
    """A floor that is not held is said in words; one that is held is not."""
    below, held = TUNER.live({"threshold": 0.35}), TUNER.live({"threshold": 0.3})

    assert below.warnings == ("Recall: below the floor of 90 %.",)
    assert held.warnings == ()
    assert TUNER.live({}).warnings == ()
    assert held.count == "1 of 3 answered"


def test_what_is_asked_for_is_not_shown() -> None:
    """Precision is a cell here, so the board does not work it out; the counts are all there."""
    spec = TUNER.spec()

    assert [measure["label"] for measure in spec["measures"]] == ["Recall"]
    shown = replace(TUNER, cells=(), measures={"recall": "Recall", "specificity": "Specificity"})
    facts = shown.spec()["along"][70]
    assert [m["text"] for m in facts["measures"]] == ["66.7 % · 2 of 3", "66.7 % · 2 of 3"]


def test_nothing_flagged_has_no_precision() -> None:
    """At the very top nothing is stopped, and no share is made up."""
    shown = replace(TUNER, cells=())

    assert shown.spec()["along"][-1]["measures"][1]["text"] == "nothing is stopped"


def test_every_step_of_the_slider_has_its_facts() -> None:
    """The frontend looks up where it stands, and works nothing out."""
    spec = TUNER.spec()

    assert len(spec["along"]) == len(spec["dial"]["values"]) == 201
    assert spec["along"][70]["cost"] == "146 €"
    assert spec["chart"] is None


def test_chart_says_where_its_data_lie() -> None:
    """The frontend puts the cutoff and the line between the two groups by these numbers."""
    chart = scores_backdrop(TUNER.scores, TUNER.outcomes, TUNER.names)

    assert chart.x == (0.0, 1.0)
    assert chart.y is not None
    assert chart.y[0] < 0 < chart.y[1]
    assert [picture.width for picture in chart.pictures] == [800, 600, 440, 288]
    for picture in chart.pictures:
        assert f'width="{picture.width}" height="{picture.height}"' in picture.svg
        assert picture.svg.count("role=") == 1
    assert chart.table.columns == ("Score", "Fraud", "Fine")
    assert sum(int(row[1]) for row in chart.table.rows) == 3


def test_a_move_is_quick(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chart is drawn when the board is shown; a move after that draws nothing."""
    monkeypatch.chdir(str(tmp_path))
    board = Board(sample("threshold_tuner").exercise, "ada")
    widget = BoardWidget(board)
    times = []
    for n in range(9):
        start = time.perf_counter()
        widget.receive({"type": "change", "seq": n, "window": "w", "answer": {"threshold": n / 10}})
        times.append(time.perf_counter() - start)

    assert min(times) < 0.1


def test_a_grader_draws_nothing(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading, checking and the text twin never ask for the chart."""
    monkeypatch.chdir(str(tmp_path))

    def chart() -> object:
        raise AssertionError("it drew")

    tuner = replace(TUNER, chart=chart)  # type: ignore[arg-type]

    assert tuner.read({"threshold": 0.3}) == {"threshold": 0.3}
    assert tuner.live({"threshold": 0.3}).count
    assert tuner.table({}).rows
