"""What a test of two versions says: whether the split is sound, and how far apart the two are."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt

Z95 = 1.959964  # standard errors on either side of a 95 % interval


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the second share lies above the first, in fractions from −1 to 1."""

    lift: float
    low: float  # of the 95 % interval
    high: float
    p: float  # two-sided, for no difference at all

    @property
    def error(self) -> float:
        """The standard error of the difference."""
        return (self.high - self.low) / (2 * Z95)


def two_proportions(hits_a: int, size_a: int, hits_b: int, size_b: int) -> Difference:
    """Return how the share of hits in group B differs from that in group A.

    The interval is Wald's, with each group's own spread; p comes from the pooled z-test.

    Raises:
        ValueError: a group is empty, or has more hits than people.

    Source: Agresti, An Introduction to Categorical Data Analysis (2007), section 2.2.
    """
    for hits, size in ((hits_a, size_a), (hits_b, size_b)):
        if size <= 0 or not 0 <= hits <= size:
            raise ValueError(f"{hits} of {size} is no share")
    a, b = hits_a / size_a, hits_b / size_b
    spread = sqrt(a * (1 - a) / size_a + b * (1 - b) / size_b)
    both = (hits_a + hits_b) / (size_a + size_b)
    pooled = sqrt(both * (1 - both) * (1 / size_a + 1 / size_b))
    p = erfc(abs(b - a) / pooled / sqrt(2)) if pooled else 1.0
    return Difference(b - a, b - a - Z95 * spread, b - a + Z95 * spread, p)


def split_p(size_a: int, size_b: int, planned: float = 0.5) -> float:
    """Return how often chance alone splits people as unevenly as this, or more so.

    `planned` is the fraction meant for group A. The test is chi-square with one degree of freedom.
    Below 0.001 the split itself is taken to be broken (a sample-ratio mismatch).

    Raises:
        ValueError: nobody took part, or the plan is no fraction between 0 and 1.

    Source: Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments",
    KDD (2019).
    """
    people = size_a + size_b
    if people <= 0 or not 0 < planned < 1:
        raise ValueError("a split needs people, and a plan between 0 and 1")
    off = size_a - people * planned
    chi = off**2 / (people * planned) + off**2 / (people * (1 - planned))
    return erfc(sqrt(chi / 2))


def people_needed(share: float, lift: float) -> int:
    """Return about how many people each group needs to find a lift, as a rule of thumb.

    `share` is the present one and `lift` the difference to find, both fractions. The rule,
    16 p (1 − p) ÷ d², stands for 80 % power at the 5 % level.

    Raises:
        ValueError: the share is not between 0 and 1, or the lift is zero.

    Source: van Belle, Statistical Rules of Thumb (2008), section 2.1, for the factor 16.
    """
    if not 0 < share < 1 or lift == 0:
        raise ValueError("a share lies between 0 and 1, and a lift is not zero")
    return round(16 * share * (1 - share) / lift**2)
