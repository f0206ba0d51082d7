"""Known answers where patience ends (S8): Erlang-A, a hall with loss, Erlang-B. Each window starts in the steady state.

Who has no patience at all and is not admitted at once leaves: a hall of K places is then a queue with loss. The number
there at the start has its stationary law, and each check under way the rest of one; patience is exponential or none, so
that what is left of it is as new.
"""

from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from crowds import always_open, area, constant, crowd, exponential, poisson, standing, times, uniform
from known import agrees, case, mean_of, ratio_of
from worlds import desk

from sim.model.clock import MINUTE, Whole
from sim.model.distributions import Duration
from sim.model.outcome import Outcome

pytestmark = pytest.mark.slow
WINDOWS = 250
A_LOT = 400  # persons; nothing is left of any of these laws there


class Setting(NamedTuple):
    """Desks, and room (persons) with them; the mean patience of those outside (min), 0 for none. Times in minutes."""

    rate: float
    desks: int
    room: int
    check: Duration
    rest: Duration  # of a check that is under way
    patience: float
    span: float


class Window(NamedTuple):
    """Of those who came within it, who gave up and who waited or gave up; its queue, and its exits a minute."""

    gave_up: Whole
    waited: Whole
    queue: float
    exits: float


def number_there(setting):
    """The stationary law of the number in the hall, and outside as far as people wait there."""
    there = np.arange(1, (A_LOT if setting.patience else setting.room) + 1)
    leaving = np.minimum(there, setting.desks) / setting.check.mean_value()
    if setting.patience:
        leaving = leaving + np.maximum(there - setting.room, 0) / setting.patience
    return np.concatenate([[1.0], np.cumprod(setting.rate / leaving)])


def drawn(setting, number):
    """Those who are there, and those who come within the window: how many are there, and all their draws."""
    ahead = standing(number_there(setting), number, "giving up, standing")
    later = poisson(setting.rate, setting.span, number, "giving up, arrivals")
    arrival = np.concatenate([np.zeros(ahead, np.int64), later])
    check = times(setting.check, number, "giving up, checks", arrival.size)
    begun = min(ahead, setting.desks)
    check[:begun] = times(setting.rest, number, "giving up, rests", begun)
    patience = times(exponential(setting.patience or 1), number, "giving up, patience", arrival.size)
    return ahead, replace(crowd(arrival, check), patience=patience * (setting.patience > 0))


@cache
def windows(simulate, setting):
    """All windows of a setting; nobody comes after one, which changes nothing for those who came before."""
    each, span = [], int(setting.span * MINUTE)
    for number in range(WINDOWS):
        ahead, draws = drawn(setting, number)
        log = simulate(always_open(desk(setting.desks, hall=setting.room)), draws)
        left, came, began = log.outcome == Outcome.GAVE_UP, log.reached[:, 0], log.started[:, 0]
        exits = (~left & (log.left[:, 0] <= span)).sum() / setting.span
        queue = area(came[~left], began[~left], span) / span
        each.append(Window(left[ahead:], (left | (came != began))[ahead:], queue, exits))
    return each


def share(parts):
    """The share of all who came, over all windows."""
    return ratio_of([part.sum() for part in parts], [part.size for part in parts])


def test_who_gives_up_and_who_waits(simulate):
    """Cases erlangA_P_abandon and erlangA_P_wait (Palm 1946; Garnett, Mandelbaum & Reiman 2002, M&SOM 4(3):208-227).

    The hall holds those at the desks alone: everybody else waits in the street, where patience counts.
    """
    numbers = case("erlangA_P_abandon")["parameters"]
    check, desks = exponential(numbers["mean_service"]), numbers["c"]
    each = windows(simulate, Setting(numbers["lambda"], desks, desks, check, check, numbers["mean_patience"], 1_600))
    agrees("erlangA_P_abandon", share([one.gave_up for one in each]))
    agrees("erlangA_P_wait", share([one.waited for one in each]))


def test_a_hall_that_turns_away_who_finds_it_full(simulate):
    """Cases mmcK_block, mmcK_Lq and mmcK_throughput (Shortle, Thompson, Gross & Harris 2018, Wiley, ch. 3)."""
    numbers = case("mmcK_block")["parameters"]
    check, room = exponential(numbers["mean_service"]), numbers["K_total_places"]
    each = windows(simulate, Setting(numbers["lambda"], numbers["c"], room, check, check, 0, 2_000))
    agrees("mmcK_block", share([one.gave_up for one in each]))
    agrees("mmcK_Lq", mean_of([one.queue for one in each]))
    agrees("mmcK_throughput", mean_of([one.exits for one in each]))


def lost(simulate, numbers, check, rest):
    """The share of calls that find no ambulance; an ambulance is a desk at which its round trip is the check."""
    each = windows(simulate, Setting(numbers["lambda"], numbers["c"], numbers["c"], check, rest, 0, 20_000))
    return share([one.gave_up for one in each])


def test_calls_that_find_no_ambulance(simulate):
    """Case erlangB_ambulance (Erlang 1917): B(4, 3), round trips exponential."""
    numbers = case("erlangB_ambulance")["parameters"]
    trip = exponential(numbers["mean_service"])
    agrees("erlangB_ambulance", lost(simulate, numbers, trip, trip))


def test_calls_that_find_no_ambulance_are_as_many_where_all_trips_are_alike(simulate):
    """Case erlangB_insensitive (Erlang 1917; Sevastyanov 1957): what is left of a trip under way is uniform."""
    numbers = case("erlangB_insensitive")["parameters"]
    trip = numbers["mean_service"]
    agrees("erlangB_insensitive", lost(simulate, numbers, constant(trip), uniform(0, trip)))
