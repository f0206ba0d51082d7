"""The plan of a sweep, once all of it is known to be possible."""

from sim.measures.outputs import known_outputs, outputs_named
from sim.model.faults import Refused
from sim.study.journal.plan import StudyPlan
from sim.study.points import study_plan
from sim.study.public_asked import numbered, refused_in_public
from sim.study.senses import senses
from sim.study.sweep import Sweep
from sim.study.sweep_points import Changes, points_of


def sweep_plan(sweep: Sweep) -> StudyPlan:
    """The plan of a sweep; raises Refused with the faults of its settings, points and outputs, all at once."""
    scenario, points = sweep.scenario(), list[Changes]()
    varied = {f"over.{key}": key for key in sweep.over}
    faults = refused_in_public({**numbered("measured", sweep.measured), **varied}) if sweep.public else []
    try:
        senses(outputs_named(sweep.measured, known_outputs(scenario), "measured"), sweep.sense)
    except Refused as refused:
        faults += refused.faults
    try:
        points = points_of(sweep, scenario)
    except Refused as refused:
        faults += refused.faults
    if faults:
        raise Refused(faults)
    return study_plan("sweep", sweep, [scenario], [{"scenario": 0, "changes": changes} for changes in points])
