"""What a good life-cycle wall makes true (FND-E2), one function for each rule.

Stages count from 1. Rules without a key read what an activity's text says plainly: its offer, and
whether it sets a price, looks at it again, plans the end or watches over both offers. All other
roles come from the key: they are the judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pm_exercises.checks import MET, Finding, Key, Outcome, Rule, unmet
from pm_exercises.interactions.timeline import Bar, bars
from pm_exercises.item import ReadOnlyAnswer

OFFERS = {"kettle": "New kettle", "brewbook": "Brewbook, improved"}
STAGES = ("Discover", "Develop", "Launch", "Grow", "Mature", "Retire")
LAUNCH, GROW, MATURE = 3, 4, 5
READABLE = 7  # with fewer bars there is no wall to judge
OVERSIGHT_STAGES = 3
LONG, MOST_LONG = 3, 4  # more than MOST_LONG bars over LONG stages hide what comes when
LISTENING_STAGES = 3

Wall = Mapping[str, Bar]


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. Its offer stands in its text; so does its kind, where it has one."""

    id: str
    name: str
    text: str
    offer: str  # "kettle", "brewbook" or "both"
    kind: str = ""  # "price", "review", "retire", "oversight"


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's 14 activities, in the order shown."""

    activities: tuple[Activity, ...]

    def of_kind(self, kind: str) -> Activity:
        """The one activity of a kind that its text makes plain."""
        return next(activity for activity in self.activities if activity.kind == kind)


WallRule = Callable[[Wall, Data, Key], Outcome]


def on_the_wall(rule: WallRule) -> Rule:
    """Give a rule the bars, and no points while too few are on the wall to judge an order."""

    def judged(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
        wall = bars(answer)
        if len(wall) < READABLE:
            return Outcome(0.0, (_unplaced(wall, data),))
        return rule(wall, data, key)

    return judged


@dataclass(frozen=True, slots=True)
class Part:
    """One order that bars must keep, and the code for a wall that does not."""

    code: str
    bars: tuple[Bar | None, ...]  # None where an activity is not on the wall
    fits: Callable[..., bool]
    detail: Mapping[str, Any] = field(default_factory=dict)


def all_parts(wall: Wall, data: Data, *parts: Part) -> Outcome:
    """Give each part the same share; a part with a bar missing is not met."""
    met, findings, gaps = 0, [], False
    for part in parts:
        placed = [bar for bar in part.bars if bar is not None]
        if len(placed) < len(part.bars):
            gaps = True
        elif part.fits(*placed):
            met += 1
        else:
            findings.append(Finding(part.code, part.detail, tuple(bar.item for bar in placed)))
    if gaps:
        findings.append(_unplaced(wall, data))
    return Outcome(met / len(parts), tuple(findings))


def ahead(first: Bar, second: Bar) -> bool:
    """Whether a bar starts in an earlier stage, or in the same one and is finished earlier."""
    if first.start == second.start:
        return first.end < second.end
    return first.start < second.start


def price_by_launch(wall: Wall, data: Data, _key: Key) -> Outcome:
    """There is a price by the time the kettle goes on sale."""
    price = wall.get(data.of_kind("price").id)
    stage = {"stage": STAGES[price.start - 1]} if price else {}
    return all_parts(
        wall, data, Part("FND-E2.PRICE", (price,), lambda bar: bar.start <= LAUNCH, stage)
    )


def price_reviewed(wall: Wall, data: Data, _key: Key) -> Outcome:
    """The price is looked at again, after launch and after it was set."""
    price, review = (wall.get(data.of_kind(kind).id) for kind in ("price", "review"))
    if review is None or review.start < GROW or (price is not None and review.start <= price.start):
        return unmet("FND-E2.REVIEW", marks=(data.of_kind("review").id,))
    return MET


def end_planned(wall: Wall, data: Data, _key: Key) -> Outcome:
    """Somebody plans the last chapter, and is still at it when the offer is mature."""
    end = wall.get(data.of_kind("retire").id)
    if end is None:
        return unmet("FND-E2.NOEND")
    if end.end < MATURE:
        return unmet("FND-E2.ENDSOON", share=0.5, stage=STAGES[end.end - 1], marks=(end.item,))
    return MET


def enhancement_track(wall: Wall, data: Data, _key: Key) -> Outcome:
    """Half: work on Brewbook starts at Grow or later. Half: each activity is with its own offer."""
    brewbook = [a.id for a in data.activities if a.offer == "brewbook"]
    early = tuple(card for card in brewbook if card in wall and wall[card].start < GROW)
    named = [a for a in data.activities if a.offer in OFFERS]
    strayed = tuple(a.id for a in named if a.id in wall and wall[a.id].lane != a.offer)
    # The worse of the two, or a wall with a single row would lose next to nothing.
    at_home = min(_share_at_home(wall, named, offer) for offer in OFFERS)
    findings = []
    if early:
        findings.append(Finding("FND-E2.EARLY", {"what": _counted(early)}, early))
    if strayed:
        findings.append(Finding("FND-E2.OFFER", {"what": _counted(strayed)}, strayed))
    if any(a.id not in wall for a in named):
        findings.append(_unplaced(wall, data))
    in_time = not early and all(card in wall for card in brewbook)
    return Outcome(0.5 * in_time + 0.5 * at_home, tuple(findings))


def overseen(wall: Wall, data: Data, _key: Key) -> Outcome:
    """One look runs past both offers for a while, and the other bars say when their work is."""
    look = wall.get(data.of_kind("oversight").id)
    seen = {
        a.offer
        for a in data.activities
        if look and a.offer in OFFERS and a.id in wall and look.overlaps(wall[a.id])
    }
    findings = []
    if look is None or look.len < OVERSIGHT_STAGES or len(seen) < len(OFFERS):
        findings.append(Finding("FND-E2.OVERSIGHT", marks=(data.of_kind("oversight").id,)))
    long = tuple(bar.item for bar in wall.values() if bar.len > LONG)
    if len(long) > MOST_LONG:
        findings.append(Finding("FND-E2.SPREAD", {"what": _counted(long)}, long))
    return Outcome(0.0, tuple(findings)) if findings else MET


def need_before_build(wall: Wall, data: Data, key: Key) -> Outcome:
    """A kettle needs its evidence ahead of building; an app in use may ask and build together."""

    def part(offer: str, fits: Callable[[Bar, Bar], bool]) -> Part:
        pair = (_bar(wall, data, key["evidence"], offer), _bar(wall, data, key["build"], offer))
        return Part("FND-E2.BUILD1", pair, fits, {"offer": OFFERS[offer]})

    return all_parts(
        wall,
        data,
        part("kettle", ahead),
        part("brewbook", lambda evidence, build: evidence.start <= build.start),
    )


def requirements_before_build(wall: Wall, data: Data, key: Key) -> Outcome:
    """What the kettle must do is written no later than building starts."""
    pair = (_bar(wall, data, key["requirement"]), _bar(wall, data, key["build"], "kettle"))
    return all_parts(
        wall, data, Part("FND-E2.REQS", pair, lambda needed, build: needed.start <= build.start)
    )


def position_before_launch_kit(wall: Wall, data: Data, key: Key) -> Outcome:
    """Whom the kettle is for is settled ahead of the launch material."""
    pair = (_bar(wall, data, key["position"]), _bar(wall, data, key["launch"]))
    return all_parts(wall, data, Part("FND-E2.POSITION", pair, ahead))


def always_listening(wall: Wall, data: Data, key: Key) -> Outcome:
    """Somebody listens in three stages or more, in more than one way; to owners once it sells."""
    cards = [a.id for a in data.activities if a.id in (*key["evidence"], *key["owners"])]
    heard = [wall[card] for card in cards if card in wall]
    stages = {
        stage
        for bar in heard
        for stage in bar.columns
        if stage >= LAUNCH or bar.item not in key["owners"]
    }
    findings = []
    if len(stages) < LISTENING_STAGES:
        findings.append(Finding("FND-E2.ONCE", marks=tuple(bar.item for bar in heard)))
    elif len(heard) > 1:
        return MET
    if len(heard) < len(cards):
        findings.append(_unplaced(wall, data))
    return Outcome(0.0, tuple(findings))


def three_tasks(wall: Wall, data: Data, key: Key) -> Outcome:
    """Strategic development, a market launch and a market change each stand where they can act."""
    roles = ("strategy", "launch", "change")
    strategy, kit, change = (_bar(wall, data, key[role]) for role in roles)
    kettle, app = (_bar(wall, data, key["build"], offer) for offer in OFFERS)
    return all_parts(
        wall,
        data,
        Part("FND-E2.STRATEGY", (strategy, app), lambda aim, work: aim.start <= work.start),
        Part("FND-E2.LAUNCH", (kettle, kit), lambda work, kit: work.start <= kit.start <= LAUNCH),
        Part("FND-E2.CHANGE", (change,), lambda bar: bar.start >= GROW),
    )


def _share_at_home(wall: Wall, named: Collection[Activity], offer: str) -> float:
    own = [a.id for a in named if a.offer == offer]
    return sum(card in wall and wall[card].lane == offer for card in own) / len(own)


def _bar(wall: Wall, data: Data, ids: Collection[str], offer: str = "") -> Bar | None:
    """The bar of the drawn activity that plays a role, for one offer where a role has two."""
    return next(
        (
            wall[a.id]
            for a in data.activities
            if a.id in wall and a.id in ids and offer in ("", a.offer)
        ),
        None,
    )


def _unplaced(wall: Wall, data: Data) -> Finding:
    left = tuple(a.id for a in data.activities if a.id not in wall)
    return Finding("FND-E2.UNPLACED", {"what": _counted(left)}, left)


def _counted(cards: Collection[str]) -> str:
    return f"{len(cards)} activit{'y' if len(cards) == 1 else 'ies'}"
