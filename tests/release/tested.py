"""python tests/release/tested.py WHAT PYTEST-ARGUMENT ...: runs tests, and says in a sentence how many passed.

Exits as pytest does: with 0 where all passed, and with another code also where there were none.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Counting:
    """How tests ended, here or in other processes."""

    def __init__(self) -> None:
        self.ends: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test ends with its call; or before, where it is skipped or cannot begin; or with what cannot be ended."""
        if report.when == "call" or report.outcome != "passed":
            self.ends[report.outcome] += 1


def main(arguments: Sequence[str]) -> int:
    """Run them, and tell."""
    what, *words = arguments
    counted = Counting()
    code = pytest.main(["-q", "--rootdir", str(ROOT), *words], plugins=[counted])
    print(sentence(what, counted.ends, int(code)))
    return int(code)


def sentence(what: str, ends: Counter[str], code: int) -> str:
    """How many passed, and what else there was."""
    others = [f"{ends[end]} {end}" for end in ("failed", "skipped") if ends[end]]
    broken = [f"pytest ended with {code}"] if code else []
    return f"{ends['passed']:,} {what} passed, {', '.join([*others, *broken]) or 'none failed or skipped'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
