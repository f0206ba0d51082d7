"""How many persons each trip takes, when it departs, and why it leaves."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.model.clock import MINUTE, NEVER, Whole
from sim.model.crossing import ShuttleStation
from sim.model.log import Reason
from sim.report.plots.hours import Span, clock_axis, hours_shown
from sim.report.plots.ink import DARK, REASONS
from sim.report.plots.legends import key_above, nothing
from sim.report.plots.over import means
from sim.report.plots.words import counted, drawn, listed, number, persons, plain
from sim.study.replicate import Results

WORDS = {  # what was under way when the run began departed before it, and is not drawn
    Reason.FULL: "full",
    Reason.CLOSED: "closing",
    Reason.PATIENCE: "waited its time",
    Reason.HEAD: "next party too large",
}
DODGE = {Reason.CLOSED: 0.12, Reason.HEAD: -0.12}  # persons up or down, so that points of one load are all seen
HALF_HOUR, ROOM = 30 * MINUTE, 5 * MINUTE  # ms
FEW = 200  # points; so many or fewer are drawn strongly
SMOOTH = 2000  # points; more of them make a picture of lines too heavy, and are drawn as dots of colour


class Loads(NamedTuple):
    """All trips of one shuttle that departed in the run, (n,): departure (ms), persons, and the reason of leaving."""

    departed: Whole
    persons: Whole
    reason: Whole


def loads(results: Results) -> list[int]:
    """The two shuttles that take most persons, by station index, the first with most; none where there is no trip."""
    rides = [at for at, station in enumerate(results.crossing.stations) if isinstance(station, ShuttleStation)]
    taken = {at: int(trips_of(results, at).persons.sum()) for at in rides}
    return sorted((at for at in rides if taken[at]), key=lambda at: -taken[at])[:2]


def trips_of(results: Results, at: int) -> Loads:
    """All trips of one shuttle, replication after replication."""
    every = [trips for trips in results.trips if trips.station.size]
    if not every:
        return Loads(*np.zeros((3, 0), np.int64))
    kept = [(trips.station == at) & (trips.departed != NEVER) & np.isin(trips.reason, list(WORDS)) for trips in every]
    columns = [
        np.concatenate([getattr(trips, name)[mask] for trips, mask in zip(every, kept, strict=True)])
        for name in Loads._fields
    ]
    return Loads(*columns)


def load(axes: Axes, results: Results, at: int) -> Axes:
    """Persons of every trip of one shuttle against the clock of departure (ms), its seats as a line."""
    station, trips = results.crossing.stations[at], trips_of(results, at)
    if not isinstance(station, ShuttleStation):
        raise TypeError(f"only a shuttle has trips: got {station.name}")
    clock_axis(axes, hours_of_trips(results), results.crossing.horizon)
    axes.set_ylim(0, station.seats * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 5, 10], integer=True))
    axes.set_ylabel(f"persons a trip, {drawn(station.name, width=22, most=44)}")
    axes.set_xlabel("clock of departure (HH:MM)")
    axes.axhline(station.seats, color=DARK, linewidth=1, linestyle=(0, (5, 3)))
    axes.text(1.01, station.seats, f"{station.seats} seats", transform=axes.get_yaxis_transform(), va="center")
    _points(axes, trips)
    return key_above(axes, _key(results, station.name, trips))


def hours_of_trips(results: Results) -> Span:
    """The half hours (ms) in which the shuttles that are drawn depart, with some room at both ends."""
    departed = np.concatenate([trips_of(results, at).departed for at in loads(results)])
    start, end = int(departed.min()) - ROOM, int(departed.max()) + ROOM
    return start // HALF_HOUR * HALF_HOUR, -(-end // HALF_HOUR) * HALF_HOUR


def no_load(axes: Axes, results: Results) -> Axes:
    """Empty axes with the clock, for a day without a trip."""
    clock_axis(axes, hours_shown(results), results.crossing.horizon)
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 5, 10], integer=True))
    axes.set_ylabel("persons a trip")
    axes.set_xlabel("clock of departure (HH:MM)")
    return nothing(axes, "no trips")


def _points(axes: Axes, trips: Loads) -> None:
    for reason, (colour, shape) in REASONS.items():
        here = trips.reason == reason
        axes.scatter(
            trips.departed[here], trips.persons[here] + DODGE.get(reason, 0.0), s=16, marker=shape, color=colour,
            alpha=0.3 if trips.reason.size > FEW else 0.8, linewidths=0, rasterized=trips.reason.size > SMOOTH,
        )  # fmt: skip


def _key(results: Results, station: str, trips: Loads) -> list[Line2D]:
    """Each reason that was ever true, with its trips a replication."""
    counts = _reasons(results, station)
    return [
        Line2D([], [], color=colour, marker=shape, linestyle="", markersize=5,
               label=f"{WORDS[reason]}: {number(counts[reason])}")
        for reason, (colour, shape) in REASONS.items() if (trips.reason == reason).any()
    ]  # fmt: skip


def _reasons(results: Results, station: str) -> dict[Reason, float]:
    """Trips a replication by reason of leaving, means."""
    named = {f"trips that left: {reason.name.lower()}": reason for reason in WORDS}
    told = means(results, *named)
    return {reason: told.get((name, "all", station), 0.0) for name, reason in named.items()}


def loads_title(results: Results) -> str:
    """How full the shuttle goes that takes most persons."""
    shown = loads(results)
    if not shown:
        return "no trip was made"
    name, seats, trips, each = _figures(results, shown[0])
    return f"{plain(name)} takes {persons(each)} a trip on its {seats} seats, in {counted(trips, 'trip')}"


def _figures(results: Results, at: int) -> tuple[str, int, float, float]:
    """Name, seats, trips a replication and persons a trip of one shuttle."""
    station, trips = results.crossing.stations[at], trips_of(results, at)
    seats = station.seats if isinstance(station, ShuttleStation) else 0
    return station.name, seats, trips.persons.size / results.replications, float(trips.persons.mean())


def loads_words(results: Results) -> str:
    """The picture in words, with its numbers."""
    shown = [_said(results, at) for at in loads(results)]
    start = (
        f"Persons a trip against the clock of departure in scenario {plain(results.scenario.name)}, "
        f"a point for each trip of {counted(results.replications, 'replication')}, its marker the reason of leaving."
    )
    return " ".join([start, *(shown or ["No trip was made."])])


def _said(results: Results, at: int) -> str:
    name, seats, trips, each = _figures(results, at)
    counts = _reasons(results, name)
    why = listed([f"{WORDS[reason]} {number(count)}" for reason, count in counts.items() if count])
    return (
        f"{plain(name).capitalize()} makes {counted(trips, 'trip')} with {persons(each)} each on {seats} seats; "
        f"trips by reason of leaving: {why}."
    )
