"""A run may begin with people in the street, in halls and on their way; their time counts from 00:00 (P1)."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import (
    NEVER_THERE,
    Party,
    crossing_of,
    desk,
    draws_of,
    earlier_of,
    ends_of,
    gate,
    ms,
    shuttle,
    trips_of,
    whole_log,
    yields,
)

from sim.model.log import Reason, Why
from sim.model.outcome import Outcome


def acted(simulate, stations, parties, ride=0.0, back=0.0):
    """The log of a hand-written world."""
    return simulate(crossing_of(stations), draws_of(stations, parties, ride, back))


def test_in_a_hall_people_stand_whatever_the_level(simulate):
    """P1, S2: closed until 30; A (2 persons) has the hall of 2 since 00:00, B comes at 5 to the street.

    30  A is served until 32;  32  B is let in, served until 33
    """
    log = acted(simulate, [desk([(0, 0), (30, 1)], hall=2)], [Party(0, [2], size=2, in_hall=True), Party(5, [1])])
    assert whole_log(log) == [[(0, 0, 30, 32, 32)], [(5, 32, 32, 33, 33)]]


def test_who_stands_in_a_hall_has_passed_all_before(simulate):
    """P1: A begins in the second hall, and came to no station before it; the first is B's alone."""
    log = acted(simulate, [desk(), desk()], [Party(0, [9, 3], first=1, in_hall=True), Party(0, [1, 1])])
    assert whole_log(log) == [
        [NEVER_THERE, (0, 0, 0, 3, 3)],
        [(0, 0, 0, 1, 1), (1, 1, 3, 4, 4)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 1)] * 2


def test_a_hall_before_a_full_hall(simulate):
    """P1, S2: A has the second hall of 1, B the first.

    0   A is served until 20, B until 3, and is held until 20;  1  C comes to the street
    20  B goes on, served until 22; C is let in, served until 21, held until 22, served until 24
    """
    stations = [desk(hall=1), desk(hall=1)]
    parties = [Party(0, [0, 20], first=1, in_hall=True), Party(0, [3, 2], in_hall=True), Party(1, [1, 2])]
    log = acted(simulate, stations, parties)
    assert whole_log(log) == [
        [NEVER_THERE, (0, 0, 0, 20, 20)],
        [(0, 0, 0, 3, 20), (3, 20, 20, 22, 22)],
        [(1, 20, 20, 21, 22), (21, 22, 22, 24, 24)],
    ]


def test_a_vehicle_under_way_arrives_and_comes_back(simulate):
    """P1, S5, S6: who is aboard takes no time to step on; the vehicle is at hand when it has come back.

    0   A is on its way in the only vehicle; arrives 5, off 6; back 11
    1   B comes;  11  B on until 14: full, leaves; arrives 19, off 20; back 25
    """
    parties = [Party(0, [0], boarding=3, alighting=1, on_trip=0), Party(1, [0], boarding=3, alighting=1)]
    log = acted(simulate, [shuttle(1, seats=1)], parties, ride=5, back=5)
    assert whole_log(log) == [[(0, 0, 0, 6, 6)], [(1, 1, 11, 20, 20)]]
    assert trips_of(log) == [(0, 0, 5, 11, 1, Reason.UNDER_WAY), (11, 14, 19, 25, 1, Reason.FULL)]
    assert log.trip[:, 0].tolist() == [0, 1]


@pytest.mark.parametrize(("level", "boards"), [(2, 6), (1, 9)])
def test_vehicles_under_way_are_out_and_have_the_first_numbers(simulate, level, boards):
    """P1, S5, S6: each trip takes the ride drawn for its number; a vehicle pulls in if fewer are out than the level.

    0   A on trip 0, ride 5, back 6;  B on trip 1, ride 8, back 9;  C stands in the hall
    6   with two on duty C boards, with one at 9, when nobody is out any more: trip 2, ride 4
    """
    stations = [shuttle(level, seats=1)]
    parties = [Party(0, [0], on_trip=0), Party(0, [0], on_trip=1), Party(0, [0], in_hall=True)]
    rides, backs = (np.array([ms(minutes) for minutes in each]) for each in ([5, 8, 4], [1, 1, 1]))
    draws = replace(draws_of(stations, parties, ride=0, back=0), ride=(rides,), ride_back=(backs,))
    log = simulate(crossing_of(stations), draws)
    assert whole_log(log) == [[(0, 0, 0, 5, 5)], [(0, 0, 0, 8, 8)], [(0, 0, boards, boards + 4, boards + 4)]]
    assert trips_of(log) == [
        (0, 0, 5, 6, 1, Reason.UNDER_WAY),
        (0, 0, 8, 9, 1, Reason.UNDER_WAY),
        (boards, boards, boards + 4, boards + 5, 1, Reason.FULL),
    ]
    assert log.trip[:, 0].tolist() == [0, 1, 2]


def test_two_parties_of_one_trip_step_off_in_the_order_of_the_list(simulate):
    """P1, S6: the vehicle carries three persons, and stands at a hall of 2 until both parties are in.

    0   A (1 person) and B (2) are on their way; arrive 5, A off 6 and let in, served until 16
    7   B off, does not fit, in the door until 16; served until 17; the vehicle is back at 20
    """
    stations = [shuttle(1, seats=4), desk(hall=2)]
    aboard = [Party(0, [0, 10], alighting=1, on_trip=0), Party(0, [0, 1], size=2, alighting=1, on_trip=0)]
    log = acted(simulate, stations, aboard, ride=5, back=4)
    assert whole_log(log) == [
        [(0, 0, 0, 6, 6), (6, 6, 6, 16, 16)],
        [(0, 0, 0, 7, 16), (7, 16, 16, 17, 17)],
    ]
    assert trips_of(log) == [(0, 0, 5, 20, 3, Reason.UNDER_WAY)]


def test_a_trip_under_way_counts_in_no_hall(simulate):
    """P1, S5: with `hall_freed: departure` the hall of 2 has room for two in it, whoever is on the way.

    0   A and B on their way, arrive 5, back 10; C and D fill the hall;  10  both on, leave full; arrive 15, back 20
    """
    stations = [shuttle(1, seats=2, hall=2, at_departure=True)]
    parties = [Party(0, [0], on_trip=0), Party(0, [0], on_trip=0), Party(0, [0], in_hall=True), Party(0, [0])]
    log = acted(simulate, stations, parties, ride=5, back=5)
    assert whole_log(log) == [[(0, 0, 0, 5, 5)]] * 2 + [[(0, 0, 10, 15, 15)]] * 2
    assert trips_of(log) == [(0, 0, 5, 10, 2, Reason.UNDER_WAY), (10, 10, 15, 20, 2, Reason.FULL)]


@pytest.mark.parametrize(("first", "passes"), [(1, 6), (2, 0)])
def test_a_gate_waits_for_those_in_a_hall_before_the_named_station_is_left(simulate, first, passes):
    """P1, S7: who begins beyond the named desk has left it; who begins in its hall is waited for, until 6."""
    stations = [gate(yielding=yields((1,), left_station=1)), desk(2), desk(2)]
    there = Party(0, [0, 6, 9], first=first, cohort=1, in_hall=True)
    log = acted(simulate, stations, [there, Party(0, [0, 1, 1], onward={1: -1})])
    assert whole_log(log)[1][0] == (0, passes, passes, passes, passes)


@pytest.mark.parametrize(("named", "passes"), [(2, 5), (1, 0)])
def test_a_gate_waits_for_those_under_way_until_they_have_left_the_vehicle(simulate, named, passes):
    """P1, S7: they arrive at 5: where the shuttle is named they are waited for, where the desk before it is, not."""
    stations = [gate(yielding=yields((1,), left_station=named)), desk(), shuttle(1, seats=1)]
    aboard = Party(0, [0, 9, 0], first=2, cohort=1, on_trip=0)
    log = acted(simulate, stations, [aboard, Party(0, [0, 1, 0], onward={1: -1})], ride=5, back=5)
    assert whole_log(log)[1][0] == (0, passes, passes, passes, passes)


def test_in_the_street_at_midnight(simulate):
    """P1, S8: closed until 30; patience counts from 00:00: A, patient for 10, gives up, B is served until 31."""
    log = acted(simulate, [desk([(0, 0), (30, 1)])], [Party(0, [1], patience=10), Party(0, [1])])
    assert whole_log(log) == [[NEVER_THERE], [(0, 30, 30, 31, 31)]]
    assert earlier_of(log) == [(0, 0, (0, None, None, None, 10, None), Why.PATIENCE)]


def test_patience_is_not_for_halls_and_vehicles(simulate):
    """P1, S8: A stands in the hall and B is on its way, neither in the street; both are patient for 1 only.

    0   B on its way, arrives 5, and is served;  30  the desk of A opens
    """
    stations = [desk([(0, 0), (30, 1)]), shuttle(1, seats=1)]
    parties = [
        Party(0, [1, 0], in_hall=True, patience=1, onward={0: -1}),
        Party(0, [0, 0], first=1, on_trip=0, patience=1),
    ]
    log = acted(simulate, stations, parties, ride=5, back=5)
    assert whole_log(log) == [[(0, 0, 30, 31, 31), NEVER_THERE], [NEVER_THERE, (0, 0, 0, 5, 5)]]
    assert earlier_of(log) == []


def test_turns_of_those_who_are_there(simulate):
    """P1, S1: who stands in the hall and who comes at 00:00 have all reached it then: priority, then place.

    0   B, of the first priority, is served until 1; then A, first on the list, who came from the street at 00:00,
        until 2; then C and D, who stood in the hall as B did, until 3 and 4
    """
    parties = [
        Party(0, [1], priority=1),
        Party(0, [1], priority=0, in_hall=True),
        Party(0, [1], priority=1, in_hall=True),
        Party(0, [1], priority=1, in_hall=True),
    ]
    log = acted(simulate, [desk()], parties)
    assert whole_log(log) == [[(0, 0, 1, 2, 2)], [(0, 0, 0, 1, 1)], [(0, 0, 2, 3, 3)], [(0, 0, 3, 4, 4)]]
