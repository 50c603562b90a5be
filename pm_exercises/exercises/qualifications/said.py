"""QUA-E4: choose words for how sure we are, by how 46 people really read them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.exercises.qualifications.perceptions import Phrase, answers, phrases
from pm_exercises.interactions import Card, CardBuilder, Slot
from pm_exercises.item import Item, ReadOnlyAnswer

PLANS = (
    "Boxes reach every door before six in the evening",
    "A dish of 20 minutes is in every box",
    "Leaving out a week takes one tap",
    "Herbs come in the amount a dish needs",
    "Half of our new customers cook a third box",
    "Thymeboard is what people with full evenings name first",
    "The card says in plain words when it is done",
    "Each family sees a price that stays for a year",
    "Nobody has to be at home for the box",
    "One box a week can be for a guest",
    "Families with an allergy order without calling us",
    "Nothing in the box has to be thrown away",
)
# How many of 20 such plans came true: one statement from each band, so that words of every strength
# are needed, and in three of them a phrase that many read in different ways seems to fit.
BANDS = ((3, 4), (13,), (14, 15, 16), (17, 18, 19))
OF = 20
FITS, FAR = 7.5, 15.0  # percent between the median and what we mean
TIGHT = 3.0  # a spread this much above the tightest fitting phrase is still fine
BESIDE = {
    "b1": "Nothing: a well-chosen phrase is enough",
    "b2": "The word “very”, where it matters most",
    "b3": "The number, in percent",
    "b4": "A green, amber or red dot",
}
NUMBER = "b3"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the plan, and how sure we are of it."""

    id: str
    text: str
    came_true: int  # of 20 such plans

    @property
    def percent(self) -> float:
        """How sure we are."""
        return 100 * self.came_true / OF


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's four statements, and the phrases in the order shown."""

    statements: tuple[Statement, ...]
    phrases: tuple[Phrase, ...]

    @property
    def survey(self) -> pd.DataFrame:
        """The real answers: a row for each of 46 readers, a column for each phrase, in percent."""
        return answers()

    def fitting(self, statement: Statement) -> list[Phrase]:
        """The phrases that half of the readers take about as we mean it."""
        return [p for p in self.phrases if abs(p.median - statement.percent) <= FITS]


def generate(rng: Generator) -> Data:
    """Draw four sentences, and how sure we are of each."""
    plans = rng.choice(PLANS, len(BANDS), replace=False).tolist()
    counts = [int(rng.choice(band)) for band in BANDS]
    counts = [counts[i] for i in rng.permutation(len(counts))]
    every = phrases()
    return Data(
        tuple(
            Statement(f"s{n}", plan, count)
            for n, (plan, count) in enumerate(zip(plans, counts, strict=True), 1)
        ),
        tuple(every[i] for i in rng.permutation(len(every))),
    )


def interaction(data: Data) -> CardBuilder:
    """The board: a phrase for each statement, and what stands beside all of them."""
    return CardBuilder(
        cards={
            "phrase": tuple(Card(phrase.id, phrase.words) for phrase in data.phrases),
            "beside": tuple(Card(key, words) for key, words in BESIDE.items()),
        },
        slots=(
            *(
                Slot(
                    one.id,
                    "we say",
                    takes="phrase",
                    group=f"{one.text}. ({one.came_true} of {OF} such plans came true.)",
                )
                for one in data.statements
            ),
            Slot(
                "beside", "stands there", takes="beside", group="Beside each phrase in the letter"
            ),
        ),
        kinds={"phrase": "Phrases", "beside": "Beside the phrase"},
    )


def read_as_meant(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Half of the readers take each phrase about as we mean it; half credit a little off."""
    credit = 0.0
    findings = []
    for statement, phrase in _chosen(answer, data):
        if phrase is None:
            continue
        off = abs(phrase.median - statement.percent)
        detail = {"words": phrase.words, "x": f"{phrase.median:g}", "y": f"{statement.percent:g}"}
        if off > FAR:
            findings.append(Finding("QUA-E4.WEASEL", detail, (statement.id,)))
        elif off > FITS:
            credit += 0.5
            findings.append(Finding("QUA-E4.NEAR", detail, (statement.id,)))
        else:
            credit += 1
    return Outcome(credit / len(data.statements), (*findings, *_open(answer, data)))


def read_alike(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Among the phrases that fit, each is one that readers agree on."""
    good = 0
    wide: list[tuple[Statement, Phrase]] = []
    off = False
    for statement, phrase in _chosen(answer, data):
        if phrase is None:
            continue
        fitting = data.fitting(statement)
        if phrase not in fitting:
            off = True
        elif phrase.spread > min(one.spread for one in fitting) + TIGHT:
            wide.append((statement, phrase))
        else:
            good += 1
    findings = [
        Finding(
            "QUA-E4.SPREAD",
            {"words": phrase.words, "low": f"{phrase.low:g}", "high": f"{phrase.high:g}"},
            (statement.id,),
        )
        for statement, phrase in wide
    ]
    if off:
        findings.append(Finding("QUA-E4.FITFIRST"))
    return Outcome(good / len(data.statements), (*findings, *_open(answer, data)))


def number_added(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The number stands beside the phrase."""
    beside = answer["slots"].get("beside")
    if sum(phrase is not None for _, phrase in _chosen(answer, data)) < 2:
        return Outcome(0, _open(answer, data) or (Finding("QUA-E4.OPEN", {"count": 1}),))
    if beside is None:
        return unmet("QUA-E4.OPEN", count=1, marks=("beside",))
    return MET if beside == NUMBER else unmet("QUA-E4.WORDSONLY", marks=("beside",))


def _chosen(answer: ReadOnlyAnswer, data: Data) -> list[tuple[Statement, Phrase | None]]:
    """Each statement with the phrase chosen for it, or none."""
    known = {phrase.id: phrase for phrase in data.phrases}
    return [(one, known.get(answer["slots"].get(one.id, ""))) for one in data.statements]


def _open(answer: ReadOnlyAnswer, data: Data) -> tuple[Finding, ...]:
    left = tuple(one.id for one in data.statements if one.id not in answer["slots"])
    return (Finding("QUA-E4.OPEN", {"count": len(left)}, left),) if left else ()


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    first = data.statements[0]
    return (
        "The goal: four sentences that everyone reads as you mean them. The survey tells you how "
        "people read each phrase.",
        "Two things count. The median: half of the readers take the phrase for less, half for "
        "more, so it should lie near what you mean. The spread: how far apart the middle half of "
        "the readers lie; among phrases that fit, take a tight one. Lesson 4 shows both.",
        "A captain has sailed to the outer island in 12 of 20 storms like this one: 60 %. “We "
        "believe” has its median at 70, and its middle half goes from 60 to 80. “Better than even” "
        "has its median at 60, and its middle half goes from 55 to 60. So he says the second, and "
        "adds “60 %”.",
        f"Start with “{first.text}”. Divide {first.came_true} by {OF} to get percent. In the table "
        f"below the board, mark all phrases whose median lies at most {FITS:g} from that number. "
        "Then compare their spreads.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-E4",
        title="Say it so it is heard",
        task="Choose for each sentence of the plan the phrase that readers take as you mean it, "
        "and agree on. Then say what stands beside it.",
        minutes=12,
        seeds=("QUAL-3b", "QUAL-3a"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-E4.WEASEL", 5, "Readers take it as you mean it", read_as_meant),
        Criterion("QUA-E4.SPREAD", 4, "Readers agree on it", read_alike),
        Criterion("QUA-E4.WORDSONLY", 1, "What stands beside the phrase", number_added),
    ),
    messages={
        "QUA-E4.WEASEL": "“{words}”: half of readers took this phrase as about {x} %. You meant "
        "{y} %. A team that hears another number makes another plan. Look for a median nearer to "
        "yours.",
        "QUA-E4.NEAR": "“{words}” has its median at {x} %, and you mean {y} %. Close, but twelve "
        "such sentences add up to another plan. Is there a phrase within 7.5 points?",
        "QUA-E4.SPREAD": "“{words}”: readers disagree widely on this phrase. The middle half lies "
        "between {low} and {high} %, so two people in one room leave with two plans. Choose a "
        "tighter one that fits as well.",
        "QUA-E4.FITFIRST": "A phrase that is read as something else cannot be read alike in the "
        "way you mean. Agreement on the wrong number misleads everybody at once. First bring the "
        "median near, then compare spreads.",
        "QUA-E4.OPEN": "Places still open: {count}. What a letter leaves out, the canteen fills "
        "in. Look for the empty places on the board.",
        "QUA-E4.WORDSONLY": "Beside the phrase stands something that each reader again reads in "
        "their own way. Even the tightest phrase is read apart by some. What would a reader need "
        "in order to know what you mean?",
    },
    hints=hints,
    meaning="Readers hear the chance you mean. Nobody plans on a promise that you did not make.",
)
