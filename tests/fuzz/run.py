"""python tests/fuzz/run.py [gate|journal|all] [--minutes 60] [--seed N] [--again INPUT]: random inputs till time is up.

gate: command lines, configuration files and mappings, each refused in words or sound, and then acted out. journal: the
files of a study, changed at random: it goes on to the same bytes, or ends with a named reason. New inputs each round;
what goes wrong is shrunk, and printed once with the command that tries it again. Exits with 1 where something did.
"""

import argparse
import faulthandler
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import gate
import journal_read
from hypothesis.strategies import SearchStrategy
from otherwise import Otherwise
from pieces import again, packed, unpacked
from rounds import Found, Try, a_round, nothing_yet

HANGS = 300  # s without an end of an input, after which even what cannot be stopped is ended, with its place


class Part(NamedTuple):
    """What is tried, its inputs, and how one is tried."""

    name: str
    inputs: SearchStrategy[Any]
    attempt: Try


def main(arguments: Sequence[str]) -> int:
    """Try inputs until time is up, or one again; say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("gate", "journal", "all"), default="all")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--again", help="an input as it was printed")
    parser.add_argument("--last", type=Path, help="a file to which each input is written before it is tried")
    asked = parser.parse_args(arguments)
    with parts(("gate", "journal") if asked.what == "all" else (asked.what,)) as these:
        if asked.again:
            return one_again(these[0], asked.again)
        return many(these, asked.minutes, asked.seed, asked.last)


@contextmanager
def parts(names: Sequence[str]) -> Iterator[list[Part]]:
    """What is asked for, with the rooms it needs."""
    with ExitStack() as stack:
        made = []
        if "gate" in names:
            conf = stack.enter_context(gate.gate_room())
            made.append(Part("gate", gate.inputs(), lambda plain: gate.tried(plain, conf)))
        if "journal" in names:
            room = stack.enter_context(journal_read.journal_room())
            made.append(Part("journal", journal_read.inputs(), lambda plain: journal_read.tried(plain, room)))
        yield made


def one_again(part: Part, word: str) -> int:
    """Try one input; say how it ends."""
    try:
        print(part.attempt(unpacked(word)))
    except Otherwise as wrong:
        print(wrong)
        return 1
    return 0


def many(these: Sequence[Part], minutes: float, seed: int, last: Path | None) -> int:
    """Rounds until time is up, each of the part that has had the least of it."""
    started = time.monotonic()
    until, found = started + 60 * minutes, {part.name: nothing_yet() for part in these}
    print(f"seed {seed}", flush=True)
    spent = {part.name: 0.0 for part in these}
    for number in count():
        part, before = min(these, key=lambda part: spent[part.name]), time.monotonic()
        a_round(part.inputs, _noted(part, last), found[part.name], seed + number, until, _teller(part))
        spent[part.name] += time.monotonic() - before
        if time.monotonic() > until:
            break
        print(f"{(time.monotonic() - started) / 60:.1f} min: {'; '.join(map(_told, found.items()))}", flush=True)
    wrong = sum(len(one.wrong) for one in found.values())
    ended = "none ended otherwise" if not wrong else f"{wrong} ways of ending otherwise"
    taken = (time.monotonic() - started) / 60
    print(f"in {taken:.3g} minutes {'; '.join(map(_told, found.items()))}; {ended}")
    return 1 if wrong else 0


def _noted(part: Part, last: Path | None) -> Try:
    """Each input is written down first where that is asked for; and no input can hang for ever."""

    def attempt(plain: Any) -> str:
        if last:
            last.write_text(packed(plain), encoding="utf-8")
        faulthandler.dump_traceback_later(HANGS, exit=True)
        try:
            return part.attempt(plain)
        finally:
            faulthandler.cancel_dump_traceback_later()

    return attempt


def _teller(part: Part) -> Any:
    def tell(way: str, plain: Any, words: str) -> None:
        print(f"\nOTHERWISE ({part.name}): {way}\n  {words}\n  {again(part.name, plain)}\n", flush=True)

    return tell


def _told(named: tuple[str, Found]) -> str:
    name, found = named
    endings = ", ".join(f"{times:,} {ending}" for ending, times in sorted(found.endings.items()))
    return f"{name}: {sum(found.endings.values()):,} inputs ({len(found.different):,} different): {endings}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
