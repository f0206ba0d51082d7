"""A mutant is tried in a process of its own, forked off: test after test, until one fails, stops it or has no end."""

import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from collected import Items, fails, with_items
from mutants import Mutant
from mutated import import_instead, put_in_place
from survey import Surveyed

MEMORY = 6 * 2**30  # bytes; more is an endless loop that keeps what it makes
SECONDS, TIMES = 2, 10  # of CPU time: so long and so many times as long as usual, and it counts as endless
SILENT = 120  # s of the clock without an end, whatever the CPU does
SURVIVED, KILLED, NOT_MUTATED = 0, 1, 3  # exit codes
AT_IMPORT = "when it is imported"

Say = Callable[[str], object]


class Tried(NamedTuple):
    """What became of a mutant: the test that noticed it and how, "" where none did."""

    by: str
    how: str


def try_in_place(mutant: Mutant, items: Items, usual: Sequence[float]) -> Tried:
    """Try a mutant of a function on collected tests, given the seconds they usually take."""
    return _in_child(lambda: put_in_place(mutant), lambda say: _any_fails(items, usual, say))


def try_imported(mutant: Mutant, chosen: Sequence[Surveyed]) -> Tried:
    """Try a mutant of what stands outside of functions: tests are collected with it."""

    def work(say: Say) -> bool:
        found: list[bool] = []
        seconds = {one.test: one.seconds for one in chosen}

        def run(items: Items) -> None:
            mine = sorted((item for item in items if item.nodeid in seconds), key=lambda item: seconds[item.nodeid])
            found.append(_any_fails(mine, [seconds[item.nodeid] for item in mine], say) or not mine)

        say(AT_IMPORT)
        _limit(60)
        with_items(sorted({one.test.split("::")[0] for one in chosen}), run)
        return found != [False]

    return _in_child(lambda: import_instead(mutant), work)


def _any_fails(items: Items, usual: Sequence[float], say: Say) -> bool:
    for item, seconds in zip(items, usual, strict=True):
        say(item.nodeid)
        _limit(SECONDS + TIMES * seconds)
        if fails(item):
            return True
    return False


def _limit(seconds: float) -> None:
    """The process ends by a signal when it has used so many seconds of CPU time from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(SILENT)


def _in_child(mutate: Callable[[], None], work: Callable[[Say], bool]) -> Tried:
    """Fork, mutate and work there, and tell what the last test was that was begun and how it ended."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _be_quiet()
        result = NOT_MUTATED
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            mutate()
            result = KILLED
            result = KILLED if work(lambda text: os.write(write, f"{text}\n".encode())) else SURVIVED
        finally:
            os._exit(result)
    os.close(write)
    with os.fdopen(read) as said:
        lines = said.read().splitlines()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == NOT_MUTATED:
        raise RuntimeError("a mutant could not be put in place")
    if status == SURVIVED:
        return Tried("", "survived")
    how = {KILLED: "fails", -signal.SIGPROF: "no end", -signal.SIGALRM: "no end"}.get(status, f"ends with {status}")
    return Tried(lines[-1] if lines else AT_IMPORT, how)


def _be_quiet() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(nothing, stream.fileno())
