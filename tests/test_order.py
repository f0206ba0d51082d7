"""O5: the result depends neither on the order in which parties are created nor on an event's serial number."""

import dataclasses
import random
from collections.abc import Iterator

import numpy as np
import pytest
import simpy
from random_crossings import seeded_world

from sim.engines import reference
from sim.engines.reference.station import Station
from sim.engines.reference.world import World
from sim.model.draws import Draws
from sim.model.log import TABLES, Log, close

SEEDS = range(1_500)
OF_PARTIES = ("place", "cohort", "size", "children", "bags", "priority", "arrival", "first", "onward", "refusal",
              "in_hall", "on_trip", "aside", "patience", "for_good", "service", "boarding", "alighting")  # fmt: skip


def permuted(draws: Draws, rows: np.ndarray) -> Draws:
    """The same parties in other rows, each with its place; rides belong to trips, not to parties."""
    return dataclasses.replace(draws, **{key: getattr(draws, key)[rows] for key in OF_PARTIES})


def unpermuted(log: Log, rows: np.ndarray) -> Log:
    """The log with its parties back in their own rows."""
    back = np.argsort(rows)
    per_party = [field.name for field in dataclasses.fields(log) if field.name not in TABLES]
    return dataclasses.replace(log, **{key: getattr(log, key)[back] for key in per_party})


def test_rows_that_change_places_change_nothing(simulate):
    for seed in SEEDS:
        crossing, draws = seeded_world(seed)
        rows = np.random.Generator(np.random.PCG64(seed)).permutation(draws.parties)
        log = simulate(crossing, permuted(draws, rows))
        assert (seed, unpermuted(log, rows).to_bytes()) == (seed, simulate(crossing, draws).to_bytes())


class Salted(simpy.Environment):
    """SimPy's clock with serial numbers out of order: events due at one time come in random order."""

    chance = random.Random(0)  # noqa: S311 (chance for tests, no secret)

    def __init__(self):
        super().__init__()
        self._eid = self.serials()

    def serials(self) -> Iterator[int]:
        """Numbers in random order, none twice."""
        for number in range(2**20):
            yield (self.chance.getrandbits(30) << 20) + number


@pytest.fixture
def salted(monkeypatch):
    """The reference engine with salted ties: (crossing, draws) -> Log."""

    def simulate(crossing, draws):
        with monkeypatch.context() as patch:
            patch.setattr(simpy, "Environment", Salted)
            return reference.simulate(crossing, draws)

    return simulate


def test_salted_ties_change_nothing(salted):
    for seed in SEEDS:
        world = seeded_world(seed)
        assert (seed, salted(*world).to_bytes()) == (seed, reference.simulate(*world).to_bytes())


class Shuffled(World):
    """The reference engine that creates the parties in another order."""

    def __init__(self, crossing, draws, seed):
        self.seed = seed
        super().__init__(crossing, draws)

    def rows(self):
        """Another order."""
        return np.random.Generator(np.random.PCG64(self.seed)).permutation(super().rows()).tolist()


def test_parties_created_in_another_order_change_nothing():
    for seed in SEEDS:
        crossing, draws = seeded_world(seed)
        world = Shuffled(crossing, draws, seed)
        world.run()
        log = close(world.log, crossing)
        assert (seed, log.to_bytes()) == (seed, reference.simulate(crossing, draws).to_bytes())


def test_salt_and_shuffle_do_change_the_order_of_events(monkeypatch, salted):
    """Else the tests above would say nothing: stamps are written in another order in many of these worlds."""
    written: list[tuple[str, int, int]] = []
    stamp, join = World.stamp, Station.join

    def joined(station, party):
        written.append(("joined", party.row, station.at))
        join(station, party)

    def noted(world, key, party, at):
        written.append((key, party.row, at))
        stamp(world, key, party, at)

    def order_of(simulate, seed):
        written.clear()
        simulate(*seeded_world(seed))
        return list(written)

    monkeypatch.setattr(World, "stamp", noted)
    monkeypatch.setattr(Station, "join", joined)
    plain = [order_of(reference.simulate, seed) for seed in range(100)]
    salt = [order_of(salted, seed) for seed in range(100)]
    shuffle = [order_of(lambda *world: Shuffled(*world, seed=1).run(), seed) for seed in range(100)]
    for other in (salt, shuffle):
        assert sum(one != two for one, two in zip(plain, other, strict=True)) > 30
