"""A question backwards once all of it is known to be possible: the goal as a test, the levers, every point sound."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import inf
from typing import Any, NamedTuple

import numpy as np

from sim.measures.outputs import known_outputs, outputs_named, units_of
from sim.model.clock import Mask, Real
from sim.model.faults import Fault, Refused
from sim.model.nearest import nearest
from sim.model.scenario import Scenario
from sim.study.least.asked import Goal, Least
from sim.study.least.levers import Lever, changes_at, is_clock_time, levers_of, minutes_of
from sim.study.least.staircase import Point
from sim.study.points import Plain, changed, sound
from sim.study.public_asked import refused_in_public

EACH = 300  # points of the borders of what is asked that are checked one by one


class Question(NamedTuple):
    """What is asked, of which scenario. unit: of the goal's output; `low` to `high`: where it meets the goal."""

    asked: Least
    scenario: Scenario
    plain: Plain
    levers: tuple[Lever, ...]
    unit: str
    low: float
    high: float

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each lever has."""
        return tuple(len(lever.values) for lever in self.levers)


def question_of(asked: Least) -> Question:
    """The question; raises Refused with every fault of its goal, levers, costs and points, all at once."""
    scenario = asked.scenario()
    plain = scenario.model_dump(mode="json")
    levers, faults = levers_of(asked, plain)
    unit, of_goal = _unit(asked.goal, scenario)
    faults += [*of_goal, *_of_costs(asked), *(_in_public(asked) if asked.public else [])]
    ends, of_ends = _ends(asked.goal, unit)
    faults += of_ends
    if len(levers) == len(asked.levers):
        faults += _impossible(plain, levers)
    if faults:
        raise Refused(faults)
    return Question(asked, scenario, plain, tuple(levers), unit, *ends)


def meets(question: Question, values: Real) -> Mask:
    """On which days the goal was met; not where there was nothing to measure."""
    with np.errstate(invalid="ignore"):
        found: Mask = (question.low <= values) & (values <= question.high)
    return found


def value_at(question: Question, point: Point) -> tuple[int | str, ...]:
    """The value of each lever at a point."""
    return tuple(lever.values[at] for lever, at in zip(question.levers, point, strict=True))


def _unit(goal: Goal, scenario: Scenario) -> tuple[str, list[Fault]]:
    try:
        outputs_named([goal.output], known_outputs(scenario), "goal.output")
    except Refused as refused:
        return "", [Fault("goal.output", fault.problem) for fault in refused.faults]
    return units_of(scenario)[goal.output], []


def _ends(goal: Goal, unit: str) -> tuple[tuple[float, float], list[Fault]]:
    """From where to where an output meets the goal."""
    if (goal.at_most is None) == (goal.at_least is None):
        return (-inf, inf), [Fault("goal", "needs at_most or at_least, one of them")]
    key, value = ("at_most", goal.at_most) if goal.at_most is not None else ("at_least", goal.at_least)
    if (unit and (unit == "clock") != isinstance(value, str)) or (isinstance(value, str) and not is_clock_time(value)):
        needs = 'a clock time such as "18:00"' if unit == "clock" else f"a number{f' of {unit}' if unit else ''}"
        return (-inf, inf), [Fault(f"goal.{key}", f"got {value!r}; needs {needs}")]
    number = minutes_of(value) if isinstance(value, str) else float(value or 0)
    return ((-inf, number) if key == "at_most" else (number, inf)), []


def _of_costs(asked: Least) -> Iterator[Fault]:
    for key in asked.cost:
        if key not in asked.levers:
            yield Fault(f"cost.{key}", f"is of no lever{nearest(key, asked.levers)}")


def _in_public(asked: Least) -> list[Fault]:
    return refused_in_public({"goal.output": asked.goal.output, **{f"levers.{key}": key for key in asked.levers}})


def _impossible(plain: Plain, levers: Sequence[Lever]) -> list[Fault]:
    """The faults of the points at the borders: each lever's values with the other at both ends."""
    found: dict[Fault, None] = {}
    for point in dict.fromkeys(_borders(levers)):
        found.update(dict.fromkeys(_faults(changed(plain, changes_at(plain, levers, point)))))
    return list(found)


def _borders(levers: Sequence[Lever]) -> Iterator[Point]:
    ends = [(0, len(lever.values) - 1) for lever in levers]
    for which, lever in enumerate(levers):
        step = -(-len(lever.values) // EACH)
        inside = [*range(0, len(lever.values), step), len(lever.values) - 1]
        yield from product(*(inside if at == which else end for at, end in enumerate(ends)))


def _faults(whole: Any) -> list[Fault]:
    try:
        sound(whole)
    except Refused as refused:
        return refused.faults
    return []
