"""SW-E5: read the rivals by what buyers name, read two plans by who recommends, then choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.exercises.software.radar_table import (
    CAPABILITIES,
    LEAST_NAMED,
    PLANS,
    QUARTERS,
    RIVALS,
    Radar,
    candidate,
    frame_of,
    read_radar,
    usual,
)
from pm_exercises.explorers import Lookup, Options
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, ReadOnlyAnswer, Table
from pm_exercises.variants import draw

RESPONSES = {
    "match": "Respond: catch up with the best rival",
    "ignore": "Ignore: leave the gap as it is",
    "leap": "Leapfrog: aim past where the best rival is today",
}
GAP_TOLERANCE = 0.05  # of the right sum
NPS_TOLERANCE = 1.0  # points


@dataclass(frozen=True, slots=True)
class Data(Radar):
    """The learner's radar and answers."""

    @property
    def radar(self) -> pd.DataFrame:
        """Rivals by quarter: rival, capability, quarter, level, own_level, named_by_percent."""
        return frame_of(self)

    @property
    def nps(self) -> pd.DataFrame:
        """Everybody's answer to “How likely are you to recommend us?”: plan, score."""
        rows = [(plan, score) for plan in PLANS for score in self.answers(plan)]
        return pd.DataFrame(rows, columns=["plan", "score"])

    def tools(self) -> tuple[Lookup, Lookup, Lookup]:
        """What the board offers to those who do not write code."""
        views = {"plain": "Levels ahead", "weighted": "Levels ahead × buyers who name it"}
        lines = {"all": "All twelve levels added up", **CAPABILITIES}
        return (
            Lookup(
                "Hold one rival against Folionest",
                {"rival": Options("Rival", RIVALS), "view": Options("Gap", views)},
                self._gaps,
            ),
            Lookup("Follow the year", {"line": Options("Show", lines)}, self._year),
            Lookup("Who would recommend us?", {"plan": Options("Plan", PLANS)}, self._scores),
        )

    def _gaps(self, chosen: Mapping[str, str]) -> Table:
        rival, weighted = chosen["rival"], chosen["view"] == "weighted"
        rows, total = [], 0
        for c, words in CAPABILITIES.items():
            gap = self.gap(rival, c) * (self.named[c] if weighted else 1)
            total += gap
            level = str(self.level(rival, c))
            rows.append((words, f"{self.named[c]} %", str(self.own[c]), level, f"{gap:,}"))
        rows.append(("All twelve", "", "", "", f"{total:,}"))
        columns = ("Capability", "Buyers who name it", "Folionest", RIVALS[rival], "Gap")
        return Table(f"{RIVALS[rival]} in {QUARTERS[-1]}", columns, tuple(rows))

    def _year(self, chosen: Mapping[str, str]) -> Table:
        wanted = CAPABILITIES if chosen["line"] == "all" else [chosen["line"]]
        rows = tuple(
            (
                words,
                *(str(sum(self.level(r, c, q) for c in wanted)) for q in range(len(QUARTERS))),
            )
            for r, words in RIVALS.items()
        )
        own = str(sum(self.own[c] for c in wanted))
        caption = f"Levels by quarter; Folionest stands at {own} today"
        return Table(caption, ("Rival", *QUARTERS), rows)

    def _scores(self, chosen: Mapping[str, str]) -> Table:
        people = self.scores[chosen["plan"]]
        rows = tuple((str(score), f"{n}") for score, n in enumerate(people))
        rows += (
            ("All answers", f"{sum(people)}"),
            ("Mean answer", f"{mean(self.answers(chosen['plan'])):.2f}"),
        )
        return Table(PLANS[chosen["plan"]], ("Answer, 0 to 10", "People"), rows)


def generate(rng: Generator) -> Data:
    """Draw rivals of whom the strongest, the fastest and the most dangerous are three."""
    radar = draw(rng, candidate)
    return Data(radar.named, radar.own, radar.levels, radar.asked, radar.scores)


def interaction(data: Data) -> Scorecard:
    """The board: whom to watch, who moves, what users say, and what to do about three gaps."""
    rivals, users, respond = "1. The rivals", "2. Our users", "3. Three gaps"
    return Scorecard(
        (
            Choice("rival", f"Largest weighted gap in {QUARTERS[-1]}", RIVALS, rivals),
            Value("gap", "This gap", "percent × levels", "94", low=0, high=5_000, group=rivals),
            Choice("mover", f"Fastest mover, {QUARTERS[0]} to {QUARTERS[-1]}", RIVALS, rivals),
            *(
                Value(
                    f"nps_{plan}",
                    f"Net promoter score, {words.lower()}",
                    "points, −100 to 100",
                    "-4.5",
                    low=-100,
                    high=100,
                    group=users,
                )
                for plan, words in PLANS.items()
            ),
            *(
                Choice(f"r_{c}", f"Response to the gap in “{CAPABILITIES[c]}”", RESPONSES, respond)
                for c in data.asked
            ),
        )
    )


def rival_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The rival whose lead weighs most with buyers."""
    seen, rival = read_radar(data), answer["pick"].get("rival")
    if rival is None:
        return unmet("SW-E5.EMPTY", what="the rival with the largest gap", marks=("rival",))
    if rival == seen.rival:
        return MET
    widest = max(seen.plain, key=lambda each: seen.plain[each])
    code = "SW-E5.PLAIN" if rival == widest else "SW-E5.RIVAL"
    return unmet(code, name=RIVALS[rival], marks=("rival",))


def gap_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The weighted gap within 5 %; half for the right sum of another rival."""
    seen, given = read_radar(data), answer["vals"].get("gap")
    if given is None:
        return unmet("SW-E5.EMPTY", what="the size of the gap", marks=("gap",))
    if _near(given, seen.gap):
        return MET
    chosen = answer["pick"].get("rival")
    if chosen and chosen != seen.rival and _near(given, seen.weighted[chosen]):
        return unmet("SW-E5.GAP", share=0.5, given=f"{given:g}", marks=("gap",))
    plain = {seen.plain[seen.rival], seen.plain.get(chosen or "", seen.plain[seen.rival])}
    code = "SW-E5.PLAIN" if given in plain else "SW-E5.GAP"
    name = RIVALS[chosen or seen.rival]
    return unmet(code, name=name, given=f"{given:g}", marks=("gap",))


def mover_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The rival that rose most in four quarters."""
    seen, mover = read_radar(data), answer["pick"].get("mover")
    if mover is None:
        return unmet("SW-E5.EMPTY", what="the fastest mover", marks=("mover",))
    if mover == seen.mover:
        return MET
    code = "SW-E5.STATIC" if mover == seen.strongest else "SW-E5.MOVER"
    return unmet(code, name=RIVALS[mover], rise=f"{seen.rise[mover]:+d}", marks=("mover",))


def scores_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Both net promoter scores within a point."""
    seen, findings = read_radar(data), []
    for plan, words in PLANS.items():
        cell = f"nps_{plan}"
        given = answer["vals"].get(cell)
        if given is None:
            what = {"what": f"the score of the {words.lower()}"}
            findings.append(Finding("SW-E5.EMPTY", what, (cell,)))
        elif abs(given - seen.nps[plan]) > NPS_TOLERANCE:
            near = any(abs(given - slip) <= NPS_TOLERANCE for slip in usual(data, plan))
            code = "SW-E5.MEANNPS" if near else "SW-E5.NPS"
            findings.append(Finding(code, {"plan": words, "given": f"{given:g}"}, (cell,)))
    return Outcome(1 - len(findings) / len(PLANS), tuple(findings))


def responses_fit(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Each response follows from the share of buyers and from who still moves."""
    seen = read_radar(data)
    chosen = {c: answer["pick"].get(f"r_{c}") for c in data.asked}
    if all(each == "match" for each in chosen.values()):
        return unmet("SW-E5.COPYALL", marks=tuple(f"r_{c}" for c in data.asked))
    findings, right = [], 0
    for c, each in chosen.items():
        mark = (f"r_{c}",)
        detail = {"name": CAPABILITIES[c], "percent": data.named[c]}
        if each is None:
            what = {"what": f"the response to “{CAPABILITIES[c]}”"}
            findings.append(Finding("SW-E5.EMPTY", what, mark))
        elif each == seen.responses[c]:
            right += 1
        elif "ignore" in (each, seen.responses[c]):
            findings.append(Finding("SW-E5.WEIGHT", detail, mark))
        else:
            findings.append(Finding("SW-E5.MOVING", detail, mark))
    return Outcome(right / len(data.asked), tuple(findings))


def _near(given: float, right: float) -> bool:
    return abs(given - right) <= GAP_TOLERANCE * right


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    first = CAPABILITIES[data.asked[0]]
    return (
        "The goal: the rival whose lead weighs most with buyers, the one that moves fastest, how "
        "many users would recommend each plan, and a response to three gaps.",
        "A weighted gap adds up, over all capabilities: percent of buyers who name it × levels by "
        "which the rival is ahead. Where we are ahead, it adds nothing. A mover is read from first "
        "to last quarter. A net promoter score is percent of 9 and 10 minus percent of 0 to 6. "
        "Lesson 5 has the three responses.",
        "Two ferry lines. Swift is 3 levels ahead on games aboard, which 4 % of passengers name: "
        "12. Steady is 2 ahead on punctuality, which 40 % name: 80. Steady is the one to watch. Of "
        "200 passengers 80 answer 9 or 10, and 50 answer 6 or less: 40 % − 25 % = 15 points.",
        "Start with the first tool under the board. Choose Papyrist and the gap times buyers, and "
        "note the last line. Then the other three. For the responses, look at "
        f"“{first}”: how many buyers name it, and did its best rival rise this year?",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-E5",
        title="Competitor radar",
        task="Say which rival to watch, which one moves, how many users recommend us, and how to "
        "respond to three gaps.",
        minutes=15,
        seeds=("SW-3", "SW-4", "SW-5"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("SW-E5.RIVAL", 1.5, "The rival with the largest weighted gap", rival_found),
        Criterion("SW-E5.GAP", 1.5, "The size of this gap", gap_right),
        Criterion("SW-E5.MOVER", 1, "The fastest mover", mover_found),
        Criterion("SW-E5.NPS", 3, "Both net promoter scores", scores_right),
        Criterion("SW-E5.MOVING", 3, "A response to each of three gaps", responses_fit),
    ),
    messages={
        "SW-E5.EMPTY": "Not filled in yet: {what}. Rivals and users are two halves of one picture. "
        "The tools under the board lay out both.",
        "SW-E5.RIVAL": "{name} is ahead in places, and another rival's lead weighs more with "
        "buyers. Whoever watches the wrong one is surprised by the other. Compare the weighted "
        "sums of all four.",
        "SW-E5.PLAIN": "You counted the levels of {name} all alike. Being far ahead where hardly a "
        "buyer looks costs us little. Multiply each gap by the buyers who name it, then add.",
        "SW-E5.GAP": "{given} is not the weighted gap of the rival to watch. Its size says how "
        "much of next year's plan it deserves. Take every capability where that rival is ahead: "
        "percent of buyers × levels, all added up.",
        "SW-E5.STATIC": "You chose the strongest. {name} rose by {rise} levels this year. Strength "
        "shows where a rival is, not where it is going. Who moved most in four quarters?",
        "SW-E5.MOVER": "{name} rose by {rise} levels this year, and another rival rose more. The "
        "one that climbs is the one you will meet next year. Compare first and last quarter.",
        "SW-E5.MEANNPS": "{plan}: {given} is a mean, or the promoters alone. NPS is promoters "
        "minus detractors, in points. The people between them count below the line only.",
        "SW-E5.NPS": "{plan}: {given} is not the score that the answers lead to. A wrong score "
        "praises or blames the wrong plan. Percent of 9 and 10, minus percent of 0 to 6, both of "
        "all who answered on this plan.",
        "SW-E5.COPYALL": "Copying everything makes you the average of your rivals. It also takes "
        "the time in which you could be better at something. Which gap do your buyers feel?",
        "SW-E5.WEIGHT": f"“{{name}}” is named by {{percent}} % of buyers, and {LEAST_NAMED} % is "
        "the line. Effort follows buyers, not the size of a gap. On which side of the line is this "
        "one?",
        "SW-E5.MOVING": "“{name}” matters to buyers, so the question is whether its best rival "
        "still moves. Who aims at where a climber stands today arrives too late; who leaps over "
        "somebody who stands wastes the jump. Look at its four quarters.",
    },
    hints=hints,
    meaning="You answer what users weigh most and let the rest be. Folionest follows its users, "
    "not its rivals.",
)
