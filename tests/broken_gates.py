"""A gate and what may be wrong with its log; those it waits for may be beyond it already, or away for a time."""

import dataclasses

from corruptions import Corruption, World, drawn, level, plan, stamp
from worlds import CROSSED, Party, crossing_of, days, desk, draws_of, gate, yields

from sim.engines import reference


def gated() -> World:
    """A gate with a quota that yields to one cohort until minute 3, a small hall behind it, and a queue before it."""
    yielding = yields(cohorts=(1,), left_station=2, until=3)
    stations = [gate([(0, 1), (30, 0)], quota=6, yielding=yielding), desk(hall=2), desk()]
    named = [dataclasses.replace(plan, name=f"{plan.name} {at}") for at, plan in enumerate(stations)]
    people = [
        Party(0, [0, 1, 0], size=2, onward={1: CROSSED}), Party(1, [0, 0, 9], size=1, first=2, cohort=1),
        Party(2, [0, 2, 0], size=2, onward={1: CROSSED}), Party(2, [0, 2, 0], size=2, onward={1: CROSSED}),
        Party(6, [0, 2, 0], size=2, onward={1: CROSSED}),
    ]  # fmt: skip
    crossing, draws = crossing_of(named, 40), draws_of(named, people, 0, 0)
    return crossing, draws, reference.simulate(crossing, draws)


AT_A_GATE: list[tuple[Corruption, str]] = [
    (stamp("started", 0, 0, 1), "5 durations: party 0 takes time at gate 0"),
    (level(0, [(0, 0), (1, 1)]), "6 hours: party 0 passes gate 0, closed at 0 ms"),
    (plan(0, quota=5), "16 quota: 6 persons pass gate 0 on day 0, at most 5 may"),
    (plan(0, yields=yields((1,), 2)), "13 priority: party 2 passes gate 0 before those it yields to at 180000 ms"),
    (drawn("priority", 3, -1), "13 priority: party 2 before party 3 passes gate 0 at 180000 ms"),
    (plan(0, quota=99), "11 work: party 4 waits at gate 0 and may pass at"),
]


def awaited() -> World:
    """A gate at which one waits for those of a cohort: one beyond it already, one who is away from 3 to 6."""
    stations = [gate(yielding=yields(cohorts=(1,), left_station=1)), desk(1, of_days=days([6])), desk()]
    named = [dataclasses.replace(station, name=f"{station.name} {at}") for at, station in enumerate(stations)]
    people = [
        Party(0, [0, 1, 0], onward={1: CROSSED}), Party(0, [0, 0, 30], first=2, cohort=1, in_hall=True),
        Party(0, [0, 3, 1], first=1, cohort=1, aside=1),
    ]  # fmt: skip
    crossing, draws = crossing_of(named, 40), draws_of(named, people, 0, 0)
    return crossing, draws, reference.simulate(crossing, draws)


AT_A_GATE_THAT_YIELDS: list[tuple[Corruption, str]] = [
    (stamp("left", 0, 0, -4), "13 priority: party 0 passes gate 0 before those it yields to at 300000 ms"),
    (drawn("in_hall", 1, 0), "13 priority: party 0 passes gate 0 before those it yields to at 540000 ms"),
    (drawn("cohort", 2, 0), "11 work: party 0 waits at gate 0 and may pass at 0 ms"),
]
