"""Known answers to the millisecond: small schedules worked by hand, and identities that hold on every path."""

import numpy as np
import pytest

from known import case, exact
from sim.model.clock import MINUTE
from sim.model.crossing import Crossing
from sim.model.log import Reason
from worlds import Party, crossing_of, desk, draws_of, minutes_of, ms, shuttle

LONG = 100 * 1440  # minutes


def run(simulate, stations, parties, *, round_trip=0.0):
    """The log of parties at stations; a vehicle is back `round_trip` minutes after it left."""
    return simulate(crossing_of(stations, LONG), draws_of(stations, parties, round_trip, 0))


def last(log, stamp="finished"):
    """When this happened for the last time anywhere (min)."""
    return getattr(log, stamp).max() / MINUTE


def loads_of(log):
    """The party sizes aboard each trip of the only shuttle, in boarding order."""
    return [log.size[log.trip[:, 0] == number].tolist() for number in range(log.trips.number.size)]


def backlog(simulate, answer):
    numbers = answer["parameters"]
    return run(simulate, [desk(numbers["c"])], [Party(0, [3])] * numbers["backlog"])


def test_backlog_of_constant_checks_is_cleared_in_ceil_n_over_c_checks(simulate):
    """Case ddc_clear_time: N people, c desks, constant s: clear at ceil(N/c) s (hand computation)."""
    assert last(backlog(simulate, case("ddc_clear_time"))) == exact("ddc_clear_time")


def test_backlog_of_constant_checks_waits_s_floor_i_over_c(simulate):
    """Case ddc_mean_wait: the mean of s floor(i/c) (hand computation)."""
    log = backlog(simulate, case("ddc_mean_wait"))
    assert log.started.sum() == exact("ddc_mean_wait") * MINUTE * log.place.size


def test_the_last_of_a_backlog_waits_longest(simulate):
    """Case ddc_max_wait: s floor((N-1)/c) (hand computation)."""
    assert minutes_of(backlog(simulate, case("ddc_max_wait")), "started", 0)[-1] == exact("ddc_max_wait")


def test_a_party_that_does_not_fit_sends_the_bus_off_and_nobody_passes(simulate):
    """Case party_loading_fifo_no_skip: all wait at 0, 8 seats, in order, no passing (hand computation)."""
    parties = [Party(0, [0], size=size) for size in case("party_loading_fifo_no_skip")["parameters"][
        "party_sizes_in_queue_order"]]  # fmt: skip
    log = run(simulate, [shuttle(9, seats=8)], parties)
    assert loads_of(log) == [[4, 3], [5, 2], [6, 1], [4, 2]]
    assert log.trip[-2:, 0].tolist() == [-1, -1]  # 5 and 3 fill the fifth bus, which is away at the same instant
