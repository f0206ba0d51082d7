"""Known answers to the millisecond: small schedules worked by hand, and identities that hold on every path."""

import numpy as np
import pytest
from crowds import always_open, chance, crowd, exponential, poisson, times, uniform
from known import case, exact
from schedules import LONG, last, run
from small import a_list
from worlds import Party, desk, gate, minutes_of, ms, shuttle

from sim.model.clock import DAY, MINUTE
from sim.model.crossing import Closing
from sim.model.lists import calls
from sim.model.regime import Day
from sim.model.scenario import DailyList


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


@pytest.mark.parametrize("name", ["quota_days_exact_multiple", "quota_days_one_more"])
def test_a_backlog_passes_a_gate_in_as_many_days_as_quotas(simulate, name):
    """Cases quota_days_exact_multiple and quota_days_one_more (hand computation): ceil(N / Q) days."""
    numbers = case(name)["parameters"]
    passed = [Party(0, [0, 0])] * numbers["backlog"]
    log = run(simulate, [gate(quota=numbers["quota"]), desk(numbers["quota"])], passed)
    day = log.left[:, 0] // DAY
    assert day.max() + 1 == exact(name)
    assert np.bincount(day)[:-1].tolist() == [numbers["quota"]] * (exact(name) - 1)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_lists_name_everybody_in_as_many_days_as_they_are_long_whoever_stays_away(share):
    """Case quota_drop_days (hand computation): who does not come loses the place; ceil(N / Q) days."""
    numbers = case("quota_drop_days")["parameters"]
    comes = (chance(0, "comes", numbers["backlog"]) >= share)[:, None]
    ones, days = np.ones(numbers["backlog"], np.int64), np.full(30, Day.OPEN)
    daily = DailyList(**a_list(numbers["quota"], who_stays_away=numbers["no_show"]))
    assert max(call.day for call in calls(daily, ones, comes, days)) + 1 == exact("quota_drop_days")


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
