"""The moves of a replay: at every moment everybody is where the measures count them."""

from collections.abc import Callable

import numpy as np
import pytest
from random_crossings import seeded_world
from tight_crossings import numbered_world

from sim.engines import reference
from sim.measures.occupancy import hall, street
from sim.measures.replication import Replication
from sim.measures.servers import lowest_free
from sim.measures.steps import presence
from sim.model.clock import NEVER
from sim.model.crossing import DeskStation, GateStation, ShuttleStation
from sim.model.outcome import Outcome
from sim.report.replay.moves import PHASES, Moves, Phase, moves


def acted_out(world) -> Replication:
    crossing, draws = world
    return Replication(crossing, draws, reference.simulate(crossing, draws))


def persons_at(told: Moves, size, moment) -> dict[int, int]:
    """Persons in each place at a moment, counted one party after another from their moves."""
    listed = zip(*(column.tolist() for column in told), strict=True)
    place = {row: to for row, at, to in listed if at <= moment}
    counts: dict[int, int] = {}
    for row, to in place.items():
        counts[to] = counts.get(to, 0) + int(size[row])
    return counts


def of_phases(counts, at, *phases) -> int:
    return sum(counts.get(at * PHASES + phase, 0) for phase in phases)


def inside(station) -> tuple[Phase, ...]:
    """The phases in which the measures count somebody in a station's hall."""
    if isinstance(station, DeskStation):
        return Phase.HALL, Phase.DESK, Phase.HELD
    freed = isinstance(station, ShuttleStation) and station.hall_freed_at_departure
    return (Phase.HALL, Phase.IN_BAY) if freed else (Phase.HALL,)


def is_as_measured(one: Replication) -> None:
    told, size = moves(one), one.log.size
    for moment in np.unique(told.at).tolist():
        counts, grid = persons_at(told, size, moment), np.array([moment])
        outside = sum(of_phases(counts, at, Phase.OUTSIDE) for at in range(len(one.crossing.stations)))
        assert outside == street(one.draws, one.stays).on(grid)[0]
        for at, station in enumerate(one.crossing.stations):
            assert of_phases(counts, at, *inside(station)) == hall(one.crossing, one.log, one.stays, at).on(grid)[0]
            if isinstance(station, ShuttleStation):
                trips, here = one.log.trips, one.log.trips.station == at
                riding = presence(trips.departed[here], trips.arrived[here], trips.persons[here])
                assert of_phases(counts, at, Phase.DRIVING) == riding.on(grid)[0]
        gone = counts.get(len(one.crossing.stations) * PHASES + 1 + Outcome.CROSSED, 0)
        assert gone == size[(one.ended != NEVER) & (one.ended <= moment) & one.crossed].sum()


WORLDS: list[Callable] = [seeded_world, numbered_world]


@pytest.mark.parametrize("world", WORLDS)
def test_everybody_is_where_the_measures_count_them(world):
    """In the street, in each hall, on the road and out, at every moment of small crossings full of ties."""
    for seed in range(60):
        is_as_measured(acted_out(world(seed)))


@pytest.mark.parametrize("world", WORLDS)
def test_a_party_moves_on_in_time_and_only_to_where_it_was_not(world):
    """One move a moment; nobody stands at a desk that is a gate, and who is gone stays gone."""
    for seed in range(60):
        one = acted_out(world(seed))
        told, away = moves(one), len(one.crossing.stations) * PHASES
        same = told.row[1:] == told.row[:-1]
        assert (told.at[1:][same] > told.at[:-1][same]).all()
        assert (told.to[:-1][same] <= away).all()
        gates = [at for at, station in enumerate(one.crossing.stations) if isinstance(station, GateStation)]
        phase = told.to[np.isin(told.to // PHASES, gates) & (told.to < away)] % PHASES
        assert (phase == Phase.OUTSIDE).all()


def test_the_lowest_free_number_works():
    """Who ends at a moment is free at it; an end of -1 never was."""
    start, end = np.array([0, 0, 5, 5, 9, -1]), np.array([5, 9, -1, 9, 20, -1])
    assert lowest_free(start, end).tolist() == [0, 1, 0, 2, 1, -1]


def test_no_two_are_with_one_officer_and_no_more_officers_than_needed():
    rng = np.random.default_rng(3)
    start = rng.integers(0, 500, 300)
    end = start + rng.integers(1, 40, 300)
    numbers = lowest_free(start, end)
    for number in set(numbers.tolist()):
        here = np.flatnonzero(numbers == number)
        order = here[np.argsort(start[here])]
        assert (start[order][1:] >= end[order][:-1]).all()
    assert numbers.max() + 1 == presence(start, end, np.ones_like(start)).peak()[0]
