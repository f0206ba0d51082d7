"""The crowds that are drawn together: the parties of a cohort who will come, and those who are there already (P1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.model.chance import Chance, happens
from sim.model.clock import NEVER, UNLIMITED, Whole
from sim.model.columns import Column, Key
from sim.model.counts import pick
from sim.model.durations import durations, times
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


def parties_in(
    scenario: Scenario, crowd: Crowd, reasons: tuple[str, ...], worlds: int, chance: Chance
) -> tuple[dict[Key, Column], Whole]:
    """What is drawn of the parties of a crowd, and how many each of so many worlds has (W,).

    By the names of `Draws`, and what `Draws` is made of later: world; there: whether it is there already; clock, comes,
    chance_on_list: see `Parties`; group: index in `groups_of`, or -1.
    """
    cohort = scenario.cohorts[crowd.cohort]
    parties = parties_of(cohort, crowd.persons, _arrivals(scenario, crowd), worlds, chance, _calls(scenario))
    way, counts = ways(scenario, cohort, crowd.route, parties, reasons, chance), parties.counts
    return {
        "world": np.repeat(np.arange(worlds), counts), **_facts(scenario, crowd), "aside": way.aside,
        "size": parties.size, "children": parties.children, "bags": parties.bags, "clock": parties.clock,
        "chance_on_list": parties.chance_on_list,
        **_numbered("comes", parties.comes), **_numbered("onward", way.onward), **_numbered("refusal", way.refusal),
        **durations(scenario, crowd.route, parties, chance),
        **_patience(cohort, counts, chance), "group": _group(scenario, cohort, counts, chance),
    }, counts  # fmt: skip


def _facts(scenario: Scenario, crowd: Crowd) -> dict[Key, Column]:
    """What all parties of a crowd have in common."""
    return {
        "cohort": sorted(scenario.cohorts).index(crowd.cohort), "priority": scenario.cohorts[crowd.cohort].priority,
        "first": scenario.order.index(crowd.route[0]), "there": int(crowd.there is not None),
        "in_hall": int(crowd.there == "hall"), "on_trip": 0 if crowd.there == "aboard" else NEVER,
    }  # fmt: skip


def _numbered(name: str, columns: Sequence[Column]) -> dict[Key, Column]:
    """Columns of one name by number."""
    return {(name, number): column for number, column in enumerate(columns)}


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


def _patience(cohort: Cohort, counts: Whole, chance: Chance) -> dict[Key, Column]:
    """How long each party stays in the street (ms), and whether it then leaves for good (S8)."""
    if cohort.patience is None:
        return {"patience": UNLIMITED, "for_good": 0}
    patience = times(cohort.patience.time, ("patience",), counts, np.ones(counts.sum(), np.int64), chance)
    return {"patience": patience, "for_good": happens(cohort.patience.for_good, ("for good",), counts, chance) * 1}


def groups_of(scenario: Scenario) -> tuple[str, ...]:
    """The names of all nationality groups."""
    return tuple(sorted({name for cohort in scenario.cohorts.values() for name in cohort.groups or ()}))


def _group(scenario: Scenario, cohort: Cohort, counts: Whole, chance: Chance) -> Column:
    """The nationality group of each party, for lists that go by them."""
    if cohort.groups is None:
        return NEVER
    names = sorted(cohort.groups)
    chosen = pick(tuple(cohort.groups[name] for name in names), chance(("group",), counts))
    return np.array([groups_of(scenario).index(name) for name in names])[chosen]
