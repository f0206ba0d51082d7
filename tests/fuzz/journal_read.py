"""The journal's contract: whatever stands in a study's folder, it ends with the quiet run's bytes, or says why not.

An input is plain data: which folder ("done", "half", "new") and the changes made to it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tiny
from gate import in_words
from hypothesis import strategies as st
from journal_spoiled import CHUNKS, LARGEST, PRECIOUS, changes, spoil
from journals import FOUR, same
from otherwise import otherwise, raised
from watched import Seen, watched

from sim.model.faults import Refused
from sim.study.journal.chunks import Damaged
from sim.study.journal.plan import StudyPlan
from sim.study.journal.running import Done, done

Input = dict[str, Any]
SECONDS, MEGABYTES, BY_THE_CLOCK = 2.0, 500, 10.0
PLAN = {"bad": [5]}


@contextmanager
def journal_room() -> Iterator[Path]:
    """A study of three chunks that is done, another one, and something of somebody's own."""
    with TemporaryDirectory() as name:
        room = Path(name).resolve()
        done(_plan(), tiny.work, room / "study", FOUR)
        done(tiny.plan_of(12, bad=[6]), tiny.work, room / "other", FOUR)
        (room / "outside").mkdir()
        yield room


def _plan() -> StudyPlan:
    return tiny.plan_of(12, **PLAN)


def inputs() -> st.SearchStrategy[Input]:
    """Any input."""
    return st.fixed_dictionaries({"folder": st.sampled_from(["done", "half", "new"]), "changes": changes()})


def tried(plain: Input, room: Path) -> str:
    """How a study ended: "as a quiet run", "damaged", "refused" or "the machine would not"; raises Otherwise."""
    folder = _laid(plain, room)
    before, told = _held(folder), list[str]()
    seen = _run(folder, told)
    if (room / "outside/precious").read_bytes() != PRECIOUS:
        raise otherwise("it wrote outside of its folder")
    if any(not words.isprintable() for words in told):
        raise otherwise("it told what cannot be printed on one line", repr(told)[:300])
    if seen.error is None:
        return _ended_well(folder, seen.value, room)
    if not isinstance(seen.error, Refused | Damaged | OSError):
        raise raised(seen.error)
    return _named(seen.error, folder, before)


def _named(error: Exception, folder: Path, before: dict[str, Any]) -> str:
    """How it ended, with which words; a folder that is refused is left as it was."""
    if isinstance(error, Refused):
        in_words(error.faults)
        if _held(folder) != before:
            raise otherwise("a folder that was refused is no longer as it was")
        return "refused"
    if not str(error).strip() or not str(error).isprintable():
        raise otherwise("an ending without words for one line", repr(error)[:300])
    return "damaged" if isinstance(error, Damaged) else "the machine would not"


def _ended_well(folder: Path, result: Done, room: Path) -> str:
    quiet = _quiet(room)
    if not same(result, quiet):
        raise otherwise("another result than a quiet run's")
    told: list[str] = []
    again = _run(folder, told)
    if again.error or told or not same(again.value, quiet):
        raise otherwise("it ended well, and the next time it does not", f"{again.error!r} {told}"[:300])
    return "as a quiet run"


def _run(folder: Path, told: list[str]) -> Seen:
    return watched(lambda: done(_plan(), tiny.work, folder, FOUR, tell=told.append), SECONDS, MEGABYTES, BY_THE_CLOCK)


def _quiet(room: Path) -> Done:
    return done(_plan(), tiny.work, room / "study", FOUR)


def _laid(plain: Input, room: Path) -> Path:
    """The folder of an input."""
    folder = room / "tried"
    for old in (folder, room / "outside"):
        shutil.rmtree(old, ignore_errors=True)
    (room / "outside").mkdir()
    (room / "outside/precious").write_bytes(PRECIOUS)
    if plain["folder"] == "new":
        (folder / "chunks").mkdir(parents=True)
    else:
        shutil.copytree(room / "study", folder)
    if plain["folder"] == "half":
        (folder / CHUNKS[1]).unlink()
    for change in plain["changes"]:
        spoil(room, folder, change)
    return folder


def _held(folder: Path) -> dict[str, Any]:
    """What stands below a folder, but for the lock's words: those of small files, else what sort of thing it is."""
    held: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        is_small = path.is_file() and not path.is_symlink() and path.name != "lock" and path.stat().st_size <= LARGEST
        held[str(path)] = path.read_bytes() if is_small else path.lstat().st_mode
    return held
