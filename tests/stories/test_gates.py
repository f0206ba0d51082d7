"""A gate lets people through by quota, by room beyond, and after those it yields to (S7)."""

import pytest
from worlds import Party, crossing_of, desk, draws_of, gate, minutes_of, shuttle, whole_log, yields

from sim.model.clock import DAY, MINUTE

A_DAY = DAY / MINUTE  # minutes


def acted(simulate, stations, parties, horizon=A_DAY, ride=0.0, back=0.0):
    """The log of a hand-written world."""
    return simulate(crossing_of(stations, horizon), draws_of(stations, parties, ride, back))


def test_a_gate_takes_no_time_and_lets_into_the_next_hall(simulate):
    """S7: the four later stamps are equal, and the party stands in the next hall in the same step."""
    log = acted(simulate, [gate(), desk()], [Party(3, [0, 2])])
    assert whole_log(log) == [[(3, 3, 3, 3, 3), (3, 3, 3, 5, 5)]]


def test_nobody_passes_a_closed_gate(simulate):
    """S7: the head passes while the level is above 0: from 10 to 20."""
    log = acted(simulate, [gate([(0, 0), (10, 1), (20, 0)]), desk()], [Party(3, [0, 2]), Party(20, [0, 2])])
    assert minutes_of(log, "left", 0) == [10, None]


def test_a_gate_lets_into_the_hall_of_a_closed_station(simulate):
    """S7: whatever the level there; the desk beyond opens at 10."""
    log = acted(simulate, [gate(), desk([(0, 0), (10, 1)])], [Party(1, [0, 2])])
    assert whole_log(log) == [[(1, 1, 1, 1, 1), (1, 1, 10, 12, 12)]]


def test_the_quota_counts_persons_and_turns_at_midnight(simulate):
    """S7: three a day: a couple passes, the next couple waits for 24:00, and holds up the single one behind."""
    parties = [Party(0, [0, 1], size=2), Party(0, [0, 1], size=2), Party(0, [0, 1])]
    log = acted(simulate, [gate(quota=3), desk(2)], parties, horizon=2 * A_DAY)
    assert minutes_of(log, "left", 0) == [0, A_DAY, A_DAY]


def test_a_quota_met_exactly_is_met(simulate):
    """S7: two and one are three; the fourth waits for the next day."""
    parties = [Party(0, [0, 1], size=2), Party(5, [0, 1]), Party(6, [0, 1])]
    log = acted(simulate, [gate(quota=3), desk(2)], parties, horizon=2 * A_DAY)
    assert minutes_of(log, "left", 0) == [0, 5, A_DAY]


def test_who_may_overtake_passes_what_the_quota_holds_up(simulate):
    """S1, S7: with overtaking the single one takes the last place of the day."""
    parties = [Party(0, [0, 1], size=2), Party(0, [0, 1], size=2), Party(0, [0, 1])]
    log = acted(simulate, [gate(quota=3, overtaking=True), desk(2)], parties, horizon=2 * A_DAY)
    assert minutes_of(log, "left", 0) == [0, A_DAY, 0]


def test_the_next_hall_must_have_room(simulate):
    """S7: a hall for two: the third waits at the gate until the first has left it at 4."""
    log = acted(simulate, [gate(), desk(hall=2)], [Party(0, [0, 4]), Party(0, [0, 4]), Party(1, [0, 4])])
    assert minutes_of(log, "left", 0) == [0, 0, 4]


def test_who_waits_at_a_gate_holds_the_officer_it_came_from(simulate):
    """S2, S7: the gate opens at 10; the officer is blocked until then, and the second party starts at 10."""
    stations = [desk(), gate([(0, 0), (10, 1)]), desk()]
    log = acted(simulate, stations, [Party(0, [2, 0, 1]), Party(0, [2, 0, 1])])
    assert whole_log(log)[0] == [(0, 0, 0, 2, 10), (2, 10, 10, 10, 10), (10, 10, 10, 11, 11)]
    assert whole_log(log)[1][0] == (0, 0, 10, 12, 12)


def test_others_wait_until_those_they_yield_to_have_left_a_station(simulate):
    """S7: the wounded come at 1 and have left the handover at 4; who came at 2 passes at 4, who came at 0 passed."""
    stations = [gate(yielding=yields(cohorts=(1,), left_station=2)), desk(), desk()]
    wounded = Party(1, [0, 0, 3], first=2, cohort=1)
    log = acted(simulate, stations, [Party(0, [0, 1, 1], onward={1: -1}), Party(2, [0, 1, 1], onward={1: -1}), wounded])
    assert minutes_of(log, "left", 0)[:2] == [0, 4]


@pytest.mark.parametrize("first", [1, 2])
def test_who_has_left_the_named_station_or_a_later_one_is_waited_for_no_more(simulate, first):
    """S7: the wounded leave the named desk at 4 and are at later ones until 9; or come to one beyond it, left at 4."""
    stations = [gate(yielding=yields((1,), left_station=1)), desk(), desk(), desk()]
    wounded = Party(1, [0, 3, 3, 5], first=first, cohort=1, onward={1: 3})
    log = acted(simulate, stations, [wounded, Party(2, [0, 1, 0, 0], onward={1: -1})])
    assert whole_log(log)[1][:2] == [(2, 4, 4, 4, 4), (4, 4, 4, 5, 5)]
    assert whole_log(log)[0][3] == (4, 4, 4, 9, 9)


def test_one_that_has_its_outcome_is_waited_for_no_more(simulate):
    """S7: the wounded party ends at the first desk, before the named one: nobody waits any longer."""
    stations = [gate(yielding=yields(cohorts=(1,), left_station=2)), desk(), desk()]
    wounded = Party(1, [0, 3, 0], first=1, cohort=1, onward={1: -2})
    log = acted(simulate, stations, [Party(2, [0, 1, 1], onward={1: -1}), wounded])
    assert minutes_of(log, "left", 0)[0] == 4


def test_yielding_ends_at_its_clock_time(simulate):
    """S7: until 02:00; the wounded are on their way to 200, the others pass at 120 minutes."""
    stations = [gate(yielding=yields(cohorts=(1,), left_station=2, until=120)), desk(), desk()]
    wounded = Party(1, [0, 0, 199], first=2, cohort=1)
    log = acted(simulate, stations, [Party(2, [0, 1, 1], onward={1: -1}), wounded])
    assert minutes_of(log, "left", 0)[0] == 120


def test_overnight_yielding_shuts_the_gate_again(simulate):
    """S7: from 00:00 to 02:00 of the second day the rule holds again, for the wounded of the first."""
    stations = [gate(yielding=yields(cohorts=(1,), left_station=2, until=120)), desk(), desk()]
    wounded = Party(1, [0, 0, 2 * A_DAY], first=2, cohort=1)
    late = Party(A_DAY + 5, [0, 1, 1], onward={1: -1})
    log = acted(simulate, stations, [late, wounded], horizon=2 * A_DAY)
    assert minutes_of(log, "left", 0)[0] == A_DAY + 120


def test_who_yields_is_passed_over_by_those_it_yields_to(simulate):
    """S7: at one gate, the wounded behind pass first, though nothing may be overtaken."""
    stations = [gate([(0, 0), (5, 1)], yielding=yields(cohorts=(1,), left_station=1)), desk()]
    log = acted(simulate, stations, [Party(0, [0, 3]), Party(1, [0, 3], cohort=1)])
    assert minutes_of(log, "left", 0) == [8, 5]


def test_who_is_not_first_beyond_waits(simulate):
    """S7: the next queue has a head from elsewhere that does not fit its hall; who would stand behind it waits too."""
    stations = [gate(), desk(hall=3)]
    parties = [Party(0, [0, 6], size=2, first=1), Party(1, [0, 6], size=2, first=1), Party(2, [0, 6])]
    log = acted(simulate, stations, parties)
    assert minutes_of(log, "left", 0)[2] == 6
    assert minutes_of(log, "admitted", 1)[1] == 6


def test_with_overtaking_beyond_the_small_one_passes(simulate):
    """S1, S7: the next station allows overtaking, and has one place left."""
    stations = [gate(), desk(hall=3, overtaking=True)]
    parties = [Party(0, [0, 6], size=2, first=1), Party(1, [0, 6], size=2, first=1), Party(2, [0, 6])]
    assert minutes_of(acted(simulate, stations, parties), "left", 0)[2] == 2


def test_a_gate_before_a_shuttle(simulate):
    """S5, S7: a bus of two seats fills, leaves at once, and the gate lets the next couple into the hall for two."""
    stations = [gate(), shuttle(2, seats=2, hall=2, patience=9)]
    log = acted(simulate, stations, [Party(0, [0, 0], size=2), Party(0, [0, 0], size=2)], ride=5.0, back=5.0)
    assert minutes_of(log, "left", 0) == [0, 0]
    assert minutes_of(log, "finished", 1) == [5, 5]


def test_a_bus_stands_full_at_a_shut_gate(simulate):
    """S6, S7: the party keeps its seat until the gate opens at 20, and the bus drives back then."""
    stations = [shuttle(1, seats=2, patience=1), gate([(0, 0), (20, 1)]), desk()]
    log = acted(simulate, stations, [Party(0, [0, 0, 3], size=2)], ride=5.0, back=4.0)
    assert whole_log(log)[0] == [(0, 0, 0, 5, 20), (5, 20, 20, 20, 20), (20, 20, 20, 23, 23)]
    assert log.trips.returned[0] == 24 * MINUTE
