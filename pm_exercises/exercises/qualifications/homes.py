"""QUA-E6: give each kind of information one home and one keeper, and find things again."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.data import load
from pm_exercises.exercises.qualifications import homes_rules as rules
from pm_exercises.exercises.qualifications.homes_rules import HOMES, KEEPERS, READERS, TOOLS
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.item import Item, Table

QUESTIONS = 4


def generate(rng: Generator) -> rules.Data:
    """Draw twelve kinds of information, and four questions that they answer."""
    authored = load("qualifications/information")
    ids = [
        str(kind)
        for lot in authored["lots"]
        for kind in rng.choice(lot["of"], lot["draw"], replace=False)
    ]
    kinds = tuple(
        rules.Kind(ids[i], **authored["kinds"][ids[i]]) for i in rng.permutation(len(ids))
    )
    asked = [kind for kind in kinds if kind.question]
    quiz = tuple(asked[i] for i in rng.choice(len(asked), QUESTIONS, replace=False))
    return rules.Data(kinds, quiz)


def interaction(data: rules.Data) -> Matrix:
    """The board: a home and a keeper for each kind, and four things to find again."""
    return Matrix(
        rows=tuple(MatrixRow(kind.id, kind.text, kind.note) for kind in data.kinds),
        columns=(
            MatrixColumn("home", "Its one home", HOMES),
            MatrixColumn("keeper", "Who keeps it right", KEEPERS),
        ),
        extra=tuple(
            MatrixColumn(f"ask-{kind.id}", f"Where do you look? {kind.question}", TOOLS)
            for kind in data.quiz
        ),
        tables=(
            Table(
                "The tools at Thymeboard, and who can read them",
                ("Tool", "Readers"),
                tuple((TOOLS[tool], who) for tool, who in READERS.items()),
            ),
        ),
        corner="Kind of information",
    )


def hints(data: rules.Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    first = data.quiz[0]
    return (
        "The goal: everyone finds the right answer without asking you. One home for each kind of "
        "information, one role that keeps it right, and no customer's address on the open wall.",
        "Ask three things of each row. Who must be able to read it, and who must not? How will it "
        "be looked for in a month: by time, by customer, by number? Who is first to notice when it "
        "is out of date? Lesson 6 has the tools side by side.",
        "From a theatre. The stage plan lives in the drawing, kept by the stage builder. “The lamp "
        "is broken” goes into the list of repairs. “We never play on Mondays again” is a decision: "
        "it goes into the book, although it was said in the corridor. Phone numbers of the guests "
        "stay at the box office.",
        f"Begin at the end: “{first.question}” Which row answers that? Give this row its home "
        "first, then look where the other three questions lead. Then take the rows with a small "
        "note under them.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-E6",
        title="One home for everything",
        task="Give each of twelve kinds of information one home and one keeper. Then find four "
        "facts again by your own map.",
        minutes=10,
        seeds=("QUAL-4a", "QUAL-4b", "QUAL-4c", "QUAL-5"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-E6.TWIN", 0.75, "One home for each", rules.one_home),
        Criterion("QUA-E6.CHAT", 1, "Decisions can be found in a month", rules.decisions_found),
        Criterion("QUA-E6.PII", 1, "Personal data are not on show", rules.people_protected),
        Criterion(
            "QUA-E6.BRAND", 0.75, "Marketing reaches brand and vision", rules.brand_reachable
        ),
        Criterion("QUA-E6.FIND", 1, "Four facts found by your own map", rules.facts_found),
        Criterion("QUA-E6.HOME", 4, "Each home suits", rules.where_it_belongs, needs_key=True),
        Criterion(
            "QUA-E6.KEEPER", 1.5, "Each keeper suits", rules.somebody_keeps_it, needs_key=True
        ),
    ),
    messages={
        "QUA-E6.OPEN": "Rows without a home or a keeper: {count}. What has no home is kept in "
        "somebody's head, and goes on holiday with it. Look for the lists that say “Choose…”.",
        "QUA-E6.TWIN": "Kinds of information with two homes: {count}. Two places hold the same "
        "fact. Which one is right when they differ? Choose one, and let the other hold a link.",
        "QUA-E6.CHAT": "Decisions that live in the chat: {count}. In a month nobody will find this "
        "message, and the same question is settled twice. Where do decisions live?",
        "QUA-E6.PII": "Personal data outside the customer records: {count}. The wiki is open to "
        "everyone, and other tools to many. Is that fair to the customers listed there? Look at "
        "who can read each tool.",
        "QUA-E6.BRAND": "Brand or vision where marketing cannot read it: {count}. Then each poster "
        "invents its own promise. Look at the table of readers.",
        "QUA-E6.FIND": "Questions that you look up somewhere else than your own map says: {count}. "
        "A map nobody follows is decoration. Which row answers the question, and where did you put "
        "that row?",
        "QUA-E6.LOST": "Questions whose answer your map keeps in the chat: {count}. It scrolls "
        "away with every lunch order. Would you find it on the day you need it?",
        "QUA-E6.UNASKED": "Questions that cannot be looked up yet: {count}. Finding again is the "
        "test of any order. Give the row its home, then answer.",
        "QUA-E6.HOME": "Kinds of information in a home that does not suit them: {count}. People "
        "look where such things usually are, and then ask you. How will it be looked for: by time, "
        "by customer, by number, by picture?",
        "QUA-E6.NOBODY": "Kinds of information that everyone keeps a little: {count}. What all "
        "keep up, nobody keeps up. Who is first to notice that it is out of date?",
        "QUA-E6.KEEPER": "Keepers who would be the last to notice a mistake: {count}. A keeper "
        "without the news keeps old news. Who works with it each week?",
    },
    hints=hints,
    meaning="Whoever joins next month finds what was decided and whom to ask, and nobody's "
    "personal data lie about.",
)
