"""The little Markdown of a feedback page: bold and code, and never anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.markup import marked_up


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("**Vision.** For people", "<strong>Vision.</strong> For people"),
        ("a `board.answer` b", "a <code>board.answer</code> b"),
        ("`**not bold**`", "<code>**not bold**</code>"),
        ("**with `code` in it**", "<strong>with <code>code</code> in it</strong>"),
        ("[the lesson](foundations.ipynb#E3)", "the lesson"),
        ("[x](javascript:alert)", "x"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("**open", "**open"),
        ("** spaced **", "** spaced **"),
        ("**two\nlines**", "**two\nlines**"),
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("**<script>**", "<strong>&lt;script&gt;</strong>"),
        ('`" onclick="x`', "<code>&#34; onclick=&#34;x</code>"),
    ],
)
def test_what_it_shows(text: str, html: str) -> None:
    """Bold, code, a link's words; all else as it is written."""
    assert str(marked_up(text)) == html


@given(st.text(st.sampled_from("*`[]()<>&\"' \nab")) | st.text())
def test_nothing_else_gets_out(text: str) -> None:
    """Whatever a text holds, its only elements are two without attributes, and they are closed."""
    html = str(marked_up(text))

    assert set(re.findall(r"<[^>]*>", html)) <= {"<strong>", "</strong>", "<code>", "</code>"}
    assert html.count("<strong>") == html.count("</strong>")
    assert html.count("<code>") == html.count("</code>")
    assert '"' not in html
