"""W2: six jobs of a ferry company's app, by what a week of waiting costs for each week of work."""

from pm_exercises.interactions import Card, Pick, Ranking
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-RANK",
    "What first?",
    "Put the jobs in order: most money lost by waiting, for each week of work, first.",
    Ranking(
        cards=(
            Card(
                "dark",
                "Dark colours for night crossings",
                "waiting costs 1,000 a week, 2 weeks of work",
            ),
            Card(
                "dog",
                "Book a place for a dog together with the cabin",
                "waiting costs 6,000 a week, 2 weeks of work",
            ),
            Card(
                "law",
                "Show the fuel surcharge before payment, as the harbour asks from June",
                "waiting costs 2,000 a week, 1 week of work",
                name="Show the fuel surcharge",
            ),
            Card(
                "queue",
                "Tell drivers which lane to queue in",
                "waiting costs 4,000 a week, 4 weeks of work",
            ),
            Card(
                "refund",
                "Refund a cancelled crossing without a call",
                "waiting costs 10,000 a week, 2 weeks of work",
            ),
            Card("map", "A map of the decks", "waiting costs 500 a week, 5 weeks of work"),
        ),
        picks=(
            Pick(
                "why",
                "Reason for its place",
                {"score": "As the score says", "date": "A date that cannot move"},
                cards=("law",),
            ),
        ),
        heading="Your order, first job on top",
    ),
    wanted={
        "order": ["refund", "dog", "law", "queue", "dark", "map"],
        "picks": {"law": {"why": "score"}},
    },
    wrong={
        "order": ["refund", "queue", "dog", "law", "dark", "map"],
        "picks": {"law": {"why": "date"}},
    },
    half={"order": ["refund", "dog"], "picks": {}},
    marks=("queue", "law"),
)
