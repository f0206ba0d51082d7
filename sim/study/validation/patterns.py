"""Whether the simulated days bear out the patterns that were reported."""

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

import numpy as np

from sim.evidence.patterns import Pattern, Side
from sim.evidence.reported import span_of
from sim.evidence.seeds import COUNTED
from sim.measures.row import NOWHERE, Output
from sim.model.clock import Mask, Real
from sim.model.rules import EVERYONE
from sim.study.beside import named
from sim.study.intervals import share_interval
from sim.study.replicate import Results

HOLDS, FAILS, UNCLEAR, NOT_TOLD = "holds", "fails", "unclear", "not told"
FOLDS: dict[str, Callable[..., Real]] = {"sum": np.sum, "lowest": np.nanmin, "highest": np.nanmax}


class Checked(NamedTuple):
    """A pattern and on how many simulated days it holds.

    needed: the share of days that have to bear it out. low, high: 95 % confidence interval of the share. verdict:
    "holds" or "fails" where the interval lies on one side of `needed`, else "unclear"; "not told" for the reason `why`.
    """

    pattern: str
    what: str
    read_as: str
    statement: str
    days: int
    bearing: int
    share: float | None
    low: float | None
    high: float | None
    needed: float
    verdict: str
    why: str


def checked(results: Results, patterns: Sequence[Pattern]) -> list[Checked]:
    """Every pattern whose days are among those simulated, in their order; the others are of other days."""
    days = range(results.scenario.days)
    ours = [(one, span_of(one.date, results.scenario.date)) for one in patterns]
    return [_checked(results, one, of) for one, of in ours if set(of) & set(days)]


def _checked(results: Results, one: Pattern, of: range) -> Checked:
    sides = [side for side in (one.these, one.those) if side is not None]
    values, statement = [], _stated(one)
    for side in sides:
        found = _values(results, side, of)
        if isinstance(found, str):
            return Checked(one.id, one.what, one.read_as, statement, 0, 0, None, None, None, one.days, NOT_TOLD, found)
        values.append(found)
    holds = _holds(one, *values)
    count, days = int(holds.sum()), holds.size
    known = share_interval(count, days)
    return Checked(one.id, one.what, one.read_as, statement, days, count, count / days, known.low, known.high, one.days,
                   _verdict(known.low or 0.0, known.high or 1.0, one.days), "")  # fmt: skip


def _holds(one: Pattern, these: Real, those: Real | None = None) -> Mask:
    """On which days (R,) a pattern holds; never where a side has no value, as nan is neither above nor below."""
    if those is not None:
        return np.asarray(these > those if one.are == "above" else these < those)
    low, high = (-np.inf if one.low is None else one.low), (np.inf if one.high is None else one.high)
    return np.asarray((low <= these) & (these <= high))


def _verdict(low: float, high: float, needed: float) -> str:
    return HOLDS if low >= needed else FAILS if high < needed else UNCLEAR


def _values(results: Results, side: Side, of: range) -> Real | str:
    """One side of a pattern on each day (R,), or why it cannot be told."""
    if any(named(name, side.cohorts) for name in results.hidden):
        return "of a cohort that is not shown in public output"
    measures = _measures(side.measure, of, results.scenario.days)
    if not measures:
        return "of one of several days, and not measured day by day"
    cohorts = [name for name in results.cohorts if named(name, side.cohorts)] if side.cohorts else [EVERYONE]
    stations = [name for name in results.crossing.names if _counts(name, side)] if side.stations else [NOWHERE]
    known = {(row.measure, row.cohort, row.station) for row in results.table.layout if row.by == "person"}
    asked = [(measure, cohort, station) for measure in measures for cohort in cohorts for station in stations]
    some = [results.table.of(Output(*each)) for each in asked if each in known]
    if not some:
        return "this scenario has no such measure, cohort or station"
    return _folded(np.array(some), side.take)


def _measures(measure: str, of: range, days: int) -> list[str]:
    """The measures of a pattern's days: of the whole run where that is no longer than they are, else day by day."""
    if set(range(days)) <= set(of):
        return [measure]
    return [f"{measure}, day {day + 1}" for day in of if 0 <= day < days] if measure in COUNTED else []


def _counts(station: str, side: Side) -> bool:
    return named(station, side.stations) and not any(fnmatchcase(station, pattern) for pattern in side.but)


def _folded(values: Real, take: str) -> Real:
    """Over the first axis; nan only where all are, but for a sum."""
    nothing = np.isnan(values).all(axis=0)
    kept = np.where(nothing, 0.0, values)
    return np.where(nothing, np.nan, FOLDS[take](kept, axis=0))


def _stated(one: Pattern) -> str:
    """The statement as it is measured."""
    if one.those is not None:
        return f"{_named(one.these)} {one.are} {_named(one.those)}"
    ends = [f"{word} {end:g}" for word, end in (("at least", one.low), ("at most", one.high)) if end is not None]
    return f"{_named(one.these)} {' and '.join(ends)}"


def _named(side: Side) -> str:
    of = f" of {', '.join(side.cohorts)}" if side.cohorts else ""
    at = f" at {', '.join(side.stations)}" if side.stations else ""
    but = f" but {', '.join(side.but)}" if side.but else ""
    several = side.take != "sum"
    return f"{f'{side.take} ' if several else ''}{side.measure}{of}{at}{but}"
