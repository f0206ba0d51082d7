"""Who has patience leaves the street when it ends: for good, or until the station's next opening (S8, O6)."""

import pytest
from worlds import (
    NEVER_THERE,
    Party,
    crossing_of,
    days,
    desk,
    draws_of,
    earlier_of,
    ends_of,
    gate,
    shuttle,
    trips_of,
    whole_log,
    yields,
)

from sim.model.clock import DAY, MINUTE
from sim.model.log import Reason, Why
from sim.model.outcome import Outcome

A_DAY = DAY / MINUTE  # minutes


def acted(simulate, stations, parties, horizon=A_DAY, ride=0.0, back=0.0):
    """The log of a hand-written world."""
    return simulate(crossing_of(stations, horizon), draws_of(stations, parties, ride, back))


def test_whose_patience_ends_gives_up_for_good(simulate):
    """S8: the stamps of the visit go to the table of earlier visits; the next one moves up.

    0   A in the hall of 1, served until 10
    2   B comes, patient for 5;  3  C comes
    7   B gives up;  10  C is let in, served until 12
    """
    log = acted(simulate, [desk(hall=1)], [Party(0, [10]), Party(2, [5], patience=5), Party(3, [2])])
    assert whole_log(log) == [[(0, 0, 0, 10, 10)], [NEVER_THERE], [(3, 10, 10, 12, 12)]]
    assert earlier_of(log) == [(1, 0, (2, None, None, None, 7, None), Why.PATIENCE)]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.GAVE_UP, 0), (Outcome.CROSSED, 0)]
    assert [moment / MINUTE for moment in log.ended().tolist()] == [10, 7, 12]


def test_who_comes_again_stands_behind_those_who_came_meanwhile_and_is_patient_anew(simulate):
    """S8: at the next opening the party reaches the queue again, with a new turn; its patience begins anew.

    0   A in the hall of 1, served until 25
    2   B comes, patient for 5; leaves at 7, until the opening at 20
    10  C comes;  20  B is back, behind C, patient until 25
    25  C is let in, served until 28; B leaves at the end of this instant, until the opening at 40
    40  B is back, let in, served until 43
    """
    stations = [desk(hall=1, of_days=days(openings=(0, 20, 40)))]
    parties = [Party(0, [25]), Party(2, [3], patience=5, for_good=False), Party(10, [3])]
    log = acted(simulate, stations, parties)
    assert whole_log(log) == [[(0, 0, 0, 25, 25)], [(40, 40, 40, 43, 43)], [(10, 25, 25, 28, 28)]]
    assert earlier_of(log) == [
        (1, 0, (2, None, None, None, 7, 20), Why.PATIENCE),
        (1, 0, (20, None, None, None, 25, 40), Why.PATIENCE),
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 3


def test_who_is_let_in_as_the_patience_ends_stays(simulate):
    """S8, O6: leaving the street is the last step of an instant.

    0   A in the hall of 1, served until 7
    2   B comes, patient until 7;  7  A is gone, B is let in, served until 9
    """
    log = acted(simulate, [desk(hall=1)], [Party(0, [7]), Party(2, [2], patience=5)])
    assert whole_log(log) == [[(0, 0, 0, 7, 7)], [(2, 7, 7, 9, 9)]]
    assert earlier_of(log) == []


def test_a_station_that_opens_as_the_patience_ends_lets_in(simulate):
    """S8, O6: closed until 10; who came at 4 with a patience of 6 is let in at 10, who came at 3 has left at 9."""
    stations = [desk([(0, 0), (10, 1)])]
    log = acted(simulate, stations, [Party(3, [2], patience=6), Party(4, [2], patience=6)])
    assert whole_log(log) == [[NEVER_THERE], [(4, 10, 10, 12, 12)]]
    assert ends_of(log) == [(Outcome.GAVE_UP, 0), (Outcome.CROSSED, 0)]


def test_a_patience_that_ends_at_an_opening_lasts_until_the_next_one(simulate):
    """S8: the next opening is later than now.

    0   A in the hall of 1, served until 15
    4   B comes, patient until 10, an opening: the hall is full, B leaves until 20, and is then served until 22
    """
    stations = [desk(hall=1, of_days=days(openings=(0, 10, 20)))]
    log = acted(simulate, stations, [Party(0, [15]), Party(4, [2], patience=6, for_good=False)])
    assert whole_log(log) == [[(0, 0, 0, 15, 15)], [(20, 20, 20, 22, 22)]]
    assert earlier_of(log) == [(1, 0, (4, None, None, None, 10, 20), Why.PATIENCE)]


@pytest.mark.parametrize("openings", [(), (0,), (0, 60)])
def test_where_no_opening_is_left_a_party_is_due_again(simulate, openings):
    """S8, O1, outcomes: it leaves at 7 and would come again after the horizon, or at it, at 60."""
    stations = [desk([(0, 0)], of_days=days(openings=openings))]
    log = acted(simulate, stations, [Party(2, [2], patience=5, for_good=False)], horizon=60)
    assert whole_log(log) == [[NEVER_THERE]]
    assert earlier_of(log) == [(0, 0, (2, None, None, None, 7, None), Why.PATIENCE)]
    assert ends_of(log) == [(Outcome.DUE_AGAIN, 0)]


def test_patience_runs_neither_in_a_hall_nor_beside_an_officer(simulate):
    """S8: the street is who holds nothing.

    0   A at the first desk until 10, at the second, with a hall of 1, until 60
    1   B comes, patient for 3, and is let in; waits in the hall until 10, is served until 12
    12  B waits for the second hall until 60, keeping the officer; served until 62
    """
    log = acted(simulate, [desk(), desk(hall=1)], [Party(0, [10, 50]), Party(1, [2, 2], patience=3)])
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10), (10, 10, 10, 60, 60)],
        [(1, 1, 10, 12, 60), (12, 60, 60, 62, 62)],
    ]
    assert earlier_of(log) == []


def test_patience_does_not_run_in_the_door_of_a_vehicle(simulate):
    """S6, S8: a seat is held as well.

    0   A and B fill the bus; arrives 5, A off and let in, served until 25
    5   B, patient for 3, stands in the door until 25, then is served until 26; the bus is back at 30
    """
    stations = [shuttle(seats=2), desk(hall=1)]
    log = acted(simulate, stations, [Party(0, [0, 20]), Party(0, [0, 1], patience=3)], ride=5, back=5)
    assert whole_log(log) == [
        [(0, 0, 0, 5, 5), (5, 5, 5, 25, 25)],
        [(0, 0, 0, 5, 25), (5, 25, 25, 26, 26)],
    ]
    assert trips_of(log) == [(0, 0, 5, 30, 2, Reason.FULL)]
    assert earlier_of(log) == []


def test_at_a_gate_only_who_comes_from_the_street_loses_patience(simulate):
    """S7, S8: a gate has a street where a route begins there.

    0   A at the desk until 2, keeps the officer at the gate, closed until 10; patient for 3, and stays
    3   B comes to the gate from the street, patient for 3, gives up at 6
    10  A passes, served until 11
    """
    stations = [desk(), gate([(0, 0), (10, 1)]), desk()]
    log = acted(simulate, stations, [Party(0, [2, 0, 1], patience=3), Party(3, [0, 0, 1], first=1, patience=3)])
    assert whole_log(log) == [
        [(0, 0, 0, 2, 10), (2, 10, 10, 10, 10), (10, 10, 10, 11, 11)],
        [NEVER_THERE] * 3,
    ]
    assert earlier_of(log) == [(1, 1, (3, None, None, None, 6, None), Why.PATIENCE)]
    assert ends_of(log) == [(Outcome.CROSSED, 2), (Outcome.GAVE_UP, 1)]


def test_who_has_no_patience_at_all_stays_only_where_there_is_room_at_once(simulate):
    """S8: a patience of 0 ends within the instant of coming.

    0   A, without patience, is let into the hall of 1, served until 5; B, without, finds it full and gives up
    5   C comes as A is gone, and is let in, served until 10
    6   D leaves at once, until the opening at 20, is let in then, served until 21
    """
    stations = [desk(hall=1, of_days=days(openings=(0, 20)))]
    parties = [
        Party(0, [5], patience=0),
        Party(0, [5], patience=0),
        Party(5, [5], patience=0),
        Party(6, [1], patience=0, for_good=False),
    ]
    log = acted(simulate, stations, parties)
    assert whole_log(log) == [[(0, 0, 0, 5, 5)], [NEVER_THERE], [(5, 5, 5, 10, 10)], [(20, 20, 20, 21, 21)]]
    assert earlier_of(log) == [
        (1, 0, (0, None, None, None, 0, None), Why.PATIENCE),
        (3, 0, (6, None, None, None, 6, 20), Why.PATIENCE),
    ]


def test_all_whose_patience_ends_leave_together_and_then_the_next_one_is_let_in(simulate):
    """O6: all together, so who would fit once the first has left leaves as well; then what this allows is done.

    0   A (2 persons) in the hall of 3, served until 20
    1   B (2) does not fit, patient until 10;  5  C (1) behind B, patient until 10;  6  D (1) behind C
    10  B and C give up; D is let in and served until 13
    """
    stations = [desk(2, hall=3)]
    parties = [Party(0, [20], size=2), Party(1, [3], size=2, patience=9), Party(5, [3], patience=5), Party(6, [3])]
    log = acted(simulate, stations, parties)
    assert whole_log(log) == [[(0, 0, 0, 20, 20)], [NEVER_THERE], [NEVER_THERE], [(6, 10, 10, 13, 13)]]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.GAVE_UP, 0), (Outcome.GAVE_UP, 0), (Outcome.CROSSED, 0)]


@pytest.mark.parametrize(("for_good", "passes"), [(True, 10), (False, 41)])
def test_a_gate_yields_no_longer_to_who_gives_up_but_still_to_who_comes_again(simulate, for_good, passes):
    """S7, S8: only who is without an outcome is waited for.

    0   A at the second desk, with a hall of 1, until 30
    1   B, to whom the gate yields until it has left there, comes to that desk, patient for 9;  2  C comes to the gate
    10  B leaves: for good, and C passes at once; or until the opening at 20
    20  B is back, patient until 29, and leaves until 40; is let in then, served until 41, and C passes
    """
    stations = [gate(yielding=yields((1,), left_station=2)), desk(), desk(hall=1, of_days=days(openings=(0, 20, 40)))]
    yielded_to = Party(1, [0, 0, 1], first=2, cohort=1, patience=9, for_good=for_good)
    log = acted(simulate, stations, [Party(0, [0, 0, 30], first=2), yielded_to, Party(2, [0, 1, 0], onward={1: -1})])
    assert whole_log(log)[2] == [
        (2, passes, passes, passes, passes),
        (passes, passes, passes, passes + 1, passes + 1),
        NEVER_THERE,
    ]
    first_visit = (1, 2, (1, None, None, None, 10, None if for_good else 20), Why.PATIENCE)
    second_visit = (1, 2, (20, None, None, None, 29, 40), Why.PATIENCE)
    assert earlier_of(log) == ([first_visit] if for_good else [first_visit, second_visit])
    assert ends_of(log)[1] == ((Outcome.GAVE_UP if for_good else Outcome.CROSSED), 2)


def test_a_family_that_waited_aside_loses_patience_in_the_street_of_a_later_station(simulate):
    """P5, S8: it comes again from outside, to the desk where it waited aside, and holds nothing there.

    0   A at the first desk until 1, at the second until 3, waits aside until the opening at 20
    10  B in the hall of 1 of the second desk, until 30
    20  A is back, patient until 25, and gives up
    """
    stations = [desk(), desk(hall=1, of_days=days(openings=(0, 20, 40)))]
    log = acted(simulate, stations, [Party(0, [1, 2], aside=1, patience=5), Party(10, [0, 20], first=1)])
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), NEVER_THERE],
        [NEVER_THERE, (10, 10, 10, 30, 30)],
    ]
    assert earlier_of(log) == [
        (0, 1, (1, 1, 1, 3, 3, 20), Why.ASIDE),
        (0, 1, (20, None, None, None, 25, None), Why.PATIENCE),
    ]
    assert ends_of(log) == [(Outcome.GAVE_UP, 1), (Outcome.CROSSED, 1)]
