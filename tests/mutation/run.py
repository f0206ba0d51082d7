"""python tests/mutation/run.py [FILE ...] [--workers N] [--anew] [--write]: does a test notice, if a line says another?

Each slip that can be made in the engines and the rules is made, one at a time, and the tests that come to its function
are run until one notices. A run that is stopped goes on where it was. Exits with 0 where at least 95 % of all mutants
are killed and each survivor is explained in survivors.yaml.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLACES = (".", "tests", "tests/breaks", "tests/stated", "tests/theory", "tests/twin", "tests/mutation")
os.environ.update(NUMBA_DISABLE_JIT="1", OPENBLAS_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="1",
                  RAFAH_CACHE=str(Path(tempfile.gettempdir()) / "rafah-mutation"))  # fmt: skip
sys.dont_write_bytecode = True
sys.path[:0] = [str(ROOT / place) for place in PLACES]

from mutants import Mutant, mutants_of  # noqa: E402
from page_of_mutation import written  # noqa: E402
from slips import slips  # noqa: E402
from survey import Surveyed, survey  # noqa: E402
from survivors import explained, faults  # noqa: E402
from targets import NOT_MUTATED, TARGETS, TESTS, TOO_SLOW  # noqa: E402
from trial import Tried  # noqa: E402
from tried import digest, keep, known  # noqa: E402
from worker import in_worker, try_all  # noqa: E402

LEAST = 0.95  # of all mutants
LONGEST = 4.0  # s; a test that takes longer is not used


def main(arguments: Sequence[str]) -> int:
    """Try all mutants, and tell."""
    asked, kept = _asked(arguments), _kept()
    if asked.anew:
        kept.unlink(missing_ok=True)
    mutants = [
        one
        for file in asked.files or TARGETS
        for one in mutants_of(file, slips())
        if (file, one.function) not in NOT_MUTATED
    ]
    done, tests = known(kept, mutants), _surveyed()
    todo = [one for one in mutants if one.key not in done]
    print(f"{len(mutants):,} mutants, {len(todo):,} to be tried, {len(tests):,} tests", flush=True)
    begin = time.monotonic()
    _try(todo, tests, kept, asked.workers)
    print(f"{(time.monotonic() - begin) / 60:.0f} minutes")
    return told(mutants, known(kept, mutants), write=asked.write)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", choices=[*TARGETS, []], help="only the mutants of these files")
    parser.add_argument("--workers", type=int, default=1, help="how many processes try at once")
    parser.add_argument("--anew", action="store_true", help="forget what was tried before")
    parser.add_argument("--write", action="store_true", help="write docs/mutation.md, once all have been tried")
    asked = parser.parse_args(arguments)
    if asked.write and asked.files:
        parser.error("--write: needs all files, as the page tells of all of them")
    return asked


def _kept() -> Path:
    """Where it is kept what has been tried."""
    folder = ROOT / "outputs" / "mutation"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "tried.jsonl"


def _surveyed() -> list[Surveyed]:
    """What each test comes to, found once for these sources and tests."""
    tests = [path for test in TESTS for path in ([ROOT / test] if test.endswith(".py") else (ROOT / test).glob("*.py"))]
    paths = (*sorted((ROOT / "sim").rglob("*.py")), *sorted(tests))
    place = _kept().with_name(f"survey-{digest(paths)}.json")
    if not place.exists():
        print("looking which test comes where", flush=True)
        half = place.with_suffix(".half")
        in_worker(
            TESTS,
            lambda items: half.write_text(
                json.dumps(list(survey([one for one in items if not TOO_SLOW.search(one.name)], LONGEST))),
                encoding="utf-8",
            ),
        )
        half.rename(place)
    found = [Surveyed(*one[:2], tuple(one[2])) for one in json.loads(place.read_text(encoding="utf-8"))]
    return [one for one in found if not TOO_SLOW.search(one.test) and one.seconds <= LONGEST]


def _try(todo: Sequence[Mutant], tests: Sequence[Surveyed], kept: Path, workers: int) -> None:
    """Try what is to be tried, in so many processes, each with a share of it."""

    def note(mutant: Mutant, tried: Tried) -> None:
        keep(kept, mutant, tried)
        if not tried.by:
            print(f"SURVIVED {mutant.key}", flush=True)

    children = []
    for number in range(workers if todo else 0):
        child = os.fork()
        if child == 0:
            try:
                try_all(todo[number::workers], tests, note)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    if any(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children):
        raise SystemExit("not all could be tried: see above")


def told(mutants: Sequence[Mutant], tried: dict[str, Tried], *, write: bool) -> int:
    """Say what came of it; the exit code."""
    survived = [one for one in mutants if not tried[one.key].by]
    table = [one for one in explained() if one.file in {mutant.file for mutant in mutants}]
    wrong = faults(table, [one.name for one in mutants], [one.name for one in survived])
    print("\n".join(wrong))
    if write:
        (ROOT / "docs" / "mutation.md").write_text(written(mutants, tried, table), encoding="utf-8")
    score = 1 - len(survived) / max(1, len(mutants))
    others = f"{len(wrong)} faults in the explanations" if wrong else "each explained"
    killed = len(mutants) - len(survived)
    print(f"{killed:,} of {len(mutants):,} mutants killed ({score:.1%}), {len(survived)} survivors, {others}")
    return 0 if score >= LEAST and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
