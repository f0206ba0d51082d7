"""The rounds of a calibration, one after another, each kept as it is done."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.calibrate import synthetic
from sim.study.calibrate.fitting import Fitting, drawn, plan_of, points_of
from sim.study.calibrate.synthetic import synthetic_plan
from sim.study.journal.plan import StudyPlan
from sim.study.points import work
from sim.study.rounds import FIRST, Carry
from sim.study.statistics.abc.excess import Table
from sim.study.statistics.abc.fitted import Effort, Fit, fitted
from sim.study.statistics.abc.misfit import misfit
from sim.study.statistics.chance import generator


class Calibrated(NamedTuple):
    """A calibration that is done. draws: (R, D) equally likely points of the posterior, in the unit cube.

    foretold: (R, S) each figure on a day simulated at each of them. misfit: as `sim.study.statistics.abc.misfit` says.
    ranks: (N, D + 2) of synthetic sets of figures, with their misfits and tolerances.
    """

    fitting: Fitting
    fit: Fit
    draws: Real
    foretold: Real
    misfit: float
    ranks: Real


def first_plan(fitting: Fitting) -> StudyPlan:
    """The first round: days at points drawn from the prior."""
    return plan_of(fitting, "first", points_of(fitting, drawn(fitting, fitting.study.first, "first"), 0))


def calibrated(fitting: Fitting, carry: Carry) -> Calibrated:
    """Carry out all rounds: the first, the generations, the days foretold, and what is synthetic."""
    study, used = fitting.study, [fitting.study.first]

    def simulate(unit: Real) -> Real:
        plan, number = plan_of(fitting, "generation", points_of(fitting, unit, used[-1])), len(used)
        used.append(used[-1] + len(unit))
        return _fitted_figures(fitting, carry(plan, work, f"generation_{number:02}"))

    unit = drawn(fitting, study.first, "first")
    first = Table(unit, _fitted_figures(fitting, carry(first_plan(fitting), work, FIRST)))
    chance = generator(study.seed, "calibrate", "fit")
    fit = fitted(first, simulate, fitting.intervals, Effort(study.kept, study.proposed, study.generations), chance)
    draws = _equally_likely(fit, study.replications, chance)
    foretold = carry(plan_of(fitting, "foretold", points_of(fitting, draws, used[-1])), work, "foretold") @ fitting.sums
    ranks = carry(synthetic_plan(fitting), synthetic.work, "synthetic") if study.synthetic else np.empty((0, 0))
    return Calibrated(fitting, fit, draws, foretold, misfit(fit, fitting.intervals, chance), ranks)


def _fitted_figures(fitting: Fitting, values: Real) -> Real:
    return np.asarray((values @ fitting.sums)[:, fitting.fitted])


def _equally_likely(fit: Fit, count: int, chance: np.random.Generator) -> Real:
    """Points drawn by their weights, evenly spread over them (systematic resampling)."""
    places = (np.arange(count) + chance.random()) / count
    found = np.searchsorted(np.cumsum(fit.posterior.weights), places, side="right")
    return np.asarray(fit.posterior.unit[np.minimum(found, len(fit.posterior.weights) - 1)])
