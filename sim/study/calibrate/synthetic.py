"""Figures simulated from known numbers, reported as the real ones were, and fitted the same way: does the fitting work?

A task is one set of figures: numbers drawn from the prior, a day simulated with them, a whole fit to what came of it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.model.scenario import Scenario
from sim.study.calibrate.fitting import Fitting, changes_of, plan_of
from sim.study.journal.plan import StudyPlan
from sim.study.points import changed, measured, sound
from sim.study.statistics.abc.excess import Intervals, Table
from sim.study.statistics.abc.fitted import Effort, fitted
from sim.study.statistics.abc.misfit import misfit
from sim.study.statistics.abc.ranks import rank_of
from sim.study.statistics.chance import generator
from sim.study.statistics.ranges import Range

A_SET = 10_000_000  # replications that a set of figures may use; the first of them are the table's
MISFIT, TOLERANCE = "misfit", "tolerance"


class Rules(NamedTuple):
    """How figures are simulated and fitted in a worker, read from the plan's settings."""

    ranges: list[Range]
    sums: Real
    width: Real
    effort: Effort
    first: int


def synthetic_plan(fitting: Fitting, truth: Scenario | None = None) -> StudyPlan:
    """A task for each set of figures. truth: what makes them, where that is to be another scenario than is fitted."""
    study, ranges = fitting.study, [list(one) for one in fitting.ranges]
    plan = plan_of(fitting, "synthetic", [{"set": at} for at in range(study.synthetic)])
    told: dict[str, Any] = {
        "ranges": ranges, "sums": fitting.sums[:, fitting.fitted].tolist(),
        "width": (fitting.intervals.high - fitting.intervals.low).tolist(),
        "effort": [study.kept, study.proposed, study.generations], "first": study.first, "measured": fitting.outputs,
    }  # fmt: skip
    scenarios = [*plan.settings["scenarios"], *([] if truth is None else [truth.model_dump(mode="json")])]
    outputs = [*(one.name for one in fitting.ranges), MISFIT, TOLERANCE]
    return StudyPlan(
        plan.kind, plan.points, plan.seed, 1, outputs, plan.fingerprint,
        settings={**plan.settings, "scenarios": scenarios, "synthetic": told},
    )  # fmt: skip


def work(plan: StudyPlan, first: int, last: int) -> Real:
    """Of each set of figures: the ranks of the known numbers, the misfit, the last tolerance (last - first, D + 2)."""
    found = [_fit(plan, task) for task in range(first, last)]
    return np.array(found) if found else np.empty((0, len(plan.outputs)))


def _fit(plan: StudyPlan, task: int) -> Real:
    rules, chance = _rules(plan), generator(plan.seed, "calibrate", "synthetic", str(task))
    known, start = chance.random(len(rules.ranges)), (1 + task) * A_SET
    figures = _figures(plan, -1, known[None, :], start)[0]
    low = figures - chance.random(len(figures)) * rules.width
    reported, used = Intervals(low, low + rules.width), [start + 1]

    def simulate(unit: Real) -> Real:
        used.append(used[-1] + len(unit))
        return _figures(plan, 0, unit, used[-2])

    fit = fitted(_table(plan), simulate, reported, rules.effort, chance)
    return np.array([*rank_of(fit.posterior, known), misfit(fit, reported, chance), fit.generations[-1].tolerance])


@cache
def _rules(plan: StudyPlan) -> Rules:
    told = plan.settings["synthetic"]
    ranges = [Range(*one) for one in told["ranges"]]
    return Rules(ranges, np.array(told["sums"]), np.array(told["width"]), Effort(*told["effort"]), told["first"])


@cache
def _table(plan: StudyPlan) -> Table:
    """Draws from the prior, which all sets begin with."""
    rules = _rules(plan)
    unit = generator(plan.seed, "calibrate", "table").random((rules.first, len(rules.ranges)))
    return Table(unit, _figures(plan, 0, unit, 0))


@cache
def _measuring_plan(plan: StudyPlan) -> StudyPlan:
    """What the engine and the measures are chosen by: as many runs as one set of figures takes."""
    rules = _rules(plan)
    points: Sequence[dict[str, Any]] = [{"scenario": 0, "changes": {}}] * rules.first
    return StudyPlan(
        plan.kind, points, plan.seed, 1, plan.settings["synthetic"]["measured"], plan.fingerprint,
        settings=plan.settings,
    )  # fmt: skip


def _figures(plan: StudyPlan, scenario: int, unit: Real, first: int) -> Real:
    """The figures (N, F) of a day at each point, in a scenario of the plan, with days numbered from `first` on."""
    rules, base = _rules(plan), plan.settings["scenarios"][scenario]
    found = []
    for at, changes in enumerate(changes_of(rules.ranges, unit)):
        plain = changed(base, changes)
        found.append(measured(_measuring_plan(plan), plain, sound(plain), [first + at])[0])
    return np.asarray(np.array(found) @ rules.sums)
