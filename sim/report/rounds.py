"""A study of several rounds carried out before a user's eyes, where what a round simulates depends on those before it.

Each round has a journal of its own in the study's folder, so that a kill costs a chunk, and the same command goes on.
"""

from collections.abc import Callable
from pathlib import Path

from sim.model.clock import Real
from sim.model.faults import Refused
from sim.report.leaving import Left, Origin, ended, leave
from sim.report.listing import told_listing
from sim.report.progress import tasks_watched
from sim.report.studied import tell_of_engine
from sim.study.asked import Lasting
from sim.study.effort import effort_of_tasks, free_memory, refuse_too_large
from sim.study.executors import Executor
from sim.study.folder import refuse_unwritable, unfinished
from sim.study.journal.opening import folder_for
from sim.study.journal.plan import StudyPlan
from sim.study.journal.running import Watch, done
from sim.study.journal.size import Estimate, estimated, too_much
from sim.study.provenance import write_provenance
from sim.study.rounds import FIRST, Carry
from sim.study.tables import write_table
from sim.study.work import Failure, Work

Write = Callable[[Carry, Path, Origin], Left]  # carries out the rounds, and writes tables and pictures in a folder


def carry_out_rounds(
    study: Lasting, first: StudyPlan, tasks: int, work: Work, overrides: list[str], write: Write
) -> bool:  # fmt: skip
    """Carry out a study of rounds, of at most so many tasks, or tell what it would do; whether every task was done.

    first: the round named FIRST. Raises TooLarge or Refused, before anything is written, where it takes too much
    memory, or hours and nobody said yes; OSError where nothing can be written, before anything is simulated.
    """
    folder = folder_for(Path(study.outputs), f"{study.name} {first.kind.split()[0]}", first)
    if study.dry:
        print(told_listing(first, _whole(first, tasks, work, study.executor), folder))
        return True
    refuse_too_large(effort_of_tasks(study, tasks * len(first.outputs)), free_memory())
    refuse_unwritable(folder)
    tell_of_engine(study, tasks)
    if not study.yes and not folder.exists() and (faults := too_much(_whole(first, tasks, work, study.executor))):
        raise Refused(faults)
    failures: list[Failure] = []
    with tasks_watched("simulating") as watch:
        done(first, work, folder / FIRST, study.executor, watch)  # refuses another study's folder before it is touched
        with unfinished(folder):
            origin = write_provenance(study, overrides, folder)
            left = write(_carrying(folder, study.executor, watch, failures), folder, origin)
            write_table("failures", Failure, failures, folder)
            leave(left, folder)
    return ended(left, folder, failures)


def _carrying(folder: Path, executor: Executor, watch: Watch, failures: list[Failure]) -> Carry:
    def carry(plan: StudyPlan, work: Work, name: str) -> Real:
        found = done(plan, work, folder / name, executor, watch)
        failures.extend(found.failures)
        return found.values

    return carry


def _whole(first: StudyPlan, tasks: int, work: Work, executor: Executor) -> Estimate:
    """What all rounds take, as the tasks of the first one tell."""
    one = estimated(first, work, executor)
    more = tasks / first.tasks
    return one._replace(tasks=tasks, hours=one.hours * more, gigabytes=one.gigabytes * more)
