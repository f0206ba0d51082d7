"""A family of which one is missing from the list waits aside, once, and comes again at the next opening (P5)."""

import pytest
from worlds import (
    NEVER_THERE,
    REFUSED,
    Party,
    crossing_of,
    days,
    desk,
    draws_of,
    earlier_of,
    ends_of,
    gate,
    whole_log,
    yields,
)

from sim.model.clock import DAY, MINUTE
from sim.model.log import Why
from sim.model.outcome import Outcome

A_DAY = DAY / MINUTE  # minutes
DAYS = days(openings=(0, 30, 60))


def acted(simulate, stations, parties, horizon=A_DAY):
    """The log of a hand-written world."""
    return simulate(crossing_of(stations, horizon), draws_of(stations, parties, ride=0, back=0))


def test_a_family_that_waits_aside_frees_officer_and_hall_and_is_checked_again(simulate):
    """P5: it comes again at the next opening, once at most; its second check takes the same time.

    0   A (3 persons) in the hall of 3, checked until 4, waits aside
    1   B (3 persons) in the street;  4  B is let in, served until 6
    30  A is back, let in, checked until 34, and goes on
    """
    stations = [desk(hall=3, of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [4], size=3, aside=0), Party(1, [2], size=3)])
    assert whole_log(log) == [[(30, 30, 30, 34, 34)], [(1, 4, 4, 6, 6)]]
    assert earlier_of(log) == [(0, 0, (0, 0, 0, 4, 4, 30), Why.ASIDE)]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 2


def test_who_waits_aside_holds_nothing_before_a_full_hall_and_must_find_room_again(simulate):
    """P5, S2: neither the hall beyond nor its own is kept for the family.

    0   A at the second desk, with a hall of 1, until 50; B in the hall of 1 of the first, checked until 4, waits aside
    4   C (there since 1) is let in, served until 6, and held until 50
    30  B is back: the hall is full
    50  C goes on, served until 52; B is let in, checked until 54, then served until 56
    """
    stations = [desk(hall=1, of_days=DAYS), desk(hall=1)]
    log = acted(simulate, stations, [Party(0, [0, 50], first=1), Party(0, [4, 2], aside=0), Party(1, [2, 2])])
    assert whole_log(log) == [
        [NEVER_THERE, (0, 0, 0, 50, 50)],
        [(30, 50, 50, 54, 54), (54, 54, 54, 56, 56)],
        [(1, 4, 4, 6, 50), (6, 50, 50, 52, 52)],
    ]
    assert earlier_of(log) == [(1, 0, (0, 0, 0, 4, 4, 30), Why.ASIDE)]


def test_who_comes_again_comes_from_outside(simulate):
    """P5, S2: at level 0 it is not let in, and as the head it holds up those from upstream.

    The second desk is closed from 20 to 35, though its day opens at 30.
    0   A at the first desk until 1, at the second until 5, waits aside
    30  A is back in the street;  32  B is done at the first desk, queues behind A, and is held
    35  both are let in; A is checked until 39, B until 40
    """
    stations = [desk(), desk([(0, 1), (20, 0), (35, 1)], of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [1, 4], aside=1), Party(31, [1, 1])])
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (30, 35, 35, 39, 39)],
        [(31, 31, 31, 32, 35), (32, 35, 39, 40, 40)],
    ]
    assert earlier_of(log) == [(0, 1, (1, 1, 1, 5, 5, 30), Why.ASIDE)]


def test_who_comes_again_has_a_new_turn(simulate):
    """P5, S1: who came while the family waited aside is before it; two families are in the order of the list.

    Closed from 20 to 30.
    0   A checked until 4, B until 8; both wait aside;  20  C comes
    30  A and B are back: C is served until 31, A until 35, B until 39
    """
    stations = [desk([(0, 1), (20, 0), (30, 1)], of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [4], aside=0), Party(0, [4], aside=0), Party(20, [1])])
    assert whole_log(log) == [[(30, 30, 31, 35, 35)], [(30, 30, 35, 39, 39)], [(20, 30, 30, 31, 31)]]
    assert earlier_of(log) == [
        (0, 0, (0, 0, 0, 4, 4, 30), Why.ASIDE),
        (1, 0, (0, 0, 4, 8, 8, 30), Why.ASIDE),
    ]


def test_a_check_that_ends_at_an_opening_is_for_the_next_one(simulate):
    """P5: the family that is asked to wait at 30 comes again at 60, checked until 90."""
    log = acted(simulate, [desk(of_days=DAYS)], [Party(0, [30], aside=0)])
    assert whole_log(log) == [[(60, 60, 60, 90, 90)]]
    assert earlier_of(log) == [(0, 0, (0, 0, 0, 30, 30, 60), Why.ASIDE)]


def test_the_drawn_outcome_is_that_of_the_second_check(simulate):
    """P5, S4: the family waits aside from 4 to 30 and is refused at 34."""
    log = acted(simulate, [desk(of_days=DAYS), desk()], [Party(0, [4, 9], aside=0, onward={0: REFUSED})])
    assert whole_log(log) == [[(30, 30, 30, 34, 34), NEVER_THERE]]
    assert ends_of(log) == [(Outcome.REFUSED, 0)]


def test_a_family_that_waits_aside_at_the_horizon_is_due_again(simulate):
    """T3, P5: A would be back at 30, the horizon; B is back at 10, the opening of another desk.

    0   A checked until 4, waits aside; B checked at the second desk until 4, waits aside
    5   the second desk closes;  10  B is back, in the street to the end
    """
    stations = [desk(of_days=DAYS), desk([(0, 1), (5, 0)], of_days=days(openings=(0, 10)))]
    log = acted(simulate, stations, [Party(0, [4, 0], aside=0), Party(0, [0, 4], first=1, aside=1)], horizon=30)
    assert whole_log(log) == [[NEVER_THERE] * 2, [NEVER_THERE, (10, None, None, None, None)]]
    assert earlier_of(log) == [
        (0, 0, (0, 0, 0, 4, 4, None), Why.ASIDE),
        (1, 1, (0, 0, 0, 4, 4, 10), Why.ASIDE),
    ]
    assert ends_of(log) == [(Outcome.DUE_AGAIN, 0), (Outcome.IN_THE_STREET, 1)]


@pytest.mark.parametrize(("horizon", "end"), [(10, Outcome.DUE_AGAIN), (25, Outcome.IN_THE_STREET)])
def test_who_waits_aside_at_a_later_desk_is_due_there_and_then_in_the_street_there(simulate, horizon, end):
    """T3, P5: A waits aside at the second desk from 3 to 20, and then in its street, as B is served until 30."""
    stations = [desk(), desk(hall=1, of_days=days(openings=(0, 20, 40)))]
    log = acted(simulate, stations, [Party(0, [1, 2], aside=1), Party(5, [0, 25], first=1)], horizon)
    assert ends_of(log) == [(end, 1), (Outcome.STILL_INSIDE, 1)]


def test_a_gate_waits_for_those_it_yields_to_while_they_wait_aside(simulate):
    """P5, S7: they have come, are without an outcome, and have not left the named desk.

    0   A, to whom the gate yields, at the desk until 4, waits aside until 30, checked until 34
    2   B comes to the gate, passes at 34, served until 35
    """
    stations = [gate(yielding=yields((1,), left_station=1)), desk(of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [0, 4], first=1, cohort=1, aside=1), Party(2, [0, 1])])
    assert whole_log(log) == [
        [NEVER_THERE, (30, 30, 30, 34, 34)],
        [(2, 34, 34, 34, 34), (34, 34, 34, 35, 35)],
    ]
