"""When parties come, from uniforms that are told: by a profile, or as a stream (P1, P2)."""

import math

import numpy as np
import pytest
from told import Told

from sim.model.clock import HOUR, NEVER
from sim.model.coming import clocks, streams
from sim.model.scenario import ByProfile, Poisson


def profile(*spans):
    """Nobody stands there; the others come in these spans (from, to, weight)."""
    others = [{"start": start, "end": end, "weight": weight} for start, end, weight in spans]
    return ByProfile(standing=0.0, standing_from="07:00", others=others)


def stream(*spans):
    """A stream at these rates (from, to, parties an hour)."""
    rates = [{"start": start, "end": end, "parties_per_hour": rate} for start, end, rate in spans]
    return Poisson(kind="poisson", rates=rates)


def after(*gaps):
    """The uniforms that make these gaps."""
    return [-math.expm1(-gap) for gap in gaps]


def test_who_is_there_already_comes_at_no_other_time():
    assert clocks(None, np.array([3]), Told()) == 0


def test_each_share_of_a_profile_comes_evenly_in_its_span():
    """A quarter from eight to nine, the others from ten to twelve: after five eighths of all, it is eleven."""
    given = profile(("08:00", "09:00", 0.25), ("10:00", "12:00", 0.75))
    came = clocks(given, np.array([4]), Told(arrival=[0.0, 0.125, 0.25, 0.625]))
    assert came.tolist() == [8 * HOUR, 8.5 * HOUR, 10 * HOUR, 11 * HOUR]


def test_nobody_comes_after_the_profile_ends():
    """Not even where its weights lack a billionth of 1, and its last span is smaller still."""
    given = profile(("08:00", "09:00", 1 - 1e-9), ("09:00", "10:00", 5e-10))
    assert clocks(given, np.array([1]), Told(arrival=[1 - 2.0**-53])).tolist() == [10 * HOUR]


def test_a_stream_comes_where_its_cumulative_rate_has_passed_each_gap():
    """One an hour from eight to ten, two from ten to eleven: after 1.5, 2 and 3 it is 9:30, 10 and 10:30; 4 is all."""
    given = stream(("08:00", "10:00", 1.0), ("10:00", "11:00", 2.0))
    came = streams(given, 4, 1, Told(gap=after(1.5, 0.5 + 1e-12, 1.0, 1.5)))
    assert came.tolist() == [[9.5 * HOUR, 10 * HOUR, 10.5 * HOUR, NEVER]]


def test_who_would_come_as_a_stream_ends_does_not_come():
    """The rates end before their last moment; the first of two gaps ends right there."""
    came = streams(stream(("08:00", "09:00", math.log(2))), 1, 1, Told(gap=[0.5]))
    assert came.tolist() == [[NEVER]]


@pytest.mark.parametrize("most", [30, 100])
def test_a_stream_goes_on_until_its_rates_end_or_all_have_come(most):
    """Four are expected, but the gaps are a tenth of the usual ones: 40, less the last one; or as many as there are."""
    came = streams(stream(("08:00", "12:00", 1.0)), most, 1, Told(gap=after(0.1 + 1e-9)))
    assert (came != NEVER).sum() == min(39, most)
    assert came[0, :3].tolist() == [8 * HOUR + at * HOUR // 10 for at in (1, 2, 3)]


def test_a_stream_in_many_worlds_is_as_long_as_the_longest():
    came = streams(stream(("08:00", "12:00", 1.0)), 3, 2, Told(gap=after(1.5)))
    assert came.tolist() == [[9.5 * HOUR, 11 * HOUR, NEVER]] * 2


def test_a_stream_at_no_rate_brings_nobody():
    assert streams(stream(("08:00", "12:00", 0.0)), 9, 2, Told()).tolist() == [[], []]
