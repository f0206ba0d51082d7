"""Known answers to the millisecond: small schedules worked by hand, and identities that hold on every path."""

import numpy as np
import pytest
from crowds import always_open, chance, crowd, exponential, poisson, times, uniform
from known import case, exact
from worlds import Party, crossing_of, desk, draws_of, minutes_of, ms, shuttle

from sim.model.clock import DAY, MINUTE
from sim.model.crossing import Closing

LONG = 100 * 1440  # minutes


def run(simulate, stations, parties, *, round_trip=0.0):
    """The log of parties at stations; a vehicle is back `round_trip` minutes after it left."""
    return simulate(crossing_of(stations, LONG), draws_of(stations, parties, round_trip, 0))


def last(stamps):
    """When this happened for the last time (min)."""
    return stamps.max() / MINUTE


def people_in_system(reached, left):
    """The number there as steps: (times, numbers from each time on), in ms and parties."""
    at = np.concatenate([reached, left])
    change = np.concatenate([np.ones_like(reached), -np.ones_like(left)])
    order = np.argsort(at, kind="stable")
    return at[order], np.cumsum(change[order])


# A backlog and constant checks


def backlog(simulate, name):
    numbers = case(name)["parameters"]
    return run(simulate, [desk(numbers["c"])], [Party(0, [3])] * numbers["backlog"])


def test_a_backlog_of_constant_checks_is_clear_at_ceil_n_over_c_times_s(simulate):
    """Case ddc_clear_time (hand computation): ceil(1000/8) * 3 min."""
    assert last(backlog(simulate, "ddc_clear_time").finished) == exact("ddc_clear_time")


def test_person_i_of_a_backlog_waits_s_times_floor_i_over_c(simulate):
    """Case ddc_mean_wait (hand computation): the mean of 3 * floor(i/8) min."""
    log = backlog(simulate, "ddc_mean_wait")
    assert log.started.sum() == exact("ddc_mean_wait") * MINUTE * log.place.size
    assert minutes_of(log, "started", 0) == [3 * (i // 8) for i in range(1000)]


def test_the_longest_wait_of_a_backlog_is_s_times_floor_n_minus_1_over_c(simulate):
    """Case ddc_max_wait (hand computation): 3 * floor(999/8) min."""
    assert last(backlog(simulate, "ddc_max_wait").started) == exact("ddc_max_wait")


# Opening hours


def open_daily(minutes, officers, days, closing=Closing.FINISH):
    steps = [step for day in range(days) for step in [(1440 * day, officers), (1440 * day + minutes, 0)]]
    return desk(steps, closing=closing)


def test_a_check_that_has_begun_is_finished_after_closing(simulate):
    """Case closing_rule_finish_in_progress (hand computation): 52 checks a desk and day, the last on day 8 at 252."""
    numbers = case("closing_rule_finish_in_progress")["parameters"]
    station = open_daily(numbers["open_minutes_per_day"], numbers["c"], 10)
    log = run(simulate, [station], [Party(0, [7])] * numbers["backlog"])
    day, moment = divmod(int(log.finished.max()), DAY)
    assert [day + 1, moment / MINUTE] == exact("closing_rule_finish_in_progress")
    assert ((log.finished % DAY) > ms(numbers["open_minutes_per_day"])).any()


def test_a_suspended_check_goes_on_the_next_day(simulate):
    """Case closing_rule_suspend (hand computation): 2,800 minutes a desk, 360 a day, end on day 8 at 280."""
    numbers = case("closing_rule_suspend")["parameters"]
    station = open_daily(numbers["open_minutes_per_day"], numbers["c"], 10, Closing.SUSPEND)
    log = run(simulate, [station], [Party(0, [7])] * numbers["backlog"])
    day, moment = divmod(int(log.finished.max()), DAY)
    assert [day + 1, moment / MINUTE] == exact("closing_rule_suspend")


def test_utilisation_is_of_open_time_not_of_the_clock(simulate):
    """Case utilisation_open_vs_clock (hand computation): 60 * 5 of 360 open minutes, not of 1440."""
    answer = case("utilisation_open_vs_clock")
    station = open_daily(answer["parameters"]["open_minutes"], 1, 1)
    log = run(simulate, [station], [Party(0, [5])] * answer["parameters"]["people"])
    busy = int((log.finished - log.started).sum())
    assert busy / station.timetable.duty(DAY) == exact("utilisation_open_vs_clock")
    assert busy / DAY == answer["of_clock_time"]


# Lines of desks


def leaving_times(service, halls):
    """When person i leaves desk j: a line of single desks, blocking after service (Muth 1979, Mgmt Sci 25).

    start[i,j] = max(leave[i,j-1], leave[i-1,j]); leave[i,j] = max(start[i,j] + service[i,j], leave[i-hall[j+1],j+1]).
    """
    people, desks = service.shape
    leave = np.zeros((people, desks), np.int64)
    for i in range(people):
        for j in range(desks):
            start = max(leave[i, j - 1] if j else 0, leave[i - 1, j] if i else 0)
            room = halls[j + 1] if j + 1 < desks else people
            leave[i, j] = max(start + service[i, j], leave[i - room, j + 1] if i >= room else 0)
    return leave


def line(simulate, service, halls=None):
    """A saturated line of single desks; `halls` in persons, the first one unlimited."""
    rooms = halls or [LONG] * service.shape[1]
    stations = [desk(hall=LONG if at == 0 else room) for at, room in enumerate(rooms)]
    return run(simulate, stations, [Party(0, row) for row in (service / MINUTE).tolist()])


def random_line(number):
    """Up to 12 people with ties among their service times, at up to 4 desks with small halls."""
    people, desks = 2 + int(chance(number, "people")[0] * 11), 2 + int(chance(number, "desks")[0] * 3)
    service = times(uniform(0, 6), number, "line", people * desks).reshape(people, desks) // MINUTE * MINUTE
    return service, [1 + int(u * 3) for u in chance(number, "halls", desks)]


def test_a_line_without_limits_leaves_by_the_tandem_recursion(simulate):
    """Case blocking_line_no_limit (Dallery & Gershwin 1992, Queueing Systems 12:3-94): the time each leaves each desk.

    With unlimited room leaving is finishing.
    """
    answer = case("blocking_line_no_limit")
    log = line(simulate, ms_of(answer["parameters"]["service_times[person][desk]"]))
    assert (log.left / MINUTE).tolist() == exact("blocking_line_no_limit")
    assert (log.left == log.finished).all()
    assert last(log.left) == answer["clear_time"]


def ms_of(table):
    return np.array(table, np.int64) * MINUTE


def test_a_line_with_limited_room_leaves_by_the_blocking_recursion(simulate):
    """Muth's recursion for blocking after service (1979, Mgmt Sci 25), on 300 random lines with ties."""
    for number in range(300):
        service, halls = random_line(number)
        assert line(simulate, service, halls).left.tolist() == leaving_times(service, halls).tolist()


def test_a_reversed_saturated_line_is_clear_at_the_same_moment(simulate):
    """Reversibility (Muth 1979, Mgmt Sci 25): desks, rooms between them and people in reverse order, the same end."""
    for number in range(300):
        service, halls = random_line(number)
        backwards = line(simulate, service[::-1, ::-1], [LONG, *halls[:0:-1]])
        assert backwards.left.max() == line(simulate, service, halls).left.max()


def waits_of_a_queue(arrival, service, desks):
    """Waits in FIFO order: each takes the desk that is free first (Kiefer & Wolfowitz 1955, Trans. AMS 78:1-18)."""
    free, waits = [0] * desks, []
    for came, check in zip(arrival.tolist(), service.tolist(), strict=True):
        waits.append(max(0, free[0] - came))
        free = sorted([came + waits[-1] + check, *free[1:]])
    return waits


@pytest.mark.parametrize("desks", [1, 2, 5])
def test_waits_in_one_line_are_those_of_the_recursion(simulate, desks):
    """Lindley's recursion (1952, Proc. Camb. Phil. Soc. 48:277-289) for one desk, Kiefer and Wolfowitz's for more."""
    for number in range(20):
        arrival = poisson(desks / 5, 500, number, "one line")
        check = times(exponential(4), number, "one line, checks", arrival.size)
        log = simulate(always_open(desk(desks)), crowd(arrival, check))
        assert (log.started - log.reached)[:, 0].tolist() == waits_of_a_queue(arrival, check, desks)


# Little's law, on every path


def test_the_integral_of_the_number_there_is_the_sum_of_times_there(simulate):
    """Case little_exact_trace (Little 1961, Oper. Res. 9:383-387): int N dt = sum W, the system empty at both ends."""
    answer = case("little_exact_trace")
    numbers = answer["parameters"]
    parties = [Party(at, [check]) for at, check in zip(numbers["arrivals"], numbers["services"], strict=True)]
    log = run(simulate, [desk()], parties)
    at, there = people_in_system(log.reached[:, 0], log.left[:, 0])
    assert (np.diff(at) * there[:-1]).sum() == exact("little_exact_trace") * MINUTE
    assert (log.left - log.reached).sum() == exact("little_exact_trace") * MINUTE
    assert last(log.left) == answer["horizon"]
    assert (log.left - log.reached).mean() == answer["W"] * MINUTE


# Vehicles


def loads_of(log):
    """The party sizes aboard each trip of the only shuttle, in list order."""
    return [log.size[log.trip[:, 0] == number].tolist() for number in range(log.trips.number.size)]


def last_departure(log):
    return last(log.trips.departed)


def test_a_party_that_does_not_fit_sends_the_bus_off_and_none_passes(simulate):
    """Case party_loading_fifo_no_skip (hand computation): all wait at 0, 8 seats, in order, no passing."""
    sizes = case("party_loading_fifo_no_skip")["parameters"]["party_sizes_in_queue_order"]
    log = run(simulate, [shuttle(9, seats=8)], [Party(0, [0], size=size) for size in sizes])
    assert loads_of(log) == exact("party_loading_fifo_no_skip")
    assert log.trips.persons.sum() == case("party_loading_fifo_no_skip")["people"]


def trips_of_buses(arrival, seats, patience, buses, away):
    """(departure, persons) of each bus, bus by bus: who comes next opens the one that is back first.

    It leaves with the last seat taken, or `patience` after its first boarding; all in ms.
    """
    back, trips, boarded, departed = [0] * buses, [], 0, 0
    while boarded < len(arrival):
        opened = max(back[0], arrival[boarded], departed)
        full = arrival[boarded + seats - 1] if boarded + seats <= len(arrival) else opened + patience
        departed = min(max(opened, full), opened + patience)
        aboard = min(seats, sum(came <= departed for came in arrival[boarded : boarded + seats]))
        back = sorted([departed + away, *back[1:]])
        trips.append((departed, aboard))
        boarded += aboard
    return trips


def test_trips_of_two_buses_are_those_of_the_bus_by_bus_recursion(simulate):
    """The setting of case shuttle_2buses_wait, at three loads: two buses, 50 seats, 30 min of patience, 75 min away."""
    numbers = case("shuttle_2buses_wait")["parameters"]
    station = shuttle(numbers["buses"], seats=numbers["capacity"], patience=numbers["timeout"])
    for number in range(9):
        arrival = poisson((0.6, 1.2, 1.8)[number % 3], 2000, number, "bus by bus")
        nothing = np.zeros(arrival.size, np.int64)
        draws = crowd(arrival, nothing, ride={0: (nothing + ms(75), nothing)})
        trips = simulate(always_open(station), draws).trips
        recursion = trips_of_buses(arrival.tolist(), numbers["capacity"], ms(numbers["timeout"]), 2, ms(75))
        assert list(zip(trips.departed.tolist(), trips.persons.tolist(), strict=True)) == recursion


# Anomalies: more means, or fewer people, and a later end (Graham 1966, 1969). All ten must be
# reproduced; what they show to be untrue is asserted of no single path anywhere.


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
