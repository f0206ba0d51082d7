"""Where the time went (M5): every party's time splits exactly, and each part is worked by hand."""

import numpy as np
import pytest
from minutes import World, minutes_of
from random_crossings import seeded_world
from worlds import REFUSED, Party, crossing_of, days, desk, draws_of, gate, shuttle, yields

import sim
from sim.compose import home
from sim.measures import measure
from sim.measures.account import time_account
from sim.measures.parts import Part, parts_at
from sim.measures.replication import Replication
from sim.model.clock import MINUTE, NEVER
from sim.model.crossing import Closing, DeskStation, build
from sim.model.draws import draw

SCENARIOS = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))
CLOSED, OFFICER, VEHICLE, HALL = Part.CLOSED, Part.OFFICER, Part.VEHICLE, Part.HALL
YIELDING, QUOTA, SERVED, RIDING, AWAY = Part.YIELDING, Part.QUOTA, Part.SERVED, Part.RIDING, Part.AWAY


def spent(simulate, stations, parties, horizon=1440, ride=0, back=0):
    """Per party: {(station, part): minutes}, without what is 0."""
    crossing, draws = crossing_of(stations, horizon), draws_of(stations, parties, ride, back)
    account = time_account(Replication(crossing, draws, simulate(crossing, draws))) / MINUTE
    return [{(int(at), Part(part)): row[at, part] for at, part in np.argwhere(row)} for row in account]


def whole_times(crossing, draws, log):
    """From coming to the end or the horizon (n,) ms; 0 for those who never came."""
    came = (draws.arrival != NEVER) & (draws.arrival < crossing.horizon)
    end = np.where(log.ended() == NEVER, crossing.horizon, log.ended())
    return np.where(came, end - draws.arrival, 0)


# ---- exactly


def test_every_party_s_parts_add_up_to_the_millisecond(simulate):
    """Over 4,000 random crossings, and no part is ever below 0, nor at a kind of station that has none such."""
    for seed in range(4000):
        crossing, draws = seeded_world(seed)
        log = simulate(crossing, draws)
        account = time_account(Replication(crossing, draws, log))
        assert np.array_equal(account.sum(axis=(1, 2)), whole_times(crossing, draws, log)), seed
        assert account.min() >= 0, seed
        for at, station in enumerate(crossing.stations):
            others = [part for part in Part if part not in parts_at(station)]
            assert not account[:, at, others].any(), seed


def test_every_part_is_what_one_sees_minute_by_minute(simulate):
    """Over random crossings each party is asked in every minute where it is and why; all parts are met."""
    met = np.zeros(len(Part), np.int64)
    for seed in range(1000):
        crossing, draws = seeded_world(seed)
        if crossing.horizon > 300 * MINUTE and seed % 4:
            continue
        log = simulate(crossing, draws)
        world, account = World(crossing, draws, log), time_account(Replication(crossing, draws, log))
        seen = np.zeros_like(account)
        for moment in minutes_of(crossing):
            for row in range(draws.parties):
                if (told := world.why(row, moment)) is not None:
                    seen[(row, *told)] += MINUTE
        assert np.array_equal(account, seen), seed
        met += account.sum(axis=(0, 1)) > 0
    assert met.min() >= 20


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_adds_up_to_the_millisecond(name, simulate):
    """And whoever was checked to the end was served for as long as was drawn, unless the family waited aside."""
    scenario = sim.load(name)
    draws = draw(scenario, 1, 0)
    crossing = build(scenario, draws)
    log = simulate(crossing, draws)
    account = time_account(Replication(crossing, draws, log))
    assert np.array_equal(account.sum(axis=(1, 2)), whole_times(crossing, draws, log))
    for at, station in enumerate(crossing.stations):
        done = (log.finished[:, at] != NEVER) & (draws.aside != at)
        if isinstance(station, DeskStation):
            assert np.array_equal(account[done, at, SERVED], draws.service[done, at])


# ---- each part by hand


def test_before_opening_and_in_the_hall(simulate):
    """The desk opens at 10 and has room for two: one is served from 10 to 14, the next from 14, the third enters then.

    In the street of a closed desk and in the hall of an open one; in the street of an open one behind a full hall.
    """
    stations = [desk([(0, 0), (10, 1)], hall=2)]
    first, second, third = spent(simulate, stations, [Party(0, [4]), Party(3, [4]), Party(12, [4])])
    assert first == {(0, CLOSED): 10, (0, SERVED): 4}
    assert second == {(0, CLOSED): 7, (0, OFFICER): 4, (0, SERVED): 4}
    assert third == {(0, HALL): 2, (0, OFFICER): 4, (0, SERVED): 4}


def test_a_desk_that_closes_over_those_in_its_hall(simulate):
    """Admitted at 0, the second waits 5 for the officer, 20 for the reopening, and the check begun goes on."""
    stations = [desk([(0, 1), (4, 0), (25, 1)])]
    first, second = spent(simulate, stations, [Party(0, [5]), Party(0, [5])])
    assert first == {(0, SERVED): 5}
    assert second == {(0, OFFICER): 4, (0, CLOSED): 21, (0, SERVED): 5}


def test_a_suspended_check_is_closed_while_nobody_is_on_duty(simulate):
    stations = [desk([(0, 1), (4, 0), (25, 1)], closing=Closing.SUSPEND)]
    assert spent(simulate, stations, [Party(0, [5])]) == [{(0, SERVED): 5, (0, CLOSED): 21}]


def test_who_holds_an_officer_waits_for_the_hall_beyond_open_or_closed(simulate):
    """The second has been checked at 2 and enters the hall for one at 13, which opens at 10."""
    stations = [desk(), desk([(0, 0), (10, 1)], hall=1)]
    first, second = spent(simulate, stations, [Party(0, [1, 3]), Party(0, [1, 3])])
    assert first == {(0, SERVED): 1, (1, CLOSED): 9, (1, SERVED): 3}
    assert second == {(0, OFFICER): 1, (0, SERVED): 1, (1, HALL): 11, (1, SERVED): 3}


def test_a_bus_fills_rides_and_empties(simulate):
    """Stepping on takes 1, the second comes at 5, the ride takes 10, stepping off 2 each."""
    stations = [shuttle(seats=2)]
    parties = [Party(0, [0], boarding=1, alighting=2), Party(5, [0], boarding=1, alighting=2)]
    first, second = spent(simulate, stations, parties, ride=10)
    assert first == {(0, RIDING): 1 + 10 + 2, (0, VEHICLE): 5}
    assert second == {(0, RIDING): 1 + 10 + 4}


def test_who_waits_for_the_next_bus(simulate):
    """One bus for one, back after 20: the second waits in the hall, and behind closed doors from 15 to 30."""
    stations = [shuttle([(0, 1), (15, 0), (30, 1)], seats=1)]
    first, second = spent(simulate, stations, [Party(0, [0]), Party(0, [0])], ride=10, back=10)
    assert first == {(0, RIDING): 10}
    assert second == {(0, VEHICLE): 15, (0, CLOSED): 15, (0, RIDING): 10}


def test_in_a_bus_that_stands_full_at_a_full_hall(simulate):
    """Both arrive at 10; the hall for one beyond takes 5: the first is in at 11, the second steps off from 11 to 12 and
    blocks the door until 16, the third steps off from 16.
    """
    stations = [shuttle(seats=3), desk(hall=1)]
    one, two, three = spent(simulate, stations, [Party(0, [0, 5], alighting=1)] * 3, ride=10)
    assert one == {(0, RIDING): 11, (1, SERVED): 5}
    assert two == {(0, RIDING): 12, (1, HALL): 4, (1, SERVED): 5}
    assert three == {(0, RIDING): 13, (0, HALL): 4, (1, HALL): 4, (1, SERVED): 5}


def test_at_a_gate_that_is_closed_and_then_yields(simulate):
    """It opens at 10; one of those who go first comes at 5 and leaves the desk at 20."""
    stations = [gate([(0, 0), (10, 1)], yielding=yields((1,), 1)), desk(2)]
    other, first = spent(simulate, stations, [Party(0, [0, 1]), Party(5, [0, 15], cohort=1)])
    assert other == {(0, CLOSED): 10, (0, YIELDING): 15, (1, SERVED): 1}
    assert first == {(0, CLOSED): 5, (1, SERVED): 15}


def test_beyond_the_quota_of_the_day(simulate):
    """Two may pass a day: the head of two does not fit beside one, and who waits behind waits for the same reason."""
    stations = [gate(quota=2), desk()]
    parties = [Party(0, [0, 0]), Party(30, [0, 0], size=2), Party(40, [0, 0])]
    assert spent(simulate, stations, parties, horizon=3000) == [
        {},
        {(0, QUOTA): 1410},
        {(0, QUOTA): 2880 - 40},
    ]


def test_with_overtaking_each_has_a_reason_of_its_own(simulate):
    """Two of the day's three persons are in the hall until 20; then the single person fits the day, the couple not."""
    stations = [gate(quota=3, overtaking=True), desk(hall=2)]
    parties = [Party(0, [0, 20], size=2), Party(1, [0, 0], size=2), Party(2, [0, 1])]
    _, couple, single = spent(simulate, stations, parties, horizon=100)
    assert couple == {(0, QUOTA): 99}
    assert single == {(0, HALL): 18, (1, SERVED): 1}


def test_at_an_open_gate_before_a_full_hall(simulate):
    stations = [gate(), desk(hall=1)]
    first, second = spent(simulate, stations, [Party(0, [0, 7]), Party(2, [0, 7])])
    assert first == {(1, SERVED): 7}
    assert second == {(0, HALL): 5, (1, SERVED): 7}


def test_the_night_at_home(simulate):
    """Closed at 10, home at 12, back at 100 in the old turn, and served."""
    stations = [desk([(0, 1), (10, 0), (100, 1)], hall=1, of_days=days([0, 100], [12]))]
    _, second = spent(simulate, stations, [Party(0, [10]), Party(2, [4])], horizon=200)
    assert second == {(0, HALL): 8, (0, CLOSED): 2, (0, AWAY): 88, (0, SERVED): 4}


def test_a_first_check_and_the_time_aside(simulate):
    """Checked for 5, aside until 50, before a desk that closed at 45; out of patience at 70, for good."""
    stations = [desk([(0, 1), (45, 0)], of_days=days([0, 50]))]
    parties = [Party(0, [5], size=2, aside=0, patience=20)]
    assert spent(simulate, stations, parties) == [{(0, SERVED): 5, (0, AWAY): 45, (0, CLOSED): 20}]


def test_who_begins_inside_or_under_way_is_told_of_from_midnight_on(simulate):
    """In the hall of a closed desk until 10; on a ride of 8 minutes that began before."""
    stations = [desk([(0, 0), (10, 1)]), shuttle(patience=1), desk()]
    parties = [Party(0, [3, 0, 1], in_hall=True, onward={0: REFUSED}), Party(0, [0, 0, 2], first=1, on_trip=0)]
    inside, under_way = spent(simulate, stations, parties, ride=8)
    assert inside == {(0, CLOSED): 10, (0, SERVED): 3}
    assert under_way == {(1, RIDING): 8, (2, SERVED): 2}


def test_who_stands_there_at_the_horizon_and_who_never_came(simulate):
    """In the bay, in the hall, at home; and nobody."""
    stations = [shuttle(seats=2), desk()]
    parties = [Party(1, [0, 0], boarding=2), Party(NEVER, [0, 0]), Party(500, [0, 0])]
    assert spent(simulate, stations, parties, horizon=60) == [{(0, RIDING): 2, (0, VEHICLE): 57}, {}, {}]


# ---- as rows


def test_the_rows_are_means_a_person_of_those_who_came(simulate):
    """A family of 3 is served 4 minutes; a single person waits 4 for the officer, and is served 4; one stays away."""
    stations = [desk()]
    crossing = crossing_of(stations)
    draws = draws_of(stations, [Party(0, [4], size=3), Party(0, [4], cohort=1), Party(NEVER, [4])], 0, 0)
    rows = [row for row in measure(crossing, draws, simulate(crossing, draws)) if row.measure.startswith("time ")]
    told = {(row.measure, row.cohort, row.station): row.value for row in rows if row.by == "person"}
    assert {(row.unit, row.whose) for row in rows} == {("min", "came")}
    assert told["time waiting for an officer", "all", "desk"] == 1.0
    assert told["time waiting for an officer", "others", ""] == 4.0
    assert told["time being served", "all", ""] == 4.0
    assert told["time in all", "all", ""] == told["time in all", "all", "desk"] == 5.0
    assert told["time yielding to others", "all", ""] == 0.0
    assert ("time yielding to others", "all", "desk") not in told


def test_of_nobody_there_is_no_mean(simulate):
    stations = [desk()]
    crossing, draws = crossing_of(stations), draws_of(stations, [Party(NEVER, [4])], 0, 0)
    rows = measure(crossing, draws, simulate(crossing, draws))
    assert {row.value for row in rows if row.measure == "time in all"} == {None}
