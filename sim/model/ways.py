"""Which way each party goes, its outcomes drawn (S4, P4, P5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.model.chance import Chance, happens
from sim.model.checks import sure_checks
from sim.model.clock import NEVER, Mask, Real, Whole
from sim.model.outcome import Outcome
from sim.model.scenario import Cohort, Desk, Scenario


@dataclass(frozen=True)
class Ways:
    """onward, refusal: (n, S), see `Draws`. aside: (n,) the station where a family waits aside once, or -1."""

    onward: Whole
    refusal: Whole
    aside: Whole


def ways(
    scenario: Scenario, cohort: Cohort, route: Sequence[str], size: Whole, reasons: Sequence[str], chance: Chance
) -> Ways:
    """Draw the ways of parties that have this much of their cohort's route before them."""
    onward = np.full((size.size, len(scenario.order)), -1 - Outcome.CROSSED)
    drawn = Ways(onward, np.full(onward.shape, NEVER), np.full(size.size, NEVER))
    desks = [desk for name in cohort.route if isinstance(desk := scenario.stations[name], Desk)]
    secondaries = {desk.refer.to for desk in desks if desk.refer}
    for step, name in reversed(list(enumerate(route))):
        station, at = scenario.stations[name], scenario.order.index(name)
        ahead = [later for later in route[step + 1 :] if later not in secondaries]
        if ahead:
            onward[:, at] = scenario.order.index(ahead[0])
        if isinstance(station, Desk) and (station.refuse or station.refer):
            chances = chance(("outcome", name), size.size)
            _outcomes(scenario, station, reasons, chances, onward[:, at], drawn.refusal[:, at])
    _lists(scenario, cohort, route, size, chance, drawn)
    return drawn


def _outcomes(
    scenario: Scenario, desk: Desk, reasons: Sequence[str], chances: Real, onward: Whole, refusal: Whole
) -> None:
    """Refusals from the low end of the uniform, referrals from the high end: each set only grows with its share."""
    bound = 0.0
    if desk.refer is not None:
        onward[chances >= 1 - desk.refer.share] = scenario.order.index(desk.refer.to)
    for reason, share in sorted(desk.refuse.items()):
        refused = (chances >= bound) & (chances < bound + share)
        onward[refused], refusal[refused] = -1 - Outcome.REFUSED, reasons.index(reason)
        bound += share


def _lists(scenario: Scenario, cohort: Cohort, route: Sequence[str], size: Whole, chance: Chance, drawn: Ways) -> None:
    """Who is on no list is turned away where lists are checked, a family of which one is missing at the first check."""
    checks = [name for name in route if isinstance(desk := scenario.stations[name], Desk) and desk.checks_list]
    for name in checks if not cohort.listed else ():
        _end(drawn, np.ones(size.size, bool), scenario.order.index(name), Outcome.TURNED_AWAY)
    sure = sure_checks(route, scenario.stations)
    if not sure or not cohort.listed:
        return
    missing = happens(cohort.member_missing, ("member missing",), size.size, chance) & (size > 1)
    check, at = scenario.stations[sure[0]], scenario.order.index(sure[0])
    if isinstance(check, Desk) and check.member_missing == "family_waits_aside":
        drawn.aside[missing] = at
    else:
        _end(drawn, missing, at, Outcome.FAMILY_TURNED_BACK)


def _end(drawn: Ways, parties: Mask, at: int, outcome: Outcome) -> None:
    """The way of these parties ends at a station, for no reason that a desk gives."""
    drawn.onward[parties, at], drawn.refusal[parties, at] = -1 - outcome, NEVER
