"""A hall lets in the head of its queue when there is room, and who is not let in holds what they came from."""

from worlds import NEVER_THERE, Party, crossing_of, desk, draws_of, ends_of, whole_log

from sim.model.outcome import Outcome


def test_a_full_hall_blocks_the_officer_before_it(simulate):
    """S2: until it is admitted, a party holds its officer and its place in the hall (blocking after service).

    0   A at the first desk until 2, at the second until 12
    2   B is let in, served until 5, finds the second hall full and holds officer and place
    12  A is gone: B moves on, until 16; C is let in, served until 13, and is held in its turn
    16  C moves on, until 17
    """
    stations = [desk(1, hall=1), desk(1, hall=1)]
    parties = [Party(0, [2, 10]), Party(0, [3, 4]), Party(0, [1, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 2, 2), (2, 2, 2, 12, 12)],
        [(0, 2, 2, 5, 12), (5, 12, 12, 16, 16)],
        [(0, 12, 12, 13, 16), (13, 16, 16, 17, 17)],
    ]


def test_blocking_travels_back_along_a_line_and_is_lifted_in_one_instant(simulate):
    """S2: officer and place are given back inside the admission itself, so a whole line moves up at once.

    1   A moves on to the second desk, B is let in;  2  A to the third, B to the second, C is let in
    3   B (second desk) and C (first desk) are done and held: A is served at the third until 12
    12  A is gone: B, C and D all move up; from now on every minute one is done
    """
    stations = [desk(1, hall=1), desk(1, hall=1), desk(1, hall=1)]
    parties = [Party(0, [1, 1, 10]), Party(0, [1, 1, 1]), Party(0, [1, 1, 1]), Party(0, [1, 1, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, 2, 2), (2, 2, 2, 12, 12)],
        [(0, 1, 1, 2, 2), (2, 2, 2, 3, 12), (3, 12, 12, 13, 13)],
        [(0, 2, 2, 3, 12), (3, 12, 12, 13, 13), (13, 13, 13, 14, 14)],
        [(0, 12, 12, 13, 13), (13, 13, 13, 14, 14), (14, 14, 14, 15, 15)],
    ]


def test_two_officers_can_both_be_held(simulate):
    """S2: who is held stays counted in the hall it stands in, and keeps its officer from the next.

    1   A and B are done; A moves on (until 11), B is held; C takes A's place and officer
    2   C is done and held: both officers and both places are taken
    3   D comes to a full hall
    11  B moves on, until 16; D takes its place and officer, done at 12, held
    16  C moves on, until 17; then D, until 18
    """
    stations = [desk(2, hall=2), desk(1, hall=1)]
    parties = [Party(0, [1, 10]), Party(0, [1, 5]), Party(0, [1, 1]), Party(3, [1, 1])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, 11, 11)],
        [(0, 0, 0, 1, 11), (1, 11, 11, 16, 16)],
        [(0, 1, 1, 2, 16), (2, 16, 16, 17, 17)],
        [(3, 11, 11, 12, 17), (12, 17, 17, 18, 18)],
    ]


def test_a_head_that_does_not_fit_makes_the_others_wait(simulate):
    """S1: strict; the small party behind the family waits, though there is room for it.

    0   A (2 persons) in the hall of 3, served until 10
    1   B (2 persons) does not fit;  2  C (1 person) would fit, and waits behind B
    10  B and C are let in; B until 15, C until 20
    """
    stations = [desk(1, hall=3)]
    parties = [Party(0, [10], size=2), Party(1, [5], size=2), Party(2, [5], size=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(1, 10, 10, 15, 15)],
        [(2, 10, 15, 20, 20)],
    ]


def test_with_overtaking_a_small_party_is_let_in_past_a_family(simulate):
    """S1: with overtaking the first who fits is let in.

    0   A (2 persons) in the hall of 3, served until 10
    1   B (2 persons) does not fit
    2   C (1 person) does, and the second officer is free: until 7; B still does not fit (2 + 2 > 3)
    10  A is gone, B is let in, until 15
    """
    stations = [desk(2, hall=3, overtaking=True)]
    parties = [Party(0, [10], size=2), Party(1, [5], size=2), Party(2, [5], size=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(1, 10, 10, 15, 15)],
        [(2, 2, 2, 7, 7)],
    ]


def test_who_overtook_at_the_door_has_not_overtaken_in_the_hall(simulate):
    """S1, O3: the order in the hall is by the time of reaching the station, and admitting comes before starting.

    0   A (2 persons) in the hall of 3, served until 10
    1   B (2 persons) does not fit;  2  C (1 person) is let in past B
    10  B is let in, and then the officer takes the head: B until 15, C until 20
    """
    stations = [desk(1, hall=3, overtaking=True)]
    parties = [Party(0, [10], size=2), Party(1, [5], size=2), Party(2, [5], size=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 10, 10)],
        [(1, 10, 10, 15, 15)],
        [(2, 2, 15, 20, 20)],
    ]


def test_a_closed_station_lets_nobody_in_from_the_street(simulate):
    """S2: a station at level 0 admits nobody from the street, however much room there is.

    3   A comes, closed
    10  opening: A is let in, served until 12; B comes at this instant and is let in too, served until 14
    """
    stations = [desk([(0, 0), (10, 1)])]
    parties = [Party(3, [2]), Party(10, [2])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(3, 10, 10, 12, 12)],
        [(10, 10, 12, 14, 14)],
    ]


def test_the_hall_of_a_closed_station_fills_from_upstream(simulate):
    """S2: from upstream the hall fills at level 0 too, until it is full.

    1   A moves into the second hall (2 persons), closed until 20;  2  so does B
    3   C is done at the first desk and held
    20  A is served until 23; C moves into its place
    23  B until 26; C until 29
    """
    stations = [desk(1), desk([(0, 0), (20, 1)], hall=2)]
    parties = [Party(0, [1, 3]), Party(0, [1, 3]), Party(0, [1, 3])]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 20, 23, 23)],
        [(0, 0, 1, 2, 2), (2, 2, 23, 26, 26)],
        [(0, 0, 2, 3, 23), (3, 23, 26, 29, 29)],
    ]


def test_a_head_in_the_street_of_a_closed_station_holds_up_those_from_upstream(simulate):
    """S1, S2: a head that may not pass makes the others wait: those who come from upstream, too.

    0   B comes from the street to the second desk, closed until 20, and heads its queue
    2   A is done at the first desk, queues behind B, and is held
    20  both are let in; B until 22, A until 25
    """
    stations = [desk(1), desk([(0, 0), (20, 1)])]
    parties = [Party(1, [1, 3]), Party(0, [0, 2], first=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(1, 1, 1, 2, 20), (2, 20, 22, 25, 25)],
        [NEVER_THERE, (0, 20, 20, 22, 22)],
    ]


def test_with_overtaking_those_from_upstream_pass_the_street_of_a_closed_station(simulate):
    """S1, S2: with overtaking the head that may not pass holds up nobody; in the hall it is the head again.

    0   B comes from the street to the second desk, closed until 20
    2   A is done at the first desk and is let in past B
    20  B is let in, and was here first: until 22; then A until 25
    """
    stations = [desk(1), desk([(0, 0), (20, 1)], overtaking=True)]
    parties = [Party(1, [1, 3]), Party(0, [0, 2], first=1)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(1, 1, 1, 2, 2), (2, 2, 22, 25, 25)],
        [NEVER_THERE, (0, 20, 20, 22, 22)],
    ]


def test_a_family_held_at_a_desk_keeps_as_many_places_as_it_has_members(simulate):
    """S2: a hall is counted in persons, and parties are never split.

    0   A (1 person) and B (2 persons) fill the first hall of 3
    1   A moves on to the hall of 2, served until 9
    2   B is done; 1 + 2 > 2, so the family is held whole
    3   C (2 persons) comes; 2 + 2 > 3, so it waits in the street
    9   B moves on, until 10; C is let in, served until 10, and moves on, until 11
    """
    stations = [desk(1, hall=3), desk(1, hall=2)]
    parties = [Party(0, [1, 8], size=1), Party(0, [1, 1], size=2), Party(3, [1, 1], size=2)]
    log = simulate(crossing_of(stations), draws_of(stations, parties, ride=0, back=0))
    assert whole_log(log) == [
        [(0, 0, 0, 1, 1), (1, 1, 1, 9, 9)],
        [(0, 0, 1, 2, 9), (2, 9, 9, 10, 10)],
        [(3, 9, 9, 10, 10), (10, 10, 10, 11, 11)],
    ]
    assert ends_of(log) == [(Outcome.CROSSED, 1)] * 3
