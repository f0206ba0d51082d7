"""The n-th operation failing, for every n and fault, each followed by resuming: the result is that of a quiet run."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from disk import FAULTS, Crash, failing
from journals import same
from tiny import done_twice, plan_of, work

from sim.study.executors import Executor
from sim.study.journal.running import Done, done

BAD = 4  # a task that fails


def study(folder: Path, chunks: int) -> Done:
    """A study of two tasks a chunk, in this process."""
    plan = plan_of(2 * chunks, bad=[BAD], notes=f"{folder}.notes")
    return done(plan, work, folder, Executor(kind="inline", chunk=2), tell=lambda _: None)


def operations(room: Path, chunks: int) -> tuple[int, Done]:
    """How many operations a quiet run makes, and its result."""
    with failing() as disk:
        result = study(room / "quiet", chunks)
    return disk.count, result


def spoiled(room: Path, chunks: int, faults: Iterable[str] = FAULTS) -> Iterator[str]:
    """Each (fault, n) after which resuming did not give the quiet run's result, or did two chunks again."""
    count, quiet = operations(room, chunks)
    for fault in faults:
        for at in range(1, count + 1):
            if not survives(room / f"{fault} {at}", chunks, fault, at, quiet):
                yield f"{fault} at operation {at} of {count}"


def survives(folder: Path, chunks: int, fault: str, at: int, quiet: Done) -> bool:
    """Whether a run that this happens to ends well or with an error, and the next one as if nothing had been."""
    with failing(at, fault) as disk, suppress(OSError, Crash):
        if not same(study(folder, chunks), quiet):
            return False
    assert disk.count >= at, "the fault was met"
    return same(study(folder, chunks), quiet) and done_twice(Path(f"{folder}.notes"), 2) <= 1
