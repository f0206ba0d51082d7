"""Known answers where patience ends: Erlang-A, of whom some leave the street before an officer is free (S8)."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from crowds import always_open, crowd, exponential, poisson, standing, times
from known import agrees, case, ratio_of
from worlds import desk

from sim.model.outcome import Outcome

WINDOWS, SPAN = 250, 1_600  # as many, of so many minutes
NUMBERS = case("erlangA_P_abandon")["parameters"]


def number_there():
    """The stationary law of the number there: of a birth and death chain in which those who wait also leave."""
    there = np.arange(1, 400)
    leaving = np.minimum(there, NUMBERS["c"]) / NUMBERS["mean_service"]
    leaving = leaving + np.maximum(there - NUMBERS["c"], 0) / NUMBERS["mean_patience"]
    return np.concatenate([[1.0], np.cumprod(NUMBERS["lambda"] / leaving)])


@cache
def outcomes(simulate):
    """Of each window, who gave up and who had to wait, of those who came within it: two lists of truths.

    It starts in the stationary number; services and patience are exponential, so that what is left of them is as new.
    The hall holds those at the desks alone: everybody else waits in the street, where patience counts.
    """
    gave_up, waited = [], []
    for number in range(WINDOWS):
        ahead = standing(number_there(), number, "patience, standing")
        later = poisson(NUMBERS["lambda"], SPAN, number, "patience, arrivals")
        arrival = np.concatenate([np.zeros(ahead, np.int64), later])
        check = times(exponential(NUMBERS["mean_service"]), number, "patience, checks", arrival.size)
        patience = times(exponential(NUMBERS["mean_patience"]), number, "patience", arrival.size)
        draws = replace(crowd(arrival, check), patience=patience)
        log = simulate(always_open(desk(NUMBERS["c"], hall=NUMBERS["c"])), draws)
        left = log.outcome == Outcome.GAVE_UP
        gave_up.append(left[ahead:])
        waited.append((left | (log.started != log.reached)[:, 0])[ahead:])
    return gave_up, waited


def share(windows):
    """The share of all who came, over all windows."""
    return ratio_of([window.sum() for window in windows], [window.size for window in windows])


@pytest.mark.slow
def test_who_gives_up_and_who_waits(simulate):
    """Cases erlangA_P_abandon and erlangA_P_wait (Palm 1946; Garnett, Mandelbaum & Reiman 2002, M&SOM 4(3):208-227)."""
    gave_up, waited = outcomes(simulate)
    agrees("erlangA_P_abandon", share(gave_up))
    agrees("erlangA_P_wait", share(waited))
