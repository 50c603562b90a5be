"""What keeps graded work from being complete: what is missing, unread, too thin or too little."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from autograder.course import Course, CourseModule
from autograder.lateness import Penalty
from autograder.notebook_names import exercise_of
from autograder.points import are, down, exact, totals, up
from autograder.scores import CHANGED_SINCE_MARKED, Score
from pm_exercises.exercises import exercise_ids, title_of
from pm_exercises.exercises.modules import MODULES

NO_PENALTY = Penalty()


class Work:
    """Graded work, sorted by what keeps it from being complete.

    `penalty` is what lateness takes off the points.
    """

    def __init__(
        self,
        course: Course,
        module: CourseModule,
        scores: tuple[Score, ...],
        penalty: Penalty = NO_PENALTY,
    ) -> None:
        policy = course.policy
        items, self.artefact = _expected(course, module)
        graded = {exercise_of(score.item_id) for score in scores}
        self.scores = scores
        self.lost = [item for item in items if item not in graded]
        self.blank = [score for score in scores if not score.attempted and not score.score_given]
        self.unread = [
            score for score in scores if score.score_given is None and score not in self.blank
        ]
        self.waiting = self.unread if policy.written_must_be_read else []
        self.least = exact(policy.written_minimum_share)
        self.thin = [score for score in scores if self._too_thin(score)]
        self.earned, self.most = totals(scores)
        self.taken = penalty.of(self.earned)
        self.given = self.earned - self.taken
        mark: float | None = course.pass_mark(module)
        self.needed = None if mark is None else exact(mark) * self.most

    @property
    def done(self) -> bool:
        """Completion: every exercise is there and attempted, and what needs a reader was read."""
        return bool(self.scores) and not (self.lost or self.blank or self.waiting)

    @property
    def reached(self) -> bool:
        """Whether the points so far are at or above the pass mark, if there is one."""
        return self.most > 0 and (self.needed is None or self.given >= self.needed)

    @property
    def passed(self) -> bool | None:
        """Success: the pass mark is reached, and the written answer has its minimum.

        None where the course has no pass mark: then nobody passes and nobody fails.
        """
        if self.needed is None:
            return None
        # While the written answer waits, nobody can say that its minimum is met.
        unknown = any(self._is_artefact(score) for score in self.waiting)
        return self.reached and not (self.lost or self.thin or unknown)

    def reasons(self) -> list[str]:
        """Return a sentence for each thing that is missing; none where done and passed."""
        if not self.scores:
            return ["The graded notebook holds no graded cell. Hand in the released notebook."]
        found = []
        if self.lost:
            verb = "has" if len(self.lost) == 1 else "have"
            found.append(f"{self._names(self.lost)} {verb} no score. Grade this work again.")
        if len(self.blank) == len(self.scores):
            found.append("None of the exercises was attempted.")
        elif self.blank:
            verb = "was" if len(self.blank) == 1 else "were"
            found.append(f"{self._names(items_of(self.blank))} {verb} not attempted.")
        found += [self._waits(score) for score in self.waiting]
        found += [self._too_few(score) for score in self.thin if score not in self.blank]
        if self.needed is None:
            return found
        if self.most <= 0:
            found.append("There are no points to earn in this notebook, so nobody can pass it.")
        elif not self.reached:
            have = f"{down(self.given)} of {up(self.most)} points{' so far' if self.unread else ''}"
            found.append(f"{have}; {are(self.needed)} needed.")
            found += self._most_to_gain()
        return found

    def _waits(self, score: Score) -> str:
        for reason in score.reasons:
            if reason.code.endswith(f".{CHANGED_SINCE_MARKED}"):
                who = "The written answer " if self._is_artefact(score) else ""
                return f"{who}{reason.text}; it needs reading again."
        return f"{self._names(items_of([score]))} waits for a reader."

    def _most_to_gain(self) -> list[str]:
        """Where the most points wait: the two weakest exercises, with what was said about them.

        Only where points are missing: a remark on full points is no gap.
        """
        tried = [
            score
            for score in self.scores
            if score.attempted and score.reasons and _gap(score) > 0 and score not in self.unread
        ]
        gaps = sorted(tried, key=_gap, reverse=True)
        parts = [
            f"{self._name(item)} ({', '.join(dict.fromkeys(r.code for r in score.reasons))})"
            for score, item in zip(gaps[:2], items_of(gaps[:2]), strict=True)
        ]
        # What was not attempted is named already, and may have more points.
        begin = "Of what was attempted, most" if self.blank or self.lost else "Most"
        return [f"{begin} is to be gained in {' and '.join(parts)}."] if parts else []

    def _is_artefact(self, score: Score) -> bool:
        return exercise_of(score.item_id) == self.artefact

    def _too_thin(self, score: Score) -> bool:
        if not self._is_artefact(score) or score.score_given is None or score.score_maximum <= 0:
            return False
        given = exact(score.score_given)
        return given <= 0 or given < self.least * exact(score.score_maximum)

    def _too_few(self, score: Score) -> str:
        given, most = exact(score.score_given or 0.0), exact(score.score_maximum)
        least = self.least * most
        wanted = f"{are(least)} needed" if least > 0 else "more than 0 are needed"
        return (
            f"{self._names(items_of([score]))} has {down(max(given, Fraction()))} of {up(most)} "
            f"points; {wanted}."
        )

    def _names(self, items: list[str]) -> str:
        """Return exercises by id and title, as a list in words that can begin a sentence."""
        names = [self._name(item) for item in items]
        text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"{text[0].upper()}{text[1:]}" if items[0] == self.artefact else text

    def _name(self, item: str) -> str:
        if item == self.artefact:
            return f"the written answer {item}"
        return f"{item} {title_of(item)}" if item in exercise_ids() else item


def _expected(course: Course, module: CourseModule) -> tuple[tuple[str, ...], str]:
    """Return the exercises that must have a score, and which of them a person reads."""
    for known in MODULES:
        if course.ours and known.code == module.code:
            return (*known.exercises, known.written), known.written
    return (), ""


def items_of(scores: Iterable[Score]) -> list[str]:
    """Return the exercise of each score."""
    return [exercise_of(score.item_id) for score in scores]


def _gap(score: Score) -> Fraction:
    return exact(score.score_maximum) - exact(score.score_given or 0.0)
