"""Which way each party goes, its outcomes drawn (S4, P4, P5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.model.chance import Chance, happens
from sim.model.checks import sure_checks
from sim.model.clock import NEVER, Mask, Real, Whole
from sim.model.columns import Column, full
from sim.model.outcome import Outcome
from sim.model.people import Parties
from sim.model.scenario import Cohort, Desk, Scenario


@dataclass(frozen=True)
class Ways:
    """onward, refusal: by station, see `Draws`; -1 - an outcome where a way ends. aside: see `Draws`."""

    onward: list[Column]
    refusal: list[Column]
    aside: Column


def ways(
    scenario: Scenario, cohort: Cohort, route: Sequence[str], parties: Parties, reasons: Sequence[str], chance: Chance
) -> Ways:
    """Draw the ways of parties that have this much of their cohort's route before them."""
    width = len(scenario.order)
    onward: list[Column] = [-1 - Outcome.CROSSED] * width
    refusal: list[Column] = [NEVER] * width
    desks = [desk for name in cohort.route if isinstance(desk := scenario.stations[name], Desk)]
    secondaries = {desk.refer.to for desk in desks if desk.refer}
    for step, name in reversed(list(enumerate(route))):
        station, at = scenario.stations[name], scenario.order.index(name)
        ahead = [later for later in route[step + 1 :] if later not in secondaries]
        if ahead:
            onward[at] = scenario.order.index(ahead[0])
        if isinstance(station, Desk) and (station.refuse or station.refer):
            chances = chance(("outcome", name), parties.counts)
            onward[at], refusal[at] = _outcomes(scenario, station, reasons, chances, onward[at])
    return _lists(scenario, cohort, route, parties, chance, Ways(onward, refusal, NEVER))


def _outcomes(
    scenario: Scenario, desk: Desk, reasons: Sequence[str], chances: Real, ahead: Column
) -> tuple[Whole, Whole]:
    """Refusals from the low end of the uniform, referrals from the high end: each set only grows with its share."""
    onward, refusal, bound = full(ahead, chances.size), np.full(chances.size, NEVER), 0.0
    if desk.refer is not None:
        onward[chances >= 1 - desk.refer.share] = scenario.order.index(desk.refer.to)
    for reason, share in sorted(desk.refuse.items()):
        refused = (chances >= bound) & (chances < bound + share)
        onward[refused], refusal[refused] = -1 - Outcome.REFUSED, reasons.index(reason)
        bound += share
    return onward, refusal


def _lists(
    scenario: Scenario, cohort: Cohort, route: Sequence[str], parties: Parties, chance: Chance, way: Ways
) -> Ways:
    """Who is on no list is turned away where lists are checked, a family of which one is missing at the first check."""
    checks = [name for name in route if isinstance(desk := scenario.stations[name], Desk) and desk.checks_list]
    for name in checks if not cohort.listed else ():
        at = scenario.order.index(name)
        way.onward[at], way.refusal[at] = -1 - Outcome.TURNED_AWAY, NEVER
    sure = sure_checks(route, scenario.stations)
    if not sure or not cohort.listed or not cohort.member_missing:
        return way
    missing = happens(cohort.member_missing, ("member missing",), parties.counts, chance) & (parties.size > 1)
    check, at = scenario.stations[sure[0]], scenario.order.index(sure[0])
    if isinstance(check, Desk) and check.member_missing == "family_waits_aside":
        return replace(way, aside=np.where(missing, at, NEVER))
    _end(way, missing, at, Outcome.FAMILY_TURNED_BACK)
    return way


def _end(way: Ways, some: Mask, at: int, outcome: Outcome) -> None:
    """The way of some parties ends at a station, for no reason that a desk gives."""
    way.onward[at] = np.where(some, -1 - outcome, way.onward[at])
    way.refusal[at] = np.where(some, NEVER, way.refusal[at])
