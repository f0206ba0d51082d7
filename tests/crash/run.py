"""python tests/crash/run.py [kills|faults|all] [--kills 50] [--chunks 20]: stops long studies in every way, and sees.

kills: kill -9 of all processes at random moments. faults: the n-th operation on the disk fails, for each n and each
fault. After each the study goes on, and its result has to be that of a quiet run. Exits with 1 where one was not.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from disk import FAULTS
from faulty import operations, spoiled
from killed import kill_and_resume

WORKERS, TASKS, SECONDS, SEED = 2, 150, 0.05, 20231101


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for; print what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("kills", "faults", "all"), default="all")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--chunks", type=int, default=20)
    asked = parser.parse_args(arguments)
    wrong: list[str] = []
    tried: list[str] = []
    with tempfile.TemporaryDirectory() as room:
        if asked.what != "faults":
            tried.append(f"{asked.kills} studies killed at random moments")
            wrong += kill_and_resume(Path(room), asked.kills, SEED, WORKERS, TASKS, SECONDS)
        if asked.what != "kills":
            tried.append(_faults_of(Path(room), asked.chunks))
            print(tried[-1], flush=True)
            wrong += spoiled(Path(room) / "faults", asked.chunks)
    ended = f"{len(wrong)} went wrong" if wrong else "each went on to the bytes of a quiet one"
    print(*wrong, f"{' and '.join(tried)}: {ended}", sep="\n")
    return 1 if wrong else 0


def _faults_of(room: Path, chunks: int) -> str:
    count, _ = operations(room / "counted", chunks)
    return f"{count * len(FAULTS):,} studies with a fault each ({len(FAULTS)} faults at each of {count} operations)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
