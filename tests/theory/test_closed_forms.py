"""Closed forms that a run of known end can meet: from empty, no warm-up, independent replications, unbiased.

Everywhere: |estimate - exact| <= 4.5 SE and SE <= 1 % of exact. Unless said otherwise SE = sd / sqrt(R) over R
replications.
"""

import numpy as np
import pytest
from crowds import (
    SEED,
    always_open,
    constant,
    crowd,
    end_to_end,
    exponential,
    on_scale,
    poisson,
    times,
)
from first_waits import mean_waits
from known import Estimate, agrees, case, exact, mean_of, ratio_of, sd_of, variance_of
from worlds import REFUSED, desk, shuttle

from sim.model.chances import Chances
from sim.model.clock import MINUTE, NEVER, to_ms
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.outcome import Outcome
from sim.model.people import parties_of
from sim.model.scenario import Cohort, Scenario
from sim.model.timetable import Timetable

MANY = 10_000  # officers or vehicles; more than any run below asks for


# Backlogs


def clear_times(simulate, numbers, replications):
    """When all are through (min), per replication."""
    arrival = np.zeros(numbers["backlog"], np.int64)
    check = exponential(numbers["mean_service"])
    world = always_open(desk(numbers["c"]))
    return [
        simulate(world, crowd(arrival, times(check, number, "backlog", arrival.size))).finished.max() / MINUTE
        for number in range(replications)
    ]


def test_mean_time_to_clear_a_backlog(simulate):
    """Case backlog_exp_clear_mean (Ross 2014, ch. 5): a pure death process; 400 replications."""
    agrees("backlog_exp_clear_mean", mean_of(clear_times(simulate, case("backlog_exp_clear_mean")["parameters"], 400)))


@pytest.mark.slow
def test_sd_of_the_time_to_clear_a_backlog(simulate):
    """Case backlog_exp_clear_sd (Ross 2014, ch. 5): its variance is the sum of those of the gaps; 7000 replications.

    SE of an sd by the delta method, sqrt((m4 - sd^4) / R) / (2 sd).
    """
    agrees("backlog_exp_clear_sd", sd_of(clear_times(simulate, case("backlog_exp_clear_sd")["parameters"], 7000)))


def test_mean_of_the_largest_of_exponential_times(simulate):
    """Case max_of_exponentials (Ross 2014, ch. 5): a desk for each, the last one leaves at m H_N; 1200 replications."""
    numbers = case("max_of_exponentials")["parameters"]
    agrees("max_of_exponentials", mean_of(clear_times(simulate, {**numbers, "backlog": numbers["N"]}, 1200)))


def busy_period(simulate, numbers, number):
    """When the desk is free for the first time (min): who comes after that moment cannot matter, and is left out."""
    later = poisson(numbers["lambda"], 30_000, number, "busy period, arrivals")
    arrival = np.concatenate([np.zeros(numbers["backlog"], np.int64), later])
    check = times(exponential(numbers["mean_service"]), number, "busy period, checks", arrival.size)
    free = np.flatnonzero(np.cumsum(check)[:-1] < arrival[1:])[0] + 1  # all work so far done before the next one comes
    log = simulate(always_open(desk()), crowd(arrival[: free + 1], check[: free + 1]))
    assert log.started[free, 0] == log.reached[free, 0]
    assert (log.started[numbers["backlog"] : free, 0] >= log.reached[numbers["backlog"] : free, 0]).all()
    return log.finished[free - 1, 0] / MINUTE


@pytest.mark.slow
def test_busy_period_that_starts_with_a_backlog(simulate):
    """Cases busy_period_sd, and busy_period_mean (Kleinrock 1975, sec. 5.8): n busy periods; 12 000 replications.

    SE of the sd by the delta method, sqrt((m4 - sd^4) / R) / (2 sd).
    """
    ends = [busy_period(simulate, case("busy_period_sd")["parameters"], number) for number in range(12_000)]
    agrees("busy_period_mean", mean_of(ends))
    agrees("busy_period_sd", sd_of(ends))


# Waits from empty


def first_waits(simulate, numbers, customers, replications, block):
    """Waits (R, customers) in minutes, from empty; replications run end to end, `block` of them in a run."""
    waits = []
    for number in range(replications // block):
        count = (block, customers)
        gap = times(exponential(1 / numbers["lambda"]), number, f"gaps of {customers}", block * customers)
        check = times(exponential(numbers["mean_service"]), number, f"checks of {customers}", block * customers)
        arrival, _ = end_to_end(np.cumsum(gap.reshape(count), axis=1), check.reshape(count))
        log = simulate(always_open(desk(numbers["c"])), crowd(arrival, check))
        waits.append((log.started - log.reached).reshape(count) / MINUTE)
    return np.concatenate(waits)


def test_the_chain_of_the_number_found_gives_the_known_first_waits():
    """Cases mm1_wait_customer_2 and mm1_wait_customer_10 (Pegden & Rosenshine 1982): theory against theory."""
    assert mean_waits(0.2, 4, 1, 10) == pytest.approx(case("mm1_wait_customer_10")["first_ten"], rel=1e-12)
    assert np.mean(mean_waits(0.2, 4, 1, 100)) == pytest.approx(exact("mm1_mean_wait_first_100"), rel=1e-12)
    assert np.mean(mean_waits(1.0, 4, 5, 200)) == pytest.approx(exact("mmc_mean_wait_first_200"), rel=1e-12)


def test_wait_of_the_second_customer(simulate):
    """Case mm1_wait_customer_2 (Pegden & Rosenshine 1982, Mgmt Sci 28:821-828): 48 000 replications of two people."""
    waits = first_waits(simulate, case("mm1_wait_customer_2")["parameters"], 2, 48_000, 2000)
    agrees("mm1_wait_customer_2", mean_of(waits[:, 1]))


def test_wait_of_the_tenth_customer(simulate):
    """Case mm1_wait_customer_10 (Kelton & Law 1985, Oper. Res. 33:378-396): 20 000 replications of ten people."""
    waits = first_waits(simulate, case("mm1_wait_customer_10")["parameters"], 10, 20_000, 1000)
    agrees("mm1_wait_customer_10", mean_of(waits[:, 9]))


@pytest.mark.slow
def test_mean_wait_of_the_first_hundred(simulate):
    """Case mm1_mean_wait_first_100 (Kelton & Law 1985, Oper. Res. 33:378-396): 9000 replications."""
    waits = first_waits(simulate, case("mm1_mean_wait_first_100")["parameters"], 100, 9000, 100)
    agrees("mm1_mean_wait_first_100", mean_of(waits.mean(axis=1)))


@pytest.mark.slow
def test_mean_wait_of_the_first_two_hundred_at_five_desks(simulate):
    """Case mmc_mean_wait_first_200 (Kelton & Law 1985, Oper. Res. 33:378-396): 9000 replications."""
    waits = first_waits(simulate, case("mmc_mean_wait_first_200")["parameters"], 200, 9000, 50)
    agrees("mmc_mean_wait_first_200", mean_of(waits.mean(axis=1)))


# How many are there at a moment


def numbers_there(simulate, station, at, replications, world_of):
    """How many are in the system at one moment (min), per replication."""
    there = []
    for number in range(replications):
        log = simulate(always_open(station), crowd(*world_of(number)))
        there.append(((log.reached <= at * MINUTE) & (log.left > at * MINUTE)).sum())
    return there


def stream(rate, span, family, purpose):
    """A replication's Poisson arrivals over a span (min), and how long each takes."""

    def world_of(number):
        arrival = poisson(rate, span, number, f"arrivals, {purpose}")
        return arrival, times(family, number, f"stays, {purpose}", arrival.size)

    return world_of


@pytest.mark.slow
def test_number_there_after_an_hour_at_five_desks(simulate):
    """Case mmc_EN_t60 (Kelton & Law 1985, Oper. Res. 33:378-396; matrix exponential): 7000 replications."""
    numbers = case("mmc_EN_t60")["parameters"]
    world = stream(numbers["lambda"], numbers["t"], exponential(numbers["mean_service"]), "hour")
    there = numbers_there(simulate, desk(numbers["c"]), numbers["t"], 7000, world)
    agrees("mmc_EN_t60", mean_of(there))


def test_number_on_a_path_of_constant_length(simulate):
    """Case mginf_transient (Ross 2014, ch. 5): lambda min(t, D), a desk for everyone; 800 replications."""
    numbers = case("mginf_transient")["parameters"]
    world = stream(numbers["lambda"], 2 * numbers["t"], constant(25), "path")
    agrees("mginf_transient", mean_of(numbers_there(simulate, desk(MANY), numbers["t"], 800, world)))


def test_number_of_those_who_stay_an_exponential_time(simulate):
    """Case mginf_transient_exp (Ross 2014, ch. 5): lambda m (1 - exp(-t/m)), a desk for everyone; 600 replications."""
    numbers = case("mginf_transient_exp")["parameters"]
    world = stream(numbers["lambda"], 2 * numbers["t"], exponential(numbers["mean_service"]), "stay")
    agrees("mginf_transient_exp", mean_of(numbers_there(simulate, desk(MANY), numbers["t"], 600, world)))


def sinusoidal(numbers, span, number, purpose):
    """Arrivals (ms) at rate lambda_bar (1 + beta sin(2 pi t / period)): a stream of rate 1 on the expected number."""
    turn = 2 * np.pi / numbers["period"]
    clock = np.linspace(0, span, int(span) * 20 + 1)
    wave = numbers["beta"] / turn * (1 - np.cos(turn * clock))
    expected = numbers["lambda_bar"] * (clock + wave)
    return to_ms(np.interp(on_scale(expected[-1], number, purpose), expected, clock))


@pytest.mark.slow
def test_number_there_under_sinusoidal_arrivals(simulate):
    """Cases mtginf_sinus_360 and mtginf_sinus_720 (Eick, Massey & Whitt 1993, Mgmt Sci 39(2):241-252).

    200 replications, a desk for everyone, empty at 0.
    """
    numbers = case("mtginf_sinus_720")["parameters"]
    there = {360: [], 720: []}
    for number in range(200):
        arrival = sinusoidal(numbers, 721, number, "sinus, arrivals")
        stay = times(exponential(numbers["mean_service"]), number, "sinus, stays", arrival.size)
        log = simulate(always_open(desk(MANY)), crowd(arrival, stay))
        for at, counts in there.items():
            counts.append(((log.reached <= at * MINUTE) & (log.left > at * MINUTE)).sum())
    agrees("mtginf_sinus_360", mean_of(there[360]))
    agrees("mtginf_sinus_720", mean_of(there[720]))


def fourier(begin, end, period):
    """The first Fourier coefficient over one period (ms) of the number there between `begin` and `end`."""
    turn = 2 * np.pi / period
    begin, end = np.clip(begin, 0, period), np.clip(end, 0, period)
    return ((np.exp(-1j * turn * begin) - np.exp(-1j * turn * end)) / (1j * turn)).sum()


@pytest.mark.slow
def test_congestion_peaks_later_than_arrivals(simulate):
    """Case mtginf_peak_lag (Eick, Massey & Whitt 1993, Mgmt Sci 39(2):241-252): atan(gamma m) / gamma.

    Lag of the first harmonic of the number there behind that of the arrivals, over one period. It starts in the
    periodic regime: at 0 a Poisson number stands there, each to stay an exponential time longer. The phase of the mean
    coefficients; SE by the delta method over 250 replications, from the coefficients turned by their mean phase.
    """
    numbers = {**case("mtginf_sinus_720")["parameters"], **case("mtginf_peak_lag")["parameters"]}
    mean, turn = numbers["mean_service"], 2 * np.pi / numbers["period"]
    at_midnight = 1 - numbers["beta"] * turn * mean / (1 + (turn * mean) ** 2)
    congestion, arrivals = [], []
    for number in range(250):
        ahead = int(on_scale(numbers["lambda_bar"] * mean * at_midnight, number, "lag, standing").size)
        later = sinusoidal(numbers, numbers["period"], number, "lag, arrivals")
        arrival = np.concatenate([np.zeros(ahead, np.int64), later])
        log = simulate(always_open(desk(MANY)), crowd(arrival, times(exponential(mean), number, "lag", arrival.size)))
        congestion.append(fourier(log.reached[:, 0], log.left[:, 0], numbers["period"] * MINUTE))
        arrivals.append(np.exp(-1j * turn * later / MINUTE).sum())
    agrees("mtginf_peak_lag", lag_of(np.array(congestion), np.array(arrivals), turn))


def lag_of(congestion, arrivals, turn):
    """Phase of mean arrivals minus phase of mean congestion, in minutes."""
    lag = np.angle(arrivals.mean() / congestion.mean()) / turn
    error = mean_of(((arrivals / arrivals.mean()).imag - (congestion / congestion.mean()).imag) / turn).error
    return Estimate(float(lag), error)


# Arrivals and outcomes drawn by the project from a scenario


def crossing_with(arrivals, persons, refuse):
    """One open desk of one minute, and so many persons who come alone."""
    cohort = {
        "persons": persons, "party_size": {"values": [1], "weights": [1]}, "children": 0, "route": ["passport"],
        "bags_per_person": {"values": [0], "weights": [1]}, "priority": 0, "listed": True, "show_up": 1,
        "arrivals": arrivals, "groups": None, "member_missing": 0, "patience": None, "deadline": None, "already": {},
    }  # fmt: skip
    passport = {
        "kind": "desk", "side": "palestinian", "officers": 1, "hours": [["00:00", "24:00"]], "hall": "unlimited",
        "overtaking": False, "closing": "finish", "checks_list": False, "refuse": refuse, "refer": None,
        "shifts": [], "absences": [], "breakdowns": None, "member_missing": "family_turns_back",
        "service": {"party": {"family": "constant", "value": 1}, "person": None, "bag": None},
    }  # fmt: skip
    return Scenario.model_validate({
        "name": "theory", "question": "does it agree", "date": "2024-05-01", "days": 1, "order": ["passport"],
        "calendar": {"kind": "explicit", "days": ["open"], "late_start": "12:00", "aborted_at": "12:00"},
        "overnight": "stay", "lists": {}, "stations": {"passport": passport}, "cohorts": {"everyone": cohort},
    })  # fmt: skip


def day_of(numbers):
    """Parties an hour from 06:00 on, by the case's rates a minute and their lengths."""
    clock, rates = 6, []
    for rate, minutes in zip(numbers["rates"], numbers["minutes"], strict=True):
        rates.append({"start": f"{clock:02d}:00", "end": f"{clock + minutes // 60:02d}:00",
                      "parties_per_hour": 60 * rate})  # fmt: skip
        clock += minutes // 60
    return {"kind": "poisson", "rates": rates}


def test_a_days_arrivals_are_as_many_as_the_integral_of_the_rate():
    """Case nhpp_expected_count (Ross 2014, ch. 5): the mean and the variance are both the integral of the rate.

    24 000 replications; SE of the variance sqrt((m4 - sd^4) / R).
    """
    cohort: Cohort = crossing_with(day_of(case("nhpp_expected_count")["parameters"]), 1000, {}).cohorts["everyone"]
    days = 24_000
    counts = parties_of(cohort, 1000, cohort.arrivals, days, Chances(SEED, range(days))).counts
    assert counts.max() < cohort.persons
    agrees("nhpp_expected_count", mean_of(counts))
    agrees("nhpp_expected_count", variance_of(counts))


def test_refusals_are_binomial(simulate):
    """Case refusals_binomial (Ross 2014, ch. 2): sd sqrt(N p (1 - p)), mean N p; 7000 replications.

    SE of the sd by the delta method. The outcomes are drawn; in the first 20 replications the engine carries them out.
    """
    answer = case("refusals_binomial")
    at_nine = {"kind": "on_the_day", "standing": 1, "standing_from": "00:00",
               "others": [{"start": "00:00", "end": "01:00", "weight": 1}]}  # fmt: skip
    scenario = crossing_with(at_nine, answer["parameters"]["N"], {"papers": answer["parameters"]["p"]})
    refused = []
    for number in range(7000):
        draws = draw(scenario, 1, number)
        refused.append(int((draws.onward == REFUSED).sum()))
        if number < 20:
            outcomes = simulate(build(scenario, draws), draws).outcome
            assert (outcomes == Outcome.REFUSED).sum() == refused[-1]
    agrees("refusals_binomial", sd_of(refused))
    agrees("refusals_binomial", mean_of(refused), answer["mean"])


# The fluid limit


def near(name, value):
    """The case's own rule: at n = 100 within 3 % of the limit."""
    print(f"{name}: {value:.6g}, limit {exact(name)}")
    assert value == pytest.approx(exact(name), rel=0.03)


def test_fluid_limit(simulate):
    """Cases fluid_peak_queue, fluid_clear_time and fluid_mean_wait (Newell 1982, ch. 2; Hall 1991, ch. 6).

    System n = 100 of the sequence: 100 times the arrivals, and 300 desks of one minute from 180 on. The noise is
    O(n^-1/2), and the case accepts 3 %. Largest queue over n; last start; mean wait.
    """
    arrival = poisson(200, 360, 0, "fluid")
    station = desk([(0, 0), (180, 300)])
    log = simulate(always_open(station), crowd(arrival, times(constant(1), 0, "fluid", arrival.size)))
    at = np.concatenate([log.reached[:, 0], log.started[:, 0]])
    change = np.repeat([1, -1], arrival.size)
    near("fluid_peak_queue", np.cumsum(change[np.argsort(at, kind="stable")]).max() / 100)
    near("fluid_clear_time", log.started.max() / MINUTE)
    near("fluid_mean_wait", (log.started - log.reached).mean() / MINUTE)


# Vehicles


def waits_for_departure(log):
    """From reaching the shuttle to its departure with the party (min), for those who were taken."""
    taken = log.trip[:, 0] != NEVER
    return (log.trips.departed[log.trip[taken, 0]] - log.reached[taken, 0]) / MINUTE


def rides(count, minutes=0.0):
    """As many equal rides as there could be trips; the way back takes no time."""
    return {0: (times(constant(minutes), 0, "ride", count) if minutes else np.zeros(count, np.int64),
                np.zeros(count, np.int64))}  # fmt: skip


def test_wait_for_a_bus_that_leaves_when_full(simulate):
    """Case fill_bus_Wq (Ross 2014): (b - 1) / (2 lambda); 250 replications of five buses, each filled from empty."""
    numbers = case("fill_bus_Wq")["parameters"]
    station, count = shuttle(MANY, seats=numbers["capacity"]), 5 * numbers["capacity"]
    nothing, means = np.zeros(count, np.int64), []
    for number in range(250):
        arrival = np.cumsum(times(exponential(1 / numbers["lambda"]), number, "fill", count))
        means.append(waits_for_departure(simulate(always_open(station), crowd(arrival, nothing, ride=rides(count))))
                     .mean())  # fmt: skip
    agrees("fill_bus_Wq", mean_of(means))


def test_headway_of_buses_that_leave_full_or_when_patience_ends(simulate):
    """Case full_or_timeout_headway (Ross 2014): 1/lambda + E[min(T, Erlang(b - 1))], the timer from the first boarding.

    250 replications of three cycles; each starts afresh with the next person, so the third departure is three of them.
    """
    numbers = case("full_or_timeout_headway")["parameters"]
    station = shuttle(MANY, seats=numbers["capacity"], patience=numbers["timeout"])
    means = []
    for number in range(250):
        arrival = poisson(numbers["lambda"], 160, number, "headway")
        draws = crowd(arrival, np.zeros(arrival.size, np.int64), ride=rides(arrival.size))
        means.append(simulate(always_open(station), draws).trips.departed[2] / MINUTE / 3)
    agrees("full_or_timeout_headway", mean_of(means))


def test_wait_for_a_timetable_bus_with_seats_for_all(simulate):
    """Case bus_infinite_capacity_Wq (Ross 2014): half the headway; 250 replications of six buses.

    A bus every 30 min: the shuttle is open for one ms then, and without patience. All people over all replications;
    SE of the ratio by the delta method.
    """
    every = case("bus_infinite_capacity_Wq")["parameters"]["timetable_every"] * MINUTE
    breaks = [0, *(moment for trip in range(1, 7) for moment in (trip * every, trip * every + 1))]
    plan = Timetable(tuple(breaks), (0, *[1, 0] * 6))
    station = shuttle(seats=MANY, patience=0)
    station = type(station)(**{**vars(station), "timetable": plan})
    waits = []
    for number in range(250):
        arrival = poisson(1.0, 180, number, "timetable bus")
        draws = crowd(arrival, np.zeros(arrival.size, np.int64), ride=rides(arrival.size, 10))
        log = simulate(always_open(station), draws)
        assert set(log.trips.departed.tolist()) <= set(breaks)
        waits.append(waits_for_departure(log))
        assert waits[-1].size == arrival.size
    agrees("bus_infinite_capacity_Wq", ratio_of([wait.sum() for wait in waits], [wait.size for wait in waits]))
