"""What holds exactly when a random crossing is changed: the same log to the byte, or one that is known from it."""

from collections import Counter

import numpy as np
import pytest
from changed import alone, but_for_cohorts, merged, renamed, twice, twice_as_late, with_halls, with_stations
from random_crossings import seeded_world

from sim.measures import measure
from sim.model.clock import DAY, NEVER, UNLIMITED
from sim.model.crossing import DeskStation, GateStation, ShuttleStation
from sim.model.log import Reason
from sim.model.timetable import always

SEEDS = range(600_000, 600_600)
OF_TIME = {"min", "clock", "person-min", "person-h"}  # units


def worlds():
    """Random crossings with what was drawn for them."""
    return map(seeded_world, SEEDS)


def of_one_day():
    """Those that end before noon, so that at half the speed they still end on the day on which they began."""
    return (world for world in worlds() if 2 * world[0].horizon < DAY)


def persons(draws):
    """How many there are at all."""
    return int(draws.size.sum())


def stations_of(kind, crossing):
    """The numbers of the stations of a kind."""
    return [at for at, station in enumerate(crossing.stations) if isinstance(station, kind)]


# Times


def test_doubling_all_times_doubles_the_log(simulate):
    for crossing, draws in of_one_day():
        slower = simulate(*twice((crossing, draws)))
        assert slower.to_bytes() == twice_as_late(simulate(crossing, draws)).to_bytes()


def test_doubling_all_times_doubles_all_measures_of_time_and_no_count(simulate):
    """Exactly, although they are floating point. Counts by the hour of the clock are of another hour."""
    seen = Counter()
    for world in list(of_one_day())[:100]:
        slower = twice(world)
        for one, other in zip(measure(*world, simulate(*world)), measure(*slower, simulate(*slower)), strict=True):
            assert (one.measure, one.cohort, one.station) == (other.measure, other.cohort, other.station)
            assert (one.value is None) == (other.value is None)
            if one.value is not None and one.unit in OF_TIME:
                assert other.value == 2 * one.value
                seen[one.unit] += other.value > 0
            elif one.unit in {"persons", "parties", "trips"} and ", hour" not in one.measure:
                assert other.value == one.value
    assert seen.keys() == OF_TIME


# Names


def test_an_engine_sees_no_name(simulate):
    """Stations, cohorts and reasons under other names, which stand in another order: the same bytes."""
    for world in worlds():
        assert simulate(*renamed(world)).to_bytes() == simulate(*world).to_bytes()


def test_cohorts_that_differ_in_nothing_can_be_merged(simulate):
    """Where no gate yields to one of them, everybody moves as if all were of one cohort."""
    for crossing, draws in worlds():
        unyielding = with_stations(crossing, GateStation, yields=None)
        apart = simulate(unyielding, draws)
        assert but_for_cohorts(simulate(*merged((crossing, draws)))) == but_for_cohorts(apart)


# Room, officers, quotas


def test_room_for_everybody_is_room_without_limit(simulate):
    for crossing, draws in worlds():
        roomy = simulate(with_halls(crossing, persons(draws)), draws)
        assert roomy.to_bytes() == simulate(with_halls(crossing, UNLIMITED), draws).to_bytes()


def test_with_room_for_everybody_nobody_blocks(simulate):
    """Where stations are open day and night, who has finished is admitted to the next one at once.

    At a station that is closed, somebody in its street can hold up those behind who come from upstream (S2).
    """
    for crossing, draws in worlds():
        log = simulate(with_halls(all_open(crossing, 2), persons(draws)), draws)
        assert (log.left[log.finished != NEVER] == log.finished[log.finished != NEVER]).all()


def all_open(crossing, level):
    """So many officers and vehicles day and night; gates are open, without quota, and yield to nobody."""
    for kind in (DeskStation, ShuttleStation):
        crossing = with_stations(crossing, kind, timetable=always(level))
    return with_stations(crossing, GateStation, timetable=always(1), quota=UNLIMITED, yields=None)


def test_with_a_desk_for_everybody_nobody_waits_at_a_desk(simulate):
    for crossing, draws in worlds():
        many = with_stations(crossing, DeskStation, timetable=always(draws.parties), hall=UNLIMITED)
        log = simulate(many, draws)
        desks = np.array([isinstance(station, DeskStation) for station in crossing.stations])
        there = (log.reached != NEVER) & desks
        assert (log.started[there] == log.reached[there]).all()


def test_a_quota_of_everybody_is_no_quota(simulate):
    for crossing, draws in worlds():
        wide = simulate(with_stations(crossing, GateStation, quota=persons(draws)), draws)
        assert wide.to_bytes() == simulate(with_stations(crossing, GateStation, quota=UNLIMITED), draws).to_bytes()


# Vehicles


def test_patience_longer_than_the_run_is_no_patience_at_all(simulate):
    """Vehicles then leave when full, when the next party does not fit, or at a closing."""
    for crossing, draws in worlds():
        long, none = (
            simulate(with_stations(crossing, ShuttleStation, patience=patience), draws)
            for patience in (crossing.horizon, UNLIMITED)
        )
        assert long.to_bytes() == none.to_bytes()
        assert Reason.PATIENCE not in none.trips.reason


def test_without_patience_a_vehicle_leaves_at_once(simulate):
    """With those who step on at the very instant at which its first party does, and when the last of them is aboard."""
    for crossing, draws in worlds():
        log = simulate(with_stations(crossing, ShuttleStation, patience=0), draws)
        for aboard, departed in loaded(crossing, log):
            began = [log.started[row, at] for row, at in aboard]
            assert len(set(began)) == 1
            assert departed == began[0] + sum(draws.boarding[row, at] for row, at in aboard)


def loaded(crossing, log):
    """Of each trip that was loaded and left: who is aboard, as (row, station), and when it left (ms)."""
    for at in stations_of(ShuttleStation, crossing):
        trips = log.trips.station == at
        for number, reason, departed in zip(log.trips.number[trips], log.trips.reason[trips],
                                            log.trips.departed[trips], strict=True):  # fmt: skip
            if departed != NEVER and reason != Reason.UNDER_WAY:
                yield [(row, at) for row in np.flatnonzero(log.trip[:, at] == number)], departed


def test_single_persons_in_vehicles_of_one_seat_ride_alone(simulate):
    for crossing, draws in worlds():
        log = simulate(with_stations(crossing, ShuttleStation, seats=1), alone(draws))
        left = log.trips.departed != NEVER
        assert (log.trips.persons[left] == 1).all()
        assert [len(aboard) for aboard, _ in loaded(crossing, log)] == [1] * int(left.sum())


@pytest.mark.parametrize("kind", [DeskStation, GateStation, ShuttleStation])
def test_these_crossings_have_what_is_changed_here(kind):
    """Else the tests above would say little."""
    assert sum(bool(stations_of(kind, crossing)) for crossing, _ in worlds()) > len(SEEDS) / 4


def test_what_is_changed_here_changes_logs(simulate):
    """Each change alone makes many of these logs another one, so that the sameness above is no accident."""
    changes = (
        lambda crossing: with_halls(crossing, UNLIMITED),
        lambda crossing: with_stations(crossing, GateStation, quota=UNLIMITED, yields=None),
        lambda crossing: with_stations(crossing, ShuttleStation, patience=0),
        lambda crossing: with_stations(crossing, DeskStation, timetable=always(99)),
    )
    for change in changes:
        changed = [simulate(change(crossing), draws).to_bytes() != simulate(crossing, draws).to_bytes()
                   for crossing, draws in worlds()]  # fmt: skip
        assert sum(changed) > len(SEEDS) / 20
