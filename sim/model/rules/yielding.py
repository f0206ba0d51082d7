"""No two gates at which people wait for each other for ever (S7, S10)."""

from collections.abc import Iterator

from sim.model.rules.broken import Broken, Sound
from sim.model.scenario import Gate

Stuck = tuple[str, str]  # a gate, and a cohort that waits there


def mutual_yielding(sound: Sound) -> Iterator[Broken]:
    """A cohort waits at a gate for one that waits at another gate for the first; a clock time would end it."""
    waits = {stuck: set(_waits_for(sound, *stuck)) for stuck in _all_stuck(sound)}
    for start in waits:
        reached, waiting = set[Stuck](), [start]
        while waiting:
            found = waits[waiting.pop()] - reached
            reached |= found
            waiting += sorted(found)
        if start in reached:
            gates = ", ".join(sorted({gate for gate, _ in reached}))
            told = f"people wait for each other for ever at {gates}; needs a clock time, until, at one of them"
            yield f"stations.{start[0]}.yields_to", told


def _all_stuck(sound: Sound) -> Iterator[Stuck]:
    """Every cohort at every gate where it waits for others with no end named."""
    for name, gate in sound.stations.items():
        if isinstance(gate, Gate) and gate.yields_to and gate.yields_to.until is None:
            yields_to = gate.yields_to.cohorts
            yield from ((name, waiting) for waiting, one in sound.cohorts.items()
                        if name in one.route and waiting not in yields_to)  # fmt: skip


def _waits_for(sound: Sound, gate: str, _: str) -> Iterator[Stuck]:
    """Where those that are waited for at a gate may be stuck themselves, on their way to having left."""
    station, order = sound.stations[gate], sound.order or sound.declared
    yields_to = station.yields_to if isinstance(station, Gate) else None
    for other, cohort in _all_stuck(sound):
        known = yields_to and cohort in yields_to.cohorts and {other, yields_to.left} <= set(order)
        if known and yields_to and order.index(other) <= order.index(yields_to.left):
            yield other, cohort
