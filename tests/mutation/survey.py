"""Which test comes to which functions, and how long it takes: so that a mutant is tried on tests that could notice."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any, NamedTuple

from collected import ROOT, Items, fails

HOME = f"{ROOT}/"


class Surveyed(NamedTuple):
    """A test: its name, the seconds of CPU it takes, and the functions it comes to, as "file:function"."""

    test: str
    seconds: float
    functions: tuple[str, ...]


def survey(items: Items, longest: float) -> Iterator[Surveyed]:
    """Each test that passes, and takes no longer than so many seconds."""
    for item in items:
        before = time.process_time()
        with _watched() as codes:
            failed = fails(item)
        seconds = time.process_time() - before
        if failed or seconds > longest:
            told = "fails" if failed else f"takes {seconds:.1f} s"
            print(f"not used: {item.nodeid} {told}", file=sys.__stdout__, flush=True)
            continue
        yield Surveyed(
            item.nodeid, round(seconds, 4), tuple(sorted({_named(code) for code in codes if _is_ours(code)}))
        )


@contextmanager
def _watched() -> Iterator[set[CodeType]]:
    codes: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            codes.add(frame.f_code)  # and no trace of what is in it

    sys.settrace(note)
    try:
        yield codes
    finally:
        sys.settrace(None)


def _is_ours(code: CodeType) -> bool:
    return code.co_filename.startswith(f"{HOME}sim/")


def _named(code: CodeType) -> str:
    return f"{code.co_filename.removeprefix(HOME)}:{code.co_qualname.split('.<locals>')[0]}"
