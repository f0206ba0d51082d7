"""Scenarios of one hall of desks whose chances are known exactly, and questions asked backwards about them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import integrate, linalg, stats
from small import Raw, always, cohort, constant, desk, exponential, minutes, on_the_day

from sim.study.journal.plan import StudyPlan
from sim.study.least.asked import Least
from sim.study.least.found import Found, found
from sim.study.least.question import question_of
from sim.study.plan import planned_as
from sim.study.work import Work

OFFICERS = "stations.hall.officers"


def hall(persons: int, service: Raw, *, arrivals: Raw | None = None, closes: str = "24:00", **changes: Any) -> Raw:
    """So many persons, each a party of one, who stand at the hall when it opens at 08:00, or come later."""
    standing = {"kind": "on_the_day", "standing": 1.0, "standing_from": "07:00", "others": on_the_day()["others"]}
    plain = desk(1, minutes(service), hours=[["08:00", closes]], hall="unlimited", **always())
    people = cohort(persons, ["hall"], arrivals or standing, listed=True)
    alone = {"party_size": {"values": [1], "weights": [1.0]}, "show_up": 1.0, "children": 0.0}
    return {
        "name": "hall", "question": "How many desks?", "date": "2023-11-01", "days": 1, "overnight": "stay",
        "calendar": {"kind": "explicit", "days": ["open"], "late_start": "12:00", "aborted_at": "12:00"},
        "lists": {}, "order": ["hall"], "stations": {"hall": {**plain, "kind": "desk"}},
        "cohorts": {"everyone": {**people, **alone}}, **changes,
    }  # fmt: skip


def backlog(persons: int, mean: float) -> Raw:
    """So many persons whose checks take an exponential time with a mean (min)."""
    return hall(persons, exponential(mean))


def asked(
    scenario: Raw, goal: Mapping[str, Any], levers: Mapping[str, Any], probability: float, **changes: Any
) -> Least:
    """A question about a scenario."""
    how = {"replications": 200, "fresh": 500, "confidence": 0.95, "seed": 1, "outputs": "outputs", "engine": "compiled",
           "executor": {"kind": "inline"}, "public": False, "check": False, "debug": False,
           "dry": False, "yes": False, "cost": {}}  # fmt: skip
    whole = {**scenario, **how, "goal": dict(goal), "levers": dict(levers), "probability": probability, **changes}
    return planned_as(Least, whole)


def answered(least: Least) -> Found:
    """What it finds, without a journal."""
    return found(question_of(least), carried)


def carried(plan: StudyPlan, work: Work, _: str):
    """A round, here and now."""
    return work(plan, 0, plan.tasks)


def clear_within(persons: int, desks: int, mean: float, time: float) -> float:
    """The probability that a backlog is through within a time (min): a pure death process (Ross 2014, ch. 5).

    While all desks are busy, gaps between ends are exponential with mean / desks: the first persons - desks ends take
    an Erlang time. Then the last ones are at their desks, and each needs an exponential time more.
    """
    if persons <= desks:
        return float((1 - np.exp(-time / mean)) ** persons)
    erlang = stats.gamma(persons - desks, scale=mean / desks)
    value, _ = integrate.quad(
        lambda moment: erlang.pdf(moment) * (1 - np.exp(-(time - moment) / mean)) ** desks, 0, time, limit=200
    )
    return float(value)


def nobody_waits(rate: float, mean: float, desks: int, span: float) -> float:
    """The probability that nobody finds all desks busy who comes by a Poisson stream within a span (min) from empty.

    M/M/c until somebody has to wait: a chain that ends there (Kelton and Law 1985 have the chain of the number found).
    """
    chain = np.zeros((desks + 1, desks + 1))
    for there in range(desks + 1):
        chain[there, there] = -rate - there / mean
        if there < desks:
            chain[there, there + 1] = rate
        if there:
            chain[there, there - 1] = there / mean
    return float(linalg.expm(chain * span)[0].sum())


__all__ = [
    "OFFICERS",
    "answered",
    "asked",
    "backlog",
    "clear_within",
    "constant",
    "exponential",
    "hall",
    "nobody_waits",
]
