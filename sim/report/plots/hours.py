"""The clock as an axis: which hours are shown, and where they are marked."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MultipleLocator

from sim.measures.curves import STEP, Curves
from sim.model.clock import DAY, HOUR, MINUTE, Whole, to_clock
from sim.study.replicate import Results

Span = tuple[int, int]  # from (ms), to (ms)

MARKS = (15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, *(10080 * 2**n for n in range(7)))  # min between marks


def hours_shown(results: Results) -> Span:
    """The whole hours (ms) in which anything changes; where nobody comes, the opening hours of all stations."""
    horizon = results.crossing.horizon
    moved = _moved(results.curves)
    if not moved.size:
        moved = _open(results)
    start, end = int(moved.min()) - STEP, int(moved.max())
    return max(0, start // HOUR * HOUR), min(horizon, -(-end // HOUR) * HOUR)


def _moved(curves: Curves) -> Whole:
    """The moments (ms) of the grid at which some curve of some replication has changed."""
    lines = (curves.arrived, curves.admitted, curves.crossed, curves.queues)
    changed = [np.diff(line, axis=-1, prepend=0).reshape(-1, curves.grid.size).any(axis=0) for line in lines]
    return curves.grid[np.any(changed, axis=0)]


def _open(results: Results) -> Whole:
    horizon = results.crossing.horizon
    steps = [step for station in results.crossing.stations for step in station.timetable.steps(horizon)]
    return np.array([moment for start, end, level in steps if level for moment in (start, end)])


def clock_axis(axes: Axes, span: Span, horizon: int, marks: int = 8) -> Axes:
    """Clock times along the x axis (ms): at most so many marks; the day is named where there are several."""
    start, end = span
    step = MINUTE * next((minutes for minutes in MARKS if (end - start) <= marks * minutes * MINUTE), MARKS[-1])
    ticks = np.arange(-(-start // step), end // step + 1) * step
    axes.set_xlim(start, end)
    axes.xaxis.set_major_locator(FixedLocator(ticks.tolist()))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: _name(at, ticks, step, horizon)))
    return axes


def _name(at: float, ticks: Whole, step: int, horizon: int) -> str:
    """A time as "09:00", with the day below where a new one begins on the axis; whole days are only numbered."""
    day, moment = divmod(int(at), DAY)
    if at == horizon and moment == 0:
        return "24:00" if step < DAY else ""
    if step >= DAY:
        return f"day {day + 1}"
    text = to_clock(moment)
    return f"{text}\nday {day + 1}" if horizon > DAY and at == ticks[ticks // DAY == day][0] else text


def minutes_axis(axes: Axes, marks: int = 6) -> Axes:
    """Clock times along an x axis in minutes since 00:00: at most so many marks, on whole minutes."""
    low, high = axes.get_xlim()
    step = next((step for step in (5, *MARKS) if high - low <= marks * step), MARKS[-1])
    axes.xaxis.set_major_locator(MultipleLocator(step))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: _below_its_day(at)))
    return axes


def _below_its_day(minutes: float) -> str:
    """A time as "09:15", and "day 2" above it where that is another day than the first; nothing before 00:00."""
    return "\n".join(to_clock(minutes * MINUTE).rsplit(" ", 1)) if minutes >= 0 else ""
