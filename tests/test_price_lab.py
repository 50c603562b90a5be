"""The price lab: cells of a flat answer beside curves that can be tried."""

from __future__ import annotations

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.exercises.live_charts import curves_backdrop
from pm_exercises.interactions import Choice, Curve, Dial, PriceLab, Value

DIAL = Dial("Price", low=1, high=2, step=0.25, start=1.5, unit="€")
CURVES = (
    Curve("cheap", "Cheap", (100, 75, 50, 25, 0)),
    Curve("dear", "Too expensive", (None, 0, 10.4, 50, 100), colour="two", dashed=True),
)
LAB = PriceLab(
    dial=DIAL,
    curves=CURVES,
    cells=(
        Value("PME", "Marginal expensiveness", "€", example="6.10"),
        Value("n", "People", "people", whole=True, low=0),
        Choice("caution", "Caution", {"season": "Season moves both", "none": "None"}),
    ),
    prices=("PME",),
)


def test_answer_in_its_one_plain_form() -> None:
    """Each cell by its id; a price that was tried is no answer."""
    answer = {"PME": "1,60 €", "n": "234 people", "caution": "Season"}

    assert LAB.read(answer) == {"PME": 1.6, "n": 234, "caution": "season"}
    with pytest.raises(AnswerError, match="there is no 'try' here"):
        LAB.read({**answer, "try": 1.5})


def test_half_an_answer_is_legal() -> None:
    """Empty cells are left out."""
    assert LAB.read({"PME": "", "n": None}) == LAB.empty() == {}
    assert not LAB.attempted({"PME": ""})


@pytest.mark.parametrize(
    ("answer", "path"), [({"n": 2.5}, "n"), ({"PME": "dear"}, "PME"), ({"caution": "x"}, "caution")]
)
def test_problems_name_their_field(answer: dict[str, object], path: str) -> None:
    """Half a person, a word for a price, a choice that is not there."""
    with pytest.raises(AnswerError, match=f"^{path}: ") as caught:
        LAB.read(answer)

    assert caught.value.path == path


def test_what_is_missing() -> None:
    """Each cell, in its order."""
    assert LAB.missing({"n": 3}) == ("fill in “Marginal expensiveness (€)”", "choose “Caution”")


def test_text_twin() -> None:
    """Every cell with its answer or what is still open."""
    table = LAB.table({"PME": 1.5, "caution": "season"})

    assert table.caption == LAB.live({"PME": 1.5, "caution": "season"}).count == "2 of 3 filled in"
    assert table.rows == (
        ("Marginal expensiveness (€)", "1.5"),
        ("People (people)", "not filled in yet"),
        ("Caution", "Season moves both"),
    )


def test_every_price_has_its_values_in_words() -> None:
    """The frontend looks up the price that is tried; a gap is said and not drawn."""
    cheap, dear = LAB.spec()["curves"]

    assert LAB.spec()["dial"]["values"] == [1, 1.25, 1.5, 1.75, 2]
    assert cheap["words"] == ["100 %", "75 %", "50 %", "25 %", "0 %"]
    assert dear["words"][0] == "no data"
    assert dear["words"][2] == "10 %"
    assert [cell["onChart"] for cell in LAB.spec()["cells"]] == [True, False, False]


def test_a_dial_does_not_gather_errors() -> None:
    """Three steps of 0.1 are 0.3, and the last step is the end."""
    values = Dial("Cutoff", 0, 1, 0.1, 0.5).values

    assert values[3] == 0.3
    assert (len(values), values[-1]) == (11, 1.0)


def test_chart_of_the_curves() -> None:
    """Drawn for each width on the dial's own axis, with the numbers beside it."""
    chart = curves_backdrop(
        CURVES, DIAL, takeaway="Fewer say cheap.", unit="Share, %", most=100, every=2
    )

    assert (chart.x, chart.y) == ((1, 2), (0, 100))
    assert chart.table.columns == ("Price", "Cheap", "Too expensive")
    assert chart.table.rows == (
        ("1.00 €", "100 %", "no data"),
        ("1.50 €", "50 %", "10 %"),
        ("2.00 €", "0 %", "100 %"),
    )
    for picture in chart.pictures:
        assert 'aria-label="Fewer say cheap."' in picture.svg
        assert "stroke-dasharray" in picture.svg


def test_board_without_a_chart() -> None:
    """The table of values alone is enough to answer."""
    assert LAB.spec()["chart"] is None
