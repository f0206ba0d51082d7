"""What a job will take, estimated before it begins: refused where memory would not do, or nobody said yes to hours.

What a byte or a second stands for was measured: docs/speed.md.
"""

from pathlib import Path
from typing import NamedTuple

import psutil

from sim.measures.curves import PERSONS, room_for_curves
from sim.measures.outputs import told_of_nobody
from sim.model.crossing import as_planned
from sim.model.faults import Fault
from sim.model.scenario import Scenario
from sim.study.asked import Lasting
from sim.study.folded import room_for
from sim.study.plan import SECONDS_A_VISIT, Plan, Run, visits

A_PROCESS = 0.4e9  # bytes of one with all it loads, with tables, pictures and pages
A_WORKER = 0.15e9  # bytes of one more
A_VISIT = 800.0  # bytes that a party takes at a station to be drawn, acted out and measured
A_KEPT_BYTE = 2.5  # bytes that are in use for each that is kept, while tables are made of it
A_REPLICATION = 0.012  # s to measure one and to lay it into the tables, besides its visits
OF_FREE = 0.7  # of the memory that is free, the share that a job may take
HOURS = 8.0  # above which a user must say yes
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


class TooLarge(MemoryError):
    """A job for which memory would not do."""


class Effort(NamedTuple):
    """What a job takes: bytes whatever its replications, bytes and seconds of all its workers for each of these."""

    bytes: float
    replications: int
    bytes_a_replication: float
    seconds_a_replication: float
    workers: int

    @property
    def gigabytes(self) -> float:
        """The memory of all its processes."""
        return (self.bytes + self.replications * self.bytes_a_replication) / 1e9

    @property
    def hours(self) -> float:
        """How long it takes by the compiled engine."""
        return self.replications * self.seconds_a_replication / self.workers / 3600


def effort_of(plan: Plan) -> Effort:
    """What a plan takes; of a study, what its workers take, as its tasks are counted where it is begun."""
    scenario = plan.scenario()
    workers = plan.processes() if isinstance(plan, Run) else plan.executor.at_once if isinstance(plan, Lasting) else 1
    whole = A_PROCESS + (workers - 1) * A_WORKER + workers * visits(scenario) * A_VISIT
    if isinstance(plan, Lasting):
        return Effort(whole, 0, 0.0, 0.0, workers)
    seconds = visits(scenario) * SECONDS_A_VISIT + A_REPLICATION
    return Effort(whole, plan.replications, A_KEPT_BYTE * bytes_kept(scenario), seconds, workers)


def effort_of_tasks(study: Lasting, values: int) -> Effort:
    """What a study takes that keeps so many values of all its tasks together."""
    a_replication = A_KEPT_BYTE * 8 * values / study.replications
    return effort_of(study)._replace(replications=study.replications, bytes_a_replication=a_replication)


def bytes_kept(scenario: Scenario) -> int:
    """The bytes that are kept of a replication until all are done."""
    table, lines = room_for(1, told_of_nobody(scenario)), room_for_curves(as_planned(scenario), 1)
    return sum(array.nbytes for array in (table.values, table.persons, *(getattr(lines, name) for name in PERSONS)))


def free_memory() -> float:
    """Bytes of memory that are free for this process: the machine's, within the limit of its container."""
    free = float(psutil.virtual_memory().available)
    limits = [Path(file).read_text("ascii").strip() for file in LIMITS if Path(file).is_file()]
    return min([free, *(float(limit) for limit in limits if limit.isdigit())])


def refuse_too_large(effort: Effort, free: float) -> None:
    """Raises TooLarge, which says what would fit, where an effort takes more than its share of so many free bytes."""
    room = OF_FREE * free
    if effort.gigabytes * 1e9 <= room:
        return
    told = f"this takes about {effort.gigabytes:,.1f} GB of memory, and {room / 1e9:,.1f} may be taken of what is free"
    fits = f"{100 * max(0, room - A_PROCESS) / effort.bytes:.2g} % of the persons"
    if effort.replications and effort.bytes < room:
        fits = f"{(room - effort.bytes) / effort.bytes_a_replication:,.0f} replications"
    raise TooLarge(f"{told}; about {fits} would fit")


def too_long(hours: float) -> list[Fault]:
    """What a user must say yes to before it is begun."""
    told = f"got false; needs yes=true for a run of about {hours:,.3g} h, more than {HOURS:g}"
    return [Fault("yes", told)] if hours > HOURS else []
