"""Clock times at the edges, whole milliseconds inside, and opening hours folded into step functions (T1, T2)."""

import numpy as np
import pytest
from small import constant, desk, minutes

from sim.model.clock import DAY, HOUR, from_clock, to_clock, to_ms
from sim.model.duty import on_duty, open_spans
from sim.model.scenario import Desk, Explicit
from sim.model.timetable import Timetable, always


def test_minutes_become_milliseconds_to_the_nearest():
    assert to_ms(np.array([0.0, 1.0, 0.00001, 2.5])).tolist() == [0, 60_000, 1, 150_000]


@pytest.mark.parametrize(("text", "ms"), [("00:00", 0), ("09:45", 35_100_000), ("24:00", DAY)])
def test_clock_times_are_read(text, ms):
    assert from_clock(text) == ms


@pytest.mark.parametrize("text", ["9:45", "25:00", "09:60", "24:01", "9h", "", "09:45 "])
def test_what_is_no_clock_time_is_refused(text):
    with pytest.raises(ValueError, match="needs a clock time"):
        from_clock(text)


def test_moments_are_told_as_clock_times():
    assert [to_clock(at) for at in (0, 35_100_000, DAY - 1, DAY + HOUR)] == [
        "00:00",
        "09:45",
        "day 2 00:00",
        "day 2 01:00",
    ]


def daily(hours, officers, days, **changes):
    """The timetable of a desk with these hours on so many open days."""
    station = Desk(**{**desk(officers, minutes(constant(1))), "hours": hours, **changes})
    calendar = Explicit(kind="explicit", days=["open"], late_start="10:00", aborted_at="11:00")
    return on_duty(station, open_spans(station, calendar, np.zeros(days, np.int64)), np.zeros((0, 3), np.int64))


MORNING = [("09:00", "12:00")]


def test_hours_repeat_each_day():
    table = daily(MORNING, 3, days=2)
    assert table.breaks == (0, 9 * HOUR, 12 * HOUR, DAY + 9 * HOUR, DAY + 12 * HOUR)
    assert table.levels == (0, 3, 0, 3, 0)


def test_a_level_holds_from_its_break_on():
    """The step function is right-continuous: at closing the level is already 0."""
    table = daily(MORNING, 3, days=1)
    assert [table.level_at(at) for at in (0, 9 * HOUR - 1, 9 * HOUR, 12 * HOUR - 1, 12 * HOUR)] == [0, 0, 3, 3, 0]


def test_spans_that_touch_are_one():
    """A station open to midnight and from midnight does not close in between."""
    assert daily([("00:00", "24:00")], 2, days=3) == Timetable((0, 3 * DAY), (2, 0))
    assert daily([("01:00", "05:00"), ("05:00", "09:00")], 4, 1) == Timetable((0, HOUR, 9 * HOUR), (0, 4, 0))


def test_time_on_duty_is_counted_to_the_horizon():
    table = daily(MORNING, 3, days=1)
    assert table.duty(DAY) == 9 * HOUR
    assert table.duty(10 * HOUR) == 3 * HOUR
    assert always(2).duty(HOUR) == 2 * HOUR


@pytest.mark.parametrize(
    ("breaks", "levels"), [((1,), (1,)), ((0, 0), (1, 2)), ((0,), (-1,)), ((0, 5), (1,)), ((), ())]
)
def test_what_is_no_step_function_is_refused(breaks, levels):
    with pytest.raises(ValueError, match="got"):
        Timetable(breaks, levels)


def test_a_stretch_that_begins_at_the_horizon_is_none_before_it():
    timetable = Timetable((0, 10, 20), (1, 2, 3))
    assert list(timetable.steps(20)) == [(0, 10, 1), (10, 20, 2)]
    assert list(timetable.steps(21)) == [(0, 10, 1), (10, 20, 2), (20, 21, 3)]
