"""What a worker does: some tasks of a plan, where one that fails is recorded and leaves the others."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.fingerprint import fingerprint
from sim.study.journal.plan import StudyPlan

Work = Callable[[StudyPlan, int, int], Real]  # (plan, first, last) -> (last - first, K): a function of a module
LONGEST = 500  # characters of an error's words that are kept


class Failure(NamedTuple):
    """A task that failed: its number, its point, the study's seed, the error, and the Python that does it again."""

    task: int
    point: int
    seed: int
    error: str
    replay: str


class Part(NamedTuple):
    """The values (tasks, K) of some tasks, nan for one that failed; and the code that made them."""

    values: Real
    failures: tuple[Failure, ...]
    code: str


def part(plan: StudyPlan, work: Work, first: int, last: int) -> Part:
    """Do the tasks first … last - 1.

    `work` is a function of its arguments alone, whose rows do not depend on which tasks are asked for together. Raises
    MemoryError, which says nothing of a task; and TypeError where the array is none of (last - first, K) float64.
    """
    try:
        values = work(plan, first, last)
    except MemoryError:
        raise
    except Exception as error:
        if last - first == 1:
            return failed(plan, work, first, f"{type(error).__name__}: {error}"[:LONGEST])
        middle = (first + last) // 2
        return joined([part(plan, work, first, middle), part(plan, work, middle, last)])
    shape = (last - first, len(plan.outputs))
    if not isinstance(values, np.ndarray) or values.dtype != np.float64 or values.shape != shape:
        raise TypeError(f"{name_of(work)}: needs to return an array of float64 and shape {shape}")
    return Part(values, (), fingerprint()["code"])


def failed(plan: StudyPlan, work: Work, task: int, error: str) -> Part:
    """The part of one task that has no values."""
    module, name = work.__module__, getattr(work, "__name__", "work")
    again = f"from {module} import {name}; from sim.study.journal.opening import replay; replay('.', {name}, {task})"
    failure = Failure(task, task // plan.tasks_a_point, plan.seed, error, again)
    return Part(np.full((1, len(plan.outputs)), np.nan), (failure,), fingerprint()["code"])


def joined(parts: list[Part]) -> Part:
    """Parts that follow one another as one."""
    values = np.concatenate([one.values for one in parts])
    return Part(values, tuple(failure for one in parts for failure in one.failures), parts[0].code)


def name_of(work: Work) -> str:
    """A work function's full name."""
    return f"{work.__module__}.{getattr(work, '__name__', work)}"
