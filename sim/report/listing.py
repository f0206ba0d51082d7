"""What a long study would do, told before it is begun."""

from pathlib import Path

from sim.report.progress import digits
from sim.study.journal.plan import StudyPlan, canonical
from sim.study.journal.size import Estimate

SHOWN = 3  # points at the beginning, and as many at the end
LONGEST = 100  # characters of a point


def told_listing(plan: StudyPlan, estimate: Estimate, folder: Path) -> str:
    """The points that would run, and what they will take."""
    tasks = f"{plan.tasks:,} tasks" if plan.tasks_a_point > 1 else f"{plan.tasks:,} points"
    counts = f"{len(plan.points):,} points, {plan.replications:,} replications, seed {plan.seed}"
    room = f"{_size(estimate.gigabytes)} of disk and of memory"
    time = f"about {_duration(estimate.hours)} for {tasks} on {estimate.workers} at once"
    head = [
        f"{plan.kind}: {counts}; nothing was run",
        *(f"  {number:>7}  {_shown(plan, number)}" for number in _ends(len(plan.points))),
        f"  Each gives      {', '.join(plan.outputs)}",
        f"  Takes           {time} ({estimate.seconds_a_task:.3g} s each), {room}",
        f"  Folder          {folder}",
    ]
    return "\n".join(head)


def _ends(count: int) -> list[int]:
    return [number for number in range(count) if number < SHOWN or number >= count - SHOWN]


def _shown(plan: StudyPlan, number: int) -> str:
    text = canonical(plan.points[number]).decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _duration(hours: float) -> str:
    """Hours, minutes or seconds, to three digits at most."""
    units = (("h", 1), ("min", 60), ("s", 3600))
    unit, times = next(((unit, times) for unit, times in units if hours * times >= 1), ("s", 3600))
    return f"{digits(hours * times)} {unit}"


def _size(gigabytes: float) -> str:
    units = (("GB", 1.0), ("MB", 1e3), ("kB", 1e6))
    unit, times = next(((unit, times) for unit, times in units if gigabytes * times >= 1), ("kB", 1e6))
    return f"{digits(gigabytes * times)} {unit}"
