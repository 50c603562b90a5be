"""FND-REFLECT: complete or not, worth no points, and shown without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.rehearse import SourceNotebook
from autograder.samples import sample_answers
from pm_exercises.exercises.foundations.reflection import written
from pm_exercises.render import result_html, result_text


@pytest.mark.parametrize(
    ("text", "share"), [("", 0), ("one two three four", 0), ("one two three four five", 1)]
)
def test_a_few_words_are_enough(text: str, share: float) -> None:
    """Five words complete a prompt, four do not."""
    assert written("kept")({"texts": {"kept": text}}, None, {}).share == share


def test_reflection_carries_no_points(foundations: SourceNotebook) -> None:
    """A complete reflection gives 0.0 of 0 points, and says that it is complete."""
    _, best = foundations.solve("FND-REFLECT", "ada")
    result = foundations.judge("FND-REFLECT", "ada", best)

    assert result.complete
    assert (result.score, result.points) == (0.0, 0.0)
    assert "Complete. This carries no points" in result_text(result)


def test_half_done_is_said_without_points(foundations: SourceNotebook) -> None:
    """What is missing is named; no line speaks of points to be won."""
    answer = {"texts": {"kept": "Count people before you count posts."}}
    result = foundations.judge("FND-REFLECT", "ada", answer)

    assert not result.complete
    assert "1 of 3 done" in result_text(result)
    assert "0 of 0" not in result_text(result) + result_html(result)
    assert result.codes == ("FND-REFLECT.CHANGED", "FND-REFLECT.NEXT")


def test_samples_are_what_they_say(foundations: SourceNotebook, repository: Path) -> None:
    """Good samples are complete, and each other one misses the prompt it is named after."""
    data, best = foundations.solve("FND-REFLECT", "ada")
    samples = sample_answers(repository, "FND-REFLECT", data, best)

    for answer in samples.alternatives:
        assert foundations.judge("FND-REFLECT", "ada", answer).complete
    for code, answer in samples.misconceptions.items():
        assert foundations.judge("FND-REFLECT", "ada", answer).codes == (code,)
