"""python tests/crash/study.py FOLDER KIND WORKERS TASKS SECONDS: the tiny study as a command, to be killed and resumed.

It writes its tables as a real command does, notes what is done beside its folder, and ends with the usual codes.
"""

import math
import sys
from pathlib import Path
from typing import NamedTuple

from tiny import plan_of, work

from sim.entry import SOME_FAILED, end_with
from sim.study.executors import Executor
from sim.study.journal.running import carried_out
from sim.study.tables import write_table
from sim.study.work import Failure

CHUNK = 3


class Row(NamedTuple):
    """The values of one task, None where it failed."""

    root: float | None
    third: float | None


def main() -> int:
    """Carry it out; 3 as its exit code, as one of its tasks fails."""
    folder, kind, workers, tasks, seconds = sys.argv[1:]
    return SOME_FAILED if study(Path(folder), kind, int(workers), int(tasks), float(seconds)) else 0


def study(folder: Path, kind: str, workers: int, tasks: int, seconds: float) -> int:
    """Do what is to be done in a folder, and write its tables while it is ours; how many tasks failed."""
    plan = plan_of(tasks, bad=[5], seconds=seconds, notes=f"{folder}.notes")
    with carried_out(plan, work, folder, Executor(kind=kind, workers=workers, chunk=CHUNK)) as result:
        rows = [Row(*(None if math.isnan(value) else value for value in row)) for row in result.values.tolist()]
        write_table("values", Row, rows, folder)
        write_table("failures", Failure, result.failures, folder)
    return len(result.failures)


if __name__ == "__main__":
    end_with(main)
