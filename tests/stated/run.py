"""python tests/stated/run.py [--studies N] [--write]: how often intervals hold and selections are right.

Every study is made N times (600 unless told otherwise) on plans whose means are known exactly, and what it says is
held against them; about a quarter of an hour. --write writes docs/coverage.md. Exits with 1 where something that is
promised is right less often than stated, by more than chance.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / folder) for folder in ("", "theory"))]


from page import is_kept, line, written  # noqa: E402
from queues import sample_alone, sample_of  # noqa: E402
from trials import BUSY, POOLED, Found, fixed, ishigami, paired, precise, selected, slippage  # noqa: E402

from sim.study.statistics.precision import Wanted  # noqa: E402

PLANS = (("as fast", POOLED), ("overloaded", BUSY))


def comparisons(studies: int) -> Iterator[Found]:
    """Intervals of paired differences."""
    for name, plans in PLANS:
        for replications in (30, 100):
            yield from paired(name, plans, replications, studies)


def few(studies: int) -> Iterator[Found]:
    """The same with so few replications that nothing is promised."""
    for name, plans in PLANS:
        yield from paired(name, plans, 10, studies)


def selections(studies: int) -> Iterator[Found]:
    """Procedure KN."""
    for plans, zone, level in ((2, 0.05, 0.95), (5, 0.1, 0.95), (5, 0.1, 0.9), (5, 0.05, 0.95)):
        yield selected("least favourable", slippage(plans, zone), zone, level, sample_of, studies)
    yield selected("as fast", POOLED, 0.05, 0.95, sample_of, studies)
    yield selected("least favourable, each on days of its own", slippage(5, 0.5), 0.5, 0.95, sample_alone, studies)


def precisions(studies: int) -> Iterator[Found]:
    """The sequential rule."""
    yield from fixed(POOLED[0], 30, studies)
    yield from fixed(POOLED[0], 400, studies)
    for share in (0.2, 0.1, 0.05):
        wanted = [Wanted("mean wait", relative=share), Wanted("wait of the last", relative=2 * share)]
        yield from precise(POOLED[0], wanted, studies)


def indices(studies: int) -> Iterator[Found]:
    """Sobol indices with noise."""
    for days in ("days of each point's own", "the same days at all points"):
        yield from ishigami(days, studies)


PROMISED: dict[str, Callable[[int], Iterator[Found]]] = {
    "Paired differences: all intervals of a study hold at once": comparisons,
    "Selection by procedure KN: the plan selected is the best, or within the indifference zone of it": selections,
    "Precision: the interval holds once the sequential rule has ended": precisions,
    "Sobol indices: each interval holds": indices,
}
BESIDE: dict[str, Callable[[int], Iterator[Found]]] = {"Not promised: paired differences of few replications": few}


def main(arguments: Sequence[str]) -> int:
    """Make all studies, say how they went, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=600, help="how often each study is made")
    parser.add_argument("--write", action="store_true", help="write docs/coverage.md")
    asked = parser.parse_args(arguments)
    told = {title: list(_shown(of(asked.studies))) for title, of in {**PROMISED, **BESIDE}.items()}
    if asked.write:
        (ROOT / "docs" / "coverage.md").write_text(written(told), encoding="utf-8")
    kept = [is_kept(one) for title in PROMISED for one in told[title]]
    print(f"{sum(kept)} of {len(kept)} promises kept, each over {asked.studies} studies of known answer")
    return 0 if all(kept) else 1


def _shown(found: Iterator[Found]) -> Iterator[Found]:
    for one in found:
        print(line(one), flush=True)
        yield one


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
