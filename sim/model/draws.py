"""All chance of a world, drawn before an engine runs (C1): what is drawn of all its parties, trips and days."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np

from sim.model.calling import arrivals, chance_on_lists, trips_under_way
from sim.model.chance import Chance, Ending
from sim.model.chances import Chances
from sim.model.clock import Real, Whole
from sim.model.columns import Column, Columns, Key, by_world, joined, ordered, own, table_by_world
from sim.model.coming import expected
from sim.model.crowds import crowds, parties_in
from sim.model.durations import rides
from sim.model.regime import BEYOND, draw_breakdowns, draw_days
from sim.model.scenario import Cohort, Desk, Poisson, Scenario

MOST_TOGETHER = 64  # worlds drawn together; more gain nothing
PARTIES_TOGETHER = 30_000  # in worlds drawn together; what is drawn of more leaves the processor's cache

OF_PARTIES = ("cohort", "size", "children", "bags", "priority", "first", "in_hall", "aside", "patience", "for_good")
BY_STATION = ("onward", "refusal", "service", "boarding", "alighting")


@dataclass
class Draws:
    """One drawn world: n parties in list order, S stations in declared order. Durations and moments in ms.

    place: (n,) the number on the list. cohort: (n,) index into `cohorts`. size, children, bags, priority: (n,).
    arrival: (n,), -1 for a no-show; beyond every run for who is not called within this one. first: (n,) the station
    where they come. in_hall: (n,) whether they stand in its hall when the run begins. on_trip: (n,) the number of its
    trip that is under way with them when the run begins, or -1.
    onward: (n, S) the station after each station, or -1 - outcome where a party ends. refusal: (n, S) why it would
    be refused there, an index into `reasons`, or -1. aside: (n,) the station after which they wait aside once, or -1.
    patience: (n,) in the street; for_good: (n,) whether they then leave for good.
    service: (n, S) at a desk. boarding, alighting: (n, S) at a shuttle.
    ride, ride_back: per station, the rides of its trips by number, empty for others than shuttles.
    days: (D,) the kind of each day, one beyond the last simulated. down: per station (k, 3), each breakdown as (which
    desk or vehicle, from, to).
    """

    cohorts: tuple[str, ...]
    reasons: tuple[str, ...]
    place: Whole
    cohort: Whole
    size: Whole
    children: Whole
    bags: Whole
    priority: Whole
    arrival: Whole
    first: Whole
    in_hall: Whole
    on_trip: Whole
    onward: Whole
    refusal: Whole
    aside: Whole
    patience: Whole
    for_good: Whole
    service: Whole
    boarding: Whole
    alighting: Whole
    ride: tuple[Whole, ...]
    ride_back: tuple[Whole, ...]
    days: Whole
    down: tuple[Whole, ...]

    @property
    def parties(self) -> int:
        """How many parties there are, no-shows among them."""
        return int(self.place.size)


def draw(scenario: Scenario, seed: int, replication: int) -> Draws:
    """Draw the world of one replication."""
    return next(draw_all(scenario, seed, [replication]))


def draw_all(
    scenario: Scenario, seed: int, replications: Sequence[int], chances: Callable[..., Chance] = Chances
) -> Iterator[Draws]:
    """Draw the worlds of many replications, many together: each is the same as if it were drawn alone.

    chances: what draws, as `Chances` does.
    """
    together = max(1, min(MOST_TOGETHER, round(PARTIES_TOGETHER / max(1, _parties(scenario)))))
    for first in range(0, len(replications), together):
        some = replications[first : first + together]
        yield from _worlds(scenario, len(some), chances(seed, some))


def _parties(scenario: Scenario) -> float:
    """About how many parties a world has."""
    return sum(_parties_of(scenario.cohorts[crowd.cohort], crowd.persons) for crowd in crowds(scenario))


def _parties_of(cohort: Cohort, persons: int) -> float:
    come = sum(expected(cohort.arrivals)) if isinstance(cohort.arrivals, Poisson) else np.inf
    return min(come, persons / cohort.party_size.mean_value())


def _worlds(scenario: Scenario, worlds: int, chance: Chance) -> Iterator[Draws]:
    """So many worlds drawn together, handed out one by one."""
    days = scenario.days + BEYOND
    stations = [(name, scenario.stations[name]) for name in scenario.order]
    reasons = tuple(sorted({reason for _, desk in stations if isinstance(desk, Desk) for reason in desk.refuse}))
    kinds = draw_days(scenario.calendar, days, worlds, chance)
    columns, counts = _people(scenario, reasons, worlds, chance)
    trips = [rides(name, station, counts, chance) for name, station in stations]
    down = [draw_breakdowns(name, station, days, worlds, chance) for name, station in stations]
    people = _by_world(scenario, columns, counts, kinds[:, : scenario.days])
    for world in range(worlds):
        yield Draws(
            tuple(sorted(scenario.cohorts)), reasons, **{name: values[world] for name, values in people.items()},
            ride=tuple(out[world] for out, _ in trips), ride_back=tuple(back[world] for _, back in trips),
            days=kinds[world], down=tuple(of_station[world] for of_station in down),
        )  # fmt: skip


def _people(
    scenario: Scenario, reasons: tuple[str, ...], worlds: int, chance: Chance
) -> tuple[dict[Key, Column], Whole]:
    """All crowds together, world after world in list order: by the chance drawn for it, then by crowd, then by number.

    And how many parties each world has (W,).
    """
    parts = [parties_in(scenario, crowd, reasons, worlds, Ending(chance, crowd.names)) for crowd in crowds(scenario)]
    counts = np.sum([of_crowd for _, of_crowd in parts], axis=0)
    columns = joined([part for part, _ in parts], [of_crowd.sum() for _, of_crowd in parts])
    return ordered(columns, _in_list_order(own(columns, "world"), chance_on_lists(scenario, columns), counts)), counts


def _by_world(scenario: Scenario, people: Columns, counts: Whole, days: Whole) -> dict[str, list[np.ndarray]]:
    """What `Draws` tells of the parties of each world (W,), by name."""
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    moment = {"arrival": arrivals(scenario, people, days), "on_trip": trips_under_way(scenario, people)}
    columns = {"place": place, **{name: people[name] for name in OF_PARTIES}, **moment}
    return {
        **{name: by_world(column, counts) for name, column in columns.items()},
        **{name: table_by_world(people, name, counts) for name in BY_STATION},
    }


def _in_list_order(world: Whole, on_list: Real, counts: Whole) -> Whole:
    """The rows (N,), those of each world together, in the order of their uniforms."""
    of_worlds = np.split(np.argsort(world, kind="stable"), np.cumsum(counts)[:-1])
    return np.concatenate([rows[_in_order(on_list[rows])] for rows in of_worlds])


def _in_order(uniforms: Real) -> Whole:
    """The places (n,) of some uniforms from the least on, of equal ones the first one first.

    A uniform is a whole multiple of 2**-53, which leaves bits for the place of a few: to sort numbers is much faster.
    """
    bits = uniforms.size.bit_length()
    if bits > 10:
        return np.argsort(uniforms, kind="stable")
    numbers = ((uniforms * 2.0**53).astype(np.int64) << bits) + np.arange(uniforms.size)
    numbers.sort()
    return np.asarray(numbers & ((1 << bits) - 1))


def to_bytes(draws: Draws) -> bytes:
    """Every number drawn, in one canonical form, for comparing two draws to the bit."""
    values = [getattr(draws, field.name) for field in fields(draws)]
    arrays = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return b"".join(np.ascontiguousarray(part, "<i8").tobytes() for part in arrays if isinstance(part, np.ndarray))
