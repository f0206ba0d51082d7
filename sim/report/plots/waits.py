"""How long people wait at each station: the median and the 95th percentile, per cohort."""

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.model.rules import EVERYONE
from sim.report.plots.ink import LIGHT, WHITE, mark
from sim.report.plots.legends import MOST_OF_A_NAME, key_above, nothing
from sim.report.plots.over import medians
from sim.report.plots.words import counted, drawn, listed, number, plain
from sim.study.replicate import Results

GAP = 0.9  # rows between one station and the next


class Wait(NamedTuple):
    """Minutes that persons of a cohort wait at a station: median over replications of the day's median and p95."""

    station: str
    cohort: str
    median: float
    p95: float


def wait_rows(results: Results) -> list[Wait]:
    """What is drawn: stations in declared order, and at each the cohorts of which somebody was served."""
    told = medians(results, "median wait", "p95 wait")
    return [
        Wait(station, cohort, told["median wait", cohort, station], told["p95 wait", cohort, station])
        for station in results.crossing.names
        for cohort in results.cohorts
        if ("median wait", cohort, station) in told
    ]


def waits(axes: Axes, results: Results) -> Axes:
    """Dot plot of waits (min) by station and cohort: filled markers are medians, hollow ones the 95th percentiles."""
    rows = wait_rows(results)
    places = _places(rows)
    for row, place in zip(rows, places, strict=True):
        colour, shape = mark(results.cohorts.index(row.cohort))
        axes.plot([row.median, row.p95], [place, place], color=LIGHT, linewidth=1, zorder=1)
        axes.plot(row.p95, place, shape, color=colour, markerfacecolor=WHITE, markersize=5, clip_on=False)
        axes.plot(row.median, place, shape, color=colour, markersize=5, clip_on=False)
    axes.set_xlim(0, 1.03 * max([1.0, *(row.p95 for row in rows)]))
    axes.set_xlabel("wait (min): filled marker the median person, hollow marker the 95th percentile")
    _stations(axes, rows, places)
    return key_above(axes, _key(results, rows)) if rows else nothing(axes, "nobody was served")


def _places(rows: list[Wait]) -> list[float]:
    """The height of each row, counted down, with a gap between stations."""
    places, place, before = [], 0.0, ""
    for row in rows:
        place -= 1 + (GAP if before not in {"", row.station} else 0)
        places.append(place)
        before = row.station
    return places


def _stations(axes: Axes, rows: list[Wait], places: list[float]) -> None:
    """Each station's name at the middle of its rows, a thin line between stations."""
    by: dict[str, list[float]] = {}
    for row, place in zip(rows, places, strict=True):
        by.setdefault(row.station, []).append(place)
    axes.set_yticks([(heights[0] + heights[-1]) / 2 for heights in by.values()])
    axes.set_yticklabels([drawn(name, width=22, most=44) for name in by])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(min(places, default=-1) - GAP, -1 + GAP)
    for heights in list(by.values())[:-1]:
        axes.axhline(heights[-1] - (1 + GAP) / 2, color=LIGHT, linewidth=0.6, zorder=0)


def _key(results: Results, rows: list[Wait]) -> list[Line2D]:
    there = {row.cohort for row in rows}
    entries = []
    for index, name in enumerate(results.cohorts):
        colour, shape = mark(index)
        if name in there:
            label = drawn(name, most=MOST_OF_A_NAME)
            entries.append(Line2D([], [], color=colour, marker=shape, linestyle="", markersize=5, label=label))
    return entries


def _of_everyone(results: Results) -> list[Wait]:
    """Each station's waits of all cohorts together, the longest median first, then the longest p95."""
    told = medians(results, "median wait", "p95 wait")
    rows = [
        Wait(station, EVERYONE, told["median wait", EVERYONE, station], told["p95 wait", EVERYONE, station])
        for station in results.crossing.names
        if ("median wait", EVERYONE, station) in told
    ]
    return sorted(rows, key=lambda row: (-row.median, -row.p95))


def waits_title(results: Results) -> str:
    """Where people wait longest."""
    rows = _of_everyone(results)
    if not rows:
        return "nobody was served"
    if not rows[0].p95:
        return "nobody waits"
    return f"people wait longest at {plain(rows[0].station)}, a median of {number(rows[0].median)} minutes"


def waits_words(results: Results) -> str:
    """The picture in words, with its numbers."""
    every = _of_everyone(results)
    rows = [row for row in every if row.p95 >= 1]
    told = [f"{plain(row.station)} {number(row.median)} and {number(row.p95)}" for row in rows]
    return (
        f"Waits in minutes by station and cohort in scenario {plain(results.scenario.name)}, the median person and the "
        f"95th percentile of persons, each the median of {counted(results.replications, 'replication')}. "
        + (f"For all cohorts together: {listed(told)}. " if told else "Nobody waits. ")
        + ("At every other station even the 95th percentile is below a minute." if 0 < len(rows) < len(every) else "")
    ).strip()
