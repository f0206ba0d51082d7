"""What makes a crossing impossible, refused before anything runs (S10)."""

from collections.abc import Iterator, Sequence

from sim.model.nearest import nearest
from sim.model.rules.already import already
from sim.model.rules.broken import Broken, Sound
from sim.model.rules.days import never_open
from sim.model.rules.doubtful import doubtful
from sim.model.rules.lists import listed
from sim.model.rules.routes import (
    direction,
    families_checked,
    gates_lead_on,
    lists_checked,
    room,
    secondary,
    steps,
)
from sim.model.rules.stations import gate, referral, shuttle
from sim.model.rules.yielding import mutual_yielding

__all__ = ["EVERYONE", "Broken", "Sound", "broken", "doubtful"]

EVERYONE = "all"  # in tables and pictures: all cohorts together


def broken(sound: Sound) -> list[Broken]:
    """Each rule that is broken, as (key, problem)."""
    order, stations = sound.order or sound.declared, sound.stations
    found = [] if sound.order is None else [*_order(sound.order, sound.declared)]
    for name, station in stations.items():
        found += [*referral(name, station, stations, sound.declared), *shuttle(name, station)]
        found += gate(name, station, sound.cohorts, order)
    if EVERYONE in sound.cohorts:
        found.append((f"cohorts.{EVERYONE}", f"needs another name; {EVERYONE} is everybody together in the results"))
    for name, cohort in sound.cohorts.items():
        found += [*steps(name, cohort, sound.declared), *direction(name, cohort, order)]
        for rule in (gates_lead_on, room, secondary, lists_checked, families_checked):
            found += rule(name, cohort, stations)
    return [*found, *never_open(sound), *listed(sound), *already(sound), *mutual_yielding(sound)]


def _order(order: Sequence[str], declared: Sequence[str]) -> Iterator[Broken]:
    for name in dict.fromkeys(order):
        if name not in declared:
            yield "order", f"got {name!r}; needs a station{nearest(name, declared)}"
        if order.count(name) > 1:
            yield "order", f"got {name!r} {order.count(name)} times; needs each station once"
    for name in declared:
        if name not in order:
            yield f"stations.{name}", f"is not in the order of stations{nearest(name, order)}"
