"""From the outputs at a design's points to the rows of its tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.clock import Real
from sim.study.sensitivity.rows import Index, Screened, Share, Swing, Whole
from sim.study.sensitivity.varied import Varied
from sim.study.statistics.account import Account, account, account_of_a_day
from sim.study.statistics.designs import Design
from sim.study.statistics.indices import Indices, sobol_indices
from sim.study.statistics.screening import elementary_effects
from sim.study.statistics.shares import Shares
from sim.study.statistics.tornado import Bar, tornado

ENOUGH = 0.9  # of the base points: where fewer have a value on every day, nothing is said of an output
NOTHING_SAID = "without a value on some day at too many points"
NO_CHANGE = "the same at all points"
ONLY_NOISE = "not told apart from the noise of days"
YES, NO, UNCLEAR = "yes", "no", "unclear"
INTERPLAY, CHANCE = "interplay", "chance of the day"
EXPECTED, OF_A_DAY = "expected output", "single day"


class Output(NamedTuple):
    """An output's name, its unit, and its values (P, R) at all points of a design, nan where there is none."""

    name: str
    unit: str
    values: Real


def swings(design: Design, outputs: Sequence[Output], numbers: Sequence[Varied]) -> list[Swing]:
    """A tornado for each output, the largest swing first."""
    of = {one.key: one for one in numbers}
    return [_swing(output, bar, of[bar.name]) for output in outputs
            for bar in tornado(design, output.values, "more is better")]  # fmt: skip


def _swing(output: Output, bar: Bar, of: Varied) -> Swing:
    """What moves the output: an interval that leaves 0 out; nothing does where no day differs at either end."""
    base = output.values[0][~np.isnan(output.values[0])]
    ends = (bar.low, bar.high)
    sure = any(end.low is not None and end.high is not None and (end.low > 0 or end.high < 0) for end in ends)
    still = all(end.mean == 0 and end.low in (None, 0) and end.high in (None, 0) for end in ends)
    return Swing(
        output.name, output.unit, of.key, of.basis, of.range.low, of.base, of.range.high,
        float(base.mean()) if base.size else None, bar.low.mean, bar.low.low, bar.low.high,
        bar.high.mean, bar.high.low, bar.high.high, bar.swing, YES if sure else NO if still else UNCLEAR,
    )  # fmt: skip


def kept(values: Real, block: int) -> NDArray[np.bool_]:
    """Which of the points (P, R) to use (P,): all of a block, a trajectory or a base point, or none of it.

    A block one of whose points has no value on some day is left out whole, as its differences would be of other days.
    """
    whole = np.isfinite(values).all(axis=1).reshape(-1, block).all(axis=1)
    return np.repeat(whole, block)


def screened(design: Design, outputs: Sequence[Output], numbers: Sequence[Varied], seed: int) -> list[Screened]:
    """Elementary effects on each output, the largest first; nothing of one without a value at too many points."""
    return [row for output in outputs for row in _screened(design, output, numbers, seed)]


def _screened(design: Design, output: Output, numbers: Sequence[Varied], seed: int) -> list[Screened]:
    use = kept(output.values, len(design.names) + 1)
    if use.mean() < ENOUGH:
        return []
    effects = elementary_effects(_some(design, use), output.values[use][..., None], seed)
    found = [_effect(output, one, *row) for one, *row in zip(
        numbers, *(part[:, 0].tolist() for part in effects[1:]), strict=True)]  # fmt: skip
    return sorted(found, key=lambda row: -(row.size or 0))


def _effect(
    output: Output, of: Varied, mean: float, size: float, half: float, spread: float, noise: float, floor: float
) -> Screened:  # fmt: skip
    moves = YES if size - half > floor else NO if size == 0 else UNCLEAR
    return Screened(
        output.name, output.unit, of.key, of.basis, of.range.low, of.base, of.range.high,
        mean, size, max(0.0, size - half), size + half, spread, noise, floor, moves,
    )  # fmt: skip


class Sobol(NamedTuple):
    """The rows of a Sobol study."""

    indices: list[Index]
    shares: list[Share]
    wholes: list[Whole]


def sobol(design: Design, outputs: Sequence[Output], numbers: Sequence[Varied], seed: int) -> Sobol:
    """Indices, evidence account and noise of each output; indices by total, the largest first."""
    each = [_sobol(design, output, numbers, seed) for output in outputs]
    return Sobol(
        [row for one in each for row in one.indices], [row for one in each for row in one.shares],
        [row for one in each for row in one.wholes],
    )  # fmt: skip


def _sobol(
    design: Design, output: Output, numbers: Sequence[Varied], seed: int
) -> Sobol:  # fmt: skip
    use = kept(output.values, len(design.blocks) + 2)
    missing = int((~use).sum()) // (len(design.blocks) + 2)
    if use.mean() < ENOUGH:
        return Sobol([], [], [_unsaid(output, int(use.sum()), missing)])
    indices = sobol_indices(_some(design, use), output.values[use][..., None], seed)
    basis = {one.key: one.basis for one in numbers} | {one.basis: one.basis for one in numbers}
    whole = _whole(output, indices, use, missing)
    if whole.told in (NO_CHANGE, ONLY_NOISE):
        return Sobol([], [], [whole])
    accounts = {EXPECTED: account(indices, basis), OF_A_DAY: account_of_a_day(indices, basis)}
    shares = [row for name, one in accounts.items() for row in _shares(output, name, one)]
    rows = sorted(_indices(output, indices, numbers, basis), key=lambda row: -(row.total or 0))
    return Sobol(rows, shares, [whole])


def _some(design: Design, use: NDArray[np.bool_]) -> Design:
    return design._replace(points=design.points[use], unit=design.unit[use])


def _indices(
    output: Output, indices: Indices, numbers: Sequence[Varied], basis: Mapping[str, str]
) -> Iterator[Index]:  # fmt: skip
    of = {one.key: one for one in numbers}
    for at, name in enumerate(indices.names):
        one = of.get(name)
        first, total = _told(indices.first, at), _told(indices.total, at)
        low, base, high = (one.range.low, one.base, one.range.high) if one else (None, None, None)
        sure = total[1] is not None and total[1] > 0
        moves = YES if sure else _still(total)
        yield Index(output.name, name, basis[name], low, base, high, *first, *total, moves)


def _still(total: tuple[float | None, ...]) -> str:
    return NO if total[0] == 0 and total[2] == 0 else UNCLEAR


def _shares(output: Output, name: str, one: Account) -> Iterator[Share]:
    for at, basis in enumerate(one.bases):
        yield Share(output.name, name, basis, *_told(one.alone, at), _known(float(one.at_most.value[at, 0])))
    yield Share(output.name, name, INTERPLAY, *_told(one.interplay), None)
    yield Share(output.name, name, CHANCE, *_told(one.chance), None)


def _whole(output: Output, indices: Indices, use: NDArray[np.bool_], missing: int) -> Whole:
    """What an output did; only noise where its variance over the ranges may be 0, by the interval of the noise."""
    values, found = output.values[use], indices.resampled.found
    noise, chance = _told(indices.noise), _told(indices.chance)
    variance = float(indices.variance[0])
    told = NO_CHANGE if np.ptp(values) == 0 else ONLY_NOISE if variance <= 0 or (noise[2] or 0) >= 1 else ""
    return Whole(
        output.name, output.unit, int(use.sum()), missing, float(values.mean()), max(0.0, variance) ** 0.5,
        max(0.0, float(found.day[0, 0])) ** 0.5, *noise, *chance, told,
    )  # fmt: skip


def _unsaid(output: Output, points: int, missing: int) -> Whole:
    nothing = (None,) * 9
    return Whole(output.name, output.unit, points, missing, *nothing, NOTHING_SAID)


def _told(shares: Shares, at: int | None = None) -> tuple[float | None, float | None, float | None]:
    """A share of the one output, of one block where it is of several, with its interval."""
    value, low, high = (float(part[0] if at is None else part[at, 0]) for part in shares)
    return _known(value), _known(low), _known(high)


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
