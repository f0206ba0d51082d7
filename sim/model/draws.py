"""All chance, drawn before an engine runs (C1): the only user of a random generator.

A uniform has an address: (seed, replication, purpose, party or trip, member). A purpose is a list of names, such as
["service", "person", "luggage", "us_citizens"], and a stream of the counter-based generator Philox4x64-10 (Salmon et
al. 2011, SC'11): its key is (seed, the first 8 bytes of BLAKE2b of the purpose as JSON), its counter starts at
(0, replication, member, 0), and the party's number in its cohort is the position in the stream. So nothing that is
added, taken away or made longer moves any other uniform.
"""

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np

from sim.model.calling import People, arrivals, chance_on_lists, trips_under_way
from sim.model.chance import Chance, Purpose
from sim.model.clock import Real, Whole
from sim.model.crowds import crowds, parties_in
from sim.model.durations import rides
from sim.model.regime import BEYOND, draw_breakdowns, draw_days
from sim.model.scenario import Desk, Scenario


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


def uniforms(seed: int, replication: int, purpose: Purpose, count: int, member: int = 0) -> Real:
    """`count` uniforms in [0, 1) of one stream, for one member of each party: multiples of 2**-53."""
    return Chances(seed, replication)(purpose, count, member)


class Chances:
    """All chance of one replication: uniforms by purpose and member, from one generator that is set to each address."""

    def __init__(self, seed: int, replication: int) -> None:
        self.seed, self.replication = seed, replication
        self.generator = np.random.Philox(key=seed)
        self.state: Any = self.generator.state

    def __call__(self, purpose: Purpose, count: int, member: int = 0) -> Real:
        """(count,) uniforms in [0, 1)."""
        self.state["state"]["key"] = np.array([self.seed, number_of(purpose)], np.uint64)
        self.state["state"]["counter"] = np.array([0, self.replication, member, 0], np.uint64)
        self.generator.state = self.state
        words = self.generator.random_raw(count)
        return np.asarray((words >> np.uint64(11)) * 2.0**-53)


@lru_cache(maxsize=10_000)
def number_of(purpose: Purpose) -> int:
    """The half of a key that stands for a purpose."""
    address = json.dumps(purpose, ensure_ascii=False).encode()
    return int.from_bytes(blake2b(address, digest_size=8).digest(), "little")


def draw(scenario: Scenario, seed: int, replication: int) -> Draws:
    """Draw the world of one replication."""
    chance, days = Chances(seed, replication), scenario.days + BEYOND
    stations = [(name, scenario.stations[name]) for name in scenario.order]
    reasons = tuple(sorted({reason for _, desk in stations if isinstance(desk, Desk) for reason in desk.refuse}))
    kinds = draw_days(scenario.calendar, days, chance)
    people = _people(scenario, reasons, kinds[: scenario.days], chance)
    trips = [rides(name, station, people["place"].size, chance) for name, station in stations]
    return Draws(
        tuple(sorted(scenario.cohorts)), reasons, **people,
        ride=tuple(out for out, _ in trips), ride_back=tuple(back for _, back in trips),
        days=kinds, down=tuple(draw_breakdowns(name, station, days, chance) for name, station in stations),
    )  # fmt: skip


def _people(scenario: Scenario, reasons: tuple[str, ...], days: Whole, chance: Chance) -> People:
    """All crowds together, in list order: by the chance drawn for it, then by crowd, then by number."""
    parts = [parties_in(scenario, crowd, reasons, _ending_in(chance, crowd.names)) for crowd in crowds(scenario)]
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    rank = np.argsort(chance_on_lists(scenario, joined), kind="stable")
    people = {key: values[rank] for key, values in joined.items()}
    kept = {key: people[key] for key in people.keys() & {field.name for field in fields(Draws)}}
    arrival, on_trip = arrivals(scenario, people, days), trips_under_way(scenario, people)
    return {**kept, "place": np.arange(rank.size), "arrival": arrival, "on_trip": on_trip}


def _ending_in(chance: Chance, names: Purpose) -> Chance:
    """The same chance, every purpose of which ends in these names."""
    return lambda purpose, count, member=0: chance((*purpose, *names), count, member)


def to_bytes(draws: Draws) -> bytes:
    """Every number drawn, in one canonical form, for comparing two draws to the bit."""
    values = [getattr(draws, field.name) for field in fields(draws)]
    arrays = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return b"".join(np.ascontiguousarray(part, "<i8").tobytes() for part in arrays if isinstance(part, np.ndarray))
