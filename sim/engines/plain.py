"""The bench day as a user of SimPy would write it, resources and processes: the yardstick of every figure of speed.

Three list officers, four at passports, two scanners, three buses of 50 seats that board one at a time, six Egyptian
officers; first come first served. Its stamps are those of the bench day, but for the rules at one instant.
"""

from collections.abc import Generator, Sequence
from typing import Any

import simpy

from sim.model.clock import DAY, HOUR, MINUTE, NEVER
from sim.model.draws import Draws

OPENS, CLOSES = 8 * HOUR, 16 * HOUR  # ms
OFFICERS = (3, 4, 2, 6)
BUS, SEATS, BUSES = 3, 50, 3  # the bus is the fourth station
PATIENCE, RIDE = 15 * MINUTE, 5 * MINUTE  # ms
Story = Generator[simpy.Event, Any, None]
Stamps = list[list[float]]


def simulate(draws: Draws) -> Stamps:
    """One bench day: per party the moments (ms) at which it starts and finishes, as far as it gets by closing."""
    env = simpy.Environment(OPENS)
    desks = [simpy.Resource(env, officers) for officers in OFFICERS]
    stop, bay = simpy.Store(env), simpy.Resource(env, 1)
    stamps: Stamps = [[] for _ in range(draws.parties)]
    rows = zip(draws.arrival.tolist(), draws.size.tolist(), draws.service.tolist(), stamps, strict=True)
    for arrival, size, service, seen in rows:
        if NEVER < arrival < DAY:
            env.process(_party(env, desks, stop, arrival, size, service, seen))
    kept: list[Any] = []  # who did not fit into the bus before
    for _ in range(BUSES):
        env.process(_bus(env, stop, bay, kept))
    env.run(CLOSES)
    return stamps


def _party(
    env: simpy.Environment, desks: Sequence[simpy.Resource], stop: simpy.Store, arrival: int, size: int,
    service: Sequence[int], seen: list[float],
) -> Story:  # fmt: skip
    """Checks, the bus, and the last check."""
    yield env.timeout(arrival - env.now)
    for at, desk in enumerate(desks):
        if at == BUS:
            landed = env.event()
            stop.put((size, seen, landed))
            yield landed
            seen.append(env.now)
        with desk.request() as turn:
            yield turn
            seen.append(env.now)
            yield env.timeout(service[at if at < BUS else at + 1])
        seen.append(env.now)


def _bus(env: simpy.Environment, stop: simpy.Store, bay: simpy.Resource, kept: list[Any]) -> Story:
    """Board until full, until one does not fit, or until the patience ends; ride out and back."""
    while True:
        with bay.request() as turn:
            yield turn
            first: Any = kept.pop() if kept else (yield stop.get())
            first[1].append(env.now)
            aboard, load, patience = [first], first[0], env.timeout(PATIENCE)
            while load < SEATS:
                boarding = stop.get()
                yield boarding | patience
                if not boarding.triggered:
                    boarding.cancel()
                    break
                rider: Any = boarding.value
                if load + rider[0] > SEATS:
                    kept.append(rider)
                    break
                aboard.append(rider)
                load += rider[0]
                rider[1].append(env.now)
        yield env.timeout(RIDE)
        for _, _, landed in aboard:
            landed.succeed()
        yield env.timeout(RIDE)
