"""A scenario held against what was reported of its days: all that is found, together."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.evidence import Evidence, reported_on
from sim.evidence.patterns import Pattern
from sim.evidence.reported import span_of
from sim.model.faults import Fault, Refused
from sim.model.scenario import Scenario
from sim.study.beside import Beside, beside
from sim.study.replicate import Results
from sim.study.validation.counts import Runs, counts_until
from sim.study.validation.figures import NO_INTERVAL, Tested, Untested, tested, untested
from sim.study.validation.patterns import Checked, checked
from sim.study.validation.used import NOT_USED, used_to_set


class Held(NamedTuple):
    """results: the simulated days. tested, beside: each figure with its scores, and as it is drawn, in one order."""

    results: Results
    tested: list[Tested]
    beside: list[Beside]
    untested: list[Untested]
    checked: list[Checked]

    def with_an_interval(self) -> list[Tested]:
        """The figures that an interval may cover."""
        return [line for line in self.tested if line.covered != NO_INTERVAL]

    def not_set_by(self) -> list[Tested]:
        """Those of them that the model was not set by: which are a test."""
        return [line for line in self.with_an_interval() if line.used == NOT_USED]


def refuse_unreported(evidence: Evidence, patterns: Sequence[Pattern], scenario: Scenario) -> None:
    """Raise Refused where nothing was reported of a scenario's days."""
    dates = [figure.date for figure in evidence.figures if figure.simulated] + [one.date for one in patterns]
    if any(set(span_of(date, scenario.date)) & set(range(scenario.days)) for date in dates):
        return
    days = sorted(date for date in dates if len(date) == len(scenario.date))
    until = f"{days[0]} to {days[-1]}" if days else "no day at all"
    got = f"got {scenario.date}, of which nothing is reported that could be held against the simulated days"
    raise Refused([Fault("date", f"{got}; needs days of {until}, as scenario=opening_day or first_three_days has")])


def held(
    results: Results, evidence: Evidence, patterns: Sequence[Pattern], runs: Runs, changes: Sequence[str]
) -> Held:  # fmt: skip
    """Hold results against the evidence. runs: what simulates their days again. changes: the overrides."""
    scenario, used = results.scenario, used_to_set(evidence, results.scenario, changes)
    figures = reported_on(evidence, scenario.date, scenario.days)
    counts = counts_until(figures, scenario, runs, results.replications)
    lines = tested(results, evidence, counts, used)
    rest = untested(results, evidence, lines, used)
    return Held(results, lines, beside(results, figures, counts), rest, checked(results, patterns))
