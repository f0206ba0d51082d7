"""Open the folder of a long study: begin it, or go on where it was stopped; and leave alone what is not ours."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path
from typing import Any

from sim.model.clock import Real
from sim.model.faults import Fault, Refused
from sim.study.folder import slug
from sim.study.journal import files
from sim.study.journal.chunks import FOLDER, Damaged, packed, path_of, unpacked
from sim.study.journal.lock import NAME as LOCK
from sim.study.journal.lock import locked
from sim.study.journal.plan import StudyPlan, canonical, differences, plain, short_digest
from sim.study.work import Part, Work

PLAN, ASIDE = "plan.json", "damaged"
A_CHUNK = 8192  # bytes of a chunk's file besides its numbers, at most, where nothing fails

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Journal:
    """A folder that is ours: the plan, the tasks at which chunks begin and end, and the digest of both."""

    folder: Path
    plan: StudyPlan
    bounds: Sequence[int]
    study: str

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The tasks (first, last) of each chunk, the last one excluded."""
        return list(zip(self.bounds[:-1], self.bounds[1:], strict=True))


def folder_for(outputs: Path, name: str, plan: StudyPlan) -> Path:
    """The folder below `outputs` that the same question always gets, so that the same command goes on in it."""
    return outputs / f"{slug(name)}-{short_digest(plan)}"


@contextmanager
def opened(plan: StudyPlan, folder: Path, bounds: Callable[[], Sequence[int]]) -> Iterator[Journal]:
    """The journal of a plan in a folder, locked while it lasts; `bounds` is asked where the study is new.

    Raises Refused where the folder holds another study, or something else; InUse where another process works there;
    Damaged where its plan cannot be read; OSError where the machine would not.
    """
    asked = plain(plan)
    _refuse_another(folder, asked)
    new = not (folder / PLAN).exists()
    cut = list(bounds()) if new else []
    files.make_folder(folder / FOLDER)
    with locked(folder):
        _clear_parts(folder)
        if not (folder / PLAN).exists():
            _begin(folder, asked, cut or list(bounds()))
        _refuse_another(folder, asked)
        yield replace(stored(folder), plan=asked)


def stored(folder: Path) -> Journal:
    """The journal that a folder holds, to be read; raises Damaged where its plan is not what was written."""
    try:
        content = json.loads(files.read(folder / PLAN))
        told, study = content["study"], content["sha256"]
        if sha256(canonical(told)).hexdigest() != study:
            raise Damaged(f"{folder / PLAN}: it is not as it was written; take the folder away to begin anew")
        return Journal(folder, plan := StudyPlan(**told["plan"]), _cut(told["bounds"], plan.tasks), study)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged(f"{folder / PLAN}: it cannot be read; take the folder away to begin anew") from error


def _cut(bounds: Any, tasks: int) -> list[int]:
    """Where chunks begin and end; raises ValueError unless they are all tasks, each once."""
    is_cut = isinstance(bounds, list) and all(type(bound) is int for bound in bounds)
    if not is_cut or bounds != sorted(set(bounds)) or bounds[:1] != [0] or bounds[-1] != tasks:
        raise ValueError("these are no bounds of chunks")
    return list(bounds)


def _begin(folder: Path, plan: StudyPlan, bounds: Sequence[int]) -> None:
    """Write the plan before anything else, once it is sure that there is room for all of it."""
    needed = plan.tasks * len(plan.outputs) * 8 + (len(bounds) - 1) * A_CHUNK
    if (free := shutil.disk_usage(folder).free) < needed:
        raise OSError(ENOSPC, f"the study needs {needed / 1e9:.3g} GB and there are {free / 1e9:.3g} GB", str(folder))
    told: dict[str, Any] = {"plan": asdict(plan), "bounds": list(bounds)}
    content = {"sha256": sha256(canonical(told)).hexdigest(), "study": told}
    files.keep(folder / PLAN, json.dumps(content, indent=1, allow_nan=False).encode() + b"\n")
    files.sync_folder(folder.parent)


def _refuse_another(folder: Path, plan: StudyPlan) -> None:
    """Refuse a folder that holds another study or is none of ours."""
    if (folder / PLAN).exists():
        if faults := differences(stored(folder).plan, plan):
            other = Fault("folder", f"{folder} holds a study that differs; needs the same one, or another folder")
            raise Refused([other, *faults])
    elif folder.is_dir():
        others = [path.name for path in folder.iterdir() if path.name not in {FOLDER, LOCK} and not _is_part(path)]
        if others or any(folder.glob(f"{FOLDER}/*")):
            held = ", ".join(sorted(others)[:3]) or "chunks without their plan"
            raise Refused([Fault("folder", f"{folder} holds something else ({held}); needs a new or empty one")])


def _is_part(path: Path) -> bool:
    return path.name.endswith(files.PART)


def _clear_parts(folder: Path) -> None:
    """Remove what earlier processes were writing when they ended; nobody else writes here now."""
    for path in sorted(folder.rglob(f"*{files.PART}")):
        files.remove(path)


def store(journal: Journal, number: int, one: Part) -> None:
    """Keep a chunk, durably; raises OSError."""
    files.keep(path_of(journal.folder, number), packed(journal.study, number, one))


def kept(journal: Journal, tell: Tell) -> dict[int, Part]:
    """The chunks that are there, by number; one that is damaged is told of, put aside, and counts as not done."""
    found, columns = {}, len(journal.plan.outputs)
    for number, (first, last) in enumerate(journal.ranges):
        path = path_of(journal.folder, number)
        try:
            found[number] = unpacked(files.read(path), journal.study, number, range(first, last), columns)
        except FileNotFoundError:
            continue
        except Damaged as why:
            _put_aside(journal, path)
            tell(f"{path}: {why}; it was put aside in {ASIDE}/ and is done again")
    return found


def _put_aside(journal: Journal, path: Path) -> None:
    aside = journal.folder / ASIDE
    files.make_folder(aside)
    free = next(number for number in range(10**6) if not (aside / f"{path.name}.{number}").exists())
    files.replace(path, aside / f"{path.name}.{free}")


def replay(folder: str | os.PathLike[str], work: Work, task: int) -> Real:
    """Do one task of a folder's study again, here and now: its values (1, K), or the error it fails with."""
    return work(stored(Path(folder)).plan, task, task + 1)
