"""The levers of a question backwards: where each stands in the scenario, its values in order, and what they cost."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from sim.model.clock import HOUR, MINUTE, from_clock, to_clock
from sim.model.faults import Fault
from sim.model.nearest import nearest
from sim.study.least.asked import Least, Span
from sim.study.points import Plain

MOST_VALUES = 1000  # of a lever
A_STEP = 30  # minutes between clock times, where nothing is said

NUMBERS, CLOCKS = "whole numbers, such as [1, 12]", 'clock times, such as ["09:45", "07:00"]'

Way = tuple[str | int, ...]  # names of mappings, and positions in lists, from 0


class Lever(NamedTuple):
    """A setting to find the least of. values: from the one that does least to the one that does most.

    costs: of each value, in the units of what is asked; `now`: the value of the scenario as it is.
    """

    key: str
    way: Way
    values: tuple[int | str, ...]
    costs: tuple[float, ...]
    now: int | str


def levers_of(asked: Least, plain: Plain) -> tuple[list[Lever], list[Fault]]:
    """The levers of a question about a scenario, and what is wrong with them."""
    found, faults = [], []
    for key, span in asked.levers.items():
        way, now, problem = _stands(plain, key)
        problem = problem or _problem(key, span, now)
        if problem:
            faults.append(Fault(f"levers.{key}", problem))
        else:
            values = _values(span)
            found.append(Lever(key, way, values, _costs(values, asked.cost.get(key, 1.0)), now))
    return found, faults


def changes_at(plain: Plain, levers: Sequence[Lever], point: Sequence[int]) -> dict[str, Any]:
    """What a point changes: the value of each lever, or the whole list in which it stands, by its dotted key."""
    whole = deepcopy(plain)
    for lever, at in zip(levers, point, strict=True):
        _inner(whole, lever.way[:-1])[lever.way[-1]] = lever.values[at]
    return {".".join(names): _inner(whole, names) for names in (_names(lever.way) for lever in levers)}


def cost_of(levers: Sequence[Lever], point: Sequence[int]) -> float:
    """What a point costs."""
    return sum(lever.costs[at] for lever, at in zip(levers, point, strict=True))


def is_clock_time(value: Any) -> bool:
    """Whether a value is a clock time that can be read."""
    try:
        return isinstance(value, str) and from_clock(value) >= 0
    except ValueError:
        return False


def minutes_of(value: int | str) -> float:
    """A clock time in minutes since 00:00, and a number as it is."""
    return from_clock(value) / MINUTE if isinstance(value, str) else float(value)


def _names(way: Way) -> tuple[str, ...]:
    """The names before the first position in a list."""
    first = next((at for at, step in enumerate(way) if isinstance(step, int)), len(way))
    return tuple(map(str, way[:first]))


def _inner(plain: Any, way: Sequence[str | int]) -> Any:
    for step in way:
        plain = plain[step]
    return plain


def _stands(plain: Plain, key: str) -> tuple[Way, Any, str]:
    """The way to a dotted key, what stands there, and what is wrong with it."""
    way: list[str | int] = []
    inner: Any = plain
    for name in key.split("."):
        if isinstance(inner, Mapping) and name in inner:
            way.append(name)
        elif isinstance(inner, list) and name.isascii() and name.isdigit() and name == str(int(name)):
            if int(name) >= len(inner):
                return tuple(way), None, f"has no position {name}; positions are 0 to {len(inner) - 1}"
            way.append(int(name))
        else:
            known = sorted(inner) if isinstance(inner, Mapping) else [str(at) for at in range(_length(inner))]
            return tuple(way), None, f"no such key{nearest(name, known)}"
        inner = inner[way[-1]]
    return tuple(way), inner, ""


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _problem(key: str, span: Span, now: Any) -> str:
    """Why no lever can stand there, or why it has no such values; "" where all is well."""
    if isinstance(now, list):
        return f"is a list of {len(now)}; needs a position in it, from 0, such as {key}.0"
    if isinstance(now, bool) or not (isinstance(now, int) or is_clock_time(now)):
        return f"is {now!r}; needs a lever that is a whole number or a clock time"
    return "; ".join(_of_ends(span, now))


def _of_ends(span: Span, now: int | str) -> Iterator[str]:
    kind, needs = (is_clock_time, CLOCKS) if isinstance(now, str) else (lambda end: isinstance(end, int), NUMBERS)
    if wrong := [end for end in (span.least, span.most) if not kind(end)]:
        yield f"got {wrong[0]!r}; needs {needs}"
    elif not isinstance(now, str) and minutes_of(span.most) <= minutes_of(span.least):
        yield f"got [{span.least}, {span.most}]; needs the smaller number first"
    elif (count := len(_places(span))) < 2:
        yield "has one value; needs two or more, or to be set without being a lever"
    elif count > MOST_VALUES:
        yield f"has {count:,} values; needs {MOST_VALUES:,} at most, by a larger step"


def _places(span: Span) -> range:
    """The values as numbers, of clock times in minutes; they end at the last one that is not beyond."""
    least, most = int(minutes_of(span.least)), int(minutes_of(span.most))
    step = span.step or (A_STEP if isinstance(span.least, str) else 1)
    return range(least, most + 1, step) if least <= most else range(least, most - 1, -step)


def _values(span: Span) -> tuple[int | str, ...]:
    if isinstance(span.least, str):
        return tuple(to_clock(minutes * MINUTE) if minutes < 1440 else "24:00" for minutes in _places(span))
    return tuple(_places(span))


def _costs(values: Sequence[int | str], unit: float) -> tuple[float, ...]:
    """Of numbers, all units; of clock times, the hours beyond the value that does least."""
    if not isinstance(values[0], str):
        return tuple(unit * minutes_of(value) for value in values)
    start = minutes_of(values[0])
    return tuple(unit * abs(minutes_of(value) - start) * MINUTE / HOUR for value in values)
