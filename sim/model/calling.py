"""When each party is to come: on the first day, on every day, or as a daily list calls it (P2, P3)."""

from collections.abc import Sequence

import numpy as np

from sim.model.clock import DAY, NEVER, UNLIMITED, Mask, Real, Whole
from sim.model.crowds import groups_of
from sim.model.lists import calls, every_day, filled, in_order_of_list, slot_begins
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
    moment = np.where(people["comes"][:, 0], people["clock"], NEVER)
    for index, (_, cohort) in enumerate(sorted(scenario.cohorts.items())):
        if isinstance(cohort.arrivals, Daily):
            here = (people["cohort"] == index) & (people["there"] == 0)
            moment[here] = _daily(cohort.arrivals, people["size"][here], moment[here], days.size)
    for name, daily in scenario.lists.items():
        here = _on_list(scenario, people, name)
        size, clock, comes = (people[key][here] for key in ("size", "clock", "comes"))
        moment[here] = _listed(daily, size, clock, comes, days)
    return np.where(people["there"], 0, moment)


def _daily(arrivals: Daily, size: Whole, moment: Whole, days: int) -> Whole:
    """When each party comes whose cohort comes day by day."""
    day = every_day(arrivals.persons_a_day, size, days)
    return np.where(day == NEVER, UNLIMITED, np.where(moment == NEVER, NEVER, day * DAY + moment))


def _listed(daily: DailyList, size: Whole, clock: Whole, comes: Mask, days: Whole) -> Whole:
    """When each party of a list comes: on the day for which it is called, if it does not stay away."""
    moment, reporting = np.full(size.size, UNLIMITED), daily.reporting
    absent = NEVER if daily.who_stays_away == "dropped" else UNLIMITED
    for day, parties, come in calls(daily, size, comes, days):
        begins = slot_begins(reporting, size[parties]) if isinstance(reporting, Slots) else 0
        moment[parties] = np.where(come, day * DAY + clock[parties] + begins, absent)
    return moment


def trips_under_way(scenario: Scenario, people: People) -> Whole:
    """The trip (n,) that is under way with each party when the run begins, -1 for none: filled in list order."""
    on_trip = people["on_trip"]
    for at, name in enumerate(scenario.order):
        station, aboard = scenario.stations[name], (people["first"] == at) & (on_trip != NEVER)
        if isinstance(station, Shuttle):
            on_trip[aboard] = filled(people["size"][aboard], station.seats)
    return on_trip
