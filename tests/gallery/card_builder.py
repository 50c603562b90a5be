"""W17: a small ladder of a museum: an aim, two targets, work for a target, and a sign for each."""

from pm_exercises.interactions import Card, CardBuilder, Slot
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-BUILD",
    "Why does the museum open late?",
    "Choose an aim and two targets, then say what is done for them and how anybody would notice.",
    CardBuilder(
        kinds={"aim": "Aims", "target": "Targets", "work": "Work", "sign": "Signs"},
        cards={
            "aim": (
                Card(
                    "a1",
                    "People who work all day see real things in the evening, with somebody at hand "
                    "who knows the story behind them.",
                    name="People who work all day",
                ),
                Card("a2", "To be the best museum in the region."),
            ),
            "target": (
                Card("t1", "Sell 400 tickets a week after six by March."),
                Card("t2", "Have 30 of 100 evening guests come back within a year."),
                Card("t3", "Become better known."),
            ),
            "work": (
                Card("w1", "Put the tram times on every ticket.", "two weeks"),
                Card("w2", "Let guests choose the next evening's topic.", "all year"),
                Card("w3", "Repaint the staff room.", "one week"),
            ),
            "sign": (
                Card("s1", "Guests who come by tram"),
                Card("s2", "Guests seen twice in a year"),
                Card("s3", "Posters printed"),
            ),
        },
        slots=(
            Slot("aim", "Aim", takes="aim"),
            Slot("one", "Target 1", takes="target", under="aim"),
            Slot("two", "Target 2", takes="target", under="aim"),
            *(
                slot
                for n in (1, 2)
                for slot in (
                    Slot(f"work{n}", "what we do", takes="work", group=f"Work {n}"),
                    Slot(f"for{n}", "serves", links=("one", "two"), group=f"Work {n}"),
                    Slot(f"sign{n}", "how we notice", takes="sign", group=f"Work {n}"),
                )
            ),
        ),
    ),
    wanted={
        "slots": {
            "aim": "a1",
            "one": "t1",
            "two": "t2",
            "work1": "w1",
            "for1": "one",
            "sign1": "s1",
            "work2": "w2",
            "for2": "two",
            "sign2": "s2",
        }
    },
    wrong={
        "slots": {
            "aim": "a2",
            "one": "t1",
            "two": "t2",
            "work1": "w1",
            "for1": "two",
            "sign1": "s3",
            "work2": "w2",
            "for2": "two",
            "sign2": "s2",
        }
    },
    half={
        "slots": {"aim": "a1", "one": "t1", "two": "t2", "work1": "w1", "for1": "one"},
    },
    marks=("aim", "for1", "sign1"),
)
