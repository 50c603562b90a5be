"""Charts in the page: named, offline, in the reader's colours, with their numbers beside them."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert

from pm_exercises.figures import SERIES, Figure, figure, line_chart, numeric_columns, table_of
from pm_exercises.item import Table

SHARES = pd.DataFrame(
    {"Brio": [40.0, 41.0, 42.0], "Otto": [30.0, 30.4, 30.1], "Halden": [30.0, 28.6, 27.9]},
    index=pd.Index([1, 2, 3], name="Month"),
)
SENTENCE = "Brio gains what Otto & Halden lose."


def drawn() -> Figure:
    """A small line chart as the course shows it."""
    return figure(line_chart(SHARES, unit="Share, %", x_title="Month"), SENTENCE, SHARES)


def test_picture_has_a_name_and_nothing_else_is_announced() -> None:
    """A screen reader meets one image with the sentence as its name, not forty parts."""
    pictures = re.findall(r"<svg.*?</svg>", drawn().html, re.DOTALL)

    assert len(pictures) == 2
    for picture in pictures:
        assert picture.count("role=") == 1
        assert 'role="img" aria-label="Brio gains what Otto &amp; Halden lose."' in picture


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """The only addresses in the picture are the names of XML namespaces; there is no script."""
    addresses = re.findall(r"https?://[^\"' )]+", drawn().html)

    assert set(addresses) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<script" not in drawn().html


def test_data_from_a_network_is_refused() -> None:
    """A chart that would fetch its numbers fails while it is written, not in a learner's train."""
    chart = {"data": {"url": "https://example.org/numbers.csv"}, "mark": "bar", "encoding": {}}

    with pytest.raises(ValueError, match=r"example\.org"):
        figure(chart, SENTENCE, SHARES)._repr_mimebundle_()


def test_text_and_grid_take_the_readers_colours() -> None:
    """No ink has a fixed colour but the series', so a dark page stays readable."""
    fixed = set(re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{3,6}|black|white)"', drawn().html))

    assert fixed == set(SERIES[:3])
    assert 'fill="var(--pmx-text, #1f1f1f)"' in drawn().html
    assert 'stroke="var(--pmx-line, #d0d0d0)"' in drawn().html


def test_up_to_four_lines_are_labelled_where_they_end() -> None:
    """The eye need not go to a legend and back."""
    spec = line_chart(SHARES, unit="Share, %", x_title="Month")
    labels = spec["layer"][1]["data"]["values"]

    assert [label["name"] for label in labels] == ["Halden", "Otto", "Brio"]
    assert spec["layer"][0]["encoding"]["color"]["legend"] is None


def test_labels_that_would_touch_are_pushed_apart() -> None:
    """Three lines that end at the same height get three labels, one below another."""
    close = pd.DataFrame({name: [0.0, 50.0] for name in "abc"}, index=[1, 2])
    labels = line_chart(close, unit="", x_title="", height=250)["layer"][1]["data"]["values"]
    places = [label["y"] for label in labels]

    assert places == pytest.approx([46, 50, 54])  # 16 px of the 200 px that stand for 50


def test_five_lines_get_a_legend() -> None:
    """Beyond four, labels at the ends would crowd."""
    five = pd.DataFrame({name: [1.0, 2.0] for name in "abcde"}, index=[1, 2])
    spec = line_chart(five, unit="", x_title="")

    assert len(spec["layer"]) == 1
    assert spec["layer"][0]["encoding"]["color"]["legend"] is not None


def test_altair_chart_is_drawn_the_same_way() -> None:
    """Authors write altair; the course's colours and width go on top, their own settings stay."""
    frame = SHARES.reset_index()
    chart = alt.Chart(frame).mark_bar(color="#D55E00").encode(x="Month:O", y="Brio:Q")
    html = figure(chart.properties(height=120), SENTENCE, frame).html

    assert html.count("#D55E00") == 6  # three bars, drawn wide and narrow
    assert 'width="640" height="120"' in html
    assert 'width="320" height="120"' in html


def test_charts_of_several_panels_keep_their_own_width() -> None:
    """Only single charts can be fitted to a width; others are drawn once, as they are."""
    chart = alt.Chart(SHARES.reset_index()).mark_line().encode(x="Month:Q", y="Brio:Q")
    html = figure(chart | chart, SENTENCE, SHARES).html

    assert html.count("<svg") == 1


def test_two_charts_on_a_page_share_no_id() -> None:
    """Vega names its clip paths the same way in every picture."""

    def ids(low: float) -> set[str]:
        x = {"field": "Month", "type": "quantitative", "scale": {"domain": [low, 2]}}
        spec: dict[str, Any] = {
            "data": {"values": SHARES.reset_index().to_dict("records")},
            "mark": {"type": "line", "clip": True},
            "encoding": {"x": x, "y": {"field": "Brio", "type": "quantitative"}},
        }
        html = figure(spec, SENTENCE, SHARES).html
        names = set(re.findall(r'\bid="([^"]+)"', html))
        assert names == set(re.findall(r"url\(#([^)]+)\)", html))
        return names

    first, second = ids(1), ids(1.5)

    assert first
    assert second
    assert not first & second


def test_numbers_are_one_click_away() -> None:
    """The table stands folded under the picture, with real header cells."""
    html = drawn().html

    assert "<details><summary>Show the numbers as a table</summary>" in html
    assert '<th scope="col" class="pmx-num">Brio</th>' in html
    assert '<td class="pmx-num">41.0</td>' in html


def test_text_twin_says_the_same() -> None:
    """Without a browser the sentence and the numbers are there."""
    words = drawn()._repr_mimebundle_()["text/plain"]

    assert words.startswith(SENTENCE)
    assert "Halden" in words
    assert "27.9" in words


def test_grader_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody looks, the half second that a first drawing takes is saved."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda *_a, **_k: pytest.fail("it drew"))

    assert set(drawn()._repr_mimebundle_()) == {"text/plain"}


@pytest.mark.parametrize(
    ("sentence", "table", "problem"),
    [(" ", SHARES, "sentence"), (SENTENCE, SHARES.head(0), "table")],
)
def test_chart_without_words_is_refused(sentence: str, table: pd.DataFrame, problem: str) -> None:
    """What cannot be heard is not shown."""
    with pytest.raises(ValueError, match=problem):
        figure({"mark": "bar"}, sentence, table)


def test_table_of_a_frame() -> None:
    """Whole numbers get commas, others one decimal; gaps are blank; a named index is first."""
    frame = pd.DataFrame(
        {"Units": [12000, 900], "Share": [24.444, None], "Brand": ["Brio", "Otto"]},
        index=pd.Index([1, 2], name="Month"),
    )

    assert table_of(frame, "Sales") == Table(
        "Sales",
        ("Month", "Units", "Share", "Brand"),
        (("1", "12,000", "24.4", "Brio"), ("2", "900", "", "Otto")),
    )


def test_numeric_columns_hold_numbers_only() -> None:
    """Signs, commas and a percent sign are part of a number; a date is not."""
    table = Table("t", ("a", "b", "c"), (("1,200", "−4.5", "2026-01-02"), ("7 %", "+3", "x")))

    assert numeric_columns(table) == (0, 1)
