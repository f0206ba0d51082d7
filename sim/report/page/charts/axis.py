"""Axes: from where to where they go, and where they are marked."""

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.ticker import MaxNLocator

from sim.model.clock import DAY, MINUTE, to_clock
from sim.report.plots.hours import MARKS, Span
from sim.report.plots.words import number


class Axis(NamedTuple):
    """Values from `low` to `high`, marked at `ticks` with their texts; `title` says what they are, with the unit."""

    low: float
    high: float
    ticks: list[tuple[float, str]]
    title: str

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def amounts(most: float, title: str, marks: int = 6) -> Axis:
    """From 0 to a little more than `most`."""
    high = 1.04 * max(most, 1.0)
    places = [float(at) for at in MaxNLocator(marks, steps=[1, 2, 5, 10]).tick_values(0, high)]
    return Axis(0.0, high, [(at, number(at)) for at in places if 0 <= at <= high], title)


def around(low: float, high: float, title: str, told: Callable[[float], str], marks: int = 5) -> Axis:
    """From a little below `low` to a little above `high`, its marks told in words; for values that may be below 0."""
    room = 0.06 * ((high - low) or 1.0)
    start, end = low - room, high + room
    places = [float(at) for at in MaxNLocator(marks, steps=[1, 2, 5, 10]).tick_values(start, end)]
    return Axis(start, end, [(at, told(at) if at else "0") for at in places if start <= at <= end], title)


def percents(title: str) -> Axis:
    """From 0 to 100 %."""
    return Axis(0.0, 1.0, [(share / 4, f"{25 * share} %") for share in range(5)], title)


def clock_times(span: Span, horizon: int, title: str, marks: int = 8) -> Axis:
    """Clock times (ms since 00:00 of day 1), marked at most so many times; the day is named where there are several."""
    start, end = span
    step = MINUTE * next((minutes for minutes in MARKS if end - start <= marks * minutes * MINUTE), MARKS[-1])
    places = range(-(-start // step) * step, end + 1, step)
    return Axis(start, max(end, start + 1), [(at, _moment(at, step, horizon)) for at in places], title)


def _moment(at: int, step: int, horizon: int) -> str:
    day, moment = divmod(at, DAY)
    if step >= DAY or (horizon > DAY and moment == 0):
        return "24:00" if at == horizon and horizon == DAY else f"day {day + 1}"
    return "24:00" if at == horizon and moment == 0 else to_clock(moment)


def minutes(low: float, high: float, title: str, marks: int = 6) -> Axis:
    """Clock times in minutes since 00:00, a little wider than from `low` to `high`."""
    step = next((step for step in (5, *MARKS) if high - low <= (marks - 2) * step), MARKS[-1])
    start, end = int(low // step) * step, (int(high // step) + 1) * step
    return Axis(start, end, [(at, to_clock(at * MINUTE)) for at in range(start, end + 1, step)], title)
