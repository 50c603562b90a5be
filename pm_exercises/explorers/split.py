"""Split the change of a product among its factors, from the ratios that the learner read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pm_exercises.errors import AnswerError
from pm_exercises.formulas import log_shares
from pm_exercises.item import Table


@dataclass(frozen=True, slots=True)
class RatioSplit:
    """A calculator: a ratio (after divided by before) for each factor, and what each explains."""

    title: str
    factors: Mapping[str, str]  # id to words
    product: str  # "Second boxes"

    def table(self, ratios: Mapping[str, float]) -> Table:
        """Return each factor's ratio, its logarithm and its share of the product's change.

        Raises:
            AnswerError: a ratio is not above zero.
        """
        for factor, ratio in ratios.items():
            if not ratio > 0:
                raise AnswerError(self.factors[factor], "a ratio is above zero", "Write 0.85.")
        whole = math.prod(ratios.values())
        logs = [math.log(ratio) for ratio in ratios.values()]
        try:
            explained = log_shares([1.0] * len(logs), [*ratios.values()])
            parts = [f"{100 * part:z.0f} %" for part in explained]
        except ValueError:  # nothing has moved yet
            parts = ["–"] * len(logs)
        rows = [
            (self.factors[factor], f"{ratio:.3f}", f"{log:+z.3f}", part)
            for (factor, ratio), log, part in zip(ratios.items(), logs, parts, strict=True)
        ]
        all_of_it = "–" if parts[0] == "–" else "100 %"
        total = (self.product, f"{whole:.3f}", f"{math.log(whole):+z.3f}", all_of_it)
        return Table(
            f"{self.product}: the ratios multiply, their logarithms add",
            ("Factor", "After ÷ before", "Logarithm", "Share of the change"),
            (*rows, total),
        )
