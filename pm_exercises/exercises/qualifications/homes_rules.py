"""What QUA-E6's map is made of, and the rules that a good map keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pm_exercises.checks import MET, Finding, Key, Outcome
from pm_exercises.item import ReadOnlyAnswer

TOOLS = {
    "roadmap": "Roadmap tool",
    "backlog": "Backlog",
    "wiki": "Wiki",
    "crm": "Customer records",
    "analytics": "Analytics",
    "design": "Design file",
    "chat": "Chat",
}
READERS = {
    "roadmap": "Everyone at Thymeboard, marketing too",
    "backlog": "The product team",
    "wiki": "Everyone at Thymeboard, marketing too",
    "crm": "Customer care, and two named people",
    "analytics": "The product team",
    "design": "Whoever has the link: design, product, marketing",
    "chat": "Whoever was there that day",
}
TWINS = {
    "wiki+chat": "Wiki and chat, both kept up",
    "roadmap+wiki": "Roadmap tool and wiki, both kept up",
}
HOMES = {**TOOLS, **TWINS}
FOR_MARKETING = ("roadmap", "wiki", "design")
EVERYONE = "all"
KEEPERS = {
    "pm": "Product manager",
    "marketing": "Marketing",
    "care": "Customer care",
    "engineering": "Engineering",
    "design": "Design",
    EVERYONE: "Everyone, a little",
}
DECISION, PERSONAL, BRAND = ("a decision",), ("personal data",), ("brand", "vision")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of information, and a question that it answers."""

    id: str
    text: str
    note: str
    question: str


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's twelve kinds of information, and the four questions of the quiz."""

    kinds: tuple[Kind, ...]
    quiz: tuple[Kind, ...]


def one_home(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """No kind of information lives in two places."""
    twins = [kind.id for kind in data.kinds if _home(answer, kind) in TWINS]
    share = max(0.0, 1 - len(twins) / 2)
    return _judged(answer, data, data.kinds, twins, "QUA-E6.TWIN", share)


def decisions_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Decisions live where they can be found in a month."""
    decisions = _noted(data, DECISION)
    lost = [kind.id for kind in decisions if _home(answer, kind) == "chat"]
    return _judged(answer, data, decisions, lost, "QUA-E6.CHAT", 1 - len(lost) / len(decisions))


def people_protected(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Personal data live where only those see them who need them."""
    personal = _noted(data, PERSONAL)
    shown = [kind.id for kind in personal if _home(answer, kind) not in ("crm", "")]
    return _judged(answer, data, personal, shown, "QUA-E6.PII", 0.0 if shown else 1.0)


def brand_reachable(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Brand and vision live where marketing can read them."""
    brand = _noted(data, BRAND)
    shut = [k.id for k in brand if not set(_home(answer, k).split("+")) & {*FOR_MARKETING, ""}]
    return _judged(answer, data, brand, shut, "QUA-E6.BRAND", 1 - len(shut) / len(brand))


def facts_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Each question is looked up where the learner's own map has the answer."""
    asked: Mapping[str, str] = answer["extra"]
    found = 0
    elsewhere, lost, open_ones = [], [], []
    for kind in data.quiz:
        home, given = _home(answer, kind), asked.get(f"ask-{kind.id}")
        if given is None or not home:
            open_ones.append(f"ask-{kind.id}")
        elif home == "chat":
            lost.append(f"ask-{kind.id}")
        elif given != home:
            elsewhere.append(f"ask-{kind.id}")
        else:
            found += 1
    codes = {"QUA-E6.FIND": elsewhere, "QUA-E6.LOST": lost, "QUA-E6.UNASKED": open_ones}
    findings = tuple(
        Finding(code, {"count": len(marks)}, tuple(marks)) for code, marks in codes.items() if marks
    )
    return Outcome(found / len(data.quiz), findings)


def where_it_belongs(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Each kind has a home that suits it; some have more than one."""
    off = [
        kind.id
        for kind in data.kinds
        if (home := _home(answer, kind)) and home not in key["home"][kind.id].split()
    ]
    good = [kind for kind in data.kinds if _home(answer, kind) and kind.id not in off]
    findings = [Finding("QUA-E6.HOME", {"count": len(off)}, tuple(off))] if off else []
    return Outcome(len(good) / len(data.kinds), (*findings, *_open(answer, data)))


def somebody_keeps_it(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """One role keeps each kind right: one that notices when it is out of date."""
    given = {kind.id: _row(answer, kind).get("keeper") for kind in data.kinds}
    nobody = [kind for kind, keeper in given.items() if keeper == EVERYONE]
    far = [
        kind
        for kind, keeper in given.items()
        if keeper and keeper != EVERYONE and keeper not in key["keeper"][kind].split()
    ]
    good = [kind for kind, keeper in given.items() if keeper and kind not in (*nobody, *far)]
    codes = {"QUA-E6.NOBODY": nobody, "QUA-E6.KEEPER": far}
    findings = [
        Finding(code, {"count": len(marks)}, tuple(marks)) for code, marks in codes.items() if marks
    ]
    return Outcome(len(good) / len(data.kinds), (*findings, *_open(answer, data)))


def _judged(
    answer: ReadOnlyAnswer,
    data: Data,
    kinds: tuple[Kind, ...],
    off: list[str],
    code: str,
    share: float,
) -> Outcome:
    """What a rule about some kinds comes to. What has no home yet keeps no rule."""
    homeless = sum(not _home(answer, kind) for kind in kinds)
    share *= 1 - homeless / len(kinds)
    if sum(bool(_home(answer, kind)) for kind in data.kinds) < len(data.kinds) / 2:
        share = 0.0
    findings = [Finding(code, {"count": len(off)}, tuple(off))] if off else []
    if share == 1:
        return MET
    return Outcome(share, (*findings, *_open(answer, data)))


def _noted(data: Data, notes: tuple[str, ...]) -> tuple[Kind, ...]:
    return tuple(kind for kind in data.kinds if kind.note in notes)


def _row(answer: ReadOnlyAnswer, kind: Kind) -> Mapping[str, str]:
    row: Mapping[str, str] = answer["grid"].get(kind.id, {})
    return row


def _home(answer: ReadOnlyAnswer, kind: Kind) -> str:
    return _row(answer, kind).get("home", "")


def _open(answer: ReadOnlyAnswer, data: Data) -> tuple[Finding, ...]:
    left = tuple(kind.id for kind in data.kinds if len(_row(answer, kind)) < 2)
    return (Finding("QUA-E6.OPEN", {"count": len(left)}, left),) if left else ()
