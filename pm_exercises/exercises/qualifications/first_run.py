"""QUA-E2: watch somebody use the product for the first time, and borrow from other industries."""

from __future__ import annotations

from collections.abc import Mapping

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.data import load
from pm_exercises.exercises.qualifications import first_run_rules as rules
from pm_exercises.exercises.qualifications.first_run_rules import Data, Pattern, Step
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.item import Item, Table

USERS = (3, 2, 1)  # how many name the first, the second and the third theme
WHO = ("Ada", "Bo", "Cem", "Dina", "Ewa", "Finn")


def generate(rng: Generator) -> Data:
    """Draw three steps of each kind, the order of the ideas, and six voices on another product."""
    authored = load("qualifications/first_run")
    cards = authored["deals"][int(rng.integers(len(authored["deals"])))].split()
    steps = zip(authored["steps"].items(), cards, strict=True)
    patterns = [Pattern(key, **words) for key, words in authored["patterns"].items()]
    outside = authored["outside"][int(rng.integers(len(authored["outside"])))]
    return Data(
        steps=tuple(Step(key, name, card, authored["seen"][card]) for (key, name), card in steps),
        patterns=tuple(patterns[i] for i in rng.permutation(len(patterns))),
        product=outside["name"],
        enjoys=_voices(outside["enjoys"], rng),
        wishes=_voices(outside["wishes"], rng),
    )


def _voices(said: Mapping[str, list[str]], rng: Generator) -> tuple[tuple[str, str], ...]:
    """Six users: three name one theme, two another, one the third, in mixed order and words."""
    names = list(said)
    order = [names[i] for i in rng.permutation(len(names))]
    voices = [
        (theme, words)
        for theme, count in zip(order, USERS, strict=True)
        for words in rng.choice(said[theme], count, replace=False).tolist()
    ]
    return tuple(voices[i] for i in rng.permutation(len(voices)))


def interaction(data: Data) -> Matrix:
    """The board: a label and an idea for each step, and two questions on another product."""
    ideas = {pattern.id: f"{pattern.name} ({pattern.industry})" for pattern in data.patterns}
    return Matrix(
        rows=tuple(MatrixRow(step.id, step.name, step.seen) for step in data.steps),
        columns=(
            MatrixColumn("label", "For her, it", rules.LABELS),
            MatrixColumn("idea", "Borrow from", {rules.NONE: "Nothing needed", **ideas}),
        ),
        extra=(
            MatrixColumn("enjoys", _ask(data, "enjoy"), _options(data.enjoys)),
            MatrixColumn("wishes", _ask(data, "would improve"), _options(data.wishes)),
        ),
        tables=(
            Table(
                "How others do it",
                ("Idea", "Comes from", "What it does"),
                tuple((p.name, p.industry, p.text) for p in data.patterns),
            ),
            Table(
                f"Six users of {data.product}",
                ("User", "Enjoys", "Would improve"),
                tuple(
                    (who, enjoys, wishes)
                    for who, (_, enjoys), (_, wishes) in zip(
                        WHO, data.enjoys, data.wishes, strict=True
                    )
                ),
            ),
        ),
        corner="Step, and what we saw",
    )


def _ask(data: Data, verb: str) -> str:
    return f"What do most users of {data.product.partition(',')[0]} {verb}?"


def _options(said: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {f"t{n}": theme for n, theme in enumerate(rules.themes(said), 1)}


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: see Thymeboard through the eyes of someone on day one, and find help for each "
        "place where she cannot go on, in a business that has nothing to do with food.",
        "Works: she goes on at once. Confusing: she hesitates, goes back or guesses, and gets on "
        "alone. Blocked: she stops, gives up, or needs somebody. For an idea, finish the sentence "
        "“When I…, I want to…, so that…” for the step and for the idea. Same sentence, same job. "
        "Lesson 2 has both.",
        "From a swimming club. A new member stands before the lockers and asks which coin fits: "
        "blocked. The job: “I want to lock my things without bringing anything.” A hotel safe with "
        "a code does that job. A golden locker looks grand, and does not.",
        f"Start with “{data.steps[0].name}”. Cover everything you know of kits, and read only what "
        "she does. Mark all nine steps before you look at a single idea.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-E2",
        title="Beginner's eyes, borrowed ideas",
        task="Say how each of Ilse's nine first steps went. Give each step at which she was "
        "blocked an idea from elsewhere, and read what users of another product say.",
        minutes=15,
        seeds=("QUAL-1b", "QUAL-1c", "QUAL-1d", "QUAL-5"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-E2.OPEN", 0.5, "All steps labelled, ideas where blocked", rules.whole),
        Criterion("QUA-E2.NICHE", 2, "Ideas from two industries outside food", rules.from_outside),
        Criterion("QUA-E2.ENJOY", 0.75, "What users enjoy elsewhere", rules.most_enjoyed),
        Criterion("QUA-E2.WISH", 0.5, "What users wish elsewhere", rules.most_wished),
        Criterion("QUA-E2.LABEL", 3, "Each step as she met it", rules.labels_right, needs_key=True),
        Criterion(
            "QUA-E2.SURFACE", 3.25, "Each idea does the same job", rules.same_job, needs_key=True
        ),
    ),
    messages={
        "QUA-E2.OPEN": "Steps with an open list: {count}. A step nobody looked at is a step where "
        "customers get lost unseen. Look for the lists that say “Choose…”.",
        "QUA-E2.BARE": "Blocked steps without an idea: {count}. A customer who cannot go on will "
        "not wait for us to have one. Who else has to help somebody past this point?",
        "QUA-E2.SPARE": "Ideas on steps that you do not call blocked: {count}. Time spent there is "
        "missing where she could not go on. Set them to “Nothing needed”.",
        "QUA-E2.EXPERT": "Blocked steps that you call working: {count}. You know where the button "
        "is; she does not, and she left. Read the step as someone on day one: what do they see?",
        "QUA-E2.MILD": "Steps you call easier than they were for her: {count}. What we wave "
        "through, the next customer pays for. Did she get on alone, and did she hesitate?",
        "QUA-E2.ALARM": "Steps you call harder than they were for her: {count}. If all is on fire, "
        "nobody knows where to run first. Did she really stop, or just look twice?",
        "QUA-E2.UNSEEN": "Steps at which she could not go on, without that label: {count}. They "
        "get no idea, and she gets no help. Look for the moments when she gave up or asked.",
        "QUA-E2.SURFACE": "Ideas that look alike and solve a different problem: {count}. A copied "
        "screen brings its own job along, and leaves hers undone. Compare the job, not the screen.",
        "QUA-E2.NICHE": "Every idea comes from food. Rivals know those as well, and share our "
        "blind spots. Who else has to calm a first-time customer?",
        "QUA-E2.ONEPLACE": "All ideas from outside food come from {industry}. One other place is "
        "one other habit; two show what is common to them. Where else do people meet this step?",
        "QUA-E2.NOIDEA": "No blocked step has an idea yet. Looking elsewhere is how a product gets "
        "out of its own rut. Label the steps first, then look at the table of ideas.",
        "QUA-E2.UNREAD": "A question on the other product's users is still open. What people enjoy "
        "elsewhere is what they will expect of us. Read the six lines.",
        "QUA-E2.ENJOY": "Fewer users name what you chose as enjoyed. Borrowing a charm that few "
        "feel costs as much as one that many feel. Group the six lines by what they praise.",
        "QUA-E2.WISH": "Fewer users name what you chose as a wish. If you borrow an idea, borrow "
        "its repairs too, the most wanted first. Group the six lines by what is missing.",
    },
    hints=hints,
    meaning="You saw the first box as somebody sees it who never had one, and found help where "
    "nobody else in the trade is looking.",
)
