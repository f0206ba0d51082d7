"""Things happen at due times before the horizon, and at one instant in the order of the contract."""

from small import small_scenario
from worlds import NEVER_THERE, Party, crossing_of, desk, draws_of, ends_of, shuttle, trips_of, whole_log

from sim.model.clock import DAY, MINUTE
from sim.model.crossing import Side, as_planned
from sim.model.faults import scenario_of
from sim.model.log import Reason
from sim.model.outcome import Outcome


def test_where_people_stand_at_the_horizon(simulate):
    """T3: nobody is dropped; whoever has not left is recorded where they stand at 18.

    0   A at the desk (hall of 1) until 2, on the shuttle until 3, leaves; arrives 8, off 9, served in Egypt until 69
    2   B at the desk until 4, waits; the vehicle is back at 14; on until 15, leaves, would arrive at 20
    4   C at the desk until 6, waits in the shuttle's hall;  6  D at the desk, would be done at 26
    0   E stands in the street;  18  F would come
    """
    stations = [desk(1, hall=1), shuttle(1, seats=1), desk(1, side=Side.EGYPTIAN)]
    services = [(0, 2), (0, 2), (0, 2), (0, 20), (0, 2), (18, 2)]
    parties = [Party(at, [service, 0, 60], boarding=1, alighting=1) for at, service in services]
    log = simulate(crossing_of(stations, horizon=18), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 2, 2), (2, 2, 2, 9, 9), (9, 9, 9, None, None)],
        [(0, 2, 2, 4, 4), (4, 4, 14, None, None), NEVER_THERE],
        [(0, 4, 4, 6, 6), (6, 6, None, None, None), NEVER_THERE],
        [(0, 6, 6, None, None), NEVER_THERE, NEVER_THERE],
        [(0, None, None, None, None), NEVER_THERE, NEVER_THERE],
        [NEVER_THERE, NEVER_THERE, NEVER_THERE],
    ]
    assert trips_of(log) == [(2, 3, 8, 14, 1, Reason.FULL), (14, 15, None, None, 1, Reason.FULL)]
    assert log.trip[:, 1].tolist() == [0, 1, -1, -1, -1, -1]
    assert ends_of(log) == [
        (Outcome.IN_THE_EGYPTIAN_HALL, 2),
        (Outcome.BETWEEN_THE_GATES, 1),
        (Outcome.STILL_INSIDE, 1),
        (Outcome.STILL_INSIDE, 0),
        (Outcome.IN_THE_STREET, 0),
        (Outcome.STILL_EXPECTED, -1),
    ]


def test_a_run_ends_at_24_00_of_its_last_day():
    """T3: though timetables go on for a day, so that the last day knows of the next opening."""
    crossing = as_planned(scenario_of({**small_scenario(), "days": 2}))
    assert crossing.horizon == 2 * DAY < crossing.stations[0].timetable.breaks[-1]


def test_who_is_held_at_the_horizon_stands_where_they_are_held(simulate):
    """T3, S2: who waits for the next hall stands in the hall they came from.

    1   A moves to the second hall of 1, served until 51
    2   B is done at the first desk and held to the end, at 20
    """
    stations = [desk(1, hall=1), desk(1, hall=1, side=Side.EGYPTIAN)]
    parties = [Party(0, [1, 50]), Party(0, [1, 1])]
    log = simulate(crossing_of(stations, horizon=20), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, None, None)],
        [(0, 1, 1, 2, None), (2, None, None, None, None)],
    ]
    assert ends_of(log) == [(Outcome.IN_THE_EGYPTIAN_HALL, 1), (Outcome.STILL_INSIDE, 0)]


def test_who_stands_in_the_door_of_a_vehicle_at_the_horizon_is_between_the_gates(simulate):
    """T3, S6: a vehicle that stands at a full hall keeps its people between the gates.

    0   A, B, C on, leaves full; arrives 5
    5   A steps off and is let into the hall of 1, served until 55; B stands in the door, C behind it, to the end at 20
    """
    stations = [shuttle(1, seats=3), desk(1, hall=1, side=Side.EGYPTIAN)]
    parties = [Party(0, [0, 50]) for _ in range(3)]
    log = simulate(crossing_of(stations, horizon=20), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 5, 5), (5, 5, 5, None, None)],
        [(0, 0, 0, 5, None), (5, None, None, None, None)],
        [(0, 0, 0, None, None), NEVER_THERE],
    ]
    assert trips_of(log) == [(0, 0, 5, None, 3, Reason.FULL)]
    assert ends_of(log) == [
        (Outcome.IN_THE_EGYPTIAN_HALL, 1),
        (Outcome.BETWEEN_THE_GATES, 0),
        (Outcome.BETWEEN_THE_GATES, 0),
    ]


def test_nothing_due_at_the_horizon_itself_moves(simulate):
    """O1: nothing due at the horizon itself moves: no service ends, no desk opens, nobody comes.

    0   A is served, until 10 if there were one;  10  the second officer would take B, and C would come
    """
    stations = [desk([(0, 1), (10, 2)])]
    parties = [Party(0, [10]), Party(0, [10]), Party(10, [10])]
    log = simulate(crossing_of(stations, horizon=10), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, None, None)],
        [(0, 0, None, None, None)],
        [NEVER_THERE],
    ]
    assert ends_of(log) == [(Outcome.STILL_INSIDE, 0), (Outcome.STILL_INSIDE, 0), (Outcome.STILL_EXPECTED, -1)]


def test_a_millisecond_before_the_horizon_all_moves(simulate):
    """O1, T1: time is whole milliseconds, and what is due in the last of them still happens, to its end.

    0             A is served for 10 minutes less a millisecond
    599 999 ms    A is done; B starts, is served in no time, and is done; C comes, is served in no time, and is done
    """
    last = (10 * MINUTE - 1) / MINUTE
    stations = [desk(1)]
    parties = [Party(0, [last]), Party(0, [0]), Party(last, [0])]
    log = simulate(crossing_of(stations, horizon=10), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, last, last)],
        [(0, 0, last, last, last)],
        [(last, last, last, last, last)],
    ]
    assert log.left[:, 0].tolist() == [599_999, 599_999, 599_999]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 3


def test_times_are_whole_milliseconds(simulate):
    """O4, T1: two hundred checks of 1, 2, 3 … 200 ms begin at 0, and each ends to the millisecond."""
    stations = [desk(200)]
    parties = [Party(0, [milliseconds / MINUTE]) for milliseconds in range(1, 201)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert log.finished[:, 0].tolist() == list(range(1, 201))


def test_a_party_that_would_come_after_the_horizon_is_still_expected(simulate):
    """T3: who has not come when the run ends has an outcome too.

    3   A comes, served until 8;  70  B would come, but the run ends at 60
    """
    stations = [desk(1)]
    parties = [Party(3, [5]), Party(70, [5])]
    log = simulate(crossing_of(stations, horizon=60), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(3, 3, 3, 8, 8)],
        [NEVER_THERE],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.STILL_EXPECTED, -1)]


def test_a_vehicle_on_its_way_back_at_the_horizon_has_not_returned(simulate):
    """T3: a trip that is not over has its later times open.

    0   A on, leaves full; arrives 10, off; the vehicle would be back at 20, the run ends at 15
    """
    stations = [shuttle(1, seats=1)]
    parties = [Party(0, [0])]
    log = simulate(crossing_of(stations, horizon=15), draws_of(stations, parties, ride=10, back=10))
    assert whole_log(log) == [[(0, 0, 0, 10, 10)]]
    assert trips_of(log) == [(0, 0, 10, None, 1, Reason.FULL)]
    assert ends_of(log) == [(Outcome.CROSSED, 0)]


def test_the_night_is_a_level_of_zero(simulate):
    """T1, T2: time runs on past midnight, and opening hours are only a timetable.

    Open on day 1 from 09:00 to 16:00 (540 to 960), on day 2 from 09:00 (1980).
    950   A is served until 970, past closing
    955   B is let in, waits inside overnight, is served 1980 to 2000
    1500  C comes at night, is let in at 1980, served until 2005
    """
    stations = [desk([(0, 0), (540, 1), (960, 0), (1980, 1)])]
    parties = [Party(950, [20]), Party(955, [20]), Party(1500, [5])]
    log = simulate(crossing_of(stations, horizon=2880), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(950, 950, 950, 970, 970)],
        [(955, 955, 1980, 2000, 2000)],
        [(1500, 1980, 2000, 2005, 2005)],
    ]


def test_who_comes_at_the_instant_of_opening_is_in_and_at_the_instant_of_closing_is_out(simulate):
    """T2: a timetable is right-continuous.

    10  opening, A comes: served until 12;  20  closing, B comes: in the street to the end
    """
    stations = [desk([(0, 0), (10, 1), (20, 0)])]
    parties = [Party(10, [2]), Party(20, [2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(10, 10, 10, 12, 12)],
        [(20, None, None, None, None)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.IN_THE_STREET, 0)]


def test_services_of_no_length(simulate):
    """O3: one thing at a time, but any number of them at one instant.

    7   A, B, C come together to a hall of 1 and pass both desks, one after the other, in no time
    """
    stations = [desk(1, hall=1), desk(1, hall=1)]
    parties = [Party(7, [0, 0]), Party(7, [0, 0]), Party(7, [0, 0])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [[(7, 7, 7, 7, 7), (7, 7, 7, 7, 7)]] * 3
    assert ends_of(log) == [(Outcome.CROSSED, 1)] * 3


def test_a_whole_crossing_at_one_instant(simulate):
    """O2, O3: desk, two trips of one bus, and desk, all in the first instant.

    0   all four pass the first desk and stand in the shuttle's hall, for the first station acts first;
        A and B fill the bus, which leaves, arrives, and is back when B is let into the last hall;
        C and D fill it again
    """
    stations = [desk(1, hall=1), shuttle(1, seats=2), desk(1, hall=1, side=Side.EGYPTIAN)]
    parties = [Party(0, [0, 0, 0]) for _ in range(4)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [[(0, 0, 0, 0, 0)] * 3] * 4
    assert trips_of(log) == [(0, 0, 0, 0, 2, Reason.FULL)] * 2
    assert log.trip[:, 1].tolist() == [0, 0, 1, 1]
    assert ends_of(log) == [(Outcome.CROSSED, 2)] * 4


def test_all_who_are_due_move_before_anyone_is_let_in(simulate):
    """O2, O3: who comes by a desk and who comes from the street at one instant are compared, whoever moved first.

    5   B is done at the first desk, A comes from the street to the second (hall of 1): A is first on the list
        and is let in, until 8; B is held until 8, then served until 10
    """
    stations = [desk(1), desk(1, hall=1)]
    parties = [Party(5, [0, 3], first=1), Party(0, [5, 2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [NEVER_THERE, (5, 5, 5, 8, 8)],
        [(0, 0, 0, 5, 8), (5, 8, 8, 10, 10)],
    ]


def test_who_passes_a_desk_at_the_last_instant_of_a_patience_still_catches_the_bus(simulate):
    """O3, S5: the earlier station acts first, and boarding comes before sending off.

    0   A passes the desk in no time and steps on; the patience of 10 counts from 0
    10  the patience ends; B comes, passes the desk in no time, steps on; the bus leaves with both; arrives 15, back 20
    """
    stations = [desk(1), shuttle(1, seats=4, patience=10)]
    parties = [Party(0, [0, 0]), Party(10, [0, 0])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 0, 0), (0, 0, 0, 15, 15)],
        [(10, 10, 10, 10, 10), (10, 10, 10, 15, 15)],
    ]
    assert trips_of(log) == [(0, 10, 15, 20, 2, Reason.PATIENCE)]
    assert log.trip[:, 1].tolist() == [0, 0]


def test_a_vehicle_back_at_the_instant_of_closing_takes_nobody(simulate):
    """O2, O3: a vehicle that returns at the very instant of closing finds nobody who may step on.

    0   A on, leaves full; arrives 5, back 10
    1   B waits in the hall;  10  closing: B stays;  20  reopened: B on, leaves full; arrives 25, back 30
    """
    stations = [shuttle([(0, 1), (10, 0), (20, 1)], seats=1)]
    parties = [Party(0, [0]), Party(1, [0])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 5, 5)],
        [(1, 1, 20, 25, 25)],
    ]
    assert trips_of(log) == [(0, 0, 5, 10, 1, Reason.FULL), (20, 20, 25, 30, 1, Reason.FULL)]
