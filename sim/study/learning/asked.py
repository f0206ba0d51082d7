"""What is asked of a study of what to find out: plans, one output they are judged by, and the numbers not known."""

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from sim.evidence import Evidence
from sim.evidence.reading import leaves
from sim.model.faults import Fault, Refused
from sim.model.frozen import Many
from sim.study.compare import Alternative, Compare, Goal, goals
from sim.study.plan import Text
from sim.study.points import Point
from sim.study.public_asked import numbered, refused_in_public
from sim.study.sensitivity.designed import probed
from sim.study.sensitivity.varied import Choice, as_written, in_public, listed, uncertain
from sim.study.statistics.designs import Design, in_parts
from sim.study.statistics.information import FEWEST_DAYS, FEWEST_POINTS, PARTS

BY_A_PLAN = "that a plan sets"


class Learn(Compare):
    """A comparison of plans over all that the uncertain numbers may be.

    points: of Latin hypercubes, in four independent parts. parameters: "uncertain" for all numbers that seeds/ calls
    uncertainties and gives a range, or their keys, with * for patterns. measured: one output.
    """

    points: Annotated[int, Field(ge=2, le=100_000)]
    parameters: Literal["uncertain"] | Many[Text]


class Learning(NamedTuple):
    """The plans (the scenario as it is first), what they are judged by, the numbers, and where it is simulated."""

    plans: list[Alternative]
    goal: Goal
    choice: Choice
    design: Design

    def points(self) -> list[Point]:
        """Every plan at each point of the design, plan by plan within a point."""
        numbers = self.choice.numbers
        rows = [{one.key: as_written(one, value) for one, value in zip(numbers, row, strict=True)}
                for row in self.design.points.tolist()]  # fmt: skip
        return [{"scenario": at, "changes": row} for row in rows for at in range(len(self.plans))]


def learning_of(study: Learn, plans: list[Alternative], evidence: Evidence, yours: Sequence[str]) -> Learning:
    """What a study simulates. `yours`: keys that the user set, which are no longer uncertain.

    Raises Refused with every fault of what is asked, and where a plan makes no sound scenario at some point.
    """
    faults = _faults(study)
    try:
        judged_by = goals(study, plans)
    except Refused as refused:
        faults += refused.faults
    try:
        choice = _choice(study, plans, evidence, yours)
    except Refused as refused:
        faults += refused.faults
    if faults:
        raise Refused(faults)
    design = in_parts([one.range for one in choice.numbers], study.points, study.seed, PARTS)
    learning = Learning(plans, judged_by[0], choice, design)
    _probed(learning)
    return learning


def _faults(study: Learn) -> list[Fault]:
    keys = study.parameters if study.parameters != "uncertain" else ()
    found = refused_in_public(numbered("parameters", keys)) if study.public else []
    if len(study.measured) != 1:
        found.append(Fault("measured", f"got {len(study.measured)} outputs; needs one, by which a plan is chosen"))
    if study.points % PARTS:
        found.append(
            Fault("points", f"got {study.points}; needs a multiple of {PARTS}, to choose by some parts of them")
        )
    for key, got, least in (("points", study.points, FEWEST_POINTS), ("replications", study.replications, FEWEST_DAYS)):
        if got < least:
            found.append(Fault(key, f"got {got}; needs at least {least}, to choose by some and try it on others"))
    return found


def _choice(study: Learn, plans: Sequence[Alternative], evidence: Evidence, yours: Sequence[str]) -> Choice:
    """The numbers, without those that a plan sets itself: there a value would undo the plan."""
    scenario, wanted = plans[0].scenario, study.parameters
    choice = uncertain(scenario, evidence, yours) if wanted == "uncertain" else listed(scenario, evidence, wanted)
    choice = in_public(choice) if study.public else choice
    set_by_plans = _set_by(plans)
    numbers = tuple(one for one in choice.numbers if one.key not in set_by_plans)
    if not numbers:
        raise Refused([Fault("parameters", "got numbers that the plans set themselves; needs some that they do not")])
    left_out = {**choice.left_out, BY_A_PLAN: len(choice.numbers) - len(numbers)}
    return choice._replace(numbers=numbers, left_out={why: count for why, count in left_out.items() if count})


def _set_by(plans: Sequence[Alternative]) -> set[str]:
    """The keys whose numbers differ between the scenario as it is and some plan, or are not in both."""
    each = [set(leaves(plan.scenario.model_dump(mode="json"), "")) for plan in plans]
    return {key for one in each[1:] for key, _ in one ^ each[0]}


def _probed(learning: Learning) -> None:
    points, count = learning.points(), len(learning.plans)
    for at, plan in enumerate(learning.plans):
        try:
            probed(plan.scenario, points[at::count])
        except Refused as refused:
            raise Refused([Fault(f"plans.{plan.name}: {one.key}", one.problem) for one in refused.faults]) from refused
