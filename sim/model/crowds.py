"""The crowds that are drawn together: the parties of a cohort who will come, and those who are there already (P1)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.model.chance import Chance, happens
from sim.model.clock import NEVER, UNLIMITED, Whole, to_ms
from sim.model.counts import pick
from sim.model.durations import durations
from sim.model.people import parties_of
from sim.model.scenario import ByProfile, Cohort, Listed, Poisson, Reporting, Scenario, Where
from sim.model.ways import ways


@dataclass(frozen=True)
class Crowd:
    """So many persons of a cohort, and the part of its route that they have before them.

    `there`: where they are already, None for those who will come. `names`: the end of every purpose of their chance.
    """

    cohort: str
    persons: int
    route: tuple[str, ...]
    there: Where | None
    names: tuple[str, ...]


def crowds(scenario: Scenario) -> Iterator[Crowd]:
    """Every crowd of a scenario, by cohort, those who will come first."""
    for name, cohort in sorted(scenario.cohorts.items()):
        yield Crowd(name, cohort.persons, cohort.route, None, (name,))
        for station, places in sorted(cohort.already.items()):
            before_them = cohort.route[cohort.route.index(station) :]
            for there, persons in sorted(places.items()):
                yield Crowd(name, persons, before_them, there, (name, "already", station, there))


def parties_in(scenario: Scenario, crowd: Crowd, reasons: tuple[str, ...], chance: Chance) -> dict[str, np.ndarray]:
    """What is drawn of each party of a crowd (n, …): by the names of `Draws`, and what `Draws` is made of later.

    there: whether it is there already. clock, comes, chance_on_list: see `Parties`. group: index in `groups_of`, or -1.
    """
    cohort = scenario.cohorts[crowd.cohort]
    parties = parties_of(cohort, crowd.persons, _arrivals(scenario, crowd), chance, _calls(scenario))
    way = ways(scenario, cohort, crowd.route, parties.size, reasons, chance)
    facts = {
        "cohort": sorted(scenario.cohorts).index(crowd.cohort), "priority": cohort.priority,
        "first": scenario.order.index(crowd.route[0]), "there": int(crowd.there is not None),
        "in_hall": int(crowd.there == "hall"), "on_trip": 0 if crowd.there == "aboard" else NEVER,
    }  # fmt: skip
    return {
        **{key: np.full(parties.size.size, value, np.int64) for key, value in facts.items()},
        **vars(parties), **vars(way), **durations(scenario, crowd.route, parties, chance),
        **_patience(cohort, parties.size.size, chance), "group": _group(scenario, cohort, parties.size.size, chance),
    }  # fmt: skip


def _arrivals(scenario: Scenario, crowd: Crowd) -> ByProfile | Poisson | Reporting | None:
    """How a crowd comes; None for one that is there already."""
    arrivals = scenario.cohorts[crowd.cohort].arrivals
    if crowd.there is not None:
        return None
    return scenario.lists[arrivals.list].reporting if isinstance(arrivals, Listed) else arrivals


def _calls(scenario: Scenario) -> int:
    """How often a party may be called: on every day, where who stays away is listed again."""
    again = any(daily.who_stays_away == "listed_again" for daily in scenario.lists.values())
    return scenario.days if again else 1


def _patience(cohort: Cohort, count: int, chance: Chance) -> dict[str, Whole]:
    """How long each party stays in the street (ms), and whether it then leaves for good (S8)."""
    if cohort.patience is None:
        return {"patience": np.full(count, UNLIMITED), "for_good": np.zeros(count, np.int64)}
    patience = to_ms(cohort.patience.time.quantile(chance(("patience",), count)))
    return {"patience": patience, "for_good": happens(cohort.patience.for_good, ("for good",), count, chance) * 1}


def groups_of(scenario: Scenario) -> tuple[str, ...]:
    """The names of all nationality groups."""
    return tuple(sorted({name for cohort in scenario.cohorts.values() for name in cohort.groups or ()}))


def _group(scenario: Scenario, cohort: Cohort, count: int, chance: Chance) -> Whole:
    """The nationality group of each party, for lists that go by them."""
    if cohort.groups is None:
        return np.full(count, NEVER)
    names = sorted(cohort.groups)
    chosen = pick(tuple(cohort.groups[name] for name in names), chance(("group",), count))
    return np.array([groups_of(scenario).index(name) for name in names])[chosen]
