"""QUA-E5: hand out a week's twelve tasks so that the work, the people and the vision get on."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.qualifications import delegation_rules as rules
from pm_exercises.exercises.qualifications.delegation_compare import compare
from pm_exercises.exercises.qualifications.delegation_rules import (
    DIRECTION,
    ME,
    SKILLS,
    Data,
    Person,
    Task,
)
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import Item, ReadOnlyAnswer, Table
from pm_exercises.variants import draw

NAMES = ("Aylin", "Bram", "Chidi", "Dora", "Emil", "Fatou", "Goran", "Hila")
DIRECTIONS = (
    "Decide whom next year's boxes are for",
    "Choose what we stop offering",
    "Settle what the name Thymeboard promises",
    "Answer the founders: grow wider or deeper?",
)
WORK = {
    "writing": (
        "Rewrite the card for step 4",
        "Draft the answer to an angry review",
        "Write the news for members",
    ),
    "numbers": (
        "Count second boxes by region",
        "Check the price of each dish",
        "Set up the weekly table",
    ),
    "research": (
        "Visit three kitchens",
        "Call ten people who left",
        "Test the new order page",
    ),
    "design": (
        "Draw the label for the cool bag",
        "Sketch the skip page",
        "Lay out the autumn menu",
    ),
    "supply": (
        "Find smaller bunches of herbs",
        "Agree on a second ice supplier",
        "Ask for a later pick-up",
    ),
    "support": (
        "Answer the open messages",
        "Write down the ten usual questions",
        "Call back the allergy cases",
    ),
}
MINE, URGENT, LEARNABLE = 2, 3, 2
SPARE = 2  # hours that everybody has beyond the plan that is sure to exist


def generate(rng: Generator) -> Data:
    """Draw a week that can be shared out well, and not by keeping most of it."""
    return draw(rng, candidate)


def candidate(rng: Generator) -> Data | None:
    """Draw once, or None where the week is too easy or cannot be done.

    First every person gets a task that they can do, and two of these become tasks that somebody
    wants to learn. So at least one good plan exists; hours are then widened a little.
    """
    skills = _shuffled([*SKILLS, *rng.choice(list(SKILLS), 2, replace=False).tolist()], rng)
    goals = [_other(skill, rng) for skill in skills]
    # Two people learn; everybody else, and two of them twice, does what they know.
    learners = rng.choice(len(NAMES), LEARNABLE, replace=False).tolist()
    others = [n for n in range(len(NAMES)) if n not in learners]
    twice = rng.choice(others, 2, replace=False).tolist()
    work = [(n, goals[n] if n in learners else skills[n]) for n in (*range(len(NAMES)), *twice)]
    urgent = set(rng.choice([i for i, (n, _) in enumerate(work) if n in others], URGENT, False))
    texts = {skill: _shuffled(words, rng) for skill, words in WORK.items()}
    tasks: list[Task] = []
    busy = [0] * len(NAMES)
    for i, (n, skill) in enumerate(work):
        if not texts[skill]:
            return None
        hours = int(rng.integers(2, 6))
        busy[n] += hours
        tasks.append(Task("", texts[skill].pop(), skill, hours, i in urgent))
    mine = rng.choice(DIRECTIONS, MINE, replace=False).tolist()
    tasks += [Task("", words, DIRECTION, int(rng.integers(4, 6))) for words in mine]
    people = tuple(
        Person(f"p{n + 1}", name, skills[n], goals[n], busy[n] + int(rng.integers(0, SPARE + 1)))
        for n, name in enumerate(NAMES)
    )
    shown = [tasks[i] for i in rng.permutation(len(tasks))]
    numbered = tuple(
        Task(f"t{n:02d}", t.text, t.skill, t.hours, t.urgent) for n, t in enumerate(shown, 1)
    )
    data = Data(people, numbered)
    return data if _fair(data) else None


def _fair(data: Data) -> bool:
    """Whether keeping much, or giving each task to whoever knows it, breaks the plan."""
    kept = sum(task.hours for task in data.tasks)
    total = sum(person.hours for person in data.people)
    known = all(
        any(person.skill == task.skill for person in data.people)
        for task in data.tasks
        if not task.mine
    )
    return known and kept > 2 * rules.MY_HOURS and total >= kept - rules.MY_MOST


def _shuffled(words: Sequence[str], rng: Generator) -> list[str]:
    return [words[i] for i in rng.permutation(len(words))]


def _other(skill: str, rng: Generator) -> str:
    rest = [one for one in SKILLS if one != skill]
    return rest[int(rng.integers(len(rest)))]


def interaction(data: Data) -> Matrix:
    """The board: who takes each task, and how you stay in touch with it."""

    def meter(answer: ReadOnlyAnswer) -> tuple[Gauge, ...]:
        return rules.gauges(answer, data)

    return Matrix(
        rows=tuple(MatrixRow(task.id, task.text, _facts(task)) for task in data.tasks),
        columns=(
            MatrixColumn(
                "who",
                "Who takes it",
                {
                    ME: "You",
                    **{p.id: f"{p.name} ({SKILLS[p.skill]})" for p in data.people},
                },
            ),
            MatrixColumn("checkin", "How you stay in touch", rules.CHECKINS),
        ),
        meter=meter,
        tables=(
            Table(
                "The team this week",
                ("Person", "Can do", "Wants to learn", "Free hours"),
                (
                    *((p.name, SKILLS[p.skill], SKILLS[p.goal], str(p.hours)) for p in data.people),
                    ("You", "the direction of the product", "–", f"{rules.MY_MOST} at most"),
                ),
            ),
            Table("What the plan must keep", ("Rule", "In words"), RULES),
        ),
        corner="Task",
    )


def _facts(task: Task) -> str:
    if task.mine:
        return f"{task.hours} h; decides where the product goes"
    return f"{task.hours} h; {SKILLS[task.skill]}" + ("; due on Thursday" if task.urgent else "")


RULES = (
    ("Direction", "What decides where the product goes stays with you"),
    ("Hours", "Nobody has more than their free hours"),
    ("Match", "Each task is something its person can do, or wants to learn"),
    ("Thursday", "What is due on Thursday goes to somebody who can do it already"),
    ("Growth", "At least two people get something that they want to learn"),
    ("Room", "You keep at most 12 of your 20 hours"),
    ("Part", "Everybody has a part"),
    ("Touch", "Learners: half-time, or together. Who can do it: half-time, or when it is done"),
)


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    rare = min(
        SKILLS,
        key=lambda skill: (sum(p.skill == skill for p in data.people), list(SKILLS).index(skill)),
    )
    able = " and ".join(p.name for p in data.people if p.skill == rare)
    return (
        "The goal: every task in good hands by Monday, room to breathe for you, and two people who "
        "learn something this week. Several plans keep all rules.",
        "Three questions for each task, in this order. Does it decide the direction? Then it is "
        "yours. Is it due on Thursday? Then somebody who can do it already. What is left may "
        "teach: whose wish is it, and do they have the hours? Lesson 5 has the steps.",
        "A choir has a concert on Thursday. The conductor keeps the choice of songs. The lights go "
        "to Ivo, who has done them for years: “tell me when they hang.” The posters are not due "
        "until next week, and Mona wants to learn layout: “show me at half-time.” The best singer "
        "sells no tickets, although she could.",
        f"Keep the tasks that decide the direction. Then look at {SKILLS[rare]}: among those who "
        f"can do it already, there is {able}. Place what is due on Thursday first, and watch the "
        "bars. Then ask for each person without a task: whose wish fits what is left?",
    )


CRITERIA = (
    Criterion("QUA-E5.ONLYPM", 1.5, "The direction stays with you", rules.direction_kept),
    Criterion("QUA-E5.OVER", 1.5, "Nobody has too many hours", rules.within_hours),
    Criterion("QUA-E5.MISFIT", 1.5, "Tasks fit skills or wishes", rules.skills_match),
    Criterion("QUA-E5.DUMP", 1.5, "Thursday's tasks are in skilled hands", rules.urgent_to_skilled),
    Criterion("QUA-E5.NOGROWTH", 1, "At least two people learn", rules.enough_growth),
    Criterion("QUA-E5.HERO", 1, "You keep at most 12 hours", rules.room_left),
    Criterion("QUA-E5.IDLE", 1, "Everybody has a part", rules.nobody_idle),
    Criterion("QUA-E5.ALONE", 1, "You stay in touch as each person needs", rules.looked_after),
)

EXERCISE = Exercise(
    item=Item(
        id="QUA-E5",
        title="Delegation desk",
        task="Hand out the week's twelve tasks: who takes each, and how you stay in touch.",
        minutes=16,
        seeds=("QUAL-3c", "QUAL-3d", "QUAL-5"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=CRITERIA,
    messages={
        "QUA-E5.LEFT": "Tasks in nobody's hands: {count}. What nobody has, nobody does, and you "
        "will hear of it on Friday. Look for the lists that say “Choose…”.",
        "QUA-E5.ONLYPM": "{what}: given away. This decision carries the product's direction. Help "
        "can be asked for, the call stays with you.",
        "QUA-E5.OVER": "More hours than there are: {who}. What does not fit is done at night, or "
        "badly. Look at the bars: who has room, and can do it or wants to?",
        "QUA-E5.MISFIT": "{what}: neither within that person's skill nor on their wish list. A "
        "task that fits nobody's reason is done without one. Look at the two middle columns of the "
        "team.",
        "QUA-E5.DUMP": "{what}: due on Thursday, and the person who has it cannot do it yet. "
        "Stretch work needs room to fail. Who has done this before?",
        "QUA-E5.NOGROWTH": "People who get something they want to learn: {count}. A team that only "
        "repeats itself gets slower, and its best leave. Which task without a date is on "
        "somebody's wish list?",
        "QUA-E5.HERO": "You kept {x} tasks, {hours} hours. What happens in week two of your "
        "holiday? Whoever does all of it also decides all of it. Which of them could somebody else "
        "do well enough?",
        "QUA-E5.IDLE": "Without any part in the plan: {who}. Nobody belongs to a team by looking "
        "on. What would they learn or own?",
        "QUA-E5.ALONE": "{what}: with somebody who is still learning, and you hear of it only at "
        "the end. Mistakes are cheap at half-time and dear on the last day. Agree on an earlier "
        "moment.",
        "QUA-E5.HOVER": "{what}: with somebody who can do it, and you begin it together. That "
        "takes your hours and their pride. What would you see at half-time that you cannot trust?",
        "QUA-E5.SILENT": "Tasks given away with no word on how you stay in touch: {count}. People "
        "then guess, or wait for you. Say for each when you want to hear of it.",
    },
    hints=hints,
    compare=lambda data, answer: compare(data, answer, CRITERIA),
    meaning="The week is in many hands and people learn from it, while the direction stays in "
    "yours.",
)
