"""What each setting of a sweep moves: the mean of an output at its levels, over all that the other settings are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real, Whole
from sim.study.intervals import NONE, Interval, level_of_each, mean_interval
from sim.study.swept import Swept, number_of, told_value

MOST_LEVELS = 12  # different values of a setting that are kept apart; more are cut into slices of as many points
SLICES, FEWEST = 6, 4  # slices at most, and points of one at least


class Effect(NamedTuple):
    """The mean of an output over all points at one level of a setting, with its confidence interval.

    Of a grid, where each level meets the same values of all others, it is over replications. Of a design that samples
    it is over points, as what the others happen to be differs from level to level.
    """

    output: str
    unit: str
    setting: str
    level: str
    number: float | None
    points: int
    mean: float | None
    mean_low: float | None
    mean_high: float | None


class Moved(NamedTuple):
    """By how much a setting moves an output: from its level with the lowest mean to that with the highest.

    `low` to `high` holds it, whichever two levels these are, and for all settings at once, with probability 0.95.
    """

    output: str
    setting: str
    lowest: str
    highest: str
    difference: float
    low: float | None
    high: float | None


def effects(swept: Swept) -> Iterator[Effect]:
    """The means of each output at each level of each setting, over all points of that level."""
    for at, (output, unit) in enumerate(zip(swept.outputs, swept.units, strict=True)):
        for setting in swept.settings:
            names, numbers, level = levels(swept, setting)
            columns = _samples(swept, at, level, len(names))
            for place, (name, number) in enumerate(zip(names, numbers, strict=True)):
                column = columns[place][~np.isnan(columns[place])]
                middle = float(column.mean()) if column.size else None
                count = int((level == place).sum())
                yield Effect(output, unit, setting, name, number, count, middle, *mean_interval(column))


def moves(swept: Swept) -> list[Moved]:
    """By how much each setting moves each output, the greatest first of each output."""
    every = [levels(swept, setting) for setting in swept.settings]
    pairs = sum(len(names) * (len(names) - 1) // 2 for names, _, _ in every)
    found = []
    for at, output in enumerate(swept.outputs):
        of_one = [
            _moved(swept, at, output, setting, each, pairs) for setting, each in zip(swept.settings, every, strict=True)
        ]
        found += sorted(filter(None, of_one), key=lambda one: -one.difference)
    return found


def together(moves: Sequence[Moved]) -> list[Moved]:
    """Of the moves of one output, those whose interval overlaps that of the first, or that have none."""
    return [one for one in moves[1:] if _overlap(one, moves[0])]


def _overlap(one: Moved, other: Moved) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    return one.low <= other.high and other.low <= one.high


Levels = tuple[list[str], list[float | None], Whole]


def levels(swept: Swept, setting: str, most: int | None = None) -> Levels:
    """The levels of a setting: their names, their numbers (the middle of a slice), and each point's level (P,).

    most: different numbers that are kept apart; without it 12, or of a sample so many that a level has four points.
    """
    values = [point[setting] for point in swept.points]
    numbers = [number_of(value) for value in values]
    if all(number is not None for number in numbers) and len(set(numbers)) > (_apart(swept) if most is None else most):
        return _slices(np.array(numbers, dtype=float))
    texts = [told_value(value) for value in values]
    names = list(dict.fromkeys(texts))
    if all(number is not None for number in numbers):
        names.sort(key=lambda name: numbers[texts.index(name)] or 0.0)
    return names, [numbers[texts.index(name)] for name in names], np.array([names.index(text) for text in texts])


def _apart(swept: Swept) -> int:
    return MOST_LEVELS if swept.design == "grid" else min(MOST_LEVELS, len(swept.points) // FEWEST)


def _slices(numbers: Real) -> Levels:
    """Slices of as many points each, by rank."""
    count = max(2, min(SLICES, numbers.size // FEWEST))
    rank = np.empty(numbers.size, dtype=np.int64)
    rank[np.argsort(numbers, kind="stable")] = np.arange(numbers.size)
    level = rank * count // numbers.size
    inside = [numbers[level == place] for place in range(count)]
    names = [f"{told_value(float(f'{each.min():.3g}'))} to {told_value(float(f'{each.max():.3g}'))}" for each in inside]
    return names, [float(each.mean()) for each in inside], level


def _samples(swept: Swept, at: int, level: Whole, count: int) -> list[Real]:
    """What each level's mean is taken over: replications of a grid, points of a design that samples."""
    if swept.design == "grid":
        return list(_by_level(swept.values[:, :, at], level, count).T)
    each = _by_level(swept.values[:, :, at].T, np.zeros(swept.replications, dtype=np.int64), 1)[:, 0]
    return [each[level == place] for place in range(count)]


def _by_level(values: Real, level: Whole, count: int) -> Real:
    """(R, L): the mean over the points of each level, of those points in which there is a value on that day."""
    known = ~np.isnan(values)
    sums = np.array([np.where(known, values, 0)[level == place].sum(axis=0) for place in range(count)])
    counts = np.array([known[level == place].sum(axis=0) for place in range(count)])
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan).T


def _moved(swept: Swept, at: int, output: str, setting: str, of_all: Levels, pairs: int) -> Moved | None:
    names, _, level = of_all
    columns = _samples(swept, at, level, len(names))
    if swept.design == "grid":
        everywhere = ~np.isnan(np.array(columns)).any(axis=0)
        columns = [column[everywhere] for column in columns]
    columns = [column[~np.isnan(column)] for column in columns]
    if not min(column.size for column in columns):
        return None
    middle = [float(column.mean()) for column in columns]
    lowest, highest = int(np.argmin(middle)), int(np.argmax(middle))
    interval = _interval(swept.design, columns[lowest], columns[highest], level_of_each(pairs))
    return Moved(output, setting, names[lowest], names[highest], middle[highest] - middle[lowest], *interval)


def _interval(design: str, lowest: Real, highest: Real, level: float) -> Interval:
    """Of paired differences over replications; of a sample, of two means over different points (Welch 1947)."""
    if design == "grid":
        return mean_interval(highest - lowest, level)
    if min(lowest.size, highest.size) < 2:
        return NONE
    if not lowest.std() and not highest.std():
        return Interval(float(highest.mean() - lowest.mean()), float(highest.mean() - lowest.mean()))
    from scipy import stats  # noqa: PLC0415  (it takes half a second to be imported)

    found = stats.ttest_ind(highest, lowest, equal_var=False).confidence_interval(level)
    return Interval(float(found.low), float(found.high))
