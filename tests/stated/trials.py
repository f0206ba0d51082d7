"""Studies made over and over on plans of known mean, and how often what they say is so."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from queues import Plan, last_of, mean_of, of_mean, sample_of, waits
from SALib.test_functions import Ishigami

from sim.study.intervals import mean_interval
from sim.study.statistics.comparison import compare, gain, with_each_other, with_one
from sim.study.statistics.designs import saltelli
from sim.study.statistics.indices import sobol_indices
from sim.study.statistics.precision import Wanted, until_precise
from sim.study.statistics.ranges import Range
from sim.study.statistics.selection import Sample, select

POOLED = (Plan(2, 1.6), Plan(1, 0.8), Plan(4, 3.2), Plan(3, 2.1))  # as fast together, but for the last
BUSY = (Plan(3, 3.6), Plan(4, 3.6), Plan(3, 3.3), Plan(2, 2.0))  # more come than the first can check


class Found(NamedTuple):
    """How many of so many studies were right, what was stated, and what is to be known beside it."""

    what: str
    right: int
    studies: int
    stated: float
    beside: str


def paired(name: str, plans: Sequence[Plan], replications: int, studies: int) -> Iterator[Found]:
    """Whether all intervals of paired differences hold at once: from the first plan, and of every two."""
    exact = np.array([mean_of(plan) for plan in plans])
    families = {"differences from one plan": with_one(len(plans)), "every two plans": with_each_other(len(plans))}
    right, gains = dict.fromkeys(families, 0), []
    for study in range(studies):
        values = sample_of(plans, f"{name}, {replications}, {study}")(range(len(plans)), 0, replications)
        gains.append(gain(values[:, 0], values[:, 1]))
        for family, pairs in families.items():
            told = compare(values, pairs, "less is better")
            right[family] += all(one.low <= exact[one.plan] - exact[one.against] <= one.high for one in told)
    beside = f"gain from common days {np.median(gains):.1f} between the first two"
    for family, times in right.items():
        yield Found(f"{family}, {name}, {replications} replications", times, studies, 0.95, beside)


def selected(
    name: str, plans: Sequence[Plan], zone: float, level: float, sample_from: Callable[..., Sample], studies: int
) -> Found:
    """Whether the plan with the least mean wait, or one within the zone of it, is selected."""
    exact = np.array([mean_of(plan) for plan in plans])
    good, right, effort = exact <= exact.min() + 0.999 * zone, 0, []
    for study in range(studies):
        told = select(
            sample_from(plans, f"select {name}, {zone}, {level}, {study}"),
            len(plans),
            "less is better",
            zone,
            5000,
            level,
        )
        right += bool(good[told.best])
        effort.append(told.replications.mean())
    words = f"{len(plans)} plans, zone {zone:g} min, {name}"
    return Found(words, right, studies, level, f"{np.mean(effort):.0f} replications a plan in the mean")


def slippage(plans: int, zone: float) -> list[Plan]:
    """The least favourable case: one plan with a mean wait of 3 min, all others one zone worse, by their own desks."""
    return [of_mean(2, 3.0), *(of_mean(1 + at % 4, 3.0 + zone) for at in range(plans - 1))]


def precise(plan: Plan, wanted: Sequence[Wanted], studies: int) -> Iterator[Found]:
    """Whether each interval holds once the sequential rule has ended: the mean wait of all, and that of the last."""
    exact, right, effort = (mean_of(plan), last_of(plan)), [0, 0], []
    for study in range(studies):
        values, end = until_precise(_both(plan, f"precise {wanted}, {study}"), wanted, 20_000)
        effort.append(end.done)
        for at, answer in enumerate(exact):
            low, high = mean_interval(values[:, at])
            right[at] += low <= answer <= high
    beside = f"{np.mean(effort):.0f} replications in the mean, {np.min(effort)} to {np.max(effort)}"
    for at, want in enumerate(wanted):
        yield Found(f"{want.name} to {want.relative:.0%}, with the other", right[at], studies, 0.95, beside)


def _both(plan: Plan, study: str):
    def sample(first: int, end: int):
        found = waits(plan, study, first, end)
        return np.column_stack([found.mean(axis=1), found[:, -1]])

    return sample


def fixed(plan: Plan, replications: int, studies: int) -> Iterator[Found]:
    """The same intervals with the number of replications given beforehand: what is lost to days that are not normal."""
    exact, right = (mean_of(plan), last_of(plan)), [0, 0]
    for study in range(studies):
        values = _both(plan, f"fixed {replications}, {study}")(0, replications)
        for at, answer in enumerate(exact):
            low, high = mean_interval(values[:, at])
            right[at] += low <= answer <= high
    for at, name in enumerate(("mean wait", "wait of the last")):
        yield Found(f"{name}, {replications} replications given", right[at], studies, 0.95, "no sequential rule")


def ishigami(days: str, studies: int) -> Iterator[Found]:
    """Whether intervals of Ishigami's indices hold, each, with replication noise about as large as the effects."""
    ranges, known = [Range(name, -np.pi, np.pi) for name in "abc"], ([0.31391, 0.44241, 0], [0.55759, 0.44241, 0.24368])
    chance, right = np.random.default_rng(20231101), [0, 0]
    for study in range(studies):
        design = saltelli(ranges, 256, study)
        outputs = Ishigami.evaluate(design.points)[:, None, None] + _noise(days, design.unit, chance)
        told = sobol_indices(design, outputs, study)
        for at, shares in enumerate((told.first, told.total)):
            right[at] += int(((shares.low[:, 0] <= known[at]) & (known[at] <= shares.high[:, 0])).sum())
    for at, name in enumerate(("first order", "total")):
        yield Found(f"{name}, Ishigami, {days}", right[at], 3 * studies, 0.95, "256 base points, 10 replications")


def _noise(days: str, unit, chance):
    if days == "days of each point's own":
        return 4 * chance.standard_normal((unit.shape[0], 10, 1))
    alike, different = 4 * chance.standard_normal((2, 1, 10, 1))
    return alike + different * (unit[:, 1] - 0.5)[:, None, None]
