"""Twelve weeks of deployments at Folionest (SW-E7): how often, how fast, how safe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

WEEKS = 12
DEPLOYS = (112, 190)
STAGES = {
    "wait_review": "Wait for a review",
    "review": "Review",
    "test": "Test",
    "wait_release": "Wait for a release",
}
SLOW = ("wait_review", "test", "wait_release")  # where the queue may be
USUAL, QUEUE = (2.5, 4.5), (22.0, 30.0)  # hours, the median of a stage
OUTAGE = 9 * 24.0  # hours: one incident that nobody forgets
FAILURES = (12, 27)
PROVIDER = (6, 9)  # incidents that no deployment caused


@dataclass(frozen=True, slots=True)
class Reading:
    """What the records say, by the rules of lesson 7. Times in hours."""

    frequency: float  # deployments a week
    lead: float  # median, commit to running
    failed: float  # percent of deployments
    recovery: float  # median, over failed deployments
    slowest: str  # the stage with the largest median
    lead_mean: float
    recovery_mean: float
    of_incidents: float  # failed deployments in percent of all incidents
    recovery_all: float  # median over all incidents
    good_only: float  # deployments a week that did not fail


def read_deploys(deploys: pd.DataFrame, incidents: pd.DataFrame) -> Reading:
    """Return what a careful reader finds in the records."""
    lead = deploys[list(STAGES)].sum(axis=1)
    own = incidents[incidents["cause"] == "deployment"]["hours"]
    failed = int(deploys["failed"].sum())
    return Reading(
        frequency=len(deploys) / WEEKS,
        lead=float(lead.median()),
        failed=100 * failed / len(deploys),
        recovery=float(own.median()),
        slowest=str(deploys[list(STAGES)].median().idxmax()),
        lead_mean=float(lead.mean()),
        recovery_mean=float(own.mean()),
        of_incidents=100 * failed / len(incidents),
        recovery_all=float(incidents["hours"].median()),
        good_only=(len(deploys) - failed) / WEEKS,
    )


def candidate(rng: Generator) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Draw twelve weeks, or None where they are no fair exercise."""
    count = int(rng.integers(*DEPLOYS))
    slow = SLOW[int(rng.integers(len(SLOW)))]
    middle = {stage: rng.uniform(*(QUEUE if stage == slow else USUAL)) for stage in STAGES}
    hours = {
        stage: np.round(rng.lognormal(np.log(middle[stage]), 0.65, count), 1) for stage in STAGES
    }
    started = np.sort(rng.uniform(0, WEEKS * 7 * 24 - 24, count))
    failures = int(rng.integers(*FAILURES))
    failed = np.zeros(count, dtype=bool)
    failed[rng.choice(count, failures, replace=False)] = True
    deploys = pd.DataFrame({"commit_hour": np.round(started, 1), **hours, "failed": failed})
    mended = np.round(rng.lognormal(np.log(3.2), 0.55, failures), 1)
    mended[int(rng.integers(failures))] = OUTAGE
    others = np.round(rng.lognormal(np.log(13), 0.3, int(rng.integers(*PROVIDER))), 1)
    incidents = pd.DataFrame(
        {
            "cause": ["deployment"] * failures + ["provider"] * len(others),
            "hours": [*mended, *others],
        }
    )
    incidents = incidents.iloc[rng.permutation(len(incidents))].reset_index(drop=True)
    return (deploys, incidents) if is_fair(deploys, incidents, slow) else None


def is_fair(deploys: pd.DataFrame, incidents: pd.DataFrame, slow: str) -> bool:
    """Whether the queue can be seen, and each usual way of measuring leads elsewhere."""
    seen = read_deploys(deploys, incidents)
    medians = sorted(deploys[list(STAGES)].median())
    return (
        seen.slowest == slow
        and medians[-1] > 3 * medians[-2]
        and seen.recovery_mean > 4 * seen.recovery
        and seen.lead_mean > 1.12 * seen.lead
        and seen.recovery_all > 1.15 * seen.recovery
        and seen.of_incidents > 2 * seen.failed
        and seen.good_only < 0.92 * seen.frequency
    )


def stamped(deploys: pd.DataFrame) -> pd.DataFrame:
    """Return the deployments with a time stamp for each stage's end, as a tool exports them."""
    start = pd.Timestamp("2029-01-01")
    at = deploys["commit_hour"].to_numpy(float)
    found = {"commit_ts": at}
    for stage, name in zip(
        STAGES, ("review_ts", "approved_ts", "tested_ts", "deploy_ts"), strict=True
    ):
        at = at + deploys[stage].to_numpy(float)
        found[name] = at
    table = pd.DataFrame(
        {
            name: start + pd.to_timedelta(np.round(60 * hours), unit="min")
            for name, hours in found.items()
        }
    )
    table["failed"] = deploys["failed"]
    return table
