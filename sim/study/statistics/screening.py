"""Screening by elementary effects (Morris 1991, Technometrics 33, 161-174), with what of them is replication noise."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.intervals import LEVEL
from sim.study.statistics.chance import generator
from sim.study.statistics.designs import LEVELS, Design
from sim.study.statistics.salib import morris_analysis

RESAMPLES = 1000  # of the trajectories


class Effects(NamedTuple):
    """Elementary effects of D parameters on K outputs, each (D, K) and in the output's unit per whole range.

    mean: mu. size: mu*, the mean of absolute effects (Campolongo, Cariboni and Saltelli 2007, Environmental Modelling &
    Software 22, 1509-1518); half: the half-width of its confidence interval over trajectories. spread: sigma, the
    standard deviation between trajectories, noise taken out; large beside size it means a bend or an interplay.
    noise: the standard error that replications leave in one effect. floor: the size that noise alone would show in the
    mean; a parameter not clearly above it shows no effect.
    """

    names: tuple[str, ...]
    mean: Real
    size: Real
    half: Real
    spread: Real
    noise: Real
    floor: Real


def elementary_effects(design: Design, outputs: Real, seed: int, level: float = LEVEL) -> Effects:
    """The effects on outputs (P, R, K) at the points of a Morris design.

    seed: of the bootstrap over trajectories. Raises ValueError for outputs of another shape, and for fewer than two
    replications, which tell nothing of noise.
    """
    if outputs.ndim != 3 or outputs.shape[0] != design.unit.shape[0] or outputs.shape[1] < 2:
        raise ValueError(f"outputs: got shape {outputs.shape}; needs (P, R, K) at the points, with R at least 2")
    each = [_of_one(design, outputs[..., at], seed, level) for at in range(outputs.shape[2])]
    return Effects(design.names, *(np.stack(column, axis=-1) for column in zip(*each, strict=True)))


def _of_one(design: Design, outputs: Real, seed: int, level: float) -> tuple[Real, ...]:
    """The effects on one output (P, R), each (D,).

    A replication's sigma holds the noise of one effect in full, that of the means an R-th of it: their difference is
    noise that differs between trajectories. What all trajectories share shows in the means of single replications.
    """
    replications, trajectories = outputs.shape[1], outputs.shape[0] // (len(design.names) + 1)
    mean, size, sigma, half = _salib(design, outputs.mean(axis=1), RESAMPLES, seed, level)
    single = [_salib(design, outputs[:, at], 2, seed, level) for at in range(replications)]
    means, sigmas = np.array([one[0] for one in single]), np.array([one[2] for one in single])
    own = np.maximum(0, ((sigmas**2).mean(axis=0) - sigma**2) * replications / (replications - 1))
    spread = np.sqrt(np.maximum(0, sigma**2 - own / replications))
    noise = np.sqrt((own * (1 - 1 / trajectories) + means.var(axis=0, ddof=1)) / replications)
    return mean, size, half, spread, noise, noise * np.sqrt(2 / np.pi)


def _salib(design: Design, outputs: Real, resamples: int, seed: int, level: float) -> tuple[Real, Real, Real, Real]:
    """Mu, mu*, sigma and the half-width of mu*, each (D,), of outputs (P,)."""
    problem = {"num_vars": len(design.names), "names": list(design.names), "bounds": [[0.0, 1.0]] * len(design.names)}
    found = morris_analysis.analyze(
        problem, design.unit, outputs, num_resamples=resamples, conf_level=level, num_levels=LEVELS,
        seed=generator(seed, "bootstrap", "trajectories"),
    )  # fmt: skip
    mean, size, sigma, half = (np.asarray(found[key], float) for key in ("mu", "mu_star", "sigma", "mu_star_conf"))
    return mean, size, sigma, half
