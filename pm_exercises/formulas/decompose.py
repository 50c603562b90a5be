"""Which factor of a product moved it: shares of a change, from logarithms."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pm_exercises.formulas.shares import Floats


def log_shares(before: ArrayLike, after: ArrayLike) -> Floats:
    """Return each factor's share of the change of their product, as fractions that sum to 1.

    `before` and `after` have shape (n,): the factors in one order, any units. A factor that moved
    against the product has a negative share.

    Raises:
        ValueError: a factor is not above zero, or the product did not change.

    Source: the logarithmic decomposition of a product, B. W. Ang, The LMDI approach to
    decomposition analysis (2005), for one product without a sum.
    """
    old, new = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if not ((old > 0).all() and (new > 0).all()):
        raise ValueError("only factors above zero have logarithms")
    logs = np.log(new / old)
    total = logs.sum()
    if abs(total) < 1e-12:
        raise ValueError("the product did not change, so no factor explains a part of it")
    return np.asarray(logs / total)
