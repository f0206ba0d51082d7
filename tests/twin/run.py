"""python tests/twin/run.py [COUNT] [--first N] [--seed N] [--only SETTING]: the twin test at length, on all cores.

Acts out COUNT small random crossings (20,000) in every way: compiled, with every station always stirred, with rows
shuffled, with salted ties, with bounds checked, and uncompiled; each log must be the reference engine's to the byte.
Prints what it covered. Exits with 1 where a crossing is unlike, with the command that replays it alone.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from settings import FAMILIES, SETTINGS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COUNT, FIRST = 20_000, 1_000_000
PIECE = 1_000  # crossings that one process compares
LONGEST = 900  # seconds for a piece
THIN = 100  # crossings of a family in a full run below which it says little about it


class Piece(NamedTuple):
    """So many crossings from a number on, in one setting."""

    setting: str
    first: int
    count: int


class Fault(NamedTuple):
    """A crossing that is unlike in some way; `setting` is where it can be replayed."""

    setting: str
    way: str
    seed: int
    what: str


class Found(NamedTuple):
    """What a piece gave: how many crossings were compared, which were unlike, and of which families they were."""

    piece: Piece
    compared: int
    faults: list[Fault]
    families: Counter[str]


def main(arguments: Sequence[str]) -> int:
    """Compare, and tell."""
    asked, before = _asked(arguments), (time.monotonic(), os.times())
    first, count = (asked.first, asked.count) if asked.seed is None else (asked.seed, 1)
    settings = [asked.only] if asked.only else list(SETTINGS)
    for setting in settings:  # one alone compiles, before all set out
        compare(Piece(setting, first, 1))
    pieces = [piece for setting in settings for piece in _pieces(setting, first, count)]
    with ThreadPoolExecutor(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    ) as many:
        found = list(many.map(compare, pieces))
    print("\n".join(told(found)))
    print(f"\n{time.monotonic() - before[0]:.0f} s, {_cpu(os.times()) - _cpu(before[1]):.0f} s of CPU time")
    print(sentence(found))
    return 1 if any(one.faults for one in found) else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=COUNT, help="how many crossings")
    parser.add_argument("--first", type=int, default=FIRST, help="the number of the first crossing")
    parser.add_argument("--seed", type=int, help="replay the crossing of this number alone")
    parser.add_argument("--only", choices=SETTINGS, help="only in this setting")
    return parser.parse_args(arguments)


def _pieces(setting: str, first: int, count: int) -> Iterator[Piece]:
    for begin in range(0, count, PIECE):
        yield Piece(setting, first + begin, min(PIECE, count - begin))


def compare(piece: Piece) -> Found:
    """Compare a piece in a process of its own, whose crash or silence is a fault of the crossing it had come to."""
    path = os.pathsep.join(map(str, (ROOT, HERE.parent)))
    environment = {**os.environ, "PYTHONPATH": path, **SETTINGS[piece.setting][0]}
    command = [sys.executable, str(HERE / "comparing.py"), *map(str, piece)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            said, complaint = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            said, complaint = process.communicate()
            complaint += f"no end after {LONGEST} s"
    lines: list[Any] = [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
    faults = [Fault(piece.setting, way, line["seed"], what) for line in lines for way, what in line["faults"].items()]
    if process.returncode or len(lines) < piece.count:
        last = (complaint.strip().splitlines() or ["nothing said"])[-1]
        faults.append(
            Fault(piece.setting, "process", piece.first + len(lines), f"ended with {process.returncode}: {last}")
        )
    return Found(piece, len(lines), faults, Counter(name for line in lines for name in line["families"]))


def told(found: Sequence[Found]) -> Iterator[str]:
    """What was compared, what was unlike, and what the crossings were like."""
    for setting in dict.fromkeys(one.piece.setting for one in found):
        mine = [one for one in found if one.piece.setting == setting]
        for way in SETTINGS[setting][1]:
            unlike = sum(fault.way in (way, "process") for one in mine for fault in one.faults)
            yield f"{way:<20}{sum(one.compared for one in mine):>9,} crossings{unlike:>9,} unlike the reference"
    for fault in [fault for one in found for fault in one.faults]:
        replay = f"python tests/twin/run.py --seed {fault.seed} --only '{fault.setting}'"
        yield f"UNLIKE {fault.seed} ({fault.way}): {fault.what}\n  replay alone: {replay}"
    families = sum((one.families for one in found), Counter[str]())
    total = sum(one.compared for one in found if one.piece.setting == "compiled")
    if total > 1:
        yield f"\nWhat happened in how many of {total:,} crossings"
        yield from (f"  {name:<44}{families[name]:>8,}{_thin(families[name], total)}" for name in FAMILIES)


def sentence(found: Sequence[Found]) -> str:
    """How many were compared, and how many were unlike, in one line."""
    settings = dict.fromkeys(one.piece.setting for one in found)
    ways = sum(len(SETTINGS[setting][1]) for setting in settings)
    crossings = sum(one.compared for one in found) // len(settings)
    unlike = sum(len(one.faults) for one in found)
    return f"{crossings:,} crossings compared in {ways} ways, {unlike or 'none'} unlike"


def _thin(count: int, total: int) -> str:
    return "  thin" if count * COUNT < THIN * total else ""


def _cpu(times: os.times_result) -> float:
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
