"""A way is what cohorts with the same stations walk, from where they come to where they leave or are turned away."""

from itertools import pairwise
from typing import NamedTuple

from sim.model.scenario import Cohort, Desk, Scenario


class Way(NamedTuple):
    """The stations that cohorts pass unless they are referred, and those they are referred to.

    `referrals`: (the desk that refers, its secondary, the station after that, "" for none).
    """

    stations: tuple[str, ...]
    referrals: tuple[tuple[str, str, str], ...]
    turned_away: bool
    cohorts: tuple[str, ...]


def ways(scenario: Scenario) -> list[Way]:
    """Each way once: by where it begins in declared order, then who are turned away there, then the longest."""
    found: dict[Way, list[str]] = {}
    for name, cohort in scenario.cohorts.items():
        found.setdefault(_way(scenario, cohort), []).append(name)
    full = [way._replace(cohorts=tuple(names)) for way, names in found.items()]
    return sorted(full, key=lambda way: (scenario.order.index(way.stations[0]), not way.turned_away,
                                         -len(way.stations)))  # fmt: skip


def _way(scenario: Scenario, cohort: Cohort) -> Way:
    """The way of one cohort, which ends at the first check of lists for those who are on none (P4)."""
    sent = {name: desk.refer.to for name in cohort.route
            if isinstance(desk := scenario.stations[name], Desk) and desk.refer}  # fmt: skip
    plain = [name for name in cohort.route if name not in sent.values()]
    checks = [name for name in plain if checks_list(scenario, name)]
    if not cohort.listed and checks:
        plain = plain[: plain.index(checks[0]) + 1]
    referrals = tuple((desk, to, _after(cohort.route, to, plain)) for desk, to in sent.items() if desk in plain)
    return Way(tuple(plain), referrals, not cohort.listed and bool(checks), ())


def _after(route: tuple[str, ...], secondary: str, plain: list[str]) -> str:
    later = route[route.index(secondary) + 1 :]
    return next((name for name in later if name in plain), "")


def checks_list(scenario: Scenario, name: str) -> bool:
    """Whether a station turns away who is on no list."""
    station = scenario.stations[name]
    return isinstance(station, Desk) and station.checks_list


def steps(way: Way) -> list[tuple[str, str]]:
    """From which station to which people go who are not referred."""
    return list(pairwise(way.stations))


def persons_on(scenario: Scenario, way: Way) -> int:
    """How many persons the cohorts of a way have together."""
    return sum(scenario.cohorts[name].persons for name in way.cohorts)


def unvisited(scenario: Scenario, found: list[Way]) -> list[str]:
    """The stations that are on no way, in declared order."""
    seen = {name for way in found for name in [*way.stations, *(to for _, to, _ in way.referrals)]}
    return [name for name in scenario.order if name not in seen]
