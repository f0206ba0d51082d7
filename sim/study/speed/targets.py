"""What the engine has to reach, beside what was measured."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sim.study.speed.beside import ALONE, DRAWING, Timed
from sim.study.speed.cores import Spread
from sim.study.speed.growth import Grown
from sim.study.speed.start import Start

SMALL, LARGE = 1_000, 1_000_000  # parties
TWO = 2  # cores


class Speed(NamedTuple):
    """Everything that one run of the command measures."""

    beside: Sequence[Timed]
    growth: Sequence[Grown]
    cores: Sequence[Spread]
    start: Start


class Target(NamedTuple):
    """What is needed and what was found; `reached` is "reached", "not reached", or why that cannot be told."""

    what: str
    needs: str
    found: float
    unit: str
    reached: str


def targets(speed: Speed) -> list[Target]:
    """All targets of which something was measured."""
    ways = {one.what: one for one in speed.beside}
    bench = [
        _least("bench day with drawing and log, a core", 120, ways[DRAWING].times_plain, "times plain SimPy"),
        _most(f"an event at {ways[ALONE].parties:.0f} parties", 90, ways[ALONE].ns_an_event or 0, "ns"),
    ]
    start = _most("fresh process to its first result, engine compiled", 1.5, speed.start.first_result, "s")
    return [*bench, *_of_growth(speed.growth), *_of_cores(speed.cores), start]


def _of_growth(growth: Sequence[Grown]) -> Iterator[Target]:
    sizes = {one.parties: one for one in growth}
    small, large = sizes.get(SMALL), sizes.get(LARGE)
    if small and large:
        dearer = large.ns_an_event / small.ns_an_event
        yield _most(f"an event at {LARGE:,} parties against {SMALL:,}", 2, dearer, "times")
    if large and large.peak_mib is not None:
        yield _most(f"memory of a process with {LARGE:,} parties", 1024, large.peak_mib, "MiB")


def _of_cores(cores: Sequence[Spread]) -> Iterator[Target]:
    """On a machine with other work the wall clock says little, and the figure by CPU time stands for it."""
    for two in (one for one in cores if one.processes == TWO):
        target = _least("two cores against one, by the clock", 1.8, two.times_one, "times")
        if target.reached != "reached" and two.share < 0.95:
            told = f"cores were not free: {two.share:.2f} of each; {two.times_free:.2f} times by CPU time"
            target = target._replace(reached=f"not reached ({told})")
        yield target


def _least(what: str, needs: float, found: float, unit: str) -> Target:
    return Target(what, f"at least {needs:g} {unit}", found, unit, "reached" if found >= needs else "not reached")


def _most(what: str, needs: float, found: float, unit: str) -> Target:
    return Target(what, f"at most {needs:g} {unit}", found, unit, "reached" if found <= needs else "not reached")
