"""What a sample of a board is, and how to make one with little ceremony."""

from __future__ import annotations

from dataclasses import dataclass

from pm_exercises.board import Alternative, Exercise
from pm_exercises.checks import Criterion, Finding, Key, Outcome
from pm_exercises.interactions import Interaction
from pm_exercises.item import Answer, Item, ReadOnlyAnswer


@dataclass(frozen=True, slots=True)
class Sample:
    """An exercise, the answer that a browser test brings about, and one that is checked wrong."""

    exercise: Exercise
    wanted: Answer
    wrong: Answer
    half: Answer


def sample(
    item_id: str,
    title: str,
    task: str,
    interaction: Interaction,
    *,
    wanted: Answer,
    wrong: Answer,
    half: Answer,
    marks: tuple[str, ...],
) -> Sample:
    """Return a sample that is met by the wanted answer alone; `marks` are what it marks else."""

    def complete(answer: ReadOnlyAnswer, _data: object, _key: Key) -> Outcome:
        left = len(interaction.missing(answer))
        return Outcome(1.0 if not left else 0.5, () if not left else (Finding("", {"n": left}),))

    def as_wanted(answer: ReadOnlyAnswer, _data: object, _key: Key) -> Outcome:
        right = answer == interaction.read(wanted)
        return Outcome(1.0) if right else Outcome(0.0, (Finding("", {}, marks),))

    exercise = Exercise(
        item=Item(item_id, title, task, 5, ()),
        generate=lambda rng: int(rng.integers(10**9)),
        interaction=lambda _data: interaction,
        criteria=(
            Criterion(f"{item_id}.ALL", 4, "Everything has its place", complete),
            Criterion(f"{item_id}.RIGHT", 6, "Each thing is where the case puts it", as_wanted),
        ),
        messages={
            f"{item_id}.ALL": "Still open: {n}. A plan with holes is filled by others. "
            "Look at what has no place yet.",
            f"{item_id}.RIGHT": "The marked ones do not fit what the case says. A plan that the "
            "facts do not carry falls apart in its first week. Read their facts once more.",
        },
        hints=lambda _data: (
            "The goal: every thing where the case puts it.",
            "Read the facts first; they decide.",
            "In another company, the lamp went first, because the wire was there.",
            "Begin with the first one and read its facts aloud.",
        ),
        compare=lambda _data, _answer: (
            Alternative("As the case has it", wanted, "Clear, and it leaves no slack."),
        ),
        meaning="The case can go on as planned, and everybody knows why.",
    )
    return Sample(exercise, wanted, wrong, half)
