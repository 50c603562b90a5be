"""What a good Kano reading and a good set of features make true (SW-E4)."""

from __future__ import annotations

from pm_exercises.checks import MET, Finding, Key, Outcome, unmet
from pm_exercises.exercises.software.kano_table import (
    BAD,
    EFFORT,
    GOOD,
    PEOPLE,
    Survey,
    effort,
    lawful,
    net,
    read_survey,
    regret,
)
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import ReadOnlyAnswer

COEFFICIENT_TOLERANCE = 0.03
COEFFICIENTS = ("better_1", "worse_1", "better_2", "worse_2")


def chosen_set(answer: ReadOnlyAnswer) -> tuple[str, ...]:
    """The features that the learner builds."""
    return tuple(name for name, line in answer["grid"].items() if line.get("build") == "yes")


def meter(answer: ReadOnlyAnswer, survey: Survey) -> Gauge:
    """Effort as a bar; money and user gain in words, with the learner's own two coefficients."""
    chosen = chosen_set(answer)
    used, seen = effort(survey, chosen), read_survey(survey)
    own = {name: answer["extra"].get(f"better_{n}") for n, name in enumerate(survey.raw, 1)}
    known = [own[name] if name in own else seen.better[name] for name in chosen]
    gain = sum(value for value in known if value is not None)
    words = f"{used} of {EFFORT} points; net {net(survey, chosen):+,} thousand euros a year; "
    words += f"user gain {gain:.2f}"
    if None in known:
        words += ", without features whose Better is still open"
    return Gauge("Effort", used, EFFORT, words, over=used > EFFORT)


def classes_right(answer: ReadOnlyAnswer, survey: Survey, _key: Key) -> Outcome:
    """The class that most people's answers give, feature by feature."""
    seen = read_survey(survey)
    right = 0
    marks: dict[str, list[str]] = {}
    for feature in survey.features:
        given = answer["grid"].get(feature.id, {}).get("kind")
        if given == seen.kind[feature.id]:
            right += 1
        elif given is None:
            marks.setdefault("SW-E4.OPEN", []).append(feature.id)
        elif feature.id in seen.unwanted:
            marks.setdefault("SW-E4.REVERSE", []).append(feature.id)
        else:
            marks.setdefault("SW-E4.CLASS", []).append(feature.id)
    findings = tuple(
        Finding(code, {"count": len(names)}, tuple(names)) for code, names in marks.items()
    )
    return Outcome(right / len(survey.features), findings)


def coefficients_right(answer: ReadOnlyAnswer, survey: Survey, _key: Key) -> Outcome:
    """Better and Worse of the two uncounted features, within 0.03."""
    findings = []
    for cell, name in zip(COEFFICIENTS, (survey.raw[0],) * 2 + (survey.raw[1],) * 2, strict=True):
        given = answer["extra"].get(cell)
        if given is None:
            findings.append(Finding("SW-E4.OPEN", {"count": 1}, (cell,)))
        elif code := _coefficient_slip(survey, name, cell.split("_")[0], given):
            findings.append(Finding(code, {"given": f"{given:g}"}, (cell,)))
    return Outcome(1 - len(findings) / len(COEFFICIENTS), tuple(findings))


def _coefficient_slip(survey: Survey, name: str, which: str, given: float) -> str:
    """The code for a coefficient that is off, or "" where it is right."""
    counts = survey.counts(name)
    four = sum(counts[kind] for kind in "AOMI")

    def off(people: int, base: int) -> float:
        sign = 1 if which == "better" else -1
        return abs(given - sign * people / base)

    part = counts["O"] + counts["A" if which == "better" else "M"]
    if off(part, four) <= COEFFICIENT_TOLERANCE:
        return ""
    with_reverse = part + (counts["R"] if which == "better" else 0)
    if off(with_reverse, four + counts["R"]) <= 0.01 and which == "better":
        return "SW-E4.REVERSE"
    return "SW-E4.BASE" if off(part, PEOPLE) <= 0.01 else "SW-E4.COEF"


def must_be_in(answer: ReadOnlyAnswer, survey: Survey, _key: Key) -> Outcome:
    """Every must-be is built, within the effort there is."""
    chosen, seen = chosen_set(answer), read_survey(survey)
    if not chosen:
        return unmet("SW-E4.NOSET")
    if (used := effort(survey, chosen)) > EFFORT:
        return unmet("SW-E4.OVER", used=used)
    left = tuple(name for name in seen.must if name not in chosen)
    return unmet("SW-E4.DELIGHT", marks=left) if left else MET


def set_good(answer: ReadOnlyAnswer, survey: Survey, _key: Key) -> Outcome:
    """A set that keeps every rule, graded by how much less it does for users than the best one."""
    chosen, seen = chosen_set(answer), read_survey(survey)
    if not chosen:
        return unmet("SW-E4.NOSET")
    if not lawful(survey, seen, chosen):
        return _unlawful(survey, chosen)
    less = regret(seen, chosen)
    if less <= GOOD:
        return _all_decided(answer, survey)
    share = max(0.0, (BAD - less) / (BAD - GOOD))
    code = "SW-E4.BIZONLY" if net(survey, chosen) > net(survey, seen.best) else "SW-E4.LEAN"
    return unmet(code, share=share, net=f"{net(survey, chosen):+,}")


def _all_decided(answer: ReadOnlyAnswer, survey: Survey) -> Outcome:
    """Leaving a feature is a decision too."""
    left = tuple(
        feature.id
        for feature in survey.features
        if "build" not in answer["grid"].get(feature.id, {})
    )
    return unmet("SW-E4.OPEN", share=0.9, count=len(left), marks=left) if left else MET


def _unlawful(survey: Survey, chosen: tuple[str, ...]) -> Outcome:
    seen = read_survey(survey)
    if (used := effort(survey, chosen)) > EFFORT:
        return unmet("SW-E4.OVER", used=used)
    if unwanted := tuple(name for name in seen.unwanted if name in chosen):
        return unmet("SW-E4.UNWANTED", marks=unwanted)
    if left := tuple(name for name in seen.must if name not in chosen):
        return unmet("SW-E4.DELIGHT", marks=left)
    return unmet("SW-E4.LOSS", net=f"{net(survey, chosen):+,}")
