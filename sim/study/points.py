"""The points of a study: scenarios with some settings changed, each simulated a number of times, a few outputs kept.

A task is one replication of one point; the replications of a point that are done together are drawn together.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from pydantic import ValidationError

from sim.engines import Engine, checked, choose
from sim.measures.outputs import known_outputs, measuring, outputs_named
from sim.measures.replication import Replication
from sim.model.clock import Real
from sim.model.faults import Fault, Refused, scenario_of
from sim.model.nearest import nearest
from sim.model.rules import broken
from sim.model.rules.broken import all_of
from sim.model.scenario import Scenario
from sim.study.asked import Study
from sim.study.fingerprint import fingerprint
from sim.study.journal.plan import StudyPlan
from sim.study.plan import Plan, visits

Plain = dict[str, Any]  # a scenario as plain data
# scenario: its number in the settings; changes: values by dotted key; first: its first replication, where points are to
# have days of their own
Point = Mapping[str, Any]


def study_plan(kind: str, study: Study, scenarios: Sequence[Scenario], points: Sequence[Point]) -> StudyPlan:
    """The plan of a study of these points; raises Refused where an output is not told of one of the scenarios."""
    for scenario in scenarios:
        outputs_named(study.measured, known_outputs(scenario), "measured")
    settings = acted_out(study, [scenario.model_dump(mode="json") for scenario in scenarios])
    return StudyPlan(
        kind, points, study.seed, study.replications, study.measured, fingerprint(),
        tasks_a_point=study.replications, settings=settings,
    )  # fmt: skip


def acted_out(study: Plan, scenarios: Sequence[Plain]) -> Plain:
    """The settings by which `measured` acts out scenarios, which are given as plain data."""
    return {"scenarios": list(scenarios), "engine": study.engine, "check": study.check}


def work(plan: StudyPlan, first: int, last: int) -> Real:
    """The outputs (last - first, K) of tasks first … last - 1."""
    found = [_measured(plan, point, range(begin, end)) for point, begin, end in _by_point(plan, first, last)]
    return np.concatenate(found) if found else np.empty((0, len(plan.outputs)))


def _by_point(plan: StudyPlan, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Each point that has some of the tasks, with its replications (from, up to, but without)."""
    each = plan.tasks_a_point
    for point in range(first // each, -(-last // each)):
        yield point, max(0, first - point * each), min(each, last - point * each)


def _measured(plan: StudyPlan, point: int, replications: Sequence[int]) -> Real:
    first = plan.points[point].get("first", 0)
    return measured(plan, _plain_at(plan, point), scenario_at(plan, point), [first + each for each in replications])


def measured(plan: StudyPlan, plain: Plain, scenario: Scenario, replications: Sequence[int]) -> Real:
    """The plan's outputs (replications, K) of a scenario, which is given as plain data as well."""
    measure = _measuring(plan, _shape(plain), _Same(scenario))
    runs = _engine(plan).runs(scenario, plan.seed, replications)
    return np.array([measure(Replication(*run)) for run in runs])


@lru_cache(maxsize=64)
def scenario_at(plan: StudyPlan, point: int) -> Scenario:
    """The scenario of a point; raises Refused where its changes make no sound one."""
    return sound(_plain_at(plan, point))


@lru_cache(maxsize=64)
def _plain_at(plan: StudyPlan, point: int) -> Plain:
    one = plan.points[point]
    return changed(plan.settings["scenarios"][one["scenario"]], one["changes"])


def sound(plain: Plain) -> Scenario:
    """The scenario of a plain mapping; raises Refused with every fault.

    A thousand points are sound for one that is not: so each is read once, and looked at closely only where it is not.
    """
    try:
        scenario = Scenario.model_validate(plain)
    except ValidationError:
        return scenario_of(plain)
    return scenario_of(plain) if broken(all_of(scenario)) else scenario


@cache
def _engine(plan: StudyPlan) -> Engine:
    """The engine for all tasks, in this process."""
    engine = choose(plan.settings["engine"], plan.tasks * visits(scenario_at(plan, 0))).load()
    return checked(engine) if plan.settings["check"] else engine


class _Same:
    """A scenario that stands for all of its shape: any of them will do to say what is told of them."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _measuring(plan: StudyPlan, _: str, one: _Same) -> Any:
    known = known_outputs(one.scenario)
    return measuring(outputs_named(plan.outputs, known, "measured"), one.scenario)


def _shape(plain: Plain) -> str:
    """A scenario without its numbers, except for its days: what is told of two of the same shape is the same."""
    return json.dumps([_without_numbers(plain), plain["days"]])


def _without_numbers(value: Any) -> Any:
    match value:
        case dict():
            return {key: _without_numbers(inner) for key, inner in value.items()}
        case list():
            return [_without_numbers(inner) for inner in value]
        case bool() | str() | None:
            return value
        case _:
            return 0


def changed(plain: Plain, changes: Mapping[str, Any]) -> Plain:
    """A scenario with other values at dotted keys; raises Refused, with the nearest name, where there is no such key.

    The three numbers of a triangular distribution are put in order, as ranges of them may overlap.
    """
    whole, faults = dict(plain), []
    for key, value in changes.items():
        *above, last = _path(whole, key)
        inner = whole
        for name in above:
            inner[name] = dict(inner[name]) if isinstance(inner[name], dict) else inner[name]
            inner = inner[name]
        if not isinstance(inner, dict) or last not in inner:
            faults.append(Fault(key, f"no such key{nearest(last, sorted(inner) if isinstance(inner, dict) else [])}"))
        else:
            inner[last] = value
            _put_in_order(inner)
    if faults:
        raise Refused(faults)
    return whole


def _path(plain: Plain, key: str) -> list[str]:
    """The names along a dotted key, as far as they are there, and the next one."""
    path, inner = [], plain
    for name in key.split("."):
        path.append(name)
        if not isinstance(inner, dict) or name not in inner:
            break
        inner = inner[name]
    return path


def _put_in_order(distribution: Plain) -> None:
    if distribution.get("family") == "triangular":
        names = ("low", "mode", "high")
        distribution.update(zip(names, sorted(distribution[name] for name in names), strict=True))
