"""500 cards, one of them 5,000 characters long and one that looks like markup."""

from pm_exercises.interactions import Card, CardSorter
from tests.gallery.sample import sample

EVIL = '<img src=x onerror="window.stolen = true"><script>window.stolen = true</script>'
CARDS = (
    Card("evil", EVIL, EVIL),
    Card("long", "A very long card. " * 278),
    *(Card(f"c{n}", f"Card number {n}") for n in range(498)),
)
SORTER = CardSorter(cards=CARDS, bins={"a": f"Here {EVIL}", "b": "There"})

SAMPLE = sample(
    "GAL-MANY",
    f"Many cards {EVIL}",
    "Sort them all.",
    SORTER,
    wanted={"bins": {card.id: "a" for card in CARDS}},
    wrong={"bins": {card.id: "b" for card in CARDS}},
    half={"bins": {card.id: "a" for card in CARDS[:250]}},
    marks=("evil",),
)
