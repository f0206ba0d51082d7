"""Steady states. Long windows, many of them, and the start dealt with: nothing here is fast.

Where the stationary law is known the run starts in it, so no window is biased: M/M/c and Jackson from the number
there (exponential services are memoryless), M/G/1 from the work there. Elsewhere a warm-up of ten relaxation times or
more is thrown away; the relaxation time of M/M/c is 1 / (c mu (1 - sqrt(rho))^2) (Kleinrock 1975, ch. 2).
Everywhere: |estimate - exact| <= 4.5 SE and SE <= 1 % of exact, where an estimate is the sum over all windows of one
thing over the sum of another and its SE comes by the delta method over the windows, which are independent.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from crowds import (
    always_open,
    area,
    chance,
    constant,
    crowd,
    exponential,
    poisson,
    standing,
    times,
    uniform,
)
from known import Estimate, agrees, case, exact, mean_of, ratio_of
from worlds import CROSSED, desk, shuttle

from sim.model.clock import MINUTE, NEVER, Real, Whole, to_ms
from sim.model.counts import pick
from sim.model.distributions import Empirical
from sim.model.log import Reason

pytestmark = pytest.mark.slow


class Windows(NamedTuple):
    """Windows of one steady state: waits and whole stays (ms) of those who came within each, and areas (ms).

    `areas` (R, 3): party-milliseconds in the system, in the queue, in service; `span` (ms), `kind` per customer.
    """

    waits: list[Whole]
    stays: list[Whole]
    kinds: list[Whole]
    areas: Whole
    span: int


def ratio(parts, value):
    """The mean of a value over all customers of all windows."""
    return ratio_of([value(part).sum() for part in parts], [part.size for part in parts])


def mean_wait(windows):
    return ratio(windows.waits, lambda wait: wait / MINUTE)


def per_time(windows, column):
    """A time average: an area over the length of its window."""
    return mean_of(windows.areas[:, column] / windows.span)


# M/M/c


def number_there(rate, mean_service, desks):
    """The stationary law of the number in M/M/c, up to where nothing is left of it."""
    there = np.arange(1, 400)
    return np.concatenate([[1.0], np.cumprod(rate * mean_service / np.minimum(there, desks))])


@cache
def mmc(simulate, desks, rate, replications, span):
    """Windows of M/M/c, started in the stationary number; nobody comes after the window, which in FIFO changes nothing.

    Draws are addressed alike whatever the number of desks: common random numbers for all of them.
    """
    waits, stays, areas = [], [], []
    for number in range(replications):
        ahead = standing(number_there(rate, 4, desks), number, "M/M/c, standing")
        later = poisson(rate, span, number, "M/M/c, arrivals")
        arrival = np.concatenate([np.zeros(ahead, np.int64), later])
        check = times(exponential(4), number, "M/M/c, checks", arrival.size)
        log = simulate(always_open(desk(desks)), crowd(arrival, check))
        came, began, gone = log.reached[:, 0], log.started[:, 0], log.left[:, 0]
        waits.append((began - came)[ahead:])
        stays.append((gone - came)[ahead:])
        areas.append([area(*part, span * MINUTE) for part in ((came, gone), (came, began), (began, gone))])
    return Windows(waits, stays, [], np.array(areas), span * MINUTE)


def mm1(simulate):
    """250 windows of some 12 000 customers."""
    return mmc(simulate, 1, case("mm1_Wq")["parameters"]["lambda"], 250, 60_000)


def mm5(simulate):
    """250 windows of some 12 000 customers."""
    return mmc(simulate, 5, case("mmc_Wq")["parameters"]["lambda"], 250, 12_000)


def test_mm1_customers(simulate):
    """Cases mm1_Wq and mm1_W (Kleinrock 1975, ch. 3)."""
    windows = mm1(simulate)
    agrees("mm1_Wq", mean_wait(windows))
    agrees("mm1_W", ratio(windows.stays, lambda stay: stay / MINUTE))


def test_mm1_time_averages(simulate):
    """Cases mm1_L, mm1_Lq and mm1_util (Kleinrock 1975, ch. 3): areas over the length of the window."""
    windows = mm1(simulate)
    agrees("mm1_L", per_time(windows, 0))
    agrees("mm1_Lq", per_time(windows, 1))
    agrees("mm1_util", per_time(windows, 2))


def test_mm1_95th_percentile_of_the_time_in_system(simulate):
    """Case mm1_W_p95 (Kleinrock 1975, ch. 3): W is exponential.

    Order statistic of all customers; its SE is that of the share beyond the exact value over the exact density there.
    """
    windows = mm1(simulate)
    target = exact("mm1_W_p95")
    beyond = ratio(windows.stays, lambda stay: stay > target * MINUTE)
    density = 0.05 * (1 / 4 - 0.2)
    value = float(np.quantile(np.concatenate(windows.stays), 0.95)) / MINUTE
    agrees("mm1_W_p95", Estimate(value, beyond.error / density))


def test_mmc_customers(simulate):
    """Cases mmc_ErlangC and mmc_Wq (Erlang 1917; Shortle et al. 2018, ch. 3)."""
    windows = mm5(simulate)
    agrees("mmc_ErlangC", ratio(windows.waits, lambda wait: wait > 0))
    agrees("mmc_Wq", mean_wait(windows))


def test_mmc_queue(simulate):
    """Case mmc_Lq (Erlang 1917; Shortle et al. 2018, ch. 3): area over the length of the window."""
    agrees("mmc_Lq", per_time(mm5(simulate), 1))


def test_pooling(simulate):
    """Case mmc_pooling_ratio (Shortle et al. 2018): each separate line is an M/M/1 with a fifth of the arrivals.

    Both systems have the same draws; SE of the ratio of the two means by the delta method over pairs of windows.
    """
    apart, shared = mm1(simulate), mm5(simulate)
    tops, bottoms = mean_wait(apart).value, mean_wait(shared).value
    influence = residuals(apart) / tops - residuals(shared) / bottoms
    agrees("mmc_pooling_ratio", Estimate(tops / bottoms, mean_of(influence).error * tops / bottoms))


def residuals(windows):
    """How each window moves the mean wait (min)."""
    counts = np.array([wait.size for wait in windows.waits])
    sums = np.array([wait.sum() for wait in windows.waits]) / MINUTE
    return (sums - sums.sum() / counts.sum() * counts) / counts.mean()


# M/G/1


def work_there(load, excess, number):
    """The stationary work (ms): a geometric number of equilibrium residual services (Pollaczek-Khinchine, Benes)."""
    pieces = standing(load ** np.arange(400), number, "M/G/1, pieces")
    return to_ms(np.array([excess(chance(number, "M/G/1, residuals", 2 * pieces).reshape(2, -1)).sum()]))


@cache
def mg1(simulate, family, excess):
    """250 windows of some 4800 customers: one party at 0 is all the work there, and is not counted."""
    waits = []
    for number in range(250):
        later = poisson(0.2, 24_000, number, "M/G/1, arrivals")
        check = times(family, number, "M/G/1, checks", later.size)
        arrival = np.concatenate([np.zeros(1, np.int64), later])
        log = simulate(always_open(desk()), crowd(arrival, np.concatenate([work_there(0.8, excess, number), check])))
        waits.append((log.started - log.reached)[1:, 0])
    return Windows(waits, [], [], np.zeros(0), 0)


def constant_excess(u: Real) -> Real:
    """What is left of a constant service of 4 min: uniform."""
    return 4 * u[0]


def uniform_excess(u: Real) -> Real:
    """What is left of uniform(2, 6) min: a uniform part of a service drawn by its length."""
    return u[0] * np.sqrt(4 + 32 * u[1])


def test_md1(simulate):
    """Cases md1_Wq (Kleinrock 1975, sec. 5.6) and md1_P_Wq_le_4 (Crommelin 1932; Franx 2001)."""
    windows = mg1(simulate, constant(4), constant_excess)
    agrees("md1_Wq", mean_wait(windows))
    agrees("md1_P_Wq_le_4", ratio(windows.waits, lambda wait: wait <= 4 * MINUTE))


def test_mg1_uniform(simulate):
    """Case mg1_uniform_Wq (Kleinrock 1975, sec. 5.6): lambda E[S^2] / (2 (1 - rho))."""
    agrees("mg1_uniform_Wq", mean_wait(mg1(simulate, uniform(2, 6), uniform_excess)))


# Families, whose members come together and are served one by one


def persons_there(rate, sizes, shares, mean_service):
    """The stationary number of persons in M^X/M/1: mu p_n = lambda sum_k p_k P(X >= n - k), by level crossings."""
    at_least = np.array([shares[sizes >= size].sum() for size in range(sizes.max() + 1)])
    law = [1.0]
    for number in range(1, 600):
        jumps = range(1, min(number, sizes.max()) + 1)
        law.append(rate * mean_service * sum(law[number - jump] * at_least[jump] for jump in jumps))
    return np.array(law)


def test_families_served_member_by_member(simulate):
    """Case mxm1_L (Shortle et al. 2018, sec. 3.1): persons in the system, over time; 250 windows of 40 000 min.

    Each member is a party of one, all coming at the same instant; started in the stationary number.
    """
    numbers = case("mxm1_L")["parameters"]
    sizes = np.array([int(size) for size in numbers["party_size_pmf"]])
    shares = np.array(list(numbers["party_size_pmf"].values()))
    law, areas, span = persons_there(numbers["party_rate"], sizes, shares, 5), [], 40_000
    assert law @ np.arange(law.size) / law.sum() == pytest.approx(exact("mxm1_L"), rel=1e-9)
    for number in range(250):
        families = poisson(numbers["party_rate"], span, number, "families")
        members = sizes[pick(tuple(shares), chance(number, "family sizes", families.size))]
        ahead = np.zeros(standing(law, number, "families, standing"), np.int64)
        arrival = np.concatenate([ahead, np.repeat(families, members)])
        check = times(exponential(numbers["mean_service_per_person"]), number, "families, checks", arrival.size)
        log = simulate(always_open(desk()), crowd(arrival, check))
        areas.append(area(log.reached[:, 0], log.left[:, 0], span * MINUTE) / (span * MINUTE))
    agrees("mxm1_L", mean_of(areas))


# Priorities


@cache
def priorities(simulate, desks, rates, mean_service, replications, span):
    """Windows with classes of these rates, the first one going first, after a warm-up of `span` / 10.

    From empty. People keep coming for span / 10 after the window, and all who are counted have begun by then.
    """
    waits, kinds = [], []
    warm, end = span * MINUTE // 10, span * MINUTE * 11 // 10
    for number in range(replications):
        arrival = poisson(sum(rates), span * 1.2, number, "priorities, arrivals")
        shares = tuple(rate / sum(rates) for rate in rates)
        kind = pick(shares, chance(number, "priorities, class", arrival.size))
        check = times(exponential(mean_service), number, "priorities, checks", arrival.size)
        log = simulate(always_open(desk(desks)), crowd(arrival, check, priority=kind))
        counted = (arrival >= warm) & (arrival < end)
        assert log.started[counted].max() < arrival[-1]
        waits.append((log.started - log.reached)[counted, 0])
        kinds.append(kind[counted])
    return Windows(waits, [], kinds, np.zeros(0), span * MINUTE)


def mean_wait_of(windows, kind):
    """The mean wait of one class (min)."""
    return mean_wait(windows._replace(waits=[wait[of == kind] for wait, of in zip(windows.waits, windows.kinds,
                                                                                strict=True)]))  # fmt: skip


def three_classes(simulate):
    """250 windows of 40 000 min; the relaxation time is 359 min."""
    return priorities(simulate, 1, tuple(case("conservation_law")["parameters"]["lambda"].values()), 4, 250, 40_000)


@pytest.mark.parametrize("kind", ["wounded", "foreign", "general"])
def test_three_classes_at_one_desk(simulate, kind):
    """Cases np_priority_Wq_wounded, np_priority_Wq_foreign, np_priority_Wq_general (Cobham 1954; Kleinrock 1976)."""
    name = {"wounded": "np_priority_Wq_wounded", "foreign": "np_priority_Wq_foreign",
            "general": "np_priority_Wq_general"}[kind]  # fmt: skip
    agrees(name, mean_wait_of(three_classes(simulate), ["wounded", "foreign", "general"].index(kind)))


def test_conservation_law(simulate):
    """Case conservation_law (Kleinrock 1965, Nav. Res. Logist. Q. 12:181-192): sum rho_k Wq_k is that of FIFO.

    With equal service laws it is rho times the mean wait of all customers.
    """
    everyone = mean_wait(three_classes(simulate))
    agrees("conservation_law", Estimate(0.8 * everyone.value, 0.8 * everyone.error))


def test_two_classes_as_in_ciw(simulate):
    """Cases np_priority_ciw_T1 and np_priority_ciw_T2 (Cobham 1954): time in system, so a check more than the wait.

    250 windows of 10 000 min; the relaxation time is 90 min. The check of 1 min on average is independent of the wait.
    """
    windows = priorities(simulate, 1, tuple(case("np_priority_ciw_T1")["parameters"]["lambda"]), 1, 250, 10_000)
    for kind, name in enumerate(("np_priority_ciw_T1", "np_priority_ciw_T2")):
        wait = mean_wait_of(windows, kind)
        agrees(name, Estimate(wait.value + 1, wait.error))


def test_two_classes_at_five_desks(simulate):
    """Cases np_priority_mmc_wounded and np_priority_mmc_general (Kella & Yechiali 1985, Nav. Res. Logist. Q. 32:23-34).

    250 windows of 12 000 min; the relaxation time is 72 min.
    """
    numbers = case("np_priority_mmc_wounded")["parameters"]
    windows = priorities(simulate, numbers["c"], tuple(numbers["lambda"].values()), 4, 250, 12_000)
    agrees("np_priority_mmc_wounded", mean_wait_of(windows, 0))
    agrees("np_priority_mmc_general", mean_wait_of(windows, 1))


# A tandem


@cache
def tandem(simulate):
    """250 windows of 13 000 min: stamps (reached, started, left) of those who came within each, and the first
    10 000 departures.

    Started in the product form; people keep coming for 400 min after the window, as one may pass another.
    """
    numbers = case("jackson_tandem_W")["parameters"]
    stations = [desk(plan["c"]) for plan in numbers["stations"]]
    counted, departures, span = [], [], 13_000
    for number in range(250):
        there = [
            standing(number_there(numbers["lambda"], plan["mean_service"], plan["c"]), number, f"tandem {plan['name']}")
            for plan in numbers["stations"]
        ]
        ahead = np.repeat(np.arange(3), there)
        later = poisson(numbers["lambda"], span + 400, number, "tandem, arrivals")
        arrival = np.concatenate([np.zeros(ahead.size, np.int64), later])
        checks = [times(exponential(plan["mean_service"]), number, f"tandem, checks, {plan['name']}", arrival.size)
                  for plan in numbers["stations"]]  # fmt: skip
        first = np.concatenate([ahead, np.zeros(later.size, np.int64)])
        log = simulate(always_open(*stations), crowd(arrival, np.column_stack(checks), first=first))
        chosen = slice(ahead.size, ahead.size + int((later <= span * MINUTE).sum()))
        counted.append((log.reached[chosen], log.started[chosen], log.left[chosen]))
        assert log.left[chosen].max() < arrival[-1]
        departures.append(np.sort(log.left[:, 2])[:10_000])
    return counted, departures


def test_time_in_a_tandem(simulate):
    """Case jackson_tandem_W (Jackson 1957, Oper. Res. 5(4):518-521): the sum of M/M/c sojourns."""
    counted, _ = tandem(simulate)
    agrees("jackson_tandem_W", ratio([left[:, 2] - came[:, 0] for came, _, left in counted],
                                     lambda stay: stay / MINUTE))  # fmt: skip


def test_waits_in_a_tandem(simulate):
    """Cases jackson_tandem_Wq_list_check, jackson_tandem_Wq_passport and jackson_tandem_Wq_luggage (Jackson 1957)."""
    counted, _ = tandem(simulate)
    for at, name in enumerate((
        "jackson_tandem_Wq_list_check", "jackson_tandem_Wq_passport", "jackson_tandem_Wq_luggage",
    )):  # fmt: skip
        agrees(name, ratio([began[:, at] - came[:, at] for came, began, _ in counted], lambda wait: wait / MINUTE))


def test_the_output_of_a_tandem_is_poisson(simulate):
    """Case burke_interdeparture_scv (Burke 1956, Oper. Res. 4(6):699-704): SCV of the times between departures.

    The ratio of mean square to squared mean, less 1; SE by the delta method over windows.
    """
    gaps = [np.diff(gone, prepend=0) / MINUTE for gone in tandem(simulate)[1]]
    mean, square = ratio(gaps, lambda gap: gap), ratio(gaps, np.square)
    value = square.value / mean.value**2
    moved = [(gap**2 - 2 * value * mean.value * gap + value * mean.value**2).sum() / mean.value**2 for gap in gaps]
    error = mean_of(moved).error / np.mean([gap.size for gap in gaps])
    agrees("burke_interdeparture_scv", Estimate(value - 1, error))


# Saturated lines of single desks with little room between them


@pytest.mark.parametrize("name", [
    "blocking_2stage_B0", "blocking_2stage_B3", "blocking_2stage_unbalanced", "blocking_4stage_B0",
])  # fmt: skip
def test_throughput_of_a_saturated_line(simulate, name):
    """Cases blocking_2stage_B0, blocking_2stage_B3, blocking_2stage_unbalanced, blocking_4stage_B0 (Hunt 1956).

    Oper. Res. 4(6):674-683, blocking after service. A hall counts who is at its desk, so it is one larger than the
    room before it. 250 windows of 1600 min after a warm-up of 1000 min from empty (250 services; these chains have at
    most a few dozen states); departures over the length of the window.
    """
    numbers = case(name)["parameters"]
    means = numbers["mean_service"]
    rooms = numbers.get("buffers") or [numbers["buffer"]]
    stations = [desk(), *(desk(hall=room + 1) for room in rooms)]
    warm, end = 1000 * MINUTE, 2600 * MINUTE
    through = []
    for number in range(250):
        checks = [times(exponential(mean), number, f"{name}, desk {at}", 800) for at, mean in enumerate(means)]
        log = simulate(always_open(*stations, until=end), crowd(np.zeros(800, np.int64), np.column_stack(checks)))
        gone = log.left[:, -1]
        assert log.started[-1, 0] == NEVER  # saturated to the end
        through.append(((gone >= warm) & (gone != NEVER)).sum() / 1600)
    agrees(name, mean_of(through))


# Vehicles in a loop


def loop(simulate, name, warm, span):
    """Departures a minute in each of 250 windows, after a warm-up with all vehicles at hand.

    A vehicle carries a pair. One of them takes the loading time to step on, and holds the dock, a desk whose hall has
    one place, while the other takes as long to step off: so one vehicle loads and one unloads at a time.
    """
    numbers = case(name)["parameters"]
    stations = [shuttle(numbers["buses"], seats=2), desk(hall=1)]
    pairs = int((warm + span) * exact(name) * 1.2) + 100
    rates, nothing = [], np.zeros(pairs, np.int64)
    ride = {0: (to_ms(np.full(pairs, numbers["out"])), to_ms(np.full(pairs, numbers["back"])))}
    for number in range(250):
        load = times(exponential(numbers["load_mean"]), number, "loop, load", pairs)
        unload = times(exponential(numbers["unload_mean"]), number, "loop, unload", pairs)
        at_shuttle, at_dock = np.array([[1, 0]]), np.array([[0, 1]])
        boarding = np.kron(np.column_stack([load, nothing]).reshape(-1, 1), at_shuttle)
        alighting = np.kron(np.column_stack([nothing, unload]).reshape(-1, 1), at_shuttle)
        service = np.kron(np.column_stack([unload, nothing]).reshape(-1, 1), at_dock)
        draws = crowd(
            np.zeros(2 * pairs, np.int64), service, boarding=boarding, alighting=alighting,
            onward=np.tile([[1, CROSSED], [CROSSED, CROSSED]], (pairs, 1)), ride=ride,
        )  # fmt: skip
        departed = simulate(always_open(*stations, until=(warm + span) * MINUTE), draws).trips.departed
        departed = departed[departed != NEVER]
        assert departed.size < pairs
        rates.append((departed >= warm * MINUTE).sum() / span)
    return mean_of(rates)


@pytest.mark.parametrize(("name", "warm", "span"), [
    ("shuttle_loop_N1", 730, 7300), ("shuttle_loop_N3", 1500, 3000), ("shuttle_loop_N12", 3000, 1200),
])  # fmt: skip
def test_vehicles_in_a_loop(simulate, name, warm, span):
    """Cases shuttle_loop_N1, shuttle_loop_N3, shuttle_loop_N12 (Reiser & Lavenberg 1980, JACM 27(2):313-322).

    Exact mean value analysis. Departures over the length of the window; a round is 73 min without queues.
    """
    agrees(name, loop(simulate, name, warm, span))


@cache
def two_buses(simulate):
    """200 windows of 2400 min after 2400 min from empty: waits, persons and full departures."""
    numbers = case("shuttle_2buses_wait")["parameters"]
    station = shuttle(numbers["buses"], seats=numbers["capacity"], patience=numbers["timeout"])
    waits, loads, full, warm, end = [], [], [], 2400 * MINUTE, 4800 * MINUTE
    for number in range(200):
        arrival = poisson(numbers["lambda"], 5100, number, "two buses")
        nothing = np.zeros(arrival.size, np.int64)
        trips = (np.full(arrival.size, 75 * MINUTE), nothing)
        log = simulate(always_open(station), crowd(arrival, nothing, ride={0: trips}))
        counted = (arrival >= warm) & (arrival < end)
        waits.append(log.trips.departed[log.trip[counted, 0]] - arrival[counted])
        then = (log.trips.departed >= warm) & (log.trips.departed < end)
        loads.append(log.trips.persons[then])
        full.append(log.trips.reason[then] == Reason.FULL)
    return waits, loads, full


def test_two_buses(simulate):
    """Cases shuttle_2buses_wait, shuttle_2buses_load, shuttle_2buses_pfull: leave full or 30 min after first boarding.

    The answers are simulated by a recursion, bus by bus: their own SE is added to that of the estimate. That the
    engine makes the same trips as such a recursion on the same arrivals is tested exactly in test_schedules.py.
    """
    waits, loads, full = two_buses(simulate)
    agrees("shuttle_2buses_wait", ratio(waits, lambda wait: wait / MINUTE))
    agrees("shuttle_2buses_load", ratio(loads, lambda load: load))
    agrees("shuttle_2buses_pfull", ratio(full, lambda each: each))


def test_some_checks_are_followed_by_a_long_one_at_the_same_desk(simulate):
    """Case mg4_secondary_Wq: M/G/4 with a check of 3 min, or of 23 with probability 0.15.

    The answer is simulated by another recursion: its own SE is added. 300 windows of 20 000 min, 11 000 customers,
    after a warm-up of 2500 min from empty.
    """
    check = Empirical(family="empirical", values=[3, 23], weights=[0.85, 0.15])
    numbers = case("mg4_secondary_Wq")["parameters"]
    waits = []
    for number in range(300):
        arrival = poisson(numbers["lambda"], 22_500, number, "secondary, arrivals")
        service = times(check, number, "secondary, checks", arrival.size)
        log = simulate(always_open(desk(numbers["c"])), crowd(arrival, service))
        waits.append((log.started - log.reached)[arrival >= 2500 * MINUTE, 0])
    agrees("mg4_secondary_Wq", ratio(waits, lambda wait: wait / MINUTE))
