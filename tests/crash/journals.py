"""What tests of the journal share: a study that is done, and how its folder is looked at."""

from pathlib import Path

import tiny

from sim.study.executors import Executor
from sim.study.journal.plan import StudyPlan
from sim.study.journal.running import Done, done

FOUR = Executor(kind="inline", chunk=4)


def noted(room: Path) -> StudyPlan:
    """A plan of twelve tasks, of which one fails, and whose calls are noted."""
    return tiny.plan_of(12, bad=[5], notes=str(room / "notes"))


def done_in(room: Path, plan: StudyPlan) -> Path:
    """The folder of a study that is done, in chunks of four; its notes are fresh."""
    done(plan, tiny.work, room / "study", FOUR)
    (room / "notes").unlink()
    return room / "study"


def chunk(folder: Path, number: int) -> Path:
    """A chunk's file."""
    return folder / "chunks" / f"{number:06d}.chunk"


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same(one: Done, other: Done) -> bool:
    """Whether two results are the same bytes."""
    return one.values.tobytes() == other.values.tobytes() and one.failures == other.failures
