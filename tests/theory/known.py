"""The known answers, and what it takes for an estimate to agree with one."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.model.clock import Real

FILE = Path(__file__).with_name("known_answers.json")
BOOK = json.loads(FILE.read_text("utf-8"))
CASES = {case["name"]: case for case in [*BOOK["cases"], *BOOK["derived_here"]]}
FALSE_ALARM = 4.5  # standard errors; two-sided 6.8e-6 a test
POWER = 0.01  # largest standard error over exact value


class Estimate(NamedTuple):
    """A number and its standard error."""

    value: float
    error: float


def case(name: str) -> dict[str, Any]:
    """One known answer."""
    return CASES[name]


def exact(name: str) -> Any:
    """The exact value of one known answer: a number, loads of buses, or a table of times."""
    return CASES[name]["exact_value"]


def mean_of(values: Real) -> Estimate:
    """The mean of independent replications; SE = sd / sqrt(R)."""
    return Estimate(float(np.mean(values)), float(np.std(values, ddof=1) / np.sqrt(len(values))))


def sd_of(values: Real) -> Estimate:
    """Their standard deviation; SE = sqrt((m4 - sd^4) / R) / (2 sd), by the delta method."""
    away = np.asarray(values) - np.mean(values)
    variance = np.var(values, ddof=1)
    error = np.sqrt((np.mean(away**4) - variance**2) / len(values))
    return Estimate(float(np.sqrt(variance)), float(error / (2 * np.sqrt(variance))))


def variance_of(values: Real) -> Estimate:
    """Their variance; SE = sqrt((m4 - sd^4) / R)."""
    sd, error = sd_of(values)
    return Estimate(sd**2, 2 * sd * error)


def ratio_of(tops: Real, bottoms: Real) -> Estimate:
    """Sum over sum of independent pairs; SE by the delta method: sd(top - ratio * bottom) / (sqrt(R) mean(bottom))."""
    tops, bottoms = np.asarray(tops, float), np.asarray(bottoms, float)
    ratio = tops.sum() / bottoms.sum()
    return Estimate(float(ratio), mean_of(tops - ratio * bottoms).error / float(bottoms.mean()))


def agrees(name: str, estimate: Estimate, answer: float | None = None) -> None:
    """Within 4.5 SE of the exact value, and sharp: SE at most 1 % of it. `pytest -rP` shows each z."""
    target = exact(name) if answer is None else answer
    error = float(np.hypot(estimate.error, case(name).get("ci95_halfwidth", 0) / 1.96))  # of a simulated answer too
    z = (estimate.value - target) / error
    print(f"{name}: {estimate.value:.6g}, exact {target:.6g}, z {z:+.2f}, SE {100 * error / target:.3f} %")
    assert abs(z) <= FALSE_ALARM
    assert error <= POWER * target
