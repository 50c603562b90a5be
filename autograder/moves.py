"""Say whose score moved when a submission was graded again, by how much, and why."""

from __future__ import annotations

from autograder.fingerprint import changes, listed
from autograder.scores import Score, ScoreReport

HANDED_IN, AGAIN = "the learner handed in other work", "it was graded again"


def moves(before: tuple[ScoreReport, ...], after: tuple[ScoreReport, ...]) -> tuple[str, ...]:
    """Return a sentence for each notebook of a submission whose automatic score moved.

    So does a score that stays where the points there are change. `before` is what the last run
    gave; empty, there is nothing to compare with.
    """
    old = {report.notebook: report for report in before}
    found = (_move(old[new.notebook], new) for new in after if new.notebook in old)
    return tuple(sentence for sentence in found if sentence)


def _move(old: ScoreReport, new: ScoreReport) -> str:
    earlier = {score.item_id: score for score in old.scores}
    later = {score.item_id: score for score in new.scores}
    changed = [
        _change(name, earlier.get(name), later.get(name))
        for name in dict.fromkeys([*later, *earlier])
        if _worth(earlier.get(name)) != _worth(later.get(name))
    ]
    if not changed:
        return ""
    most, least = new.score_maximum, old.score_maximum
    was = f" of {_points(least)}" if most != least else ""
    return (
        f"{new.student}, {new.assignment}: {_points(old.score_given)}{was} → "
        f"{_points(new.score_given)} of {_points(most)} points "
        f"({', '.join(changed)}), because {_why(old, new)}"
    )


def _why(old: ScoreReport, new: ScoreReport) -> str:
    why = [HANDED_IN] if old.work_hash != new.work_hash else []
    if new.parts:
        why += changes(old.parts, new.parts)
    return listed(why) or AGAIN


def _worth(score: Score | None) -> tuple[float | None, float] | None:
    return (score.score_given, score.score_maximum) if score else None


def _change(name: str, old: Score | None, new: Score | None) -> str:
    if new is None:
        return f"{name} is graded no more"
    given, most = _points(new.score_given), new.score_maximum
    if old is None or old.score_maximum == most:
        return f"{name} {_points(old.score_given if old else None)} → {given}"
    return (
        f"{name} {_points(old.score_given)} of {_points(old.score_maximum)} → "
        f"{given} of {_points(most)}"
    )


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
