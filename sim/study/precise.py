"""As many replications of a run as its precision takes: only the outputs asked for are measured, up to a cap."""

from typing import NamedTuple

import numpy as np

from sim.engines import Engine
from sim.measures.outputs import known_outputs, measuring, outputs_named, units_of
from sim.measures.replication import Replication
from sim.model.clock import Real
from sim.model.faults import Fault, Refused
from sim.study.plan import Run
from sim.study.public_asked import refused_in_public
from sim.study.replicate import Watch
from sim.study.statistics.precision import LEAST, Outlook, Wanted, until_precise


class Precise(NamedTuple):
    """How precisely one output is known: the mean over `days`, and the half-width of its 95 % confidence interval.

    asked: the half-width allowed, as a share of the mean. is_met: "yes" or "no". needed: about how many replications
    it takes. None where nothing says.
    """

    output: str
    asked: float
    days: int
    mean: float | None
    half_width: float | None
    share: float | None
    is_met: str
    needed: int | None


def precision_faults(plan: Run) -> list[Fault]:
    """What is wrong with the precision that is asked for."""
    if not plan.precision:
        return []
    scenario, faults = plan.scenario(), []
    try:
        outputs_named(tuple(plan.precision), known_outputs(scenario), "precision")
    except Refused as refused:
        faults = [Fault("precision", fault.problem) for fault in refused.faults]
    units = units_of(scenario)
    clocks = [text for text in plan.precision if units.get(text) == "clock"]
    faults += [Fault(f"precision.{text}", "is a clock time, of which no share can be asked") for text in clocks]
    if plan.replications < LEAST:
        problem = (
            f"got {plan.replications}; needs at least {LEAST} where a precision is asked for, as no fewer are judged"
        )
        faults.append(Fault("replications", problem))
    return faults + (refused_in_public({f"precision.{text}": text for text in plan.precision}) if plan.public else [])


def precise_enough(plan: Run, engine: Engine, watch: Watch = iter) -> Outlook:
    """Simulate replications 0, 1, 2 … until all outputs are as precise as asked, or `replications` of them."""
    scenario, texts = plan.scenario(), tuple(plan.precision)
    measure = measuring(outputs_named(texts, known_outputs(scenario), "precision"), scenario)

    def sample(first: int, last: int) -> Real:
        runs = engine.runs(scenario, plan.seed, range(first, last))
        return np.array([measure(Replication(*run)) for _, run in zip(watch(range(first, last)), runs, strict=True)])

    wanted = [Wanted(text, relative=plan.precision[text]) for text in texts]
    return until_precise(sample, wanted, plan.replications)[1]


def precise_rows(plan: Run, outlook: Outlook) -> list[Precise]:
    """A row for each output, in the order in which they were asked for."""
    return [
        Precise(
            one.name, plan.precision[one.name], one.days, one.mean, one.half,
            abs(one.half / one.mean) if one.half is not None and one.mean else None,
            "yes" if one.is_met else "no", one.needed,
        )
        for one in outlook.reached
    ]  # fmt: skip
