"""How large chunks are, and what a study will take, from the time that a few of its tasks took."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from sim.model.faults import Fault
from sim.study.executors import Executor
from sim.study.journal.plan import StudyPlan, even_bounds
from sim.study.work import Work

A_CHUNK = 2.0  # s of work: a kill costs as much, and handing it out and keeping it cost about 0.02
CHUNKS_A_WORKER = 4  # at least, so that all end together
A_TRIAL = 1.0  # s that trying takes, after a first task that loads what it needs
A_LONG_TASK = 300.0  # s; a first task that takes longer counts alone: half a minute may be the engine, compiling
MOST_TRIED = 20  # tasks that are tried
HOURS, GIGABYTES = 8.0, 10.0  # above which the user must say yes


class Estimate(NamedTuple):
    """What a study of so many tasks will take on so many workers; seconds of one worker, GB of disk and of memory."""

    tasks: int
    workers: int
    seconds_a_task: float
    hours: float
    gigabytes: float


def bounds_for(plan: StudyPlan, work: Work, executor: Executor) -> Sequence[int]:
    """Where chunks begin and end: as the executor says, else about two seconds each."""
    size = executor.chunk or size_of(plan.tasks, seconds_a_task(plan, work), executor.at_once)
    return even_bounds(plan.tasks, size)


def sized(executor: Executor, estimate: Estimate) -> Executor:
    """The executor with chunks as large as an estimate makes them, where it says nothing of them itself."""
    size = executor.chunk or size_of(estimate.tasks, estimate.seconds_a_task, executor.at_once)
    return executor.model_copy(update={"chunk": size})


def size_of(tasks: int, seconds: float, workers: int) -> int:
    """Tasks of a chunk, where one takes so many seconds."""
    share = max(1, tasks // (CHUNKS_A_WORKER * workers))
    return share if seconds * share <= A_CHUNK else max(1, int(A_CHUNK / seconds))


def seconds_a_task(plan: StudyPlan, work: Work) -> float:
    """The mean seconds of a few tasks from all over the study, after one that does not count unless it is long."""
    times: list[float] = []
    for number, task in enumerate([0, *range(0, plan.tasks, max(1, plan.tasks // MOST_TRIED))] if plan.tasks else []):
        before = time.perf_counter()
        with suppress(Exception):  # a task that fails takes its time as well
            work(plan, task, task + 1)
        times.append(time.perf_counter() - before)
        if sum(times[1:] if number else times) > (A_TRIAL if number else A_LONG_TASK):
            break
    counted = times[1:] or times
    return sum(counted) / len(counted) if counted else 0.0


def estimated(plan: StudyPlan, work: Work, executor: Executor) -> Estimate:
    """What a study will take, after a trial of a second or of one task."""
    seconds = seconds_a_task(plan, work)
    hours = plan.tasks * seconds / executor.at_once / 3600
    return Estimate(plan.tasks, executor.at_once, seconds, hours, plan.tasks * len(plan.outputs) * 8 / 1e9)


def too_much(estimate: Estimate, hours: float = HOURS, gigabytes: float = GIGABYTES) -> list[Fault]:
    """What a user must say yes to before it is begun."""
    limits = (("h", estimate.hours, hours), ("GB", estimate.gigabytes, gigabytes))
    return [Fault("yes", f"got false; needs yes=true for a study of about {will:,.3g} {unit}, more than {most:g}")
            for unit, will, most in limits if will > most]  # fmt: skip
