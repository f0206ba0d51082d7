"""A study carried out in its folder, before a user's eyes: listed, or begun, or gone on with."""

import sys
from collections.abc import Callable
from pathlib import Path

from sim.model.faults import Refused
from sim.report.leaving import Left, Origin, ended, leave
from sim.report.listing import told_listing
from sim.report.progress import tasks_watched
from sim.study.asked import Lasting, Study, word_of_engine
from sim.study.effort import effort_of_tasks, free_memory, refuse_too_large
from sim.study.folder import refuse_unwritable
from sim.study.journal.opening import PLAN, folder_for
from sim.study.journal.plan import StudyPlan
from sim.study.journal.running import Done, carried_out
from sim.study.journal.size import estimated, sized, too_much
from sim.study.provenance import write_provenance
from sim.study.tables import write_table
from sim.study.work import Failure, Work

Write = Callable[[Done, Path, Origin], Left]  # writes tables and pictures in a folder


def carry_out(study: Study, plan: StudyPlan, work: Work, overrides: list[str], write: Write) -> bool:
    """Carry out a study, or tell what it would do; whether every task of it was done.

    Raises TooLarge or Refused, before anything is written, where it takes too much memory, or hours and no yes; OSError
    where nothing can be written, before anything is simulated.
    """
    outputs, executor = Path(study.outputs), study.executor
    folder = folder_for(outputs, f"{study.name} {plan.kind}", plan)
    if study.dry:
        print(told_listing(plan, estimated(plan, work, executor), folder))
        return True
    refuse_too_large(effort_of_tasks(study, plan.tasks * len(plan.outputs)), free_memory())
    refuse_unwritable(folder)
    tell_of_engine(study, plan.tasks)
    if not study.yes and not (folder / PLAN).exists():
        estimate = estimated(plan, work, executor)
        if faults := too_much(estimate):
            raise Refused(faults)
        executor = sized(executor, estimate)
    with tasks_watched("simulating") as watch, carried_out(plan, work, folder, executor, watch) as done:
        origin = write_provenance(study, overrides, folder)
        write_table("failures", Failure, done.failures, folder)
        left = write(done, folder, origin)
        leave(left, folder)
    return ended(left, folder, done.failures)


def tell_of_engine(study: Lasting, tasks: int) -> None:
    """Say on stderr what a user should know of the engine that so many tasks will get, once, and not by each worker."""
    if word := word_of_engine(study, tasks):
        print(f"note: {word}", file=sys.stderr)
