"""Look at one table in several ways: the learner chooses which, from a few lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pm_exercises.errors import AnswerError
from pm_exercises.item import Table

Chosen = Mapping[str, str]  # the option chosen, by list


@dataclass(frozen=True, slots=True)
class Options:
    """One list to choose from."""

    label: str
    options: Mapping[str, str]  # id to words, in the order shown; the first is chosen at the start


@dataclass(frozen=True, eq=False, slots=True)
class Lookup:
    """A few lists, and the table that belongs to what is chosen in them."""

    title: str
    lists: Mapping[str, Options]
    show: Callable[[Chosen], Table]

    def table(self, **chosen: str) -> Table:
        """Return the table for a choice in every list; a list left out stands at its first option.

        Raises:
            AnswerError: there is no such list, or no such option in it.
        """
        for name in chosen:
            if name not in self.lists:
                raise AnswerError(name, "there is no such list", f"Choose: {[*self.lists]}.")
        full = {name: chosen.get(name, next(iter(of.options))) for name, of in self.lists.items()}
        for name, option in full.items():
            if option not in self.lists[name].options:
                known = ", ".join(self.lists[name].options)
                raise AnswerError(name, f"there is no {option!r} here", f"Choose from: {known}.")
        return self.show(full)
