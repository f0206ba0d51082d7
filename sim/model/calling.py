"""When each party is to come: on the first day, on every day, or as a daily list calls it (P2, P3).

Arrays (N, …) are of the parties of many worlds, world after world; (n, …) of those of one.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.model.clock import DAY, NEVER, UNLIMITED, Mask, Real, Whole
from sim.model.columns import Column, Columns, full, own, table
from sim.model.crowds import groups_of
from sim.model.lists import calls, every_day, filled, in_order_of_list, slot_begins
from sim.model.scenario import ByCohort, ByGroup, Daily, DailyList, Listed, Scenario, Shuttle, Slots


def chance_on_lists(scenario: Scenario, people: Columns) -> Real:
    """The uniforms (N,) that order the parties on the list, handed out anew as the order of each daily list says."""
    on_list, world = own(people, "chance_on_list"), own(people, "world")
    for name, daily in scenario.lists.items():
        if isinstance(daily.order, ByCohort | ByGroup):
            here = np.flatnonzero(np.broadcast_to(_on_list(scenario, people, name), world.shape))
            rank = full(_rank(scenario, people, daily.order), world.size)[here]
            on_list[here] = in_order_of_list(rank, on_list[here], world[here])
    return on_list


def _on_list(scenario: Scenario, people: Columns, name: str) -> Mask:
    """Which parties (N,) a daily list is for; or one word for all."""
    arrivals = [cohort.arrivals for _, cohort in sorted(scenario.cohorts.items())]
    listed = np.array([isinstance(kind, Listed) and kind.list == name for kind in arrivals])
    return np.asarray(listed[people["cohort"]] & np.equal(people["there"], 0))


def _rank(scenario: Scenario, people: Columns, order: ByCohort | ByGroup) -> Column:
    """Who comes first on a list: the rank (N,) of each party's cohort or group."""
    match order:
        case ByCohort(first=first):
            return _ranks(first, sorted(scenario.cohorts))[people["cohort"]]
        case ByGroup(first=first):
            return _ranks(first, [*groups_of(scenario), ""])[people["group"]]


def _ranks(first: Sequence[str], names: Sequence[str]) -> Whole:
    """The rank of each name: as it is named, those that are not after all others."""
    return np.array([first.index(name) if name in first else len(first) for name in names])


def arrivals(scenario: Scenario, people: Columns, days: Whole) -> Whole:
    """When each party comes (N,), ms: -1 for a no-show, beyond every run for who is not called on the days (W, D).

    The parties of each world stand in list order.
    """
    world, size = own(people, "world"), own(people, "size")
    clock = full(people["clock"], world.size)
    moment = np.where(people["comes", 0], clock, NEVER)
    for index, (_, cohort) in enumerate(sorted(scenario.cohorts.items())):
        if isinstance(cohort.arrivals, Daily):
            coming = np.equal(people["cohort"], index) & np.equal(people["there"], 0)
            for _, here in _by_world(world, coming):
                moment[here] = _daily(cohort.arrivals, size[here], moment[here], days.shape[1])
    for name, daily in scenario.lists.items():
        comes = table(people, "comes", world.size)
        for one, here in _by_world(world, _on_list(scenario, people, name)):
            moment[here] = _listed(daily, size[here], clock[here], comes[here], days[one])
    return np.where(people["there"], 0, moment)


def _by_world(world: Whole, some: Mask) -> Iterator[tuple[int, Whole]]:
    """Each world in which there are some, and the rows of these. world: (N,); some: (N,), or one word for all."""
    rows = np.flatnonzero(np.broadcast_to(some, world.shape))
    worlds, first = np.unique(world[rows], return_index=True)
    return zip(worlds.tolist(), np.split(rows, first[1:]), strict=False)


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


def trips_under_way(scenario: Scenario, people: Columns) -> Column:
    """The trip that is under way with each party when the run begins, -1 for none: filled in list order."""
    world, size = own(people, "world"), own(people, "size")
    if not np.any(np.not_equal(people["on_trip"], NEVER)):
        return NEVER
    on_trip = full(people["on_trip"], world.size)
    for at, name in enumerate(scenario.order):
        station, aboard = scenario.stations[name], np.equal(people["first"], at) & (on_trip != NEVER)
        if isinstance(station, Shuttle):
            for _, here in _by_world(world, aboard):
                on_trip[here] = filled(size[here], station.seats)
    return on_trip
