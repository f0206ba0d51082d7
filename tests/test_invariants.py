"""What must hold in every log holds in random crossings full of ties; and each invariant can fail."""

import dataclasses
import time
from collections.abc import Callable

import numpy as np
import pytest
from checker import recount
from hypothesis import HealthCheck, given, settings
from random_crossings import seeded_world, worlds
from worlds import CROSSED, REFUSED, Party, crossing_of, desk, draws_of, gate, ms, shuttle, yields

from sim.engines import reference
from sim.model.clock import NEVER
from sim.model.crossing import Closing, Crossing, ShuttleStation
from sim.model.draws import Draws
from sim.model.invariants import OF_A_MOMENT, OF_A_STATION, OF_A_STORY, broken
from sim.model.invariants.moments import moments
from sim.model.invariants.story import tell
from sim.model.invariants.sums import in_hall, in_queue
from sim.model.log import Log, Reason
from sim.model.outcome import Outcome

World = tuple[Crossing, Draws, Log]
searching = settings(
    max_examples=250, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@searching
@given(world=worlds())
def test_nothing_is_broken_in_a_random_crossing(simulate, world):
    assert broken(*world, simulate(*world)) == []


def test_nothing_is_broken_in_many_more(simulate):
    for seed in range(4_000):
        world = seeded_world(seed)
        assert (seed, broken(*world, simulate(*world))) == (seed, [])


def test_random_crossings_see_every_outcome_and_every_reason_to_leave(simulate):
    """Where one never came up, an invariant about it would hold for nothing."""
    logs = [simulate(*seeded_world(seed)) for seed in range(500)]
    assert set(np.concatenate([log.outcome for log in logs])) == set(Outcome)
    assert set(np.concatenate([log.trips.reason for log in logs])) == set(Reason)


def test_a_seed_names_one_world():
    for seed in (1, 2, 3):
        assert repr(seeded_world(seed)) == repr(seeded_world(seed))


def hall_rules(crossing):
    """The halls' rules as the checker wants them."""
    return [plan.hall_freed_at_departure if isinstance(plan, ShuttleStation) else None for plan in crossing.stations]


def test_a_replay_that_shares_no_code_counts_the_same_persons(simulate):
    """Peak and person-ms of every queue and hall, and the persons who are out."""
    for seed in range(500):
        crossing, draws = seeded_world(seed)
        log = simulate(crossing, draws)
        counts, out = recount(log, crossing.horizon, hall_rules(crossing))
        for at, station in enumerate(tell(crossing, draws, log).stations):
            for place, ours in (("queue", in_queue(station)), ("hall", in_hall(station))):
                assert (counts[place, at].peak, counts[place, at].person_ms) == (ours.peak, ours.person_ms)
        ended = log.ended() != NEVER
        assert out == draws.size[ended].sum()


def busy_day(parties=500):
    """A large backlog at two desks, a bus and a desk behind it."""
    stations = [desk(4, hall=40), desk(3, hall=30), shuttle(2, seats=30, patience=20, hall=60), desk(5)]
    people = [Party(0.2 * row, [3 + row % 5, 2 + row % 3, 0, 4 + row % 7], size=1 + row % 4) for row in range(parties)]
    return crossing_of(stations), draws_of(stations, people, 15, 15)


def test_a_log_of_500_parties_is_checked_in_well_under_a_second():
    crossing, draws = busy_day()
    log = reference.simulate(crossing, draws)
    before = time.process_time()
    assert broken(crossing, draws, log) == []
    assert time.process_time() - before < 1


# Each invariant can fail: a sound log is corrupted in one way, and the right sentence is said.
# Some corruptions touch the log; others hold it against another crossing or other draws, which it would break.

Corruption = Callable[[World], World]


def sound() -> World:
    """Three desks and a shuttle between them; ties, blocking, a refusal, a no-show and people left at the horizon."""
    stations = [
        desk([(0, 2), (20, 0), (22, 2)], hall=6),
        desk(1, hall=4),
        shuttle(1, seats=4, patience=3, hall=5),
        desk(1, hall=4),
    ]
    named = [dataclasses.replace(plan, name=f"{plan.name} {at}") for at, plan in enumerate(stations)]
    people = [
        Party(0, [2, 1, 0, 3], size=2), Party(0, [2, 2, 0, 3], size=1), Party(0, [1, 2, 0, 2], size=2, priority=1),
        Party(1, [1, 1, 0, 4], size=2, boarding=1, alighting=1, cohort=1), Party(2, [3, 1, 0, 1], size=1),
        Party(3, [1, 1, 0, 1], size=2), Party(NEVER, [1, 1, 0, 1]), Party(4, [1, 1, 0, 1], onward={0: REFUSED}),
        Party(5, [2, 2, 0, 2], size=2, boarding=1), Party(6, [2, 1, 0, 5], size=1), Party(17, [9, 1, 0, 5], size=1),
        Party(21, [2, 1, 0, 5], size=3), Party(99, [1, 1, 0, 1]),
    ]  # fmt: skip
    crossing, draws = crossing_of(named, 40), draws_of(named, people, 2, 2)
    return crossing, draws, reference.simulate(crossing, draws)


def test_the_log_to_be_corrupted_is_sound():
    assert broken(*sound()) == []


def stamp(key: str, row: int, at: int, minutes: float | None) -> Corruption:
    """Another stamp: so many minutes later, or none at all."""

    def corrupt(world: World) -> World:
        stamps = getattr(world[2], key)
        stamps[row, at] = NEVER if minutes is None else stamps[row, at] + ms(minutes)
        return world

    return corrupt


def trip(key: str, row: int, change: int) -> Corruption:
    """Another number in the table of trips."""

    def corrupt(world: World) -> World:
        getattr(world[2].trips, key)[row] += change
        return world

    return corrupt


def party(key: str, row: int, value: int) -> Corruption:
    """Another fact of a party in the log: its size, outcome, where it stands."""

    def corrupt(world: World) -> World:
        getattr(world[2], key)[row] = value
        return world

    return corrupt


def plan(at: int, **changes: object) -> Corruption:
    """The log held against another crossing: what it did is not allowed there, or more would have been."""

    def corrupt(world: World) -> World:
        stations = list(world[0].stations)
        stations[at] = dataclasses.replace(stations[at], **changes)
        return dataclasses.replace(world[0], stations=tuple(stations)), *world[1:]

    return corrupt


def level(at: int, steps: object) -> Corruption:
    """The log held against another timetable."""
    return plan(at, timetable=desk(steps).timetable)


def drawn(key: str, cell: object, value: int) -> Corruption:
    """The log held against other draws."""

    def corrupt(world: World) -> World:
        getattr(world[1], key)[cell] = value
        return world

    return corrupt


def times_in_floats(world: World) -> World:
    """Times that are no whole numbers."""
    world[2].started = world[2].started.astype(float)
    return world


def both(first: Corruption, second: Corruption) -> Corruption:
    """One corruption after another."""
    return lambda world: second(first(world))


CORRUPTIONS = [
    (stamp("finished", 0, 0, -99), "1 time: finished -5820000 is not in [0, 2400000)"),
    (stamp("left", 10, 3, 99), "1 time: left 8040000 is not in"),
    (trip("returned", 4, ms(8)), "1 time: trips.returned 2400000 is not in"),
    (times_in_floats, "1 time: started is float64, not int64"),
    (party("size", 3, 5), "2 persons: size is not as drawn"),
    (party("outcome", 0, 9), "2 persons: 18 persons of everyone were drawn, 16 have an outcome"),
    (stamp("left", 0, 0, 1), "2 persons: of everyone not all who came are somewhere, once, at 120000 ms"),
    (stamp("reached", 0, 1, 1), "3 place: not reached when the station before was finished: party 0 at desk 1"),
    (stamp("left", 0, 0, 1), "3 place: not admitted when the station before was left: party 0 at desk 1"),
    (stamp("reached", 5, 0, -1), "3 place: the first station is not reached on arrival: party 5 at desk 0"),
    (stamp("left", 0, 3, 1), "3 place: the last station is not left when finished: party 0 at desk 3"),
    (stamp("reached", 7, 1, 9), "4 route: a stamp off the drawn way: party 7 at desk 1"),
    (stamp("admitted", 0, 1, None), "4 route: started without the stamp before: party 0 at desk 1"),
    (stamp("started", 0, 0, 3), "5 durations: finished before the stamp before: party 0 at desk 0"),
    (drawn("service", (0, 0), ms(1)), "5 durations: the service is not as long as drawn: party 0 at desk 0"),
    (level(0, 1), "6 officers: desk 0 starts at 0 ms with 2 held of 1 on duty"),
    (level(0, [(0, 2), (17, 0), (22, 2)]), "6 hours: party 10 is admitted from the street to desk 0, closed at"),
    (level(1, [(0, 1), (24, 0)]), "6 officers: desk 1 starts at 1440000 ms with 1 held of 0 on duty"),
    (plan(0, hall=4), "7 halls: 5 persons in desk 0, room for 4: 0 ms"),
    (plan(2, hall_freed_at_departure=True), "7 halls: 6 persons in shuttle 2, room for 5: 960000 ms"),
    (plan(2, seats=3), "7 seats: 4 persons, 4 said, 3 seats"),
    (trip("persons", 0, 1), "7 seats: 3 persons, 4 said, 4 seats"),
    (level(2, [(0, 1), (15, 0)]), "8 vehicles: 1 out of 0 on duty at shuttle 2 at 960000 ms"),
    (trip("pulled_in", 1, -ms(5)), "8 vehicles: 2 in 1 bays of shuttle 2 at 300000 ms"),
    (trip("number", 1, 1), "8 vehicles: the trips of shuttle 2 are not numbered one after another"),
    (trip("departed", 1, -ms(6)), "8 vehicles: trip 1 of shuttle 2 departs before trip 0"),
    (party("trip", (0, 2), 9), "8 vehicles: party 0 is on trip 9 of shuttle 2, which is not in the table"),
    (trip("arrived", 0, ms(1)), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (trip("returned", 0, 1), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (stamp("finished", 1, 2, 1), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (drawn("alighting", (1, 2), 1), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (stamp("started", 3, 2, -1), "8 vehicles: trip 1 of shuttle 2 takes people on at times it may not"),
    (drawn("boarding", (3, 2), ms(2)), "8 vehicles: trip 1 of shuttle 2 takes people on at times it may not"),
    (plan(2, patience=ms(0.5)), "8 vehicles: trip 1 of shuttle 2 takes people on at times it may not"),
    (trip("reason", 0, -2), "9 reasons: trip 0 of shuttle 2 says 0, left for <Reason.PATIENCE: 2>"),
    (plan(2, seats=9), "9 reasons: trip 1 of shuttle 2 left without a reason at 660000 ms"),
    (trip("departed", 0, ms(1)), "10 late: trip 0 of shuttle 2 departs after 360000 ms"),
    (trip("departed", 0, ms(1)), "10 late: a vehicle stands at shuttle 2 in spite of <Reason.PATIENCE: 2> at 360000"),
    (plan(0, hall=9), "11 work: party 3 waits before desk 0 with room for it at 60000 ms"),
    (level(1, 2), "11 work: party 1 waits at desk 1 with an officer free at 120000 ms"),
    (level(2, 2), "11 work: party 3 waits at shuttle 2 with a vehicle at hand at 360000 ms"),
    (plan(2, seats=9, patience=ms(1)), "11 work: trip 1 of shuttle 2 leaves the next behind at 660000 ms"),
    (plan(1, hall=9), "12 blocking: party 4 waits before desk 1 with room for it at 300000 ms"),
    (
        both(plan(0, closing=Closing.FITS), level(0, [(0, 2), (0.5, 1)])),
        "5 durations: party 0 starts at desk 0 at 0 ms what does not fit",
    ),
    (drawn("priority", 2, -1), "13 priority: party 3 before party 2 starts at desk 0 at 120000 ms"),
    (drawn("priority", 2, 0), "14 order: party 3 before party 2 starts at desk 0 at 120000 ms"),
    (stamp("admitted", 3, 0, 1), "14 order: party 4 before party 3 enters desk 0 at 120000 ms"),
    (drawn("priority", 9, -1), "13 priority: party 4 before party 9 steps on at shuttle 2 at 960000 ms"),
    (both(plan(2, seats=9, patience=ms(30)), trip("departed", 0, ms(5))), "14 order: party 3 passes a vehicle longer"),
    (stamp("reached", 6, 0, 1), "17 no-show: a stamp of a party that stays away: party 6 at desk 0"),
    (stamp("started", 0, 2, 30), "18 ends: a stamp after the end: party 0 at shuttle 2"),
    (stamp("reached", 7, 1, 1), "18 ends: a stamp after the end: party 7 at desk 1"),
    (stamp("left", 0, 0, 1), "19 parts: those of party 0 do not add up to its whole time"),
    (stamp("left", 0, 0, 1), "20 Little: everyone were present 16560000 person-ms and stayed"),
    (drawn("service", (0, 0), ms(1)), "21 use: officers of desk 0 are held"),
    (level(3, [(0, 0), (35, 1)]), "21 use: desk 3 is held"),
    (party("where", 11, 2), "27 horizon: party 11 is said to be at"),
    (party("outcome", 12, Outcome.NO_SHOW), "27 horizon: party 12 is said to be at (3, -1), stands at (4, -1)"),
    (party("outcome", 7, Outcome.CROSSED), "27 horizon: party 7 is said to be at (0, 0), stands at (1, 0)"),
]


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


def test_the_gated_log_to_be_corrupted_is_sound():
    assert broken(*gated()) == []


AT_A_GATE = [
    (stamp("started", 0, 0, 1), "5 durations: party 0 takes time at gate 0"),
    (level(0, [(0, 0), (1, 1)]), "6 hours: party 0 passes gate 0, closed at 0 ms"),
    (plan(0, quota=5), "16 quota: 6 persons pass gate 0 on day 0, at most 5 may"),
    (plan(0, yields=yields((1,), 2)), "13 priority: party 2 passes gate 0 before those it yields to at 180000 ms"),
    (drawn("priority", 3, -1), "13 priority: party 2 before party 3 passes gate 0 at 180000 ms"),
    (plan(0, quota=99), "11 work: party 4 waits at gate 0 and may pass at"),
]


@pytest.mark.parametrize(("corrupt", "sentence"), AT_A_GATE, ids=[sentence for _, sentence in AT_A_GATE])
def test_what_is_broken_at_a_gate_is_said(corrupt, sentence):
    assert any(said.startswith(sentence) for said in broken(*corrupt(gated())))


@pytest.mark.parametrize(("corrupt", "sentence"), CORRUPTIONS, ids=[sentence for _, sentence in CORRUPTIONS])
def test_what_is_broken_is_said(corrupt, sentence):
    assert any(said.startswith(sentence) for said in broken(*corrupt(sound())))


def test_every_invariant_has_been_seen_to_fail():
    silent = {check.__qualname__ + check.__module__: check for check in (*OF_A_STORY, *OF_A_STATION, *OF_A_MOMENT)}
    broken_logs = [corrupt(sound()) for corrupt, _ in CORRUPTIONS] + [corrupt(gated()) for corrupt, _ in AT_A_GATE]
    for world in broken_logs:
        story = tell(*world)
        for key, check in list(silent.items()):
            if said_by(check, story):
                del silent[key]
    assert silent == {}


def said_by(check, story):
    """What one invariant says."""
    if check in OF_A_STORY:
        return list(check(story))
    if check in OF_A_STATION:
        return [said for station in story.stations for said in check(station)]
    return [said for station in story.stations for moment in moments(station) for said in check(station, moment)]
