"""Anomalies: more means, or fewer people, and a later end (Graham 1966, 1969), worked by hand, to the millisecond.

All ten must be reproduced; what they show to be untrue is asserted of no single path anywhere.
"""

import pytest
from known import case, exact
from schedules import last, last_departure, run
from worlds import Party, desk, minutes_of, shuttle


@pytest.mark.parametrize(("officers", "which"), [(2, 0), (3, 1)])
def test_a_desk_added_upstream_delays_the_end(simulate, officers, which):
    """Case anomaly_desk_added_upstream: overtaking puts the long check last at stage 2, which has two desks."""
    numbers = case("anomaly_desk_added_upstream")["parameters"]
    checks = zip(numbers["stage1_service"], numbers["stage2_service"], strict=True)
    log = run(simulate, [desk(officers), desk(2)], [Party(0, both) for both in checks])
    assert last(log.finished) == exact("anomaly_desk_added_upstream")[which]


@pytest.mark.parametrize(("officers", "which"), [(1, 0), (2, 1)])
def test_with_one_more_desk_the_wounded_start_later(simulate, officers, which):
    """Case anomaly_wounded_start_later: priority does not interrupt, and both desks have just begun."""
    numbers = case("anomaly_wounded_start_later")["parameters"]
    people = zip(numbers["arrivals"], numbers["service"], numbers["priority(0=wounded)"], strict=True)
    log = run(simulate, [desk(officers)], [Party(at, [check], priority=rank) for at, check, rank in people])
    assert minutes_of(log, "started", 0)[-1] == exact("anomaly_wounded_start_later")[which]


@pytest.mark.parametrize(("first_check", "which"), [(8, 0), (7.6, 1)])
def test_a_shorter_check_delays_the_end(simulate, first_check, which):
    """Case anomaly_faster_check_later_end: 0.4 min less at the first check, two desks, priority."""
    numbers = case("anomaly_faster_check_later_end")["parameters"]
    people = zip(numbers["arrivals"], [first_check, 7, 6, 8], numbers["priority"], strict=True)
    log = run(simulate, [desk(numbers["desks"])], [Party(at, [check], priority=rank) for at, check, rank in people])
    assert last(log.finished) == exact("anomaly_faster_check_later_end")[which]


@pytest.mark.parametrize(("buses", "which"), [(1, 0), (2, 1)])
def test_one_more_bus_delays_the_last_departure(simulate, buses, which):
    """Case anomaly_one_more_bus: the patience runs from the first boarding, so an idle bus starts a timer later."""
    numbers = case("anomaly_one_more_bus")["parameters"]
    station = shuttle(buses, seats=numbers["capacity"], patience=numbers["timeout"])
    log = run(simulate, [station], [Party(at, [0]) for at in numbers["arrivals"]], round_trip=numbers["round_trip"])
    assert last_departure(log) == exact("anomaly_one_more_bus")[which]


@pytest.mark.parametrize(("arrivals", "which"), [([0, 1, 4], 0), ([1, 4], 1)])
def test_without_the_first_person_the_bus_leaves_later(simulate, arrivals, which):
    """Case anomaly_fewer_people: the patience runs from the first boarding, which comes later."""
    numbers = case("anomaly_fewer_people")["parameters"]
    station = shuttle(numbers["buses"], seats=numbers["capacity"], patience=numbers["timeout"])
    log = run(simulate, [station], [Party(at, [0]) for at in arrivals], round_trip=60)
    assert last_departure(log) == exact("anomaly_fewer_people")[which]


@pytest.mark.parametrize(("without", "which"), [(None, 0), (1, 1)])
def test_one_party_less_needs_one_more_bus_where_passing_is_allowed(simulate, without, which):
    """Case anomaly_party_removed_skip: with overtaking, who fits first boards; first fit is not monotone."""
    numbers = case("anomaly_party_removed_skip")["parameters"]
    sizes = [size for index, size in enumerate(numbers["parties"]) if index != without]
    station = shuttle(9, seats=numbers["capacity"], overtaking=True, patience=1)
    log = run(simulate, [station], [Party(0, [0], size=size) for size in sizes])
    assert log.trips.number.size == exact("anomaly_party_removed_skip")[which]


def departure(simulate, arrivals, numbers, seats, patience):
    """The last departure of those who come to a shuttle alone."""
    station = shuttle(numbers["buses"], seats=seats, patience=patience)
    log = run(simulate, [station], [Party(at, [0]) for at in arrivals], round_trip=numbers["round_trip"])
    return last_departure(log)


@pytest.mark.parametrize(("officers", "which"), [(1, 0), (2, 1)])
def test_a_desk_added_before_a_bus_delays_the_last_departure(simulate, officers, which):
    """Case anomaly_desk_before_bus: the patience runs earlier, and the last one waits for the bus to come back."""
    numbers = case("anomaly_desk_before_bus")["parameters"]
    people = zip(numbers["arrivals"], numbers["service"], strict=True)
    bus = shuttle(numbers["buses"], seats=numbers["capacity"], patience=numbers["timeout"])
    parties = [Party(at, [check, 0]) for at, check in people]
    log = run(simulate, [desk(officers), bus], parties, round_trip=numbers["round_trip"])
    assert last_departure(log) == exact("anomaly_desk_before_bus")[which]


@pytest.mark.parametrize(("seats", "which"), [(3, 0), (4, 1)])
def test_one_more_seat_delays_the_last_departure(simulate, seats, which):
    """Case anomaly_larger_bus: what was full waits until its patience ends."""
    numbers = case("anomaly_larger_bus")["parameters"]
    found = departure(simulate, numbers["arrivals"], numbers, seats, numbers["timeout"])
    assert found == exact("anomaly_larger_bus")[which]


@pytest.mark.parametrize(("patience", "which"), [(7, 0), (6, 1)])
def test_a_minute_less_of_patience_delays_the_last_departure(simulate, patience, which):
    """Case anomaly_shorter_timeout: the only bus leaves without the last one, who waits for it to come back."""
    numbers = case("anomaly_shorter_timeout")["parameters"]
    found = departure(simulate, numbers["arrivals"], numbers, numbers["capacity"], patience)
    assert found == exact("anomaly_shorter_timeout")[which]


@pytest.mark.parametrize(("first", "which"), [(1, 0), (0, 1)])
def test_who_comes_a_minute_earlier_delays_the_last_departure(simulate, first, which):
    """Case anomaly_earlier_arrival: the patience ends before the second one comes, who begins another."""
    numbers = case("anomaly_earlier_arrival")["parameters"]
    found = departure(simulate, [first, 8.5], numbers, numbers["capacity"], numbers["timeout"])
    assert found == exact("anomaly_earlier_arrival")[which]
