"""Say whose score moved when a submission was graded again, by how much, and why."""

from __future__ import annotations

from autograder.scores import ScoreReport

HANDED_IN, CHECKS, AGAIN = (
    "the learner handed in other work",
    "the course's checks or files changed",
    "it was graded again",
)


def moves(before: tuple[ScoreReport, ...], after: tuple[ScoreReport, ...]) -> tuple[str, ...]:
    """Return a sentence for each notebook of a submission whose automatic score moved.

    `before` is what the last run gave; empty, there is nothing to compare with.
    """
    old = {report.notebook: report for report in before}
    found = (_move(old[new.notebook], new) for new in after if new.notebook in old)
    return tuple(sentence for sentence in found if sentence)


def _move(old: ScoreReport, new: ScoreReport) -> str:
    earlier = {score.item_id: score.score_given for score in old.scores}
    changed = [
        f"{score.item_id} {_points(earlier.get(score.item_id))} → {_points(score.score_given)}"
        for score in new.scores
        if earlier.get(score.item_id) != score.score_given
    ]
    if not changed:
        return ""
    why = (
        HANDED_IN
        if old.work_hash != new.work_hash
        else CHECKS
        if old.content_hash != new.content_hash
        else AGAIN
    )
    return (
        f"{new.student}, {new.assignment}: {_points(old.score_given)} → "
        f"{_points(new.score_given)} of {_points(new.score_maximum)} points "
        f"({', '.join(changed)}), because {why}"
    )


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
