"""Which engine acts a job out: asked for by name, or by itself so that nobody waits for a compiler unawares."""

from importlib.util import find_spec
from typing import Literal, NamedTuple

from sim.engines import cache
from sim.engines.engine import Engine

Asked = Literal["auto", "reference", "compiled"]
WORTH_COMPILING = 30  # s the reference engine would take; compiling takes half of that, once
WORTH_LOADING = 1.5  # s the reference engine would take; to load Numba and what is compiled takes one, in each process
SECONDS_A_VISIT = 15e-6  # that a party takes at a station, in the reference engine


class Chosen(NamedTuple):
    """An engine by name, and what a user is to be told of the choice, if anything."""

    name: Literal["reference", "compiled"]
    word: str

    def load(self) -> Engine:
        """The engine; the compiled one is only now imported."""
        if self.name == "compiled":
            from sim.engines.compiled import Chances, simulate  # noqa: PLC0415  (Numba takes its time to be imported)

            return Engine(simulate, Chances)
        from sim.engines.reference import simulate  # noqa: PLC0415

        return Engine(simulate)


def choose(asked: Asked, visits: float) -> Chosen:
    """The engine for a job of so many visits of parties to stations, over all replications."""
    if asked == "reference":
        return Chosen("reference", "")
    if hindrance := _hindrance():
        return Chosen("reference", f"the reference engine is used: {hindrance}")
    is_filled = cache.is_filled()
    if asked == "auto" and visits * SECONDS_A_VISIT < (WORTH_LOADING if is_filled else WORTH_COMPILING):
        return Chosen("reference", "")
    return Chosen("compiled", "" if is_filled else "compiling the engine first, once: this takes about 20 seconds")


def _hindrance() -> str:
    """What stands in the way of the compiled engine, nothing where it can be had."""
    if find_spec("numba") is None:
        return "Numba is not installed, which the compiled engine needs"
    if not cache.is_writable():
        return f"the folder {cache.home()} cannot be written to by this user alone, where the compiled engine is kept"
    return ""
