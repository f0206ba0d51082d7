"""When each party is to come: on the first day, on every day, or as a daily list calls it (P2, P3)."""

from collections.abc import Sequence

import numpy as np

from sim.model.clock import DAY, NEVER, UNLIMITED, Mask, Real, Whole
from sim.model.crowds import groups_of
from sim.model.lists import called_on, every_day, filled, in_order_of_list, slot_begins
from sim.model.scenario import ByCohort, ByGroup, Daily, DailyList, Listed, Scenario, Shuttle, Slots

People = dict[str, np.ndarray]  # what is drawn of each party: (n, …) arrays by name


def chance_on_lists(scenario: Scenario, people: People) -> Real:
    """The uniforms (n,) that order the parties on the list, handed out anew as the order of each daily list says."""
    on_list = people["chance_on_list"].copy()
    for name, daily in scenario.lists.items():
        here = _on_list(scenario, people, name)
        on_list[here] = in_order_of_list(_rank(scenario, people, daily)[here], on_list[here])
    return on_list


def _on_list(scenario: Scenario, people: People, name: str) -> Mask:
    """Which parties (n,) a daily list is for."""
    arrivals = [cohort.arrivals for _, cohort in sorted(scenario.cohorts.items())]
    listed = np.array([isinstance(kind, Listed) and kind.list == name for kind in arrivals])
    return np.asarray(listed[people["cohort"]] & (people["there"] == 0))


def _rank(scenario: Scenario, people: People, daily: DailyList) -> Whole:
    """Who comes first on a list: the rank (n,) of each party's cohort or group, the same for all at random."""
    match daily.order:
        case ByCohort(first=first):
            return _ranks(first, sorted(scenario.cohorts))[people["cohort"]]
        case ByGroup(first=first):
            return _ranks(first, [*groups_of(scenario), ""])[people["group"]]
        case _:
            return np.zeros_like(people["cohort"])


def _ranks(first: Sequence[str], names: Sequence[str]) -> Whole:
    """The rank of each name: as it is named, those that are not after all others."""
    return np.array([first.index(name) if name in first else len(first) for name in names])


def arrivals(scenario: Scenario, people: People, days: Whole) -> Whole:
    """When each party comes (n,), ms: -1 for a no-show, beyond every run for who is not called on one of these days."""
    called = _called(scenario, people, days)
    moment = called * DAY + people["clock"] + _slot(scenario, people, called)
    shows_up = np.where(people["comes"], moment, NEVER)
    return np.where(people["there"], 0, np.where(called == NEVER, UNLIMITED, shows_up))


def _called(scenario: Scenario, people: People, days: Whole) -> Whole:
    """The day (n,), from 0, on which each party is to come; -1 for none of the days simulated."""
    called = np.zeros_like(people["cohort"])
    for name, daily in scenario.lists.items():
        here = _on_list(scenario, people, name)
        called[here] = called_on(daily, people["size"][here], days)
    for index, (_, cohort) in enumerate(sorted(scenario.cohorts.items())):
        if isinstance(cohort.arrivals, Daily):
            here = (people["cohort"] == index) & (people["there"] == 0)
            called[here] = every_day(cohort.arrivals.persons_a_day, people["size"][here], days.size)
    return called


def _slot(scenario: Scenario, people: People, called: Whole) -> Whole:
    """When the slot of each party begins (n,), ms of its day; 0 where it is called to none."""
    begins = np.zeros_like(called)
    for name, daily in scenario.lists.items():
        here = _on_list(scenario, people, name)
        if isinstance(daily.reporting, Slots):
            for day in np.unique(called[here]):
                today = here & (called == day)
                begins[today] = slot_begins(daily.reporting, people["size"][today])
    return begins


def trips_under_way(scenario: Scenario, people: People) -> Whole:
    """The trip (n,) that is under way with each party when the run begins, -1 for none: filled in list order."""
    on_trip = people["on_trip"]
    for at, name in enumerate(scenario.order):
        station, aboard = scenario.stations[name], (people["first"] == at) & (on_trip != NEVER)
        if isinstance(station, Shuttle):
            on_trip[aboard] = filled(people["size"][aboard], station.seats)
    return on_trip
