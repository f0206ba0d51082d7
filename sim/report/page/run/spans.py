"""Values of many days in words: the middle, and where one more day would fall."""

import numpy as np

from sim.model.clock import MINUTE, Real, to_clock
from sim.report.plots.words import clock, number, percent
from sim.study.intervals import Interval, mean_interval, observed_median, prediction_interval


def known(values: Real) -> Real:
    """The values without those of days on which there was nothing to measure."""
    return values[~np.isnan(values)]


def hours(minutes: float) -> str:
    """A duration: "5 h 24 min"."""
    whole = round(minutes)
    return f"{whole // 60} h {whole % 60:02d} min" if whole >= 60 else f"{whole} min"


def said(value: float, unit: str) -> str:
    """A value as it is read: a clock time, a duration, a share or a number."""
    match unit:
        case "clock":
            return clock(value)
        case "min":
            return hours(value)
        case "share":
            return percent(value)
        case "person-h":
            return f"{value:,.0f}"
        case _:
            return number(value) if value > 0 or abs(value) >= 0.05 else "0"


def middle(values: Real, unit: str) -> float:
    """The median of some values; of clock times one that came up."""
    return observed_median(values) if unit == "clock" else float(np.median(values))


def day_span(values: Real, unit: str) -> str:
    """Where one more day would fall, "392 to 468"; "" where the days are too few to say, or all alike."""
    return _span(prediction_interval(values), unit)


def mean_span(values: Real, unit: str) -> str:
    """The 95 % confidence interval of the mean; "" where there is none, or it has no width."""
    return _span(mean_interval(values), unit)


def _span(interval: Interval, unit: str) -> str:
    if interval.low is None or interval.high is None:
        return ""
    low, high = said(interval.low, unit), said(interval.high, unit)
    return f"{low} to {high}" if low != high else ""


def day_words(values: Real, unit: str) -> str:
    """The median and, in brackets, where one more day would fall; "none" where there was nothing to measure."""
    there = known(values)
    if not there.size:
        return "none"
    span = day_span(there, unit)
    return said(middle(there, unit), unit) + (f" ({span})" if span else "")


def mean_words(values: Real, unit: str) -> str:
    """The mean and, in brackets, its 95 % confidence interval; "none" where there was nothing to measure."""
    there = known(values)
    if not there.size:
        return "none"
    span = mean_span(there, unit)
    return said(float(there.mean()), unit) + (f" ({span})" if span else "")


def moment(ms: float) -> str:
    """A moment (ms since 00:00 of day 1) as a clock time."""
    return to_clock(int(ms) // MINUTE * MINUTE)
