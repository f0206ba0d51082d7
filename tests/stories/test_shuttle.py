"""Vehicles stand in their bays, take people aboard one at a time a door, and leave for one of four reasons."""

from worlds import Party, crossing_of, draws_of, ends_of, shuttle, trips_of, whole_log

from sim.model.clock import NEVER
from sim.model.log import Reason
from sim.model.outcome import Outcome


def test_a_bus_leaves_when_full(simulate):
    """S5: a vehicle leaves when full, once the last one's boarding time is over.

    0   A (2 persons) steps on until 1; one seat is left, nobody waits, the bus stays
    5   B (1 person) steps on until 6: full, leaves; arrives 16, back 26
    """
    stations = [shuttle(1, seats=3)]
    parties = [Party(0, [0], size=2, boarding=1), Party(5, [0], size=1, boarding=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=10, back=10))
    assert whole_log(log) == [
        [(0, 0, 0, 16, 16)],
        [(5, 5, 5, 16, 16)],
    ]
    assert trips_of(log) == [(0, 6, 16, 26, 3, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 0]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 2


def test_a_bus_leaves_because_the_next_party_does_not_fit(simulate):
    """S5: strict; the head does not fit, so the bus leaves, though the one behind it would fit.

    0   A (3 of 4 seats) steps on until 1
    4   B (2 persons) and C (1 person) come: B does not fit, the bus leaves; arrives 9, back 14
    14  B steps on until 15, C until 16; a seat is left
    30  closing: leaves; arrives 35, back 40
    """
    stations = [shuttle([(0, 1), (30, 0)], seats=4)]
    parties = [
        Party(0, [0], size=3, boarding=1),
        Party(4, [0], size=2, boarding=1),
        Party(4, [0], size=1, boarding=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 9, 9)],
        [(4, 4, 14, 35, 35)],
        [(4, 4, 15, 35, 35)],
    ]
    assert trips_of(log) == [(0, 4, 9, 14, 3, Reason.HEAD), (14, 30, 35, 40, 3, Reason.CLOSED)]
    assert log.trip[:, 0].tolist() == [0, 1, 1]


def test_with_overtaking_a_bus_leaves_only_when_nobody_waiting_fits(simulate):
    """S5: with overtaking a later small party passes, and the bus leaves when everyone in the hall does not fit.

    0   A (3 of 5 seats) steps on until 1
    4   B (3 persons) does not fit, C (1 person) does: on until 5
    5   B does not fit, nobody else waits: leaves with 4; arrives 10, back 15
    15  B steps on until 16; 30  closing: leaves; arrives 35, back 40
    """
    stations = [shuttle([(0, 1), (30, 0)], seats=5, overtaking=True)]
    parties = [
        Party(0, [0], size=3, boarding=1),
        Party(4, [0], size=3, boarding=1),
        Party(4, [0], size=1, boarding=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(4, 4, 15, 35, 35)],
        [(4, 4, 4, 10, 10)],
    ]
    assert trips_of(log) == [(0, 5, 10, 15, 4, Reason.HEAD), (15, 30, 35, 40, 3, Reason.CLOSED)]
    assert log.trip[:, 0].tolist() == [0, 1, 0]


def test_a_bus_times_out(simulate):
    """S5: a vehicle leaves when its patience has passed since its first party began to step on.

    3   A steps on until 5; the patience of 20 counts from 3
    23  leaves with A alone; arrives 28, back 33
    24  B comes, no bus;  33  B steps on;  53  leaves; arrives 58, back 63
    """
    stations = [shuttle(1, seats=4, patience=20)]
    parties = [Party(3, [0], boarding=2), Party(24, [0], boarding=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(3, 3, 3, 28, 28)],
        [(24, 24, 33, 58, 58)],
    ]
    assert trips_of(log) == [(3, 23, 28, 33, 1, Reason.PATIENCE), (33, 53, 58, 63, 1, Reason.PATIENCE)]
    assert log.trip[:, 0].tolist() == [0, 1]


def test_one_may_step_on_at_the_very_instant_of_the_patience(simulate):
    """S5: at the very instant of its patience one still may step on, and the vehicle waits for the door.

    0   A steps on until 2
    20  the patience ends; B comes and steps on until 22
    21  C comes too late;  22  leaves with A and B; arrives 27, back 32
    32  C steps on until 34;  52  leaves; arrives 57, back 62
    """
    stations = [shuttle(1, seats=4, patience=20)]
    parties = [Party(0, [0], boarding=2), Party(20, [0], boarding=2), Party(21, [0], boarding=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 27, 27)],
        [(20, 20, 20, 27, 27)],
        [(21, 21, 32, 57, 57)],
    ]
    assert trips_of(log) == [(0, 22, 27, 32, 2, Reason.PATIENCE), (32, 52, 57, 62, 1, Reason.PATIENCE)]
    assert log.trip[:, 0].tolist() == [0, 0, 1]


def test_nobody_steps_on_after_the_patience(simulate):
    """S5: after its patience nobody more steps on, even one who waited for the door all the time.

    0   A steps on until 2, then B until 4; the patience ended at 3
    4   leaves without C, though two seats are free; arrives 9, back 14
    14  C steps on until 16;  17  leaves; arrives 22, back 27
    """
    stations = [shuttle(1, seats=4, patience=3)]
    parties = [Party(0, [0], boarding=2), Party(0, [0], boarding=2), Party(0, [0], boarding=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 9, 9)],
        [(0, 0, 2, 9, 9)],
        [(0, 0, 14, 22, 22)],
    ]
    assert trips_of(log) == [(0, 4, 9, 14, 2, Reason.PATIENCE), (14, 17, 22, 27, 1, Reason.PATIENCE)]
    assert log.trip[:, 0].tolist() == [0, 0, 1]


def test_a_bus_leaves_at_closing(simulate):
    """S5: a vehicle leaves when the station closes; nobody is let in from the street any more.

    0   A steps on until 1
    10  closing: leaves with A; arrives 15, back 20
    12  B comes, and stands in the street at the end
    """
    stations = [shuttle([(0, 1), (10, 0)], seats=4)]
    parties = [Party(0, [0], boarding=1), Party(12, [0], boarding=1)]
    log = simulate(crossing_of(stations, horizon=60), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 15, 15)],
        [(12, None, None, None, None)],
    ]
    assert trips_of(log) == [(0, 10, 15, 20, 1, Reason.CLOSED)]
    assert log.trip[:, 0].tolist() == [0, -1]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.IN_THE_STREET, 0)]


def test_a_bus_marked_at_closing_leaves_though_the_station_is_open_again(simulate):
    """S5: closing marks the vehicle; it leaves as soon as its door is free, even if the station has reopened.

    0   A steps on until 1;  9  B steps on until 14
    10  closing, with B in the door;  12  reopened
    13  C comes, is let in, may not step on;  14  leaves with A and B; arrives 19, back 24
    24  C steps on and sits in the bus in its bay when the run ends at 30
    """
    stations = [shuttle([(0, 1), (10, 0), (12, 1)], seats=4)]
    parties = [Party(0, [0], boarding=1), Party(9, [0], boarding=5), Party(13, [0], boarding=1)]
    log = simulate(crossing_of(stations, horizon=30), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 19, 19)],
        [(9, 9, 9, 19, 19)],
        [(13, 13, 24, None, None)],
    ]
    assert trips_of(log) == [(0, 14, 19, 24, 2, Reason.CLOSED), (24, None, None, None, 1, NEVER)]
    assert log.trip[:, 0].tolist() == [0, 0, 1]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.CROSSED, 0), (Outcome.BETWEEN_THE_GATES, 0)]


def test_two_bays_have_two_doors(simulate):
    """S5: one party at a time a door, and the vehicle longest in its bay whose door is free comes first.

    0   A into the first bus until 5; its door is busy, so a second pulls in for B, until 5; C waits
    5   both doors are free: C into the first, until 10
    6   D into the second, until 11
    20  closing: both leave, 2 persons each; arrive 25, back 30
    """
    stations = [shuttle([(0, 2), (20, 0)], seats=4, bays=2)]
    parties = [
        Party(0, [0], boarding=5),
        Party(0, [0], boarding=5),
        Party(0, [0], boarding=5),
        Party(6, [0], boarding=5),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 25, 25)],
        [(0, 0, 0, 25, 25)],
        [(0, 0, 5, 25, 25)],
        [(6, 6, 6, 25, 25)],
    ]
    assert trips_of(log) == [(0, 20, 25, 30, 2, Reason.CLOSED), (0, 20, 25, 30, 2, Reason.CLOSED)]
    assert log.trip[:, 0].tolist() == [0, 1, 0, 1]


def test_a_free_bay_is_of_no_use_while_all_vehicles_are_out(simulate):
    """S5: a new vehicle pulls in only if fewer are out than the level, and is at hand again on its return (S6).

    0   A (2 persons) steps on until 3; B waits: one vehicle on duty, one out, though a bay is free
    3   full, leaves; arrives 8, back 13
    13  B steps on until 16: full, leaves; arrives 21, back 26
    """
    stations = [shuttle(1, seats=2, bays=2)]
    parties = [Party(0, [0], size=2, boarding=3), Party(0, [0], size=2, boarding=3)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 8, 8)],
        [(0, 0, 13, 21, 21)],
    ]
    assert trips_of(log) == [(0, 3, 8, 13, 2, Reason.FULL), (13, 16, 21, 26, 2, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 1]


def test_a_second_vehicle_pulls_in_when_the_level_rises(simulate):
    """S5: fewer are out than the level from the moment the level rises.

    0   A (2 persons) steps on until 3, leaves full; arrives 8, back 13
    4   a second vehicle comes on duty: B steps on until 7, leaves full; arrives 12, back 17
    """
    stations = [shuttle([(0, 1), (4, 2)], seats=2)]
    parties = [Party(0, [0], size=2, boarding=3), Party(0, [0], size=2, boarding=3)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 8, 8)],
        [(0, 0, 4, 12, 12)],
    ]
    assert trips_of(log) == [(0, 3, 8, 13, 2, Reason.FULL), (4, 7, 12, 17, 2, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 1]


def test_a_falling_level_calls_no_vehicle_back(simulate):
    """S5: vehicles in their bays go on boarding when the level falls (but not to 0).

    0   A into the first bus, B into the second, both until 3; each has a seat left
    4   the level falls from 2 to 1: both stay
    6   C into the first until 9: full; arrives 14, back 19
    10  D into the second until 13: full; arrives 18, back 23
    """
    stations = [shuttle([(0, 2), (4, 1)], seats=2, bays=2)]
    parties = [Party(at, [0], boarding=3) for at in (0, 0, 6, 10)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 14, 14)],
        [(0, 0, 0, 18, 18)],
        [(6, 6, 6, 14, 14)],
        [(10, 10, 10, 18, 18)],
    ]
    assert trips_of(log) == [(0, 9, 14, 19, 2, Reason.FULL), (0, 13, 18, 23, 2, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 1, 0, 1]


def test_a_vehicle_that_returns_above_the_level_stays_off(simulate):
    """S5: one that returns above the level stays off.

    0   A on until 1, leaves full; arrives 6, back 11
    2   B on until 6, leaves full; arrives 11, back 16.  At 4 the level fell from 2 to 1
    5   C and D come, two vehicles are out
    11  one is back, one is still out: it stays off
    16  both are back: C on until 17, leaves; arrives 22, back 27; D waits, for only one is on duty
    27  D on until 28, leaves; arrives 33, back 38
    """
    stations = [shuttle([(0, 2), (4, 1)], seats=1, bays=2)]
    parties = [
        Party(0, [0], boarding=1),
        Party(2, [0], boarding=4),
        Party(5, [0], boarding=1),
        Party(5, [0], boarding=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 6, 6)],
        [(2, 2, 2, 11, 11)],
        [(5, 5, 16, 22, 22)],
        [(5, 5, 27, 33, 33)],
    ]
    assert trips_of(log) == [
        (0, 1, 6, 11, 1, Reason.FULL),
        (2, 6, 11, 16, 1, Reason.FULL),
        (16, 17, 22, 27, 1, Reason.FULL),
        (27, 28, 33, 38, 1, Reason.FULL),
    ]
    assert log.trip[:, 0].tolist() == [0, 1, 2, 3]


def test_full_is_written_down_before_closed_and_patience(simulate):
    """S5: the reason is the first true of full, closed, patience, head.

    0   A steps on until 2;  8  B steps on until 10
    10  full; the station closes; the patience of 10 has passed: full.  Arrives 15, back 20
    """
    stations = [shuttle([(0, 1), (10, 0)], seats=2, patience=10)]
    parties = [Party(0, [0], boarding=2), Party(8, [0], boarding=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 15, 15)],
        [(8, 8, 8, 15, 15)],
    ]
    assert trips_of(log) == [(0, 10, 15, 20, 2, Reason.FULL)]


def test_closed_is_written_down_before_patience_and_head(simulate):
    """S5: the reason is the first true of full, closed, patience, head.

    0   A steps on until 10;  5  B (2 persons) comes and will not fit
    10  the station closes; the patience of 10 has passed; B does not fit: closed.  Arrives 15, back 20
        B stays in the hall, to the end
    """
    stations = [shuttle([(0, 1), (10, 0)], seats=2, patience=10)]
    parties = [Party(0, [0], size=1, boarding=10), Party(5, [0], size=2, boarding=1)]
    log = simulate(crossing_of(stations, horizon=60), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 15, 15)],
        [(5, 5, None, None, None)],
    ]
    assert trips_of(log) == [(0, 10, 15, 20, 1, Reason.CLOSED)]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.STILL_INSIDE, 0)]


def test_patience_is_written_down_before_head(simulate):
    """S5: the reason is the first true of full, closed, patience, head.

    0   A steps on until 1
    10  the patience has passed; B (2 persons) comes and does not fit: patience.  Arrives 15, back 20
    20  B on until 21, full; arrives 26, back 31
    """
    stations = [shuttle(1, seats=2, patience=10)]
    parties = [Party(0, [0], size=1, boarding=1), Party(10, [0], size=2, boarding=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 15, 15)],
        [(10, 10, 20, 26, 26)],
    ]
    assert trips_of(log) == [(0, 10, 15, 20, 1, Reason.PATIENCE), (20, 21, 26, 31, 2, Reason.FULL)]


def test_who_steps_on_leaves_the_hall_at_boarding(simulate):
    """S5: `hall_freed: boarding`; who steps on is no longer counted in the hall.

    0   A and B fill the hall of 2; A steps on until 2, one place is free
    1   C (2 persons) does not fit
    2   B steps on until 4, the hall is empty: C is let in
    4   full, leaves; arrives 9, back 14;  14  C on until 16, leaves; arrives 21, back 26
    """
    stations = [shuttle(1, seats=2, hall=2)]
    parties = [Party(0, [0], boarding=2), Party(0, [0], boarding=2), Party(1, [0], size=2, boarding=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 9, 9)],
        [(0, 0, 2, 9, 9)],
        [(1, 2, 14, 21, 21)],
    ]
    assert trips_of(log) == [(0, 4, 9, 14, 2, Reason.FULL), (14, 16, 21, 26, 2, Reason.FULL)]


def test_who_steps_on_leaves_the_hall_at_departure(simulate):
    """S5: `hall_freed: departure`; who sits in the waiting bus is still counted in the hall.

    0   A and B fill the hall of 2; A steps on until 2, B until 4; the hall is full all the time
    1   C (2 persons) comes
    4   full, leaves: the hall is empty, C is let in.  Arrives 9, back 14
    14  C on until 16, leaves; arrives 21, back 26
    """
    stations = [shuttle(1, seats=2, hall=2, at_departure=True)]
    parties = [Party(0, [0], boarding=2), Party(0, [0], boarding=2), Party(1, [0], size=2, boarding=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 9, 9)],
        [(0, 0, 2, 9, 9)],
        [(1, 4, 14, 21, 21)],
    ]
    assert trips_of(log) == [(0, 4, 9, 14, 2, Reason.FULL), (14, 16, 21, 26, 2, Reason.FULL)]


def test_a_bus_leaves_for_its_head_whatever_other_buses_could_take(simulate):
    """S5: the head does not fit in the first bus, so that bus leaves; the second could take the head, later.

    0   A (3 of 4 seats) into the first bus until 1
    2   B (2 persons) does not fit there: a second bus pulls in, B steps on until 7; nobody waits, the first stays
    3   C (2 persons) fits in the second, whose door is busy: the first leaves; arrives 8, back 13
    7   C into the second until 12: full, leaves; arrives 17, back 22
    """
    stations = [shuttle(2, seats=4, bays=2)]
    parties = [
        Party(0, [0], size=3, boarding=1),
        Party(2, [0], size=2, boarding=5),
        Party(3, [0], size=2, boarding=5),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 8, 8)],
        [(2, 2, 2, 17, 17)],
        [(3, 3, 7, 17, 17)],
    ]
    assert trips_of(log) == [(0, 3, 8, 13, 3, Reason.HEAD), (2, 12, 17, 22, 4, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 1, 1]


def test_a_bus_stays_when_the_head_finds_a_seat_in_another_at_once(simulate):
    """S5, O3: boarding comes before sending off, and then no head is left that does not fit.

    0   A (3 of 4 seats) into the first bus until 1
    2   B (2 persons) into a second bus until 3; nobody waits: the first stays
    4   C (1 person) into the first, longest in its bay, until 5: full, leaves; arrives 10, back 15
    30  closing: the second leaves; arrives 35, back 40
    """
    stations = [shuttle([(0, 2), (30, 0)], seats=4, bays=2)]
    parties = [
        Party(0, [0], size=3, boarding=1),
        Party(2, [0], size=2, boarding=1),
        Party(4, [0], size=1, boarding=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(2, 2, 2, 35, 35)],
        [(4, 4, 4, 10, 10)],
    ]
    assert trips_of(log) == [(0, 5, 10, 15, 4, Reason.FULL), (2, 30, 35, 40, 2, Reason.CLOSED)]
    assert log.trip[:, 0].tolist() == [0, 1, 0]


def test_of_two_buses_that_may_leave_only_one_need(simulate):
    """O3: one vehicle is sent off, and then the head may find what it needs.

    0   A (2 of 3 seats) into the first bus until 1;  2  B (2 persons) into the second until 3
    5   C (2 persons) fits in neither, both bays are taken: the first, longest in its bay, leaves (arrives 10, back 15);
        a third pulls into its bay, C steps on until 6; nobody waits: the second stays
    20  closing: second and third leave; arrive 25, back 30
    """
    stations = [shuttle([(0, 3), (20, 0)], seats=3, bays=2)]
    parties = [Party(at, [0], size=2, boarding=1) for at in (0, 2, 5)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(2, 2, 2, 25, 25)],
        [(5, 5, 5, 25, 25)],
    ]
    assert trips_of(log) == [
        (0, 5, 10, 15, 2, Reason.HEAD),
        (2, 20, 25, 30, 2, Reason.CLOSED),
        (5, 20, 25, 30, 2, Reason.CLOSED),
    ]
    assert log.trip[:, 0].tolist() == [0, 1, 2]


def test_two_buses_leave_when_the_head_fits_in_neither_and_none_is_at_hand(simulate):
    """S5, O3: as the last story, with no third vehicle: one after the other both leave for the head, at one instant.

    0   A (2 of 3 seats) into the first bus until 1;  2  B (2 persons) into the second until 3
    5   C (2 persons) fits in neither: the first leaves, the second too; arrive 10, back 15
    15  C steps on until 16;  20  closing: leaves; arrives 25, back 30
    """
    stations = [shuttle([(0, 2), (20, 0)], seats=3, bays=2)]
    parties = [Party(at, [0], size=2, boarding=1) for at in (0, 2, 5)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(2, 2, 2, 10, 10)],
        [(5, 5, 15, 25, 25)],
    ]
    assert trips_of(log) == [
        (0, 5, 10, 15, 2, Reason.HEAD),
        (2, 5, 10, 15, 2, Reason.HEAD),
        (15, 20, 25, 30, 2, Reason.CLOSED),
    ]
    assert log.trip[:, 0].tolist() == [0, 1, 2]


def test_the_urgent_take_the_next_bus(simulate):
    """S1: the head of the hall of a shuttle is by priority, then by time.

    0   A on until 1, leaves full; arrives 6, back 11
    2   B comes;  5  C comes, urgent
    11  C on until 12, leaves; arrives 17, back 22;  22  B on until 23; arrives 28, back 33
    """
    stations = [shuttle(1, seats=1)]
    parties = [
        Party(0, [0], priority=1, boarding=1),
        Party(2, [0], priority=1, boarding=1),
        Party(5, [0], priority=0, boarding=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 6, 6)],
        [(2, 2, 22, 28, 28)],
        [(5, 5, 11, 17, 17)],
    ]
    assert log.trip[:, 0].tolist() == [0, 2, 1]
    assert trips_of(log) == [
        (0, 1, 6, 11, 1, Reason.FULL),
        (11, 12, 17, 22, 1, Reason.FULL),
        (22, 23, 28, 33, 1, Reason.FULL),
    ]


def test_who_is_let_in_at_the_instant_a_bus_comes_is_considered_for_it(simulate):
    """O3, S1: admitting comes before boarding, so a family let in just now steps on before one who passed it.

    0   A (2 persons) on until 4, counted in the hall of 3 until departure
    1   B (2 persons) does not fit in the hall;  2  C (1 person) is let in past B, and waits for a bus
    4   full, leaves (arrives 9, back 14): B is let in, and is the head; a second bus: B on until 8
    8   full, leaves (arrives 13, back 18);  14  C on until 15;  20  closing: leaves; arrives 25, back 30
    """
    stations = [shuttle([(0, 2), (20, 0)], seats=2, hall=3, overtaking=True, at_departure=True)]
    parties = [
        Party(0, [0], size=2, boarding=4),
        Party(1, [0], size=2, boarding=4),
        Party(2, [0], size=1, boarding=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [
        [(0, 0, 0, 9, 9)],
        [(1, 4, 4, 13, 13)],
        [(2, 2, 14, 25, 25)],
    ]
    assert trips_of(log) == [
        (0, 4, 9, 14, 2, Reason.FULL),
        (4, 8, 13, 18, 2, Reason.FULL),
        (14, 20, 25, 30, 1, Reason.CLOSED),
    ]
    assert log.trip[:, 0].tolist() == [0, 1, 2]
