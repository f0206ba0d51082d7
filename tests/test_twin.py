"""The compiled engine is the reference engine's twin: the same bytes, on small crossings full of ties."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from random_crossings import seeded_world
from worlds import Party, crossing_of, days, desk, draws_of, gate, shuttle

from sim.engines import compiled, reference
from sim.engines.compiled import arrays
from sim.engines.compiled import memory as at
from sim.engines.reference.world import World
from sim.model.clock import MINUTE

HERE = Path(__file__).parent
# The first to show breaks that no other shows (tests/breaks), and one with a ride that ends before others have come
RARE = (100_569, 100_679, 100_706, 100_884, 106_483, 301_943)
SEEDS = (*range(100_000, 100_400), *RARE)


def unlike(seeds, simulate=compiled.simulate):
    """The seeds of worlds whose logs differ; each can be replayed alone."""
    worlds = ((seed, seeded_world(seed)) for seed in seeds)
    return [seed for seed, world in worlds if simulate(*world).to_bytes() != reference.simulate(*world).to_bytes()]


def test_the_twins_give_the_same_bytes():
    assert unlike(SEEDS) == []


def test_stations_that_are_always_looked_at_do_the_same(monkeypatch):
    """Remembering which stations were stirred is only a way to find them faster (O3)."""
    laid = compiled.memory_of

    def always_stirred(*arguments):
        memory = laid(*arguments)
        memory[at.ALWAYS_STIRRED] = 1
        return memory

    monkeypatch.setattr(compiled, "memory_of", always_stirred)
    assert unlike(SEEDS) == []


@pytest.mark.parametrize("setting", ["NUMBA_DISABLE_JIT", "NUMBA_BOUNDSCHECK"])
def test_uncompiled_and_with_bounds_checked_it_is_the_same(setting, tmp_path):
    """Not compiled, it can be followed with a debugger; checked, it reads and writes nowhere else."""
    told = "import json, test_twin; print(json.dumps(test_twin.unlike(range(200_000, 200_060))))"
    path = os.pathsep.join([str(HERE.parent), str(HERE)])
    environment = {**os.environ, setting: "1", "RAFAH_CACHE": str(tmp_path), "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_horizon_that_no_event_could_tell_is_refused():
    """The latest one is taken, more than a year, and everybody is served; one later is none."""
    draws = draws_of([desk()], [Party(0, [1]), Party(0, [1])], 0, 0)
    crossing = replace(crossing_of([desk()]), horizon=at.LATEST)
    assert compiled.simulate(crossing, draws).to_bytes() == reference.simulate(crossing, draws).to_bytes()
    with pytest.raises(ValueError, match=f"needs at most {at.LATEST}"):
        compiled.simulate(replace(crossing, horizon=at.LATEST + 1), draws)


@pytest.mark.parametrize("come", [0, 1 / MINUTE])
def test_a_world_that_takes_more_steps_at_one_instant_than_it_may_is_given_up(come):
    """When they come both go into the hall and one starts, three steps; later the other starts: an instant's count."""
    station = desk()
    crossing, draws = crossing_of([station]), draws_of([station], [Party(come, [1]), Party(come, [1])], 0, 0)
    ends = [compiled.act_out(compiled.memory_of(crossing, draws, 20), most) for most in range(6)]
    assert ends == [False, False, False, True, True, True]


def test_an_engine_that_acts_without_end_says_so(monkeypatch):
    """It may take eight steps at an instant for each party, and for one more, at each station."""
    asked = []
    monkeypatch.setattr(compiled, "act_out", lambda _, most_steps: asked.append(most_steps))
    crossing, draws = crossing_of([desk(), desk()]), draws_of([desk(), desk()], [Party(0, [1, 1])] * 2, 0, 0)
    with pytest.raises(RuntimeError, match="a station acts without end: over 48 steps at 0 ms"):
        compiled.simulate(crossing, draws)
    assert asked == [48]


@pytest.mark.parametrize("more", [0, 1])
def test_the_reference_counts_steps_at_each_instant(monkeypatch, more):
    """Two parties and two stations make 48: as many at 0 ms and at 1 ms are well, one more is one too many."""
    acted = Counter()

    def act(world):
        now = int(world.env.now)
        acted[now] += 1
        acts = acted[now] <= 48 + more * now
        if acts:
            world.env.timeout(0)  # somebody moves by it, at this very instant
        return acts

    monkeypatch.setattr(World, "act", act)
    world = World(*closed_for_two())
    if not more:
        return world.run()
    with pytest.raises(RuntimeError, match="a station acts without end: 49 steps at 1 ms"):
        world.run()
    return None


def closed_for_two():
    """Two desks, to which one party comes at once and one after a millisecond; nobody is on duty."""
    closed = [desk(0), desk(0)]
    return crossing_of(closed), draws_of(closed, [Party(0, [1, 1]), Party(1 / MINUTE, [1, 1])], 0, 0)


def test_where_nobody_comes_nothing_happens():
    """At a desk, a shuttle and a gate that are open: in both engines."""
    stations = [desk(), shuttle(), gate(), desk()]
    crossing, draws = crossing_of(stations), draws_of(stations, [], 0, 0)
    assert compiled.simulate(crossing, draws).to_bytes() == reference.simulate(crossing, draws).to_bytes()


def test_what_an_event_cannot_name_is_refused(monkeypatch):
    """As many parties, or trips, as there are numbers; and more stations than there are bits in a word."""
    station = shuttle()
    draws, crossing = draws_of([station], [Party(0, [0]), Party(0, [0])], 0, 0), crossing_of([station])
    assert arrays.MOST == 1 << at.NUMBER_BITS
    monkeypatch.setattr(arrays, "MOST", 3)
    assert compiled.memory_of(crossing, draws, 20).size
    monkeypatch.setattr(arrays, "MOST", 2)
    with pytest.raises(ValueError, match="got 2 parties; needs fewer than 2"):
        compiled.memory_of(crossing, draws, 20)
    assert arrays.laid(crossing_of([desk()] * 63), 1).size
    with pytest.raises(ValueError, match="got 64 stations; needs at most 63"):
        arrays.laid(crossing_of([desk()] * 64), 1)


def test_every_table_has_room_for_the_fullest_world():
    """Three parties of two ranks; a desk, a shuttle with two bays; 20 timers and earlier visits."""
    stations = [desk(), shuttle(bays=2)]
    parties = [Party(0, [1, 0]), Party(0, [1, 0], priority=1), Party(0, [1, 0])]
    m = compiled.memory_of(crossing_of(stations), draws_of(stations, parties, 1, 1), 20)
    ride = at.STATIONS + at.STATION
    starts = [
        *(m[place] for place in (at.PEOPLE_FROM, at.STATIONS + at.LINES_FROM, ride + at.LINES_FROM)),
        *(m[ride + table] for table in (at.RIDES_FROM, at.BACK_FROM, at.ALIGHTS_FROM, at.BAYS_FROM)),
        *(m[place] for place in (at.COMING_FROM, at.RIDING_FROM, at.COHORTS_FROM, at.IMPATIENT_FROM, at.DUE_NOW)),
        *(m[place] for place in (at.TIMERS_FROM, at.EARLIER_FROM, at.VEHICLES_FROM, at.SIZE_OF_ALL)),
    ]
    lines, due = 3 * at.LINE * 2, 3 + 2 * 3 + 5 * 2 + 1  # a timer of each, a ride out and back, five of a station
    rides = [3, 3, 3, 3 + 1]
    assert np.diff(starts).tolist() == [
        3 * m[at.PARTY], lines, lines, *rides, 3 + 1, 3, 3, 3, due, 20 + 1, 20 * at.EARLIER, 3 * at.VEHICLE
    ]  # fmt: skip


@pytest.mark.parametrize("nights", range(15, 40))
@pytest.mark.parametrize("patience", [None, 3000])
def test_a_world_that_outgrows_its_memory_is_acted_out_with_more(nights, patience):
    """One party goes home night after night: each leaves an earlier visit behind, and a patience that may still end."""
    closed = desk(0, of_days=days([10 * day + 7 for day in range(nights)], [10 * day + 5 for day in range(nights)]))
    draws, crossing = draws_of([closed], [Party(0, [1], patience=patience)], 0, 0), crossing_of([closed], 4000)
    log = compiled.simulate(crossing, draws)
    assert log.to_bytes() == reference.simulate(crossing, draws).to_bytes()
    assert log.earlier.back.size == nights + (patience is not None)


@pytest.mark.parametrize(("desks", "parties", "events"), [(1, 0, 1), (1, 1, 3), (1, 2, 5), (2, 1, 5)])
def test_events_are_counted_for_who_measures_the_speed(desks, parties, events):
    """Each desk opens, each party comes, and each of its checks ends."""
    stations = [desk() for _ in range(desks)]
    draws = draws_of(stations, [Party(0, [1] * desks) for _ in range(parties)], 0, 0)
    memory = compiled.memory_of(crossing_of(stations), draws, 20)
    assert compiled.act_out(memory, 100)
    assert memory[at.N_EVENTS] == events
