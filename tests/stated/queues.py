"""Plans of known mean: the first customers of M/M/c from empty, acted out by the project's own compiled engine.

A replication is a run of known end: so many customers come to a passport hall that is empty when the first one comes.
The plans differ in how many desks there are and how fast each is. They share their days: the same gaps between
customers, and the same uniforms of their checks.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from crowds import always_open, chance, crowd, end_to_end, exponential
from first_waits import mean_waits
from scipy.optimize import brentq
from worlds import desk

from sim.engines import choose
from sim.model.clock import MINUTE, to_ms

RATE = 1.0  # customers a minute
CUSTOMERS = 50  # of a day; the last of them wait long where desks are slow, as a morning's queue builds up


class Plan(NamedTuple):
    """So many desks, and the mean of a check (min)."""

    desks: int
    mean_service: float


@cache
def mean_of(plan: Plan) -> float:
    """The exact mean wait over all customers of a day (min)."""
    return float(np.mean(mean_waits(RATE, plan.mean_service, plan.desks, CUSTOMERS)))


@cache
def last_of(plan: Plan) -> float:
    """The exact mean wait of the last customer of a day (min)."""
    return mean_waits(RATE, plan.mean_service, plan.desks, CUSTOMERS)[-1]


def of_mean(desks: int, wait: float) -> Plan:
    """The plan with so many desks whose mean wait is this (min)."""
    return Plan(desks, float(brentq(lambda mean: mean_of(Plan(desks, mean)) - wait, 0.05 * desks, 4.0 * desks)))


def waits(plan: Plan, study: str, first: int, end: int):
    """The waits (r, customers) in minutes in replications first … end - 1 of a study; a study's days are its own."""
    gap, check = (uniforms(f"{purpose}, {study}", first, end) for purpose in ("gaps", "checks"))
    gap, check = to_ms(exponential(1 / RATE).quantile(gap)), to_ms(exponential(plan.mean_service).quantile(check))
    arrival, _ = end_to_end(np.cumsum(gap, axis=1), check)
    log = engine()(always_open(desk(plan.desks)), crowd(arrival, check.ravel()))
    return (log.started - log.reached).reshape(check.shape) / MINUTE


@lru_cache(maxsize=4)  # the plans of a study share them
def uniforms(purpose: str, first: int, end: int):
    """Uniforms (r, customers), each replication's by its own address."""
    return np.array([chance(replication, purpose, CUSTOMERS) for replication in range(first, end)])


def sample_of(plans: Sequence[Plan], study: str):
    """What `select` asks: mean waits (r, some plans) over the same days."""
    return lambda some, first, end: np.column_stack([waits(plans[at], study, first, end).mean(axis=1) for at in some])


def sample_alone(plans: Sequence[Plan], study: str):
    """The same, but each plan has days of its own."""
    return lambda some, first, end: np.column_stack(
        [waits(plans[at], f"{study}, plan {at}", first, end).mean(axis=1) for at in some]
    )


@cache
def engine():
    """The compiled engine; where it cannot be had, the reference engine answers the same, some fifty times slower."""
    return choose("compiled", 1).load().simulate
