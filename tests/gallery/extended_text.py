"""Three texts about a launch that moved: one with help, one with little room."""

from pm_exercises.interactions import ExtendedText, Prompt
from tests.gallery.sample import sample

KEPT = "We told the shops first, and the service desk on the same day."
CHANGED = (
    "I took the date for a promise.\n\nIt was a guess that nobody had said aloud: the mould was "
    "still at the plant, and the only person who knew was on leave."
)
NEXT = "Ask who knows, before I write a date."

SAMPLE = sample(
    "GAL-TEXT",
    "Look back at the launch",
    "Write a sentence or two under each question. It is for you.",
    ExtendedText(
        (
            Prompt("kept", "What went well, and should stay?", "One thing is enough."),
            Prompt(
                "changed",
                "What did you see differently when the launch moved by a week, and who or what "
                "showed it to you?",
                "A talk, a figure or a day that surprised you.",
            ),
            Prompt("next", "What will you do next time?", limit=60),
        )
    ),
    wanted={"texts": {"kept": KEPT, "changed": CHANGED, "next": NEXT}},
    wrong={"texts": {"kept": KEPT, "changed": "Nothing.", "next": "The same."}},
    half={"texts": {"kept": KEPT}},
    marks=("changed", "next"),
)
