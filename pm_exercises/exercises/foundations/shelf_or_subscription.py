"""FND-E7: tell shelf products, subscriptions and hybrids apart, and what that changes at work."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.data import load
from pm_exercises.interactions import Card, CardSorter, Pick
from pm_exercises.item import Item, ReadOnlyAnswer

BINS = {
    "physical": "Shelf product",
    "saas": "Subscription (SaaS)",
    "hybrid": "Hybrid of both",
}
RHYTHMS = {
    "run": "With the next production run",
    "week": "Any week, once it is tested",
    "two": "Two speeds: the object rarely, the service any week",
    "date": "On agreed dates, after a sign-off from outside",
}
PRICES = {
    "once": "Once, when it is bought",
    "regular": "Again and again, while it is used",
    "both": "Once for the object, then again and again",
}
SOURCES = {
    "shop": "Returns, repairs and what leaves the shelf",
    "use": "What people do in it, and who cancels",
    "both": "Returns for the object, use for the service",
}
# What each kind of product brings with it: the table of lesson 7.
USUAL_RHYTHM = {"physical": "run", "saas": "week", "hybrid": "two"}
USUAL_PRICE = {"physical": "once", "saas": "regular", "hybrid": "both"}
USUAL_SOURCE = {"physical": "shop", "saas": "use", "hybrid": "both"}

DRAWN_GROUPS = 3
MOST_HYBRID = 6  # of 10
TOO_MANY_CLASHES = 3
TOO_MANY_MISSED = 2


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's ten offers in the order shown, and what their texts state."""

    cards: tuple[Card, ...]
    signed: tuple[str, ...]  # somebody outside has to approve each change of these
    closeup: tuple[str, ...]  # these three are looked at more closely


def generate(rng: Generator) -> Data:
    """Draw three groups and one offer more. A group holds one of each kind, in mixed order."""
    authored = load("foundations/offers")
    offers = {offer["id"]: offer for offer in authored["offers"]}
    groups = [authored["groups"][i] for i in rng.permutation(len(authored["groups"]))]
    extra = groups[DRAWN_GROUPS][int(rng.integers(len(groups[DRAWN_GROUPS])))]
    ids = [*(offer for group in groups[:DRAWN_GROUPS] for offer in group), extra]
    shown = [ids[i] for i in rng.permutation(len(ids))]
    return Data(
        cards=tuple(
            Card(i, f"{offers[i]['name']}. {offers[i]['text']}", name=offers[i]["name"])
            for i in shown
        ),
        signed=tuple(i for i in shown if offers[i]["signed"]),
        closeup=tuple(i for i in shown if i in groups[0]),
    )


def interaction(data: Data) -> CardSorter:
    """The board: a kind and a rhythm for every offer, price and feedback for three."""
    return CardSorter(
        cards=data.cards,
        bins=BINS,
        picks=(
            Pick("rhythm", "Changes reach users", RHYTHMS),
            Pick("price", "It earns", PRICES, data.closeup),
            Pick("source", "Feedback comes from", SOURCES, data.closeup),
        ),
    )


def right_kind(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Each offer is under the kind it is."""
    bins = answer["bins"]
    right = sum(bins.get(card.id) == key[card.id] for card in data.cards)
    findings = []
    for code, place in {"FND-E7.SHELF": "saas", "FND-E7.SERVICE": "physical"}.items():
        other = {"saas": "physical", "physical": "saas"}[place]
        marks = tuple(i for i, where in bins.items() if where == place and key[i] == other)
        if marks:
            findings.append(Finding(code, {"count": len(marks)}, marks))
    if one_sided := _one_sided(answer, key):
        findings.append(Finding("FND-E7.HYBRID", {"count": len(one_sided)}, one_sided))
    if halves := tuple(i for i, kind in bins.items() if kind == "hybrid" and key[i] != "hybrid"):
        findings.append(Finding("FND-E7.HALF", {"count": len(halves)}, halves))
    if unplaced := tuple(card.id for card in data.cards if card.id not in bins):
        findings.append(Finding("FND-E7.KIND", {"count": len(unplaced)}, unplaced))
    return Outcome(right / len(data.cards), tuple(findings))


def hybrids_seen(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Every hybrid is seen as both, and not because everything is called a hybrid."""
    bins = answer["bins"]
    if sum(where == "hybrid" for where in bins.values()) > MOST_HYBRID:
        return unmet("FND-E7.ALLHYBRID")
    hybrids = [card.id for card in data.cards if key[card.id] == "hybrid"]
    missed = [card for card in hybrids if bins.get(card) != "hybrid"]
    if not missed:
        return MET
    share = max(0.0, 1 - len(missed) / TOO_MANY_MISSED)
    if one_sided := _one_sided(answer, key):
        return unmet("FND-E7.HYBRID", share=share, marks=one_sided, count=len(one_sided))
    return unmet("FND-E7.KIND", share=share, marks=tuple(missed), count=len(missed))


def rhythm_fits(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The release rhythm goes with the kind that the learner chose, and with stated sign-offs."""
    clashes: dict[str, list[str]] = {}
    done = 0
    for card in data.cards:
        kind = answer["bins"].get(card.id)
        rhythm = answer["picks"].get(card.id, {}).get("rhythm")
        if kind is None or rhythm is None:
            clashes.setdefault("FND-E7.RHYTHM", []).append(card.id)
            continue
        done += 1
        if code := clash(kind, rhythm, card.id in data.signed):
            clashes.setdefault(code, []).append(card.id)
    open_cards = len(data.cards) - done
    clashing = sum(len(cards) for cards in clashes.values()) - open_cards
    share = done / len(data.cards) - clashing / TOO_MANY_CLASHES
    findings = tuple(
        Finding(code, {"count": len(cards)}, tuple(cards)) for code, cards in clashes.items()
    )
    return Outcome(max(0.0, share), findings)


def clash(kind: str, rhythm: str, signed: bool) -> str:
    """Return the code of what speaks against a rhythm, or nothing."""
    if rhythm == USUAL_RHYTHM[kind] and (not signed or kind == "physical"):
        return ""  # a signed-off change of an object still waits for the next run
    if rhythm == "date":
        return "" if signed else "FND-E7.SLOW"
    if kind == "physical" and rhythm == "week":
        return "FND-E7.PATCH"
    if signed and kind != "physical":
        return "FND-E7.GATE"
    if kind == "saas" and rhythm == "run":
        return "FND-E7.WAIT"
    return "FND-E7.SPEED"


def closeup_fits(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """For three offers, price and feedback go with the kind that the learner chose."""
    usual = {"price": USUAL_PRICE, "source": USUAL_SOURCE}
    codes = {"price": "FND-E7.EARN", "source": "FND-E7.HEAR"}
    fits = 0
    marks: dict[str, list[str]] = {}
    for card in data.closeup:
        kind = answer["bins"].get(card)
        for pick, by_kind in usual.items():
            given = answer["picks"].get(card, {}).get(pick)
            if kind is None or given is None:
                marks.setdefault("FND-E7.CLOSEUP", []).append(card)
            elif given == by_kind[kind]:
                fits += 1
            else:
                marks.setdefault(codes[pick], []).append(card)
    findings = tuple(
        Finding(code, {"count": len(cards)}, tuple(dict.fromkeys(cards)))
        for code, cards in marks.items()
    )
    return Outcome(fits / (len(usual) * len(data.closeup)), findings)


def _one_sided(answer: ReadOnlyAnswer, key: Key) -> tuple[str, ...]:
    bins = answer["bins"]
    return tuple(i for i, kind in bins.items() if key[i] == "hybrid" and kind != "hybrid")


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    name = {card.id: card.short for card in data.cards}
    return (
        "The goal: say of ten offers what kind of product each is, and what that changes for the "
        "person who manages it.",
        "Ask two questions: is there an object that leaves your hands, and does anything go on "
        "earning after that? Two times yes is a hybrid. If a text says that somebody outside has "
        "to approve changes, their dates set the rhythm.",
        "Other companies: a garden chair is finished when it is sold, and the next one waits for "
        "the next run. A tax website can change on Tuesday. A printer with a monthly ink plan does "
        "both: the printer stays as it is, the plan can change any week.",
        f"Start with “{name[data.closeup[0]]}”. Underline what the buyer takes home, then what is "
        "paid in the second month. Then choose its kind, and let the rhythm follow.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-E7",
        title="Shelf or subscription?",
        task="Say what kind of product each offer is and how its changes reach users. Three offers "
        "also ask how they earn and where feedback comes from.",
        minutes=12,
        seeds=("IND-1", "IND-2", "IND-3", "INT-9"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("FND-E7.RHYTHM", 3, "The release rhythm goes with each kind", rhythm_fits),
        Criterion("FND-E7.CLOSEUP", 1, "Price and feedback go with the kind", closeup_fits),
        Criterion("FND-E7.KIND", 4, "Each offer is the kind you say", right_kind, needs_key=True),
        Criterion("FND-E7.HYBRID", 2, "Every hybrid is seen as both", hybrids_seen, needs_key=True),
    ),
    messages={
        "FND-E7.RHYTHM": "Offers without a kind or a rhythm: {count}. A team that does not know "
        "its rhythm promises dates it cannot keep. Look for the cards with an open question.",
        "FND-E7.CLOSEUP": "Open choices in the three closer looks: {count}. How an offer earns and "
        "hears decides what you look at on Monday morning. Answer both questions for each.",
        "FND-E7.KIND": "Offers whose kind is still open: {count}. Everything else follows from the "
        "kind. Ask what the buyer takes home, and what is paid in the second month.",
        "FND-E7.PATCH": "Shelf products that you change any week: {count}. A kettle on a shelf "
        "cannot be updated on Friday. Which check has to come earlier?",
        "FND-E7.GATE": "Offers that change without waiting for the sign-off in their text: "
        "{count}. Whoever approves can also stop the sale. Read who has to say yes before users "
        "see it.",
        "FND-E7.SLOW": "Offers that wait for a sign-off that nobody asks for: {count}. Waiting "
        "costs weeks in which users keep their problem. Does the text name anybody outside who "
        "approves?",
        "FND-E7.WAIT": "Subscriptions that wait for a production run: {count}. Members who pay "
        "each month can leave each month. Is there anything in a factory that has to be made "
        "first?",
        "FND-E7.SPEED": "Offers whose rhythm has more speeds, or fewer, than the kind you chose: "
        "{count}. One plan for two speeds breaks one of them. How many parts can change apart?",
        "FND-E7.EARN": "Closer looks whose price does not go with the kind you chose: {count}. A "
        "price paid once must carry all later costs; one paid monthly must be earned monthly. "
        "Which is it?",
        "FND-E7.HEAR": "Closer looks whose feedback does not go with the kind you chose: {count}. "
        "You can only learn from traces that exist. What comes back to you after the sale?",
        "FND-E7.HYBRID": "Hybrids that you put on one side: {count}. Such an offer is sold once "
        "and also every month, and half a plan loses half of that. Which part earns after the "
        "sale?",
        "FND-E7.ALLHYBRID": "More than 6 of the 10 offers are called hybrids. A word for "
        "everything plans nothing. Keep it for offers with an object and a service that goes on "
        "earning.",
        "FND-E7.HALF": "Offers called hybrid of which only one half is in the text: {count}. A "
        "plan for a part that does not exist costs a team. Underline the object, then the service.",
        "FND-E7.SHELF": "Shelf products called a subscription: {count}. Their maker hands them "
        "over and cannot reach in again. What would be paid for, or change, in the second month?",
        "FND-E7.SERVICE": "Subscriptions called a shelf product: {count}. Nothing leaves the "
        "house, and the buyer may stop at any time. What is there to hold in your hands?",
    },
    hints=hints,
    meaning="You know how fast each offer may change and when it earns. Its plan, its price and "
    "its promises rest on that.",
)
