"""The matrix (W14), filled in by keyboard and by mouse. There is nothing to drag."""

from __future__ import annotations

from tests.browser.boards.conftest import Open

COLUMNS = ("severity", "kind", "points", "when")


def test_by_keyboard(show: Open) -> None:
    """Down each column with Ctrl and an arrow, across with Tab; letters choose from a list."""
    hands = show("matrix")
    wanted = hands.sample.wanted
    rows = list(wanted["grid"])
    hands.at("cell:pair.severity").focus()
    for column in COLUMNS:
        for row in rows:
            assert hands.focused() == f"cell:{row}.{column}"
            given = wanted["grid"][row][column]
            words = {"now": "Now", "next": "Next"}.get(given, str(given))
            hands.page.keyboard.type(words)
            hands.page.keyboard.press("Control+ArrowDown")
            hands.page.wait_for_timeout(50)
        assert hands.focused() == f"cell:{rows[-1]}.{column}"
        for _ in rows[1:]:
            hands.page.keyboard.press("Control+ArrowUp")
            hands.page.wait_for_timeout(50)
        hands.page.keyboard.press("Tab")
    hands.at("extra:who").focus()
    hands.page.keyboard.type("The product")
    hands.page.keyboard.press("Tab")
    assert hands.focused() == "extra:people"
    hands.page.keyboard.type("12")
    hands.page.keyboard.press("Enter")

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """Every cell is found by a label that names row and column."""
    hands = show("matrix")
    for row in hands.sample.exercise.interaction(0).spec()["rows"]:
        line = hands.sample.wanted["grid"][row["id"]]
        for column in ("Kind", "When"):
            box = hands.frame.get_by_label(f"{column} for {row['label']}")
            box.select_option(line[column.lower()])
        hands.type(f"Severity for {row['label']}", str(line["severity"]))
        hands.type(f"Work for {row['label']}", f"{line['points']} points".replace(".", ","))
    hands.frame.get_by_label("Who tells support").select_option("pm")
    hands.type("People in the next test", "12")

    hands.is_kept()


def test_what_cannot_be_is_said_under_its_cell(show: Open) -> None:
    """A number out of range stays in its box with the reason, and other cells go on."""
    hands = show("matrix")
    hands.type("Severity for Pays twice", "9")
    cell = hands.frame.locator("td", has=hands.page.locator("[data-focus='cell:pay.severity']"))
    cell.get_by_role("alert").wait_for()
    hands.at("cell:pay.when").select_option("now")
    hands.wait_saved({"grid": {"pay": {"when": "now"}}, "extra": {}})

    assert "from 0 to 4" in cell.get_by_role("alert").inner_text()
    assert hands.at("cell:pay.severity").input_value() == "9"


def test_the_meter_follows(show: Open) -> None:
    """What the choices amount to is said under the grid."""
    hands = show("matrix")
    hands.type("Work for Pairing fails", "8")
    hands.at("cell:pair.when").select_option("now")
    hands.frame.get_by_text("8 of 10 points, 2 left").wait_for()
    hands.type("Work for Pays twice", "8")
    hands.at("cell:pay.when").select_option("now")

    hands.frame.get_by_text("16 of 10 points, 6 too many").wait_for()
