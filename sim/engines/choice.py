"""Which engine acts a job out: asked for by name, or by itself so that nobody waits for a compiler unawares."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Literal, NamedTuple

from sim.engines import cache
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log

Asked = Literal["auto", "reference", "compiled"]
Simulate = Callable[[Crossing, Draws], Log]
WORTH_COMPILING = 30  # s the reference engine would take; compiling takes half of that, once
SECONDS_A_VISIT = 15e-6  # that a party takes at a station, in the reference engine


class Chosen(NamedTuple):
    """An engine by name, and why, in words for the user."""

    name: Literal["reference", "compiled"]
    why: str

    def load(self) -> Simulate:
        """The engine's `simulate`; the compiled one is only now imported."""
        if self.name == "compiled":
            from sim.engines.compiled import simulate as compiled  # noqa: PLC0415  (Numba takes its time to be imported)

            return compiled
        from sim.engines.reference import simulate  # noqa: PLC0415

        return simulate


def choose(asked: Asked, visits: float) -> Chosen:
    """The engine for a job of so many visits of parties to stations, over all replications."""
    if asked == "reference":
        return Chosen("reference", "as asked")
    if hindrance := _hindrance():
        return Chosen("reference", hindrance)
    if asked == "compiled":
        return Chosen("compiled", "as asked" if cache.is_filled() else "as asked; it is compiled first, once")
    if cache.is_filled():
        return Chosen("compiled", "it is there from an earlier run")
    if visits * SECONDS_A_VISIT > WORTH_COMPILING:
        return Chosen("compiled", "compiled first, once, as the job is large")
    return Chosen("reference", "the job is small and nothing is compiled yet; engine=compiled does so once")


def _hindrance() -> str:
    """What stands in the way of the compiled engine, nothing where it can be had."""
    if find_spec("numba") is None:
        return "Numba is not installed, which the compiled engine needs"
    if not cache.is_writable():
        return f"the folder {cache.home()} cannot be written to, where the compiled engine is kept"
    return ""
