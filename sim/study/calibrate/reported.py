"""The reported figures of a scenario's days as sums of a study's outputs, with the interval each is known to lie in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.evidence import Evidence, Figure, Simulated, days_of, reported_on
from sim.measures.outputs import known_outputs
from sim.measures.row import NOWHERE, Output
from sim.model.clock import Real
from sim.model.rules import EVERYONE
from sim.model.scenario import Scenario
from sim.study.beside import in_minutes, named
from sim.study.statistics.abc.excess import Intervals


class Told(NamedTuple):
    """A figure that was reported, whether it is fitted, and the outputs it is the sum of, each with +1 or -1."""

    figure: Figure
    fitted: bool
    terms: tuple[tuple[int, str], ...]


def told_of(scenario: Scenario, evidence: Evidence, fit_days: int) -> list[Told]:
    """The figures that a study has outputs for, so none up to a clock time; those of the first days are fitted."""
    known, found = known_outputs(scenario), []
    for figure in reported_on(evidence, scenario.date, scenario.days):
        terms = tuple(_terms(scenario, figure))
        if terms and all(output in known for _, output in terms):
            found.append(Told(figure, days_of(figure, scenario.date).stop <= fit_days, terms))
    return found


def outputs_of(told: Sequence[Told]) -> list[str]:
    """The outputs that the figures are sums of, each once."""
    return list(dict.fromkeys(output for one in told for _, output in one.terms))


def sums_of(told: Sequence[Told]) -> Real:
    """The figures (S,) as sums of the outputs (K,): a matrix (K, S)."""
    outputs = outputs_of(told)
    sums = np.zeros((len(outputs), len(told)))
    for at, one in enumerate(told):
        for sign, output in one.terms:
            sums[outputs.index(output), at] += sign
    return sums


def intervals_of(told: Sequence[Told], within: float) -> Intervals:
    """Where each figure is taken to lie: as the sources leave it, and at least the share `within` about the best."""
    ends = [_ends(one.figure, within) for one in told]
    return Intervals(np.array([low for low, _ in ends]), np.array([high for _, high in ends]))


def _ends(figure: Figure, within: float) -> tuple[float, float]:
    low, best, high = (in_minutes(value) for value in (figure.low, figure.best, figure.high))
    about = 0.0 if isinstance(figure.best, str) else within * abs(best)
    return min(low, best - about), max(high, best + about)


def _terms(scenario: Scenario, figure: Figure) -> Iterator[tuple[int, str]]:
    told = figure.simulated
    if told is None or told.until is not None:
        return
    of, whole = days_of(figure, scenario.date), range(scenario.days)
    for sign, measure in ((1, told.measure), (-1, told.minus)):
        if measure is not None:
            measures = [measure] if of == whole else [f"{measure}, day {day + 1}" for day in of]
            yield from ((sign, str(output)) for each in measures for output in _outputs(scenario, told, each))


def _outputs(scenario: Scenario, told: Simulated, measure: str) -> Iterator[Output]:
    by = "party" if measure.startswith("parties") else "person"
    cohorts = (
        [EVERYONE] if told.cohorts == (EVERYONE,) else [name for name in scenario.cohorts if named(name, told.cohorts)]
    )
    for cohort in cohorts:
        yield Output(measure, cohort, told.station or NOWHERE, by)
