"""Officers behind a hall serve one party each, in the order of the station, for as long as they are on duty."""

from worlds import Party, crossing_of, desk, draws_of, ends_of, whole_log

from sim.model.outcome import Outcome


def test_one_officer_serves_one_after_the_other(simulate):
    """S3: a free officer takes the head of the hall.

    0   A comes and is served until 5
    1   B comes and waits; served 5 to 10
    12  C comes to a free officer; served 12 to 17
    """
    stations = [desk(1)]
    parties = [Party(0, [5]), Party(1, [5]), Party(12, [5])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 5, 5)],
        [(1, 1, 5, 10, 10)],
        [(12, 12, 12, 17, 17)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 3


def test_the_first_free_of_two_officers_takes_the_next(simulate):
    """S3: as many parties are served at once as officers are on duty.

    0   A and B start, C waits
    4   B is done, its officer takes C until 7
    10  A is done
    """
    stations = [desk(2)]
    parties = [Party(0, [10]), Party(0, [4]), Party(0, [3])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(0, 0, 0, 4, 4)],
        [(0, 0, 4, 7, 7)],
    ]


def test_the_urgent_pass_those_who_wait_but_interrupt_nobody(simulate):
    """S1: the smaller priority goes first; a service that has started goes on.

    0   A starts, until 10
    2   B comes
    4   C comes, urgent: it interrupts nobody
    10  C before B, until 15; then B until 20
    """
    stations = [desk(1)]
    parties = [Party(0, [10], priority=1), Party(2, [5], priority=1), Party(4, [5], priority=0)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(2, 2, 15, 20, 20)],
        [(4, 4, 10, 15, 15)],
    ]


def test_the_urgent_go_first_in_the_street_too(simulate):
    """S1: the order of the entry queue is that of the hall.

    0   A takes the one place in the hall, served until 10
    1   B queues in the street
    2   C queues too, urgent
    10  C is let in before B, served until 12; then B until 14
    """
    stations = [desk(1, hall=1)]
    parties = [Party(0, [10], priority=1), Party(1, [2], priority=1), Party(2, [2], priority=0)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(1, 12, 12, 14, 14)],
        [(2, 10, 10, 12, 12)],
    ]


def test_who_came_first_goes_first_and_the_list_breaks_the_tie(simulate):
    """S1: after the priority the time of reaching the station, after that the place on the list.

    1   B (second on the list) comes, served until 6
    3   A (first) and C (third) come together
    6   A, until 10; then C, until 12
    """
    stations = [desk(1)]
    parties = [Party(3, [4]), Party(1, [5]), Party(3, [2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(3, 3, 6, 10, 10)],
        [(1, 1, 1, 6, 6)],
        [(3, 3, 10, 12, 12)],
    ]


def test_who_waits_longest_goes_first_wherever_on_the_list(simulate):
    """S1: the time of reaching the station comes before the place on the list, in the hall and in the street.

    0   C (third on the list) comes, served until 5
    2   B (second) is let into the hall of 2;  3  A (first) finds it full;  4  D (fourth) as well
    5   B, until 7, and A is let in;  7  A, until 9, and D is let in;  9  D, until 11
    """
    stations = [desk(1, hall=2)]
    parties = [Party(3, [2]), Party(2, [2]), Party(0, [5]), Party(4, [2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(3, 5, 7, 9, 9)],
        [(2, 2, 5, 7, 7)],
        [(0, 0, 0, 5, 5)],
        [(4, 7, 9, 11, 11)],
    ]


def test_at_closing_a_started_service_finishes_and_the_others_wait(simulate):
    """S3: a started service always finishes; no start while the level is 0.

    0   A starts, until 7; then B, until 15, past the closing at 10
    12  D comes to a closed door
    30  reopened: C, who waited inside, until 34; D is let in, served until 35
    """
    stations = [desk([(0, 1), (10, 0), (30, 1)])]
    parties = [Party(0, [7]), Party(1, [8]), Party(2, [4]), Party(12, [1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 7, 7)],
        [(1, 1, 7, 15, 15)],
        [(2, 2, 30, 34, 34)],
        [(12, 30, 34, 35, 35)],
    ]


def test_nobody_starts_at_the_very_instant_of_closing(simulate):
    """T2: a timetable is right-continuous, so at the instant of closing the level is already 0.

    10  A is done as the desk closes: B, inside, does not start; C, who comes now, is not let in
    20  B starts, until 25; C is let in, served until 26
    """
    stations = [desk([(0, 1), (10, 0), (20, 1)])]
    parties = [Party(0, [10]), Party(1, [5]), Party(10, [1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(1, 1, 20, 25, 25)],
        [(10, 20, 25, 26, 26)],
    ]


def test_the_next_to_finish_go_off_duty_when_the_level_falls(simulate):
    """S3: when the level falls below the number busy, the next to finish go off duty.

    0   A, B, C start with three officers; D waits
    5   the level falls to 1, three are busy
    6   A is done, its officer goes; 8  B is done, its officer goes
    10  C is done: none is busy, D starts, until 12
    """
    stations = [desk([(0, 3), (5, 1)])]
    parties = [Party(0, [6]), Party(0, [8]), Party(0, [10]), Party(0, [2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 6, 6)],
        [(0, 0, 0, 8, 8)],
        [(0, 0, 0, 10, 10)],
        [(0, 0, 10, 12, 12)],
    ]


def test_a_further_officer_starts_when_the_level_rises(simulate):
    """S3: an officer who comes on duty takes the head at once.

    0   A starts with the only officer, until 10
    4   a second officer: B, until 14
    10  C, until 12
    """
    stations = [desk([(0, 1), (4, 2)])]
    parties = [Party(0, [10]), Party(0, [10]), Party(0, [2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(0, 0, 4, 14, 14)],
        [(0, 0, 10, 12, 12)],
    ]


def test_a_desk_behind_a_desk_with_room_for_all(simulate):
    """S2: where the next hall is unlimited nobody holds the officer they came from.

    0   A at the first desk until 2, at the second until 8
    2   B at the first desk until 5, then waits in the second hall until 8, done at 9
    5   C at the first desk until 6, waits in the second hall until 9, done at 10
    """
    stations = [desk(1), desk(1)]
    parties = [Party(0, [2, 6]), Party(0, [3, 1]), Party(0, [1, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 2, 2), (2, 2, 2, 8, 8)],
        [(0, 0, 2, 5, 5), (5, 5, 8, 9, 9)],
        [(0, 0, 5, 6, 6), (6, 6, 9, 10, 10)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 1)] * 3
