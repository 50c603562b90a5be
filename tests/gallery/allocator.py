"""W16: what a lending library's team works on for a quarter, and what that does to two goals."""

from __future__ import annotations

from collections.abc import Mapping

from pm_exercises.interactions import Allocator, Share
from pm_exercises.interactions.base import Gauge, Live
from tests.gallery.sample import sample


def effect(given: Mapping[str, float]) -> Live:
    """Return what the points do: each further one does less than the one before."""
    found = 60 + 4 * given["search"] ** 0.5
    up = 98.9 + 0.12 * given["servers"] ** 0.5
    return Live(
        gauges=(
            Gauge("Finds the book", found, 100, f"{found:.0f} of 100 people, goal 80", found < 80),
            Gauge("Loans taken", given["app"], 60, f"{12 * given['app']:,.0f} more loans a month"),
        ),
        warnings=(
            ()
            if up >= 99.4
            else (f"The catalogue is up {up:.1f} % of the time; the town asks for 99.4 %.",)
        ),
    )


SAMPLE = sample(
    "GAL-ALLOC",
    "One quarter, 100 points",
    "Give out all 100 points of work so that people find books and the catalogue stays up.",
    Allocator(
        shares=(
            Share(
                "search", "Search that forgives typing errors", "every third search fails", step=5
            ),
            Share("servers", "Servers and backups", "two outages last month", low=10, step=5),
            Share("app", "Loans by phone", "asked for in every survey", high=60, step=5),
            Share("desk", "Training for the desk", step=5),
        ),
        total=100,
        unit="points",
        effect=effect,
    ),
    wanted={"alloc": {"search": 35, "servers": 25, "app": 30, "desk": 10}},
    wrong={"alloc": {"search": 10, "servers": 10, "app": 60, "desk": 25}},
    half={"alloc": {"search": 35, "servers": 10}},
    marks=("search", "app"),
)
