"""A study's folder as a disk, another program or somebody spoils it: changes of its files, in order, as plain data.

Some of them sign what they changed again, as no accident does: what is read must be looked at all the same.
"""

import json
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from chunks_signed import ARRAYS, HEADERS, TAILS, signed
from hypothesis import strategies as st
from odd import LONG, keys, texts, values
from pieces import Piece, text_of, value_of

from sim.study.journal.plan import canonical

Change = list[Any]
CHUNKS = ("chunks/000000.chunk", "chunks/000001.chunk", "chunks/000002.chunk")
FILES = ("plan.json", "plan.json", *CHUNKS, "lock")
PLACES = (
    *FILES,
    "chunks",
    "damaged",
    "UNFINISHED",
    "chunks/000003.chunk",
    "chunks/000000.chunk.7.part",
    "plan.json.7.part",
    "more.part",
    "letter.txt",
    "damaged/000000.chunk.0",
    "chunks/deep/a.part",
)
KINDS = ("folder", "fifo", "loop", "dangling", "zero", "huge", "empty", "absent", "unreadable", "link", "text", "moved")
FOREIGN = tuple(f"{study}/{name}" for study in ("study", "other") for name in ("plan.json", *CHUNKS))
LARGEST = 10**6  # bytes of a file that is changed further
PRECIOUS = b"somebody's own"
JSON = (
    [["[", 100_000]],
    [["[", 3_000], ["]", 3_000]],
    [['{"a":', 3_000], "1", ["}", 3_000]],
    ["NaN"],
    ["Infinity"],
    ["1e999"],
    [["9", 5_000]],
    ["{}"],
    ["[]"],
    ["null"],
    ['""'],
    ["\ufeff{}"],
    ['{"study": 1, "sha256": 2}'],
    ['{"study": {}, "sha256": ""}'],
    ['"\\ud800"'],
    ["{'a': 1}"],
    ['{"study": NaN, "sha256": "x"}'],
    ['{"study": "\\ud800", "sha256": "x"}'],
    ['{"study": ', ["[", 900], ["]", 900], ', "sha256": "x"}'],
)


def changes() -> st.SearchStrategy[list[Change]]:
    """A few changes of a folder."""
    file, place, chunk = st.sampled_from(FILES), st.sampled_from(PLACES), st.sampled_from(CHUNKS)
    at, plain = st.integers(0, 3_000), st.one_of(st.sampled_from(JSON), texts.map(lambda text: [text]))
    long = st.builds(lambda text, times: [[text, times]], texts.filter(bool), st.sampled_from(LONG))
    key = st.sampled_from(["plan", "bounds", *PLAN_KEYS])
    bounds = st.lists(st.one_of(st.integers(-1, 13), st.sampled_from([0, 4, 8, 12])), max_size=5)
    one = st.one_of(
        st.tuples(st.just("flip"), file, at, st.integers(0, 7)),
        st.tuples(st.just("cut"), file, at, st.integers(1, 400)),
        st.tuples(st.just("end"), file, at),
        st.tuples(st.just("put"), file, at, st.one_of(plain, long)),
        st.tuples(st.just("only"), file, st.one_of(plain, long)),
        st.tuples(st.just("as"), st.one_of(file, place), st.sampled_from(FOREIGN)),
        st.tuples(st.just("is"), place, st.sampled_from(KINDS)),
        st.tuples(st.just("lines"), file, st.integers(0, 60), st.integers(0, 60)),
        st.tuples(st.just("plan"), st.booleans(), key, values),
        st.tuples(st.just("plan"), st.just(value=True), st.just("bounds"), bounds),
        st.tuples(st.just("head"), chunk, st.one_of(st.sampled_from(["study", "chunk", "code"]), keys), values),
        st.tuples(st.just("head"), chunk, st.just("failures"), values.filter(lambda value: value != [])),
        st.tuples(st.just("json"), chunk, plain),
        st.tuples(st.just("array"), chunk, st.sampled_from(sorted(ARRAYS))),
        st.tuples(st.just("tail"), chunk, st.sampled_from(sorted(TAILS))),
        st.tuples(st.just("header"), chunk, st.sampled_from(HEADERS)),
    )
    return st.lists(one.map(list), min_size=1, max_size=3)


PLAN_KEYS = (
    "plan.kind",
    "plan.points",
    "plan.seed",
    "plan.replications",
    "plan.outputs",
    "plan.fingerprint",
    "plan.tasks_a_point",
    "plan.settings",
    "plan.more",
    "more",
    "plan.points.0",
    "plan.points.0.x",
    "plan.settings.bad",
)


def spoil(room: Path, folder: Path, change: Change) -> None:
    """Make one change; nothing where there is no such place any more."""
    with suppress(OSError):
        _spoil(room, folder, change)


def _spoil(room: Path, folder: Path, change: Change) -> None:
    what, name, *more = change
    if what == "plan":
        _plan(folder / "plan.json", change[1], *more)
        return
    path = folder / name
    if what == "is":
        _become(room, path, *more)
        return
    if what == "as":
        path.parent.mkdir(exist_ok=True)
        _remove(path)
        path.write_bytes((room / more[0]).read_bytes())
        return
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return
    content = path.read_bytes()
    if what in {"head", "json", "array", "tail", "header"}:
        path.write_bytes(signed(content, what, *more))
    else:
        path.write_bytes(_bytes(content, what, *more))


def _bytes(content: bytes, what: str, at: Any, more: Any = None) -> bytes:
    match what:
        case "flip":
            return content[:at] + bytes(byte ^ 1 << more for byte in content[at : at + 1]) + content[at + 1 :]
        case "cut":
            return content[:at] + content[at + more :]
        case "end":
            return content[:at]
        case "put":
            return content[:at] + _encoded(more) + content[at:]
        case "only":
            return _encoded(at)
        case _:
            lines = content.split(b"\n")
            return b"\n".join([*lines[: at % len(lines)], lines[more % len(lines)], *lines[at % len(lines) :]])


def _encoded(pieces: list[Piece]) -> bytes:
    return text_of(pieces).encode("utf-8", "surrogatepass")


def _plan(path: Path, is_signed: bool, key: str, value: Any) -> None:  # noqa: FBT001  (it stands in the change)
    """Another value in the plan's file."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return
    try:
        content = json.loads(path.read_bytes())
        *above, last = key.split(".")
        here = content["study"]
        for step in above:
            here = here[int(step)] if isinstance(here, list) else here[step]
        here[int(last) if isinstance(here, list) else last] = value_of(value)
        if is_signed:
            content["sha256"] = sha256(canonical(content["study"])).hexdigest()
        path.write_text(json.dumps(content, indent=1))
    except Exception:  # what was spoiled before can be read no more
        return


def _become(room: Path, path: Path, kind: str) -> None:
    """Something else stands at a path."""
    path.parent.mkdir(exist_ok=True)
    whole = path.read_bytes() if path.is_file() and path.stat().st_size <= LARGEST else b""
    if kind == "moved":
        if path.is_file():
            (room / "outside" / path.name).write_bytes(whole)
            _remove(path)
            path.symlink_to(room / "outside" / path.name)
        return
    _remove(path)
    match kind:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "loop" | "dangling" | "zero" | "link":
            path.symlink_to(
                {"loop": path, "dangling": room / "nothing", "zero": Path("/dev/zero")}.get(
                    kind, room / "outside/precious"
                )
            )
        case "absent":
            return
        case _:
            path.write_bytes({"text": b"text", "unreadable": whole}.get(kind, b""))
            if kind == "huge":
                os.truncate(path, 3_000_000_000)
            path.chmod(0 if kind == "unreadable" else 0o644)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
