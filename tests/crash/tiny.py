"""A tiny study whose calls are noted down, and whose tasks can be told to fail, to last, or to kill their worker."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np

from sim.study.fingerprint import fingerprint
from sim.study.journal.plan import StudyPlan


def work(plan, first, last):
    """The square root of each point and a third of each task's number."""
    told = plan.settings
    if "notes" in told:
        note(Path(told["notes"]), f"{first}-{last}")
    for task in range(first, last):
        time.sleep(told.get("seconds", 0))
        if task in told.get("bad", []):
            raise ValueError(f"task {task} is bad")
        if task in told.get("deadly", []) or (
            str(task) in told.get("deadly_once", {}) and once(told["deadly_once"][str(task)])
        ):
            os.kill(os.getpid(), signal.SIGKILL)
    return np.array([[np.sqrt(plan.points[task]["x"]) + plan.seed, task / 3] for task in range(first, last)])


def plan_of(tasks: int = 12, **settings: Any) -> StudyPlan:
    """A plan of so many points."""
    points = [{"x": 1.1 * number} for number in range(tasks)]
    return StudyPlan("tiny", points, 5, 1, ["root", "third"], fingerprint(), settings=settings)


def once(path: str) -> bool:
    """Whether this has not been asked before, of this path."""
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def note(path: Path, words: str) -> None:
    """One line more, at one instant, whoever else writes there."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{words}\n".encode())
    os.close(file)


def done_twice(notes: Path, size: int) -> int:
    """How many chunks of so many tasks were begun again."""
    ranges = [tuple(map(int, line.split("-"))) for line in notes.read_text().split()] if notes.exists() else []
    chunks = [first for first, last in ranges if last - first == size]
    return len(chunks) - len(set(chunks))
