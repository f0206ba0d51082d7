"""The design of a sensitivity study, and its points: each a scenario with all varied numbers set."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.evidence import Evidence
from sim.model.clock import Real
from sim.model.faults import Fault, Refused
from sim.model.scenario import Scenario
from sim.study.points import Point, changed, sound, study_plan, work
from sim.study.sensitivity.asked import Sensitivity, faults_of
from sim.study.sensitivity.varied import Choice, Varied, as_written, in_public, listed, uncertain
from sim.study.statistics.designs import Design, morris, one_at_a_time, saltelli

PROBED = 256  # points that are looked at before anything is simulated


class Varying(NamedTuple):
    """A scenario, the numbers of it that are varied, of how many they were chosen, and the design."""

    scenario: Scenario
    choice: Choice
    of: int
    design: Design


def varying_of(study: Sensitivity, evidence: Evidence, yours: Sequence[str]) -> Varying:
    """What a study varies, and where it simulates. `yours`: keys that the user set, which are no longer uncertain.

    Raises Refused with every fault of what is asked, and where points make no sound scenario.
    """
    scenario, faults = study.scenario(), faults_of(study)
    try:
        choice = _choice(study, scenario, evidence, yours)
    except Refused as refused:
        faults += refused.faults
    if faults:
        raise Refused(faults)
    of = len(choice.numbers)
    if study.most is not None and study.most < of:
        choice = choice._replace(numbers=most_moving(study, scenario, choice.numbers, study.most))
    design = design_of(study, choice.numbers)
    probed(scenario, points_of(design, choice.numbers))
    return Varying(scenario, choice, of, design)


def _choice(study: Sensitivity, scenario: Scenario, evidence: Evidence, yours: Sequence[str]) -> Choice:
    wanted = study.parameters
    choice = uncertain(scenario, evidence, yours) if wanted == "uncertain" else listed(scenario, evidence, wanted)
    return in_public(choice) if study.public else choice


def design_of(study: Sensitivity, numbers: Sequence[Varied]) -> Design:
    """Where to simulate: 1 + 2 D points one at a time, N (D + 1) for Morris, N (B + 2) for Sobol."""
    ranges = [one.range for one in numbers]
    match study.method:
        case "one_at_a_time":
            return one_at_a_time({one.key: one.base for one in numbers}, ranges)
        case "morris":
            return morris(ranges, study.base_points, study.seed)
        case "sobol":
            groups = {one.key: one.basis for one in numbers} if study.by == "basis" else None
            return saltelli(ranges, study.base_points, study.seed, groups)


def points_of(design: Design, numbers: Sequence[Varied]) -> list[Point]:
    """The points of a design as a study has them."""
    rows = [zip(numbers, row, strict=True) for row in design.points.tolist()]
    return [{"scenario": 0, "changes": {one.key: as_written(one, value) for one, value in row}} for row in rows]


def probed(scenario: Scenario, points: Sequence[Point]) -> None:
    """Look at some points from all over a design; raises Refused where one of them makes no sound scenario."""
    plain = scenario.model_dump(mode="json")
    for at in np.unique(np.linspace(0, len(points) - 1, PROBED).astype(int)).tolist():
        try:
            sound(changed(plain, points[at]["changes"]))
        except Refused as refused:
            first = refused.faults[0]
            rule = f"{first}; needs `parameters` to name numbers whose ranges go together"
            raise Refused([Fault("parameters", f"at point {at} the ranges together are refused: {rule}")]) from refused


def most_moving(study: Sensitivity, scenario: Scenario, numbers: Sequence[Varied], most: int) -> tuple[Varied, ...]:
    """Those that carry an output furthest, each alone to the ends of its range, over the study's days; in their order.

    An output's swings are taken as shares of its largest, as outputs differ in unit; a number's rank is by its largest.
    What matters only together with others is not seen. Raises Refused where a single number makes no sound scenario.
    """
    design = one_at_a_time({one.key: one.base for one in numbers}, [one.range for one in numbers])
    plan = study_plan("screening", study, [scenario], points_of(design, numbers))
    values = work(plan, 0, plan.tasks).reshape(len(design.points), study.replications, -1)
    ends = np.abs(_means(values[1:] - values[0])).reshape(len(numbers), 2, -1).max(axis=1)
    largest = np.where(ends.max(axis=0) > 0, ends.max(axis=0), 1)
    order = np.argsort(-(ends / largest).max(axis=1), kind="stable")[:most]
    return tuple(numbers[at] for at in sorted(order.tolist()))


def _means(values: Real) -> Real:
    """Means over the replications (axis 1) that have a value, 0 where none has."""
    known = ~np.isnan(values)
    return np.asarray(np.where(known, values, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1))
