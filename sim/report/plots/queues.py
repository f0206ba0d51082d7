"""How many persons wait at each station over the day: one small panel a station, all on the same axes."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.model.clock import DAY, NEVER, to_clock
from sim.report.plots.hours import clock_axis, hours_shown
from sim.report.plots.ink import BAND, BLUE, DARK, PALE
from sim.report.plots.legends import nothing
from sim.report.plots.longest import FEW, longest_queues, queues
from sim.report.plots.over import band_words, medians, one, over
from sim.report.plots.words import drawn, listed, number, persons, plain
from sim.study.replicate import Results


def left_out(results: Results) -> str:
    """A note on the stations without a panel, "" where there is none."""
    names, shown = results.crossing.names, set(queues(results))
    if not shown:
        return f"Usually no more than {FEW} person waits at any station."
    without = [plain(name) for at, name in enumerate(names) if at not in shown]
    return f"Left out, as usually no more than {FEW} person waits there: {listed(without)}." if without else ""


def queue(axes: Axes, results: Results, at: int) -> Axes:
    """Persons who wait at one station over the clock (ms): median line, band, and its opening hours in light grey."""
    grid, values, horizon = results.curves.grid, over(results.curves.queues[:, at]), results.crossing.horizon
    _hours(axes, results, at)
    axes.fill_between(grid, values.low, values.high, color=BLUE, alpha=BAND, linewidth=0)
    axes.plot(grid, values.median, color=BLUE, linewidth=1.5)
    clock_axis(axes, hours_shown(results), horizon, marks=5 if horizon <= DAY else 4)
    axes.set_ylim(bottom=0)
    _labels(axes)
    axes.set_title(drawn(results.crossing.names[at], width=34, most=60), loc="left", fontsize=9, pad=3)
    return _peak(axes, results, at)


def _hours(axes: Axes, results: Results, at: int) -> None:
    horizon = results.crossing.horizon
    for start, end, level in results.crossing.stations[at].timetable.steps(horizon):
        if level:
            axes.axvspan(start, end, color=PALE, linewidth=0, zorder=0)


def _labels(axes: Axes) -> None:
    axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10], integer=True))
    axes.set_xlabel("clock (HH:MM)")
    axes.set_ylabel("persons waiting")


def _peak(axes: Axes, results: Results, at: int) -> Axes:
    longest = one(medians(results, "longest queue"), "longest queue", results.crossing.names[at])
    text = f"longest {number(longest or 0)}"
    axes.text(0.98, 0.95, text, transform=axes.transAxes, ha="right", va="top", color=DARK)
    return axes


def no_queue(axes: Axes, results: Results) -> Axes:
    """Empty axes with the clock, for a day on which nobody waits."""
    clock_axis(axes, hours_shown(results), results.crossing.horizon)
    axes.set_ylim(0, 1)
    _labels(axes)
    return nothing(axes, left_out(results))


def _when(moment: int) -> str:
    return f" at {to_clock(moment)}" if moment != NEVER else ""


def queues_title(results: Results) -> str:
    """Where the longest queue stands."""
    if not queues(results):
        return "nowhere is there a queue"
    longest, name, moment = longest_queues(results)[0]
    return f"the longest queue is at {plain(name)}, {persons(longest)}{_when(moment)}"


def queues_words(results: Results) -> str:
    """The picture in words, with its numbers."""
    told = [f"{plain(name)} {number(longest)}{_when(moment)}" for longest, name, moment in longest_queues(results)]
    band = band_words(results.replications)
    said = f"; line: median of {results.replications} replications, band: {band}" if band else ", one replication"
    sentences = [
        f"Persons waiting at each station over the clock in scenario {plain(results.scenario.name)}{said}.",
        f"The longest queues, median over replications, in persons, and about when: {listed(told)}." if told else "",
        left_out(results),
    ]
    return " ".join(filter(None, sentences))


def highest(results: Results) -> float:
    """The top of all bands (persons), for the axis that the panels share."""
    tops = [float(over(results.curves.queues[:, at]).high.max()) for at in queues(results)]
    return float(np.max(tops, initial=1.0))
