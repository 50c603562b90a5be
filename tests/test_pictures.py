"""Drawn pictures: they have names, and say the same in words as in the drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pm_exercises import pictures
from pm_exercises.pictures import Picture

DRAWN = (
    pictures.project_and_product,
    pictures.life_cycle,
    pictures.strategy_ladder,
    pictures.influence_and_interest,
    pictures.four_qualifications,
)
SVG = "{http://www.w3.org/2000/svg}"
# What a table says beside the drawing's words: its headings, and names of the arrows.
ONLY_IN_WORDS = {
    pictures.project_and_product: {"", "What", "How long"},
    pictures.life_cycle: {
        *("Stage", "Common task", "Main question", "Sales", "Happens here", "Always"),
    },
    pictures.strategy_ladder: {
        *("Rung", "Answers", "Example", "Looks ahead", "Step", "In words"),
        *("Vision to goal", "Goal to initiative", "Initiative to metric", "Metric to goal"),
    },
    pictures.influence_and_interest: {
        *("Influence", "Interest", "What they need", "Here", "high", "low"),
        *("Direction", "Means", "upward", "to the right"),
    },
    # What each quarter holds stands beside the wheel, one quarter at a time.
    pictures.four_qualifications: {
        "The question it asks",
        *(
            cell
            for table in pictures.four_qualifications().tables[1:]
            for row in (table.columns, *table.rows)
            for cell in row
        ),
    },
}

each_picture = pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)


def _drawing(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.drawing)


def _words_drawn(picture: Picture) -> set[str]:
    return {
        " ".join(span.text or "" for span in text.iter(f"{SVG}tspan"))
        for text in _drawing(picture).iter(f"{SVG}text")
    }


@each_picture
def test_text_twin_says_what_the_picture_says(draw: Callable[[], Picture]) -> None:
    """Every word drawn is in the tables, and nothing in the tables is missing in the drawing."""
    picture = draw()

    cells = {
        cell for table in picture.tables for row in (table.columns, *table.rows) for cell in row
    }

    assert cells - ONLY_IN_WORDS[draw] == _words_drawn(picture)


@each_picture
def test_drawing_has_a_name_and_a_description(draw: Callable[[], Picture]) -> None:
    """A screen reader announces one image, by its title and description."""
    root = _drawing(draw())

    labels = root.attrib["aria-labelledby"].split()
    named = {element.attrib["id"]: element.text for element in root if "id" in element.attrib}

    assert root.attrib["role"] == "img"
    assert [tag.tag for tag in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert all(named[label] for label in labels)


@each_picture
def test_html_holds_the_drawing_and_real_tables(draw: Callable[[], Picture]) -> None:
    """A notebook shows drawing and words; plain text has the words alone."""
    picture = draw()

    bundle = picture._repr_mimebundle_()

    assert picture.drawing in bundle["text/html"]
    assert bundle["text/html"].count("<table") == len(picture.tables)
    assert all(str(table) in bundle["text/plain"] for table in picture.tables)
    assert "<" not in bundle["text/plain"]


@each_picture
def test_colours_come_from_the_theme(draw: Callable[[], Picture]) -> None:
    """No colour is fixed in the drawing, so that it follows the light and the dark theme."""
    assert not re.search(r"#[0-9a-fA-F]{3,8}|rgb|style=", draw().drawing)


@each_picture
def test_words_stay_inside_the_drawing(draw: Callable[[], Picture]) -> None:
    """Even in a wide fallback font no line leaves the frame or is cut."""
    root = _drawing(draw())
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    widest = {
        "pmx-h": 9.9,
        "pmx-soft": 7.4,
        "": 8.0,
    }  # pixels per character, DejaVu Sans

    for text in root.iter(f"{SVG}text"):
        for span in text.iter(f"{SVG}tspan"):
            x, y = float(span.attrib["x"]), float(span.attrib["y"])
            long = len(span.text or "") * widest[text.attrib["class"]]
            start = x - {"start": 0.0, "middle": long / 2, "end": long}[text.attrib["text-anchor"]]
            assert start >= 0, span.text
            assert start + long <= width, span.text
            assert y <= height - 4, span.text


def test_two_pictures_never_share_an_id() -> None:
    """Two pictures on one page keep their own names."""
    ids = [
        element.attrib["id"]
        for draw in DRAWN
        for element in _drawing(draw()).iter()
        if "id" in element.attrib
    ]

    assert len(ids) == len(set(ids))


def test_the_wheel_is_a_group_of_native_radio_buttons() -> None:
    """Four named choices of one group, the first chosen; JupyterLab leaves their keys alone."""
    html = pictures.four_qualifications().html()

    names = re.findall(
        r'<input type="radio" name="([^"]+)" data-lm-suppress-shortcuts="true"( checked)?>'
        r"<span>([^<]+)</span>",
        html,
    )

    assert [name for _, _, name in names] == [
        "Empathy",
        "Problem solving",
        "Leadership",
        "Organization",
    ]
    assert [bool(checked) for _, checked, _ in names] == [True, False, False, False]
    assert len({group for group, _, _ in names}) == 1
    assert "<script" not in html


def test_every_line_of_the_wheel_is_in_its_panels_and_tables() -> None:
    """A panel says what the picture in words says, and leads to cells that the notebook has."""
    wheel = pictures.four_qualifications()
    html, words = wheel.html(), repr(wheel)
    cells = (
        Path(__file__).parent.parent / "source/qualifications/qualifications.ipynb"
    ).read_text()

    for one in wheel.quarters:
        assert all(html.count(escape(line)) == 2 for line in one.holds)
        assert all(line in words for line in one.holds)
        assert all(f'"id": "{cell}"' in cells for cell, _ in one.lessons)


def test_two_wheels_do_not_share_their_choice() -> None:
    """Each copy on a page is a group of its own."""
    first, second = (
        re.search(r'name="(pmx-wheel-\d+)"', pictures.four_qualifications().html())
        for _ in range(2)
    )

    assert first
    assert second
    assert first[1] != second[1]
