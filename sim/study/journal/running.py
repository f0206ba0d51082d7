"""Carry out a long study so that no kill costs more than a chunk a worker, and the same command goes on.

The result is put together in the order of the tasks: the same bytes whoever worked, in whatever chunks, however often
it was stopped.
"""

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.executors import INLINE, Executor, crew_of
from sim.study.fingerprint import fingerprint
from sim.study.folder import unfinished
from sim.study.journal.chunks import Damaged
from sim.study.journal.handing_out import chunks, is_whole
from sim.study.journal.opening import Journal, Tell, kept, opened, store
from sim.study.journal.plan import StudyPlan
from sim.study.journal.size import bounds_for
from sim.study.stopping import Stopped, stopping
from sim.study.work import Failure, Part, Work, joined

Watch = Callable[[int, int], None]  # (tasks done, tasks in all): at the start, and after each chunk


class Done(NamedTuple):
    """The values (tasks, K) of a study, in the order of its tasks, nan where one failed; and those that failed."""

    values: Real
    failures: tuple[Failure, ...]


def silent(*_: int) -> None:
    """Show no progress."""


def on_stderr(text: str) -> None:
    """Tell the user on stderr."""
    print(text, file=sys.stderr)


def done(
    plan: StudyPlan, work: Work, folder: Path, executor: Executor = INLINE, watch: Watch = silent,
    tell: Tell = on_stderr,
) -> Done:  # fmt: skip
    """Carry out a study in its folder, or what is left of it. Raises what `carried_out` does."""
    with carried_out(plan, work, folder, executor, watch, tell) as result:
        return result


@contextmanager
def carried_out(
    plan: StudyPlan, work: Work, folder: Path, executor: Executor = INLINE, watch: Watch = silent,
    tell: Tell = on_stderr,
) -> Iterator[Done]:  # fmt: skip
    """The result of a study; while it lasts the folder is ours and marked UNFINISHED, so that tables may be written.

    `watch` is told how far it is, `tell` gets sentences for the user. Raises Refused for a folder with another study;
    InUse and OSError where the machine would not; Damaged where the stored plan cannot be read, or workers run other
    code; Stopped, with the command that goes on.
    """
    with opened(plan, folder, lambda: bounds_for(plan, work, executor)) as journal, unfinished(folder):
        parts = kept(journal, tell)
        watch(_tasks(parts), journal.plan.tasks)
        if len(parts) < len(journal.ranges):
            _complete(journal, work, executor, watch, parts)
        whole = [parts[number] for number in sorted(parts)]
        yield Done(*joined(whole)[:2]) if whole else Done(np.empty((0, len(plan.outputs))), ())


def _complete(journal: Journal, work: Work, executor: Executor, watch: Watch, parts: dict[int, Part]) -> None:
    """Do the chunks that are not among the parts, and put them there once they are kept."""
    left = {number: ends for number, ends in enumerate(journal.ranges) if number not in parts}
    tasks_done = _tasks(parts)
    with stopping() as stop, crew_of(executor, journal.plan, work) as crew:
        for number, one in chunks(journal.plan, work, left, crew, stop):
            if one.code != fingerprint()["code"]:
                raise Damaged("a worker runs other code than this process; what it did was not kept")
            if is_whole(one):
                store(journal, number, one)
            parts[number] = one
            tasks_done += len(one.values)
            watch(tasks_done, journal.plan.tasks)
    if len(parts) < len(journal.ranges):
        raise Stopped(_how_to_go_on(journal, len(parts)), stop.code)


def _tasks(parts: dict[int, Part]) -> int:
    return sum(len(one.values) for one in parts.values())


def _how_to_go_on(journal: Journal, count: int) -> str:
    command = shlex.join(["python", *sys.argv])
    return f"stopped; {count} of {len(journal.ranges)} chunks are kept in {journal.folder}; to go on:\n  {command}"
