"""A trip takes the ride drawn for it, lets people off in boarding order, and ends with the vehicle's return."""

from dataclasses import replace

import numpy as np
from worlds import Party, crossing_of, desk, draws_of, ends_of, ms, shuttle, trips_of, whole_log

from sim.model.crossing import Side
from sim.model.log import Reason
from sim.model.outcome import Outcome


def with_rides(draws, rides, backs):
    """The draws of a world of one shuttle, the rides of its trips given by number, in minutes."""
    out, back = (np.array([ms(minutes) for minutes in each], dtype=np.int64) for each in (rides, backs))
    return replace(draws, ride=(out,), ride_back=(back,))


def test_parties_step_on_and_off_one_by_one(simulate):
    """S6: parties step off in boarding order, each taking its alighting time; a shuttle may be the last station.

    0   A on until 2, B until 3, C until 4: full, leaves; arrives 10
    10  A off until 13, B until 17, C until 18; then 5 back: 23
    """
    stations = [shuttle(1, seats=3)]
    parties = [
        Party(0, [0], boarding=2, alighting=3),
        Party(0, [0], boarding=1, alighting=4),
        Party(0, [0], boarding=1, alighting=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=6, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 13, 13)],
        [(0, 0, 2, 17, 17)],
        [(0, 0, 3, 18, 18)],
    ]
    assert trips_of(log) == [(0, 4, 10, 23, 3, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 0, 0]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 3


def test_boarding_order_not_list_order_decides_who_steps_off_first(simulate):
    """S6: on arrival parties step off in boarding order.

    0   B (second on the list) on until 1
    2   A (first on the list) on until 3: full, leaves; arrives 8
    8   B off until 10, A until 12; back 17
    """
    stations = [shuttle(1, seats=2)]
    parties = [Party(2, [0], boarding=1, alighting=2), Party(0, [0], boarding=1, alighting=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(2, 2, 2, 12, 12)],
        [(0, 0, 0, 10, 10)],
    ]
    assert trips_of(log) == [(0, 3, 8, 17, 2, Reason.FULL)]


def test_a_bus_stands_full_at_a_full_hall(simulate):
    """S6: who has stepped off blocks the door until admitted, party by party.

    0   A, B, C step on in no time: full, leaves; arrives 4
    5   A is off and let in, served until 10
    6   B is off, the hall of 1 is full: B stands in the door
    10  B is let in, served until 15;  11  C is off and stands in the door
    15  C is let in, served until 20; the bus drives back, 18
    """
    stations = [shuttle(1, seats=3), desk(1, hall=1, side=Side.EGYPTIAN)]
    parties = [Party(0, [0, 5], alighting=1) for _ in range(3)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=4, back=3))
    assert whole_log(log) == [
        [(0, 0, 0, 5, 5), (5, 5, 5, 10, 10)],
        [(0, 0, 0, 6, 10), (6, 10, 10, 15, 15)],
        [(0, 0, 0, 11, 15), (11, 15, 15, 20, 20)],
    ]
    assert trips_of(log) == [(0, 0, 4, 18, 3, Reason.FULL)]
    assert log.trip.tolist() == [[0, -1]] * 3


def test_a_vehicle_held_at_a_full_hall_is_not_at_hand(simulate):
    """S6: when the last is admitted the vehicle drives back, and is at hand again.

    0   A on, leaves; arrives 2, let in, served until 22; back 5
    5   B on, leaves; arrives 7, stands in the door until 22, served until 23; back 25
    25  C, who waited for a vehicle since 0, on, leaves; arrives 27, served until 28; back 30
    """
    stations = [shuttle(1, seats=1), desk(1, hall=1, side=Side.EGYPTIAN)]
    parties = [Party(0, [0, 20]), Party(0, [0, 1]), Party(0, [0, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=2, back=3))
    assert whole_log(log) == [
        [(0, 0, 0, 2, 2), (2, 2, 2, 22, 22)],
        [(0, 0, 5, 7, 22), (7, 22, 22, 23, 23)],
        [(0, 0, 25, 27, 27), (27, 27, 27, 28, 28)],
    ]
    assert trips_of(log) == [
        (0, 0, 2, 5, 1, Reason.FULL),
        (5, 5, 7, 25, 1, Reason.FULL),
        (25, 25, 27, 30, 1, Reason.FULL),
    ]
    assert log.trip.tolist() == [[0, -1], [1, -1], [2, -1]]


def test_trips_are_numbered_by_departure(simulate):
    """S6: the bus that leaves first makes trip 0, and takes the ride drawn for it.

    0   A into the first bus until 1
    2   B (2 persons) does not fit: into a second bus until 3, full: trip 0, ride 10; arrives 13, 2 back: 15
    5   C into the first bus until 6, full: trip 1, ride 4; arrives 10, 3 back: 13
    """
    stations = [shuttle(2, seats=2, bays=2)]
    parties = [
        Party(0, [0], size=1, boarding=1),
        Party(2, [0], size=2, boarding=1),
        Party(5, [0], size=1, boarding=1),
    ]
    draws = with_rides(draws_of(stations, parties, ride=0, back=0), rides=[10, 4, 0], backs=[2, 3, 0])
    log = simulate(crossing_of(stations), draws)
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(2, 2, 2, 13, 13)],
        [(5, 5, 5, 10, 10)],
    ]
    assert trips_of(log) == [(2, 3, 13, 15, 2, Reason.FULL), (0, 6, 10, 13, 2, Reason.FULL)]
    assert log.trips.number.tolist() == [0, 1]
    assert log.trip[:, 0].tolist() == [1, 0, 1]


def test_trips_at_one_instant_are_numbered_by_pulling_in(simulate):
    """S6: of two that leave at one instant the one that pulled in first makes the earlier trip.

    0   A into the first bus until 5;  2  B into a second until 3
    10  closing: first bus trip 0, ride 10, arrives 20, back 25; second bus trip 1, ride 4, arrives 14, back 19
    """
    stations = [shuttle([(0, 2), (10, 0)], seats=2, bays=2)]
    parties = [Party(0, [0], boarding=5), Party(2, [0], boarding=1)]
    draws = with_rides(draws_of(stations, parties, ride=0, back=0), rides=[10, 4], backs=[5, 5])
    log = simulate(crossing_of(stations), draws)
    assert whole_log(log) == [
        [(0, 0, 0, 20, 20)],
        [(2, 2, 2, 14, 14)],
    ]
    assert trips_of(log) == [(0, 10, 20, 25, 1, Reason.CLOSED), (2, 10, 14, 19, 1, Reason.CLOSED)]
    assert log.trips.number.tolist() == [0, 1]
    assert log.trip[:, 0].tolist() == [0, 1]


def test_who_may_leave_only_after_another_has_left_makes_the_later_trip(simulate):
    """S6, O3: pulling in decides between those that may leave; a trip that has begun keeps its number.

    0   A into the first bus until 3;  1  B (2 persons) into a second until 10; both still count in the hall of 3
    5   C comes to a full hall
    10  the second bus is full and leaves: trip 0, ride 10, arrives 20, back 25; that frees the hall:
        C is let in and steps into the first bus: full, leaves: trip 1, ride 4, arrives 14, back 19
    """
    stations = [shuttle(2, seats=2, bays=2, hall=3, at_departure=True)]
    parties = [Party(0, [0], size=1, boarding=3), Party(1, [0], size=2, boarding=9), Party(5, [0], size=1)]
    draws = with_rides(draws_of(stations, parties, ride=0, back=0), rides=[10, 4, 0], backs=[5, 5, 0])
    log = simulate(crossing_of(stations), draws)
    assert whole_log(log) == [
        [(0, 0, 0, 14, 14)],
        [(1, 1, 1, 20, 20)],
        [(5, 10, 10, 14, 14)],
    ]
    assert trips_of(log) == [(1, 10, 20, 25, 2, Reason.FULL), (0, 10, 14, 19, 2, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [1, 0, 1]


def test_a_party_on_two_rides(simulate):
    """S6: a route may have two shuttles; each numbers its own trips.

    0   A on until 1, B until 2: full, leaves; arrives 7.  A off at 8, B at 9; the first vehicle is back at 14
    8   A on the second shuttle until 9: full, leaves; arrives 14, A off at 15; back 20
    9   B waits in the second hall for that vehicle;  20  on until 21, leaves; arrives 26, off at 27; back 32
    """
    stations = [shuttle(1, seats=2), shuttle(1, seats=1, hall=1)]
    parties = [Party(0, [0, 0], boarding=1, alighting=1), Party(0, [0, 0], boarding=1, alighting=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 8, 8), (8, 8, 8, 15, 15)],
        [(0, 0, 1, 9, 9), (9, 9, 20, 27, 27)],
    ]
    assert trips_of(log) == [
        (0, 2, 7, 14, 2, Reason.FULL),
        (8, 9, 14, 20, 1, Reason.FULL),
        (20, 21, 26, 32, 1, Reason.FULL),
    ]
    assert log.trips.station.tolist() == [0, 1, 1]
    assert log.trips.number.tolist() == [0, 0, 1]
    assert log.trip.tolist() == [[0, 0], [0, 1]]
    assert ends_of(log) == [(Outcome.CROSSED, 1)] * 2


def test_a_bus_blocks_the_desk_behind_which_it_is_missed(simulate):
    """S2, S6: a missing vehicle fills the shuttle's hall, and that hall blocks the desk before it.

    1   A moves on, steps on, leaves; arrives 11, back 21
    2   B moves on to the shuttle's hall of 1 and waits;  3  C is done at the desk and held
    21  B on, leaves, arrives 31, back 41; C moves into the hall;  41  C on, leaves; arrives 51, back 61
    """
    stations = [desk(1), shuttle(1, seats=1, hall=1)]
    parties = [Party(0, [1, 0]) for _ in range(3)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=10, back=10))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, 11, 11)],
        [(0, 0, 1, 2, 2), (2, 2, 21, 31, 31)],
        [(0, 0, 2, 3, 21), (3, 21, 41, 51, 51)],
    ]
    assert trips_of(log) == [
        (1, 1, 11, 21, 1, Reason.FULL),
        (21, 21, 31, 41, 1, Reason.FULL),
        (41, 41, 51, 61, 1, Reason.FULL),
    ]
    assert log.trip.tolist() == [[-1, 0], [-1, 1], [-1, 2]]
