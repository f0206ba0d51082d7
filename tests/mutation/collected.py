"""Tests as pytest collects them, run one by one where they are wanted, without the compiler.

What cannot run without it is given a plain stand-in here: the product of two words, an instruction of the processor.
"""

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = (
    "-q", "--assert=plain", "--tb=no", "-W", "ignore::pytest.PytestAssertRewriteWarning",
    "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:terminalreporter",
    "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"),
)  # fmt: skip
QUICK = (Phase.explicit, Phase.generate)  # nothing is made smaller that fails
Items = Sequence[pytest.Item]


def with_items(tests: Sequence[str], work: Callable[[Items], None]) -> None:
    """Collect tests, by path or by name, and hand them over; not called where they cannot even be imported."""

    class Handed:
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            if not session.testsfailed:  # all could be imported
                work(session.items)
            return True

        @pytest.hookimpl(tryfirst=True)
        def pytest_collection(self) -> None:
            _without_a_compiler()

    settings.register_profile(
        "same", derandomize=True, database=None, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("same")
    pytest.main([*OPTIONS, *tests], plugins=[Handed()])


def fails(item: pytest.Item) -> bool:
    """Whether a test fails now, all by itself: with its fixtures made anew and nothing remembered."""
    forget()
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def forget() -> None:
    """Empty what functions of ours remember."""
    for module in list(sys.modules.values()):
        if str(getattr(module, "__file__", None) or "").startswith(str(ROOT)):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()
    sys.modules["sim.engines.compiled.arrays"].kept.clear()


def _without_a_compiler() -> None:
    from sim.engines.compiled import philox

    def halves(one: int, other: int) -> tuple[np.uint64, np.uint64]:
        upper, lower = divmod(int(one) * int(other), 2**64)
        return np.uint64(upper), np.uint64(lower)

    np.seterr(over="ignore")  # words of 64 bits go round, uncompiled with a warning
    philox.halves = halves
