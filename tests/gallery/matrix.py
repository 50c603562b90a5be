"""W14: five findings of a usability test, rated and placed within ten points of work."""

from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import ReadOnlyAnswer, Table
from tests.gallery.sample import sample

POINTS = 10


def _work(answer: ReadOnlyAnswer) -> Gauge:
    """The points of what is mended now."""
    rows = answer["grid"].values()
    used = sum(row.get("points", 0) for row in rows if row.get("when") == "now")
    left = POINTS - used
    rest = f"{left:g} left" if left >= 0 else f"{-left:g} too many"
    return Gauge("Work", used, POINTS, f"{used:g} of {POINTS} points, {rest}", left < 0)


SAMPLE = sample(
    "GAL-MATRIX",
    "What to mend first",
    "Rate each finding by the table, guess the work, and say when it is mended.",
    Matrix(
        rows=(
            MatrixRow("pair", "Pairing fails", "7 of 12 gave up"),
            MatrixRow("pay", "Pays twice", "1 of 12 lost money"),
            MatrixRow("word", "“Degas” is not understood", "9 of 12 asked, all went on"),
            MatrixRow("grey", "Grey text on grey", "3 of 12 leaned forward"),
        ),
        columns=(
            MatrixColumn("severity", "Severity", low=0, high=4, whole=True, unit="0 to 4"),
            MatrixColumn(
                "kind", "Kind", {"flow": "Flow", "words": "Words", "look": "Look", "bug": "Bug"}
            ),
            MatrixColumn("points", "Work", low=0.5, high=8, unit="points"),
            MatrixColumn("when", "When", {"now": "Now", "next": "Next round", "no": "Not mended"}),
        ),
        extra=(
            MatrixColumn(
                "who", "Who tells support", {"ux": "The researcher", "pm": "The product manager"}
            ),
            MatrixColumn("people", "People in the next test", low=1, high=40, whole=True),
        ),
        meter=_work,
        tables=(
            Table(
                "How severe it is",
                ("Level", "In words"),
                (
                    ("4", "Cannot go on, or loses money or data"),
                    ("3", "Goes on only with help"),
                    ("2", "Loses time, finds a way"),
                    ("1", "Notices it"),
                ),
            ),
        ),
        corner="Finding",
    ),
    wanted={
        "grid": {
            "pair": {"severity": 4, "kind": "flow", "points": 5, "when": "now"},
            "pay": {"severity": 4, "kind": "bug", "points": 3, "when": "now"},
            "word": {"severity": 2, "kind": "words", "points": 0.5, "when": "now"},
            "grey": {"severity": 1, "kind": "look", "points": 2, "when": "next"},
        },
        "extra": {"who": "pm", "people": 12},
    },
    wrong={
        "grid": {
            "pair": {"severity": 4, "kind": "flow", "points": 5, "when": "now"},
            "pay": {"severity": 1, "kind": "bug", "points": 3, "when": "no"},
            "word": {"severity": 4, "kind": "words", "points": 4, "when": "now"},
            "grey": {"severity": 2, "kind": "look", "points": 2, "when": "now"},
        },
        "extra": {"who": "ux", "people": 12},
    },
    half={
        "grid": {
            "pair": {"severity": 4, "kind": "flow", "points": 5, "when": "now"},
            "pay": {"severity": 4},
        },
        "extra": {},
    },
    marks=("pay", "word.severity", "who"),
)
