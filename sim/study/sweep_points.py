"""The points of a sweep, each checked as a scenario before anything is written.

Up to `EACH` points every one is checked. Beyond, the corners are (each setting at its first and last value, all
combinations of these as far as they are `EACH`) and each value alone; what else is impossible fails as a task, and is
told in the table of failures.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice, product
from math import prod
from typing import Any

from pydantic import ValidationError

from sim.model.faults import Fault, Refused, scenario_of
from sim.model.rules import broken
from sim.model.rules.broken import all_of
from sim.model.scenario import Scenario
from sim.study.points import Plain, changed
from sim.study.sweep import MOST_POINTS, Parameter, Sweep, asked_faults, parameters

EACH = 5000  # points that are all checked: a second or two
MANY = 1_000_000  # cells (points x replications) from which on the user must say yes
MOST_FAULTS = 30  # that are told

Changes = Mapping[str, Any]


def points_of(sweep: Sweep, scenario: Scenario) -> list[Changes]:
    """The changes of each point, in the order of the design; raises Refused with every fault."""
    plain = scenario.model_dump(mode="json")
    varied = parameters(sweep, plain)
    keys = _unknown_keys(plain, varied)
    if faults := [*asked_faults(sweep, varied), *keys]:
        raise Refused(faults)
    count = counted(sweep, varied)
    if faults := _too_many(sweep, count):
        raise Refused(faults)
    points = list(designed(sweep, varied))
    if faults := _impossible(plain, points if count <= EACH else _some(varied)):
        raise Refused(faults)
    return points


def counted(sweep: Sweep, varied: list[Parameter]) -> int:
    """How many points there will be, before one is made."""
    return prod(len(one.values) for one in varied) if sweep.design == "grid" else sweep.points or 0


def designed(sweep: Sweep, varied: list[Parameter]) -> Iterator[Changes]:
    """The points of the design; of a grid the last parameter changes first. Raises Refused for a count it has not."""
    keys = [one.key for one in varied]
    if sweep.design == "grid":
        yield from (dict(zip(keys, values, strict=True)) for values in product(*(one.values for one in varied)))
        return
    for row in _sampled(sweep, varied):
        yield {one.key: one.value(placed) for one, placed in zip(varied, row, strict=True)}


def _sampled(sweep: Sweep, varied: list[Parameter]) -> list[list[float]]:
    from sim.study.statistics.designs import latin_hypercube, sobol_points  # noqa: PLC0415  (it takes half a second)

    sample = latin_hypercube if sweep.design == "latin_hypercube" else sobol_points
    try:
        rows: list[list[float]] = sample([one.placing for one in varied], sweep.points or 0, sweep.seed).points.tolist()
    except ValueError as error:
        raise Refused([Fault("points", str(error).removeprefix("count: "))]) from error
    return rows


def _unknown_keys(plain: Plain, varied: list[Parameter]) -> list[Fault]:
    """The keys that the scenario has not, each with the nearest name."""
    try:
        changed(plain, {one.key: one.ends[0] if one.ends else None for one in varied})
    except Refused as refused:
        return refused.faults
    return []


def _too_many(sweep: Sweep, count: int) -> list[Fault]:
    if count > MOST_POINTS:
        return [Fault("over", f"makes {count:,} points; needs {MOST_POINTS:,} at most")]
    if count * sweep.replications > MANY and not sweep.yes:
        told = f"{count:,} points x {sweep.replications:,} replications"
        return [Fault("yes", f"got false; needs yes=true for {told}, more than {MANY:,} days")]
    return []


def _some(varied: list[Parameter]) -> Iterator[Changes]:
    """The corners of a large design, and each value alone in the scenario as it is."""
    keys, ends = [one.key for one in varied], [(one.ends[0], one.ends[-1]) for one in varied]
    corners = (dict(zip(keys, corner, strict=True)) for corner in islice(product(*ends), EACH))
    return chain(corners, ({one.key: value} for one in varied for value in one.ends[:EACH]))


def _impossible(plain: Plain, points: Iterable[Changes]) -> list[Fault]:
    """The faults of points, each told once, as far as there is room for them."""
    found: dict[Fault, None] = {}
    for changes in points:
        found.update(dict.fromkeys(_faults(plain, changes)))
    told = sorted(found)
    more = [Fault("over", f"and {len(told) - MOST_FAULTS} more faults")] if len(told) > MOST_FAULTS else []
    return told[:MOST_FAULTS] + more


def _faults(plain: Plain, changes: Changes) -> list[Fault]:
    whole = changed(plain, changes)
    with suppress(ValidationError):
        if not broken(all_of(Scenario.model_validate(whole))):
            return []
    try:
        scenario_of(whole)
    except Refused as refused:
        return refused.faults
    return []
