"""W18: four short questions; two ask for a number, one of them about a table."""

from pm_exercises.interactions import Question, QuizStrip
from pm_exercises.item import Table
from tests.gallery.sample import sample

SOLD = Table(
    "Kettles sold, by quarter",
    ("Quarter", "Grey", "Red", "All kettles"),
    (("Spring", "1,200", "800", "2,000"), ("Summer", "900", "850", "1,750")),
)

SAMPLE = sample(
    "GAL-QUIZ",
    "Before you go on",
    "Answer in any order, as often as you like.",
    QuizStrip(
        (
            Question(
                "q1",
                "Whose task",
                "The plant has a new mould for the lid. Which of these is the product manager's to "
                "finish before it is used?",
                options={
                    "a": "Have the mould measured, and sign the report that goes to the plant.",
                    "b": "Say which kettles are to get the new lid first, and tell the shops and "
                    "the service desk why it is those and not the others.",
                    "c": "Book the truck.",
                },
            ),
            Question(
                "q2",
                "A share of a sum",
                "Which share of all the kettles sold in spring was grey?",
                unit="%",
                table=SOLD,
            ),
            Question(
                "q3",
                "Percent or points?",
                "A share rose from 20 % to 25 %. What did it do?",
                options={
                    "a": "It rose by 5 percent.",
                    "b": "It rose by 5 percentage points.",
                },
            ),
            Question(
                "q4",
                "A plan to come back to",
                "Sales fell from 2,000 to 1,750 kettles. How many more have to be sold to be where "
                "you were?",
                unit="kettles",
            ),
        )
    ),
    wanted={"q1": "b", "q2": 60.0, "q3": "b", "q4": 250.0},
    wrong={"q1": "a", "q2": 40.0, "q3": "b", "q4": 250.0},
    half={"q1": "b", "q4": 250.0},
    marks=("q1", "q2"),
)
