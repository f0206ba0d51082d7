"""What a check decides is drawn beforehand, and sends a party on, to a secondary station, or away."""

from worlds import (
    NEVER_THERE,
    REFUSED,
    TURNED_AWAY,
    Party,
    crossing_of,
    desk,
    draws_of,
    ends_of,
    shuttle,
    trips_of,
    whole_log,
)

from sim.model.clock import NEVER
from sim.model.crossing import Side
from sim.model.log import Reason
from sim.model.outcome import Outcome


def test_a_party_refused(simulate):
    """S4: who is refused leaves after its service, and never comes to the next station.

    0   A is served until 5 and refused; B takes its place in the hall of 1
    5   B is served until 8, at the second desk until 9
    """
    stations = [desk(1, hall=1), desk(1)]
    parties = [Party(0, [5, 1], onward={0: REFUSED}), Party(0, [3, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 5, 5), NEVER_THERE],
        [(0, 5, 5, 8, 8), (8, 8, 8, 9, 9)],
    ]
    assert ends_of(log) == [(Outcome.REFUSED, 0), (Outcome.CROSSED, 1)]


def test_who_is_refused_waits_for_nobody(simulate):
    """S2, S4: a full hall ahead holds those who go there, not those who are sent away.

    1   A moves on to the second hall of 1, served until 21
    2   B is done and refused: gone at once
    3   C is done and held until 21, then served until 22
    """
    stations = [desk(1), desk(1, hall=1)]
    parties = [Party(0, [1, 20]), Party(0, [1, 0], onward={0: REFUSED}), Party(0, [1, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, 21, 21)],
        [(0, 0, 1, 2, 2), NEVER_THERE],
        [(0, 0, 2, 3, 21), (3, 21, 21, 22, 22)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 1), (Outcome.REFUSED, 0), (Outcome.CROSSED, 1)]


def test_a_party_refused_on_the_egyptian_side(simulate):
    """S4, X: a party can be refused after its ride; where it was refused is written down.

    0   A on, leaves full; arrives 5, served until 8 and refused; the bus is back at 10
    """
    stations = [shuttle(1, seats=1), desk(1, side=Side.EGYPTIAN)]
    parties = [Party(0, [0, 3], onward={1: REFUSED})]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=5, back=5))
    assert whole_log(log) == [[(0, 0, 0, 5, 5), (5, 5, 5, 8, 8)]]
    assert trips_of(log) == [(0, 0, 5, 10, 1, Reason.FULL)]
    assert ends_of(log) == [(Outcome.REFUSED, 1)]


def test_a_party_turned_away_at_the_list_check(simulate):
    """P4: hopefuls on no list are turned away at the list check, and cost the officer their time.

    0   A, on no list, is checked until 2 and turned away
    2   B is checked until 4, at the second desk until 9
    """
    stations = [desk(1), desk(1)]
    parties = [Party(0, [2, 5], onward={0: TURNED_AWAY}), Party(0, [2, 5])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 2, 2), NEVER_THERE],
        [(0, 0, 2, 4, 4), (4, 4, 4, 9, 9)],
    ]
    assert ends_of(log) == [(Outcome.TURNED_AWAY, 0), (Outcome.CROSSED, 1)]


def test_a_no_show_holds_up_nobody(simulate):
    """P4: a no-show is an outcome; the list goes on without it.

    0   A, first on the list, does not come; B is served until 5
    """
    stations = [desk(1)]
    parties = [Party(NEVER, [5]), Party(0, [5])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [NEVER_THERE],
        [(0, 0, 0, 5, 5)],
    ]
    assert ends_of(log) == [(Outcome.NO_SHOW, -1), (Outcome.CROSSED, 0)]


def test_a_party_referred_to_a_secondary_and_two_that_pass(simulate):
    """S4: who is referred goes to the secondary and then on; who passes skips it.

    0   A passes at 2, is at the last desk until 5
    2   B is referred at 4, at the secondary until 14, at the last desk until 17
    4   C passes at 6, is at the last desk until 9, long before B
    """
    stations = [desk(1), desk(1), desk(1)]
    parties = [Party(0, [2, 10, 3], onward={0: 2}), Party(0, [2, 10, 3]), Party(0, [2, 10, 3], onward={0: 2})]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 2, 2), NEVER_THERE, (2, 2, 2, 5, 5)],
        [(0, 0, 2, 4, 4), (4, 4, 4, 14, 14), (14, 14, 14, 17, 17)],
        [(0, 0, 4, 6, 6), NEVER_THERE, (6, 6, 6, 9, 9)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 2)] * 3


def test_a_full_secondary_holds_the_officer_who_referred(simulate):
    """S2, S4: blocking after service holds for a referral as for any way.

    1   A is referred, at the secondary (hall of 1) until 11
    2   B is referred and held with its officer; C, who would pass, waits for that officer
    11  B moves to the secondary until 21; A is at the last desk until 12; C starts at the first desk
    12  C passes, is at the last desk until 13;  21  B is at the last desk until 22
    """
    stations = [desk(1), desk(1, hall=1), desk(1)]
    parties = [Party(0, [1, 10, 1]), Party(0, [1, 10, 1]), Party(0, [1, 0, 1], onward={0: 2})]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, 11, 11), (11, 11, 11, 12, 12)],
        [(0, 0, 1, 2, 11), (2, 11, 11, 21, 21), (21, 21, 21, 22, 22)],
        [(0, 0, 11, 12, 12), NEVER_THERE, (12, 12, 12, 13, 13)],
    ]


def test_a_party_refused_at_the_secondary(simulate):
    """S4: a secondary is a desk, with outcomes of its own.

    0   A is referred at 2, served until 12 at the secondary, and refused there
    """
    stations = [desk(1), desk(1), desk(1)]
    parties = [Party(0, [2, 10, 3], onward={1: REFUSED})]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [[(0, 0, 0, 2, 2), (2, 2, 2, 12, 12), NEVER_THERE]]
    assert ends_of(log) == [(Outcome.REFUSED, 1)]


def test_two_cohorts_merge_into_one_hall(simulate):
    """S1, S2: where routes merge there is one queue, by time reached, then place; each is held where it came from.

    0   A starts at the first desk, B at the second;  1  C comes to the second desk
    4   A and B are done together: A, earlier on the list, is let into the hall of 1, until 14; B is held
    14  B is let in, until 19; C starts at the second desk, is done at 16 and held
    19  C is let in, until 20
    """
    stations = [desk(1), desk(1), desk(1, hall=1)]
    parties = [
        Party(0, [4, 0, 10], onward={0: 2}, cohort=0),
        Party(0, [0, 4, 5], first=1, cohort=1),
        Party(1, [0, 2, 1], first=1, cohort=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 4, 4), NEVER_THERE, (4, 4, 4, 14, 14)],
        [NEVER_THERE, (0, 0, 0, 4, 14), (4, 14, 14, 19, 19)],
        [NEVER_THERE, (1, 1, 14, 16, 19), (16, 19, 19, 20, 20)],
    ]


def test_where_routes_merge_the_urgent_cohort_goes_first(simulate):
    """S1: where routes merge the priority comes before time and place.

    4   A is done at the first desk and goes to the third (hall of 1), until 14
    5   B is done at the first desk and held;  6  C, urgent, is done at the second desk and held
    14  C is let in, though B was there first, until 19;  19  B is let in, until 20
    """
    stations = [desk(1), desk(1), desk(1, hall=1)]
    parties = [
        Party(0, [4, 0, 10], onward={0: 2}, priority=1, cohort=0),
        Party(0, [1, 0, 1], onward={0: 2}, priority=1, cohort=0),
        Party(0, [0, 6, 5], first=1, priority=0, cohort=1),
    ]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 4, 4), NEVER_THERE, (4, 4, 4, 14, 14)],
        [(0, 0, 4, 5, 19), NEVER_THERE, (5, 19, 19, 20, 20)],
        [NEVER_THERE, (0, 0, 0, 6, 14), (6, 14, 14, 19, 19)],
    ]
