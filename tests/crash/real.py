"""Real work: one number of each simulated day of the small scenario, each replication a task."""

from functools import cache

import numpy as np
from small import small_scenario

from sim.engines import reference
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.faults import scenario_of
from sim.study.fingerprint import fingerprint
from sim.study.journal.plan import StudyPlan


def work(plan, first, last):
    """The mean of all stamps (ms) of one replication of one point."""
    return np.array([[stamps(plan, *divmod(task, plan.tasks_a_point))] for task in range(first, last)])


@cache
def scenario_at(plan, point):
    """The scenario of a point, made once in each process."""
    raw = small_scenario()
    raw["stations"]["passport"]["officers"] = plan.points[point]["officers"]
    return scenario_of(raw)


def stamps(plan, point, replication):
    """The mean of all stamps of one day."""
    scenario = scenario_at(plan, point)
    draws = draw(scenario, plan.seed, replication)
    return float(reference.simulate(build(scenario, draws), draws).reached.mean())


def plan_of(replications: int = 6) -> StudyPlan:
    """Two, three or four officers."""
    points = [{"officers": officers} for officers in (2, 3, 4)]
    return StudyPlan("real", points, 7, replications, ["mean stamp"], fingerprint(), tasks_a_point=replications)
