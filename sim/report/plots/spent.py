"""Where the time went: the parts of a person's time, per cohort and per station."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from sim.measures.account import MEASURES, WHOLE
from sim.measures.parts import WORDS, Part
from sim.measures.row import NOWHERE
from sim.model.rules import EVERYONE
from sim.report.plots.ink import DARK, PARTS
from sim.report.plots.legends import nothing, patch
from sim.report.plots.over import means
from sim.report.plots.words import counted, drawn, listed, number, percent, plain
from sim.study.replicate import Results

SEEN = 0.05  # of the axis' unit; less is 0.0 in every text
LONG = 24 * 60  # minutes; where a bar is longer the axis is in hours
LETTER = 0.017  # of the axis' width, that a character of a number takes in a bar
WAITED = tuple(part for part in Part if part not in {Part.SERVED, Part.RIDING})


class Spent(NamedTuple):
    """Mean time a person of a cohort or at a station, in all and by part, in the unit of `unit_of`."""

    name: str
    whole: float
    parts: dict[Part, float]


def unit_of(results: Results) -> str:
    """What all bars are in: "h" where a cohort's whole time is long, else "min"."""
    told = means(results, WHOLE)
    return "h" if max(told.values(), default=0.0) > LONG else "min"


def by_cohort(results: Results) -> list[Spent]:
    """Each cohort's time in all, over all stations; those of whom nobody came are not there."""
    return _spent(results, [(cohort, NOWHERE) for cohort in results.cohorts])


def by_station(results: Results) -> list[Spent]:
    """Everyone's time at each station, in declared order; those at which nobody spends time are not there."""
    return [spent for spent in _spent(results, [(EVERYONE, name) for name in results.crossing.names]) if spent.parts]


def everyone(results: Results) -> Spent | None:
    """Everyone's time in all; None where nobody came."""
    return next(iter(_spent(results, [(EVERYONE, NOWHERE)])), None)


def _spent(results: Results, places: Sequence[tuple[str, str]]) -> list[Spent]:
    told = means(results, WHOLE, *MEASURES.values())
    scale = 1 / 60 if unit_of(results) == "h" else 1.0
    return [
        Spent(station or cohort, scale * told[WHOLE, cohort, station], _parts(told, cohort, station, scale))
        for cohort, station in places
        if (WHOLE, cohort, station) in told
    ]


def _parts(told: dict[tuple[str, str, str], float], cohort: str, station: str, scale: float) -> dict[Part, float]:
    """The parts that are seen, in the order in which they stand in a bar."""
    every = {part: scale * told.get((MEASURES[part], cohort, station), 0.0) for part in PARTS}
    return {part: spent for part, spent in every.items() if spent >= SEEN}


def spent_bars(axes: Axes, rows: Sequence[Spent], label: str) -> Axes:
    """A stacked bar for each row, its parts with their values where they fit, its whole behind it."""
    longest = 1.12 * max([1.0, *(sum(row.parts.values()) for row in rows)])
    axes.set_xlim(0, longest)
    for at, row in enumerate(rows):
        start = 0.0
        for part, spent in row.parts.items():
            _bar(axes, at, start, spent, part, longest)
            start += spent
        axes.text(start + 0.008 * longest, at, number(row.whole), va="center", fontweight="bold")
    axes.set_yticks(range(len(rows)), [drawn(row.name, width=22, most=44) for row in rows])
    axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(label)
    return axes if rows else nothing(axes, "nobody came")


def _bar(axes: Axes, at: int, start: float, spent: float, part: Part, longest: float) -> None:
    """A part, and its value on a plain ground where it fits."""
    fill, text = PARTS[part], number(spent)
    axes.barh(at, spent, 0.66, start, color=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6)
    if spent > (len(text) + 1.5) * LETTER * longest:
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.9}
        axes.text(start + spent / 2, at, text, ha="center", va="center", fontsize=8, bbox=ground)


def spent_key(rows: Sequence[Spent]) -> list[Patch]:
    """A key entry for each part that is seen in one of the rows."""
    return [patch(fill, WORDS[part]) for part, fill in PARTS.items() if any(part in row.parts for row in rows)]


def spent_title(results: Results) -> str:
    """How long it took a person, and what of the waiting took most."""
    whole = everyone(results)
    if whole is None or not whole.whole:
        return "nobody came"
    waits = {part: spent for part, spent in whole.parts.items() if part in WAITED}
    if not waits:
        return "nobody waits"
    most = max(waits, key=lambda part: waits[part])
    share = percent(waits[most] / whole.whole)
    how = "while a station was closed" if most is Part.CLOSED else WORDS[most]
    return f"those who came spent {_long(whole.whole, results)} each, {share} of it {how}"


def _long(spent: float, results: Results) -> str:
    return counted(spent, "hour" if unit_of(results) == "h" else "minute")


def spent_words(results: Results) -> str:
    """The picture in words, with its numbers."""
    start = (
        f"Where the time of those who came went in scenario {plain(results.scenario.name)}, from coming to leaving for "
        f"good or to the end of the simulated time: mean {'hours' if unit_of(results) == 'h' else 'minutes'} a person, "
        f"means of {counted(results.replications, 'replication')}."
    )
    whole = everyone(results)
    if whole is None:
        return f"{start} Nobody came."
    cohorts = "; ".join(_said(row) for row in by_cohort(results))
    stations = "; ".join(_said(row) for row in by_station(results))
    return f"{start} All together: {_said(whole)}. By cohort: {cohorts}. By station, of everyone: {stations}."


def _said(row: Spent) -> str:
    parts = [f"{WORDS[part]} {number(spent)}" for part, spent in row.parts.items()]
    return f"{plain(row.name)} {number(row.whole)} in all" + (f", {listed(parts)}" if parts else "")
