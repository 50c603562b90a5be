"""Where a funnel leaks: a step of one segment, held against the same step of the others."""

from __future__ import annotations


def funnel_loss(
    entered: float, went_on: float, others_entered: float, others_went_on: float
) -> float:
    """Return how many people a step loses beyond what the other segments lose there.

    People in the step × (rate of the others, pooled − own rate). Below zero where the segment
    does better than the others.

    Raises:
        ValueError: nobody entered the step, here or in the other segments.

    Source: a rule of this course; the comparison with a pooled reference is direct
    standardisation, as in Cochran, Sampling Techniques (1977), section 5.3.
    """
    if entered <= 0 or others_entered <= 0:
        raise ValueError("a step needs people who entered it, here and in the other segments")
    return entered * (others_went_on / others_entered - went_on / entered)
