"""The reported figures of a scenario's days beside the simulated ones, with proper scores; and what is not tested."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.evidence import Evidence, Figure, days_of, reported_on
from sim.study.beside import Beside, Counts, beside, named, values_of
from sim.study.replicate import Results
from sim.study.statistics.scores import crps, crps_in, interval_score


class Tested(NamedTuple):
    """A reported figure beside the simulated days; times in minutes since 00:00, scores in the figure's unit (minutes).

    days: replications with a value. covered: whether the 95 % prediction interval holds the best value. meets: whether
    it meets what the sources leave open, `low` to `high`. interval_score, crps: of the best value. crps_least,
    crps_most: the least and most that values from `low` to `high` can have. used: whether the model was set by it.
    """

    figure: str
    what: str
    date: str
    unit: str
    grade: str
    low: float
    best: float
    high: float
    days: int
    day_low: float | None
    median: float | None
    day_high: float | None
    covered: str
    meets: str
    interval_score: float | None
    crps: float | None
    crps_least: float | None
    crps_most: float | None
    used: str


class Untested(NamedTuple):
    """A reported figure of the days that no simulated one stands beside, and why."""

    figure: str
    what: str
    date: str
    best: str
    unit: str
    why: str
    used: str


HELD, MISSED, NO_INTERVAL = "yes", "no", "no interval"
COVERED = {True: HELD, False: MISSED, None: NO_INTERVAL}


def tested(results: Results, evidence: Evidence, counts: Counts, used: Mapping[str, str]) -> list[Tested]:
    """Every figure that a simulated measure stands beside, in the order of seeds/figures.yaml."""
    figures = reported_on(evidence, results.scenario.date, results.scenario.days)
    by_id = {figure.id: figure for figure in figures}
    lines = beside(results, figures, counts)
    return [_tested(line, by_id[line.figure], results, counts, used[line.figure]) for line in lines]


def _tested(line: Beside, figure: Figure, results: Results, counts: Counts, used: str) -> Tested:
    values = values_of(results, figure, counts)
    score, met = None, NO_INTERVAL
    if line.day_low is not None and line.day_high is not None:
        score = interval_score(line.day_low, line.day_high, line.best)
        met = HELD if line.day_low <= line.high and line.low <= line.day_high else MISSED
    least, most = crps_in(values, line.low, line.high) or (None, None)
    return Tested(
        line.figure, line.what, figure.date, line.unit, figure.grade, line.low, line.best, line.high, values.size,
        line.day_low, line.median, line.day_high, COVERED[line.covered], met, score, crps(values, line.best),
        least, most, used,
    )  # fmt: skip


def untested(
    results: Results, evidence: Evidence, lines: Sequence[Tested], used: Mapping[str, str]
) -> list[Untested]:  # fmt: skip
    """Every other figure that is dated by a day or days of the scenario's, and why nothing stands beside it."""
    there, scenario = {line.figure for line in lines}, results.scenario
    days = range(scenario.days)
    rest = [figure for figure in evidence.figures if figure.id not in there]
    return [Untested(figure.id, figure.what, figure.date, _shown(figure, results), figure.unit,
                     _why(figure, results), used[figure.id])
            for figure in rest if set(days_of(figure, scenario.date)) & set(days)]  # fmt: skip


def _shown(figure: Figure, results: Results) -> str:
    """The best value, but of cohorts that are not shown."""
    told = figure.simulated
    hidden = told is not None and any(named(name, told.cohorts) for name in results.hidden)
    return "" if hidden else str(figure.best)


def _why(figure: Figure, results: Results) -> str:
    of, days = days_of(figure, results.scenario.date), results.scenario.days
    if figure.simulated is None:
        return figure.untested or "no simulated measure is named for it"
    if not 0 <= of.start < of.stop <= days:
        return "it is of other days as well, which are not simulated here"
    if figure not in reported_on_these(results, [figure]):
        return "it is of one of several days, and is not measured day by day"
    return "this scenario has no such cohort or station, or it is not shown in public output"


def reported_on_these(results: Results, figures: Sequence[Figure]) -> list[Figure]:
    """Those of some figures that can be compared with these results."""
    alone = Evidence(sources=(), figures=tuple(figures), parameters={})
    return reported_on(alone, results.scenario.date, results.scenario.days)
