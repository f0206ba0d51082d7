"""What a random crossing was like, read from its log: so that "tight and full of ties" is a count, and no claim.

Each family is something that did happen in the log, not something that its stations would have allowed.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from acted import Acted
from at_desks import at_desks
from at_gates import at_gates
from at_shuttles import at_shuttles

from sim.model.clock import NEVER
from sim.model.crossing import Crossing, DeskStation, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import Log, Why
from sim.model.outcome import HELD_BACK, Outcome


def families(crossing: Crossing, draws: Draws, log: Log) -> set[str]:
    """The names of all families to which a world acted out belongs."""
    acted = Acted(crossing, draws, log)
    parts = (_ways, at_gates, at_desks, at_shuttles, _level_changes, _streets, _beginnings, _instants)
    return {name for part in parts for name in part(acted)}


def _ways(acted: Acted) -> Iterator[str]:
    """Which stations people went from and to."""
    crossing, draws, log = acted.crossing, acted.draws, acted.log
    went = [(row, at, int(draws.onward[row, at])) for row, at in zip(*np.nonzero(log.left != NEVER), strict=True)]
    onward = {(int(at), to) for row, at, to in went if to >= 0 and log.admitted[row, to] != NEVER}
    kinds = {(type(crossing.stations[at]), type(crossing.stations[to])) for at, to in onward}
    into = [(type(crossing.stations[at]), to) for at, to in onward]
    rides = [at for at, plan in enumerate(crossing.stations) if isinstance(plan, ShuttleStation)]
    yield from ["gate before shuttle"] * ((GateStation, ShuttleStation) in kinds)
    yield from ["shuttle before gate"] * ((ShuttleStation, GateStation) in kinds)
    if any((GateStation, to) in into and (DeskStation, to) in into for _, to in into):
        yield "gate and desk into one hall"
    if (np.sum(log.left[:, rides] != NEVER, axis=1) > 1).any():
        yield "a party on two rides"
    for end, name in ((1, "ways merge"), (0, "ways part")):
        if max(Counter(edge[end] for edge in onward).values(), default=0) > 1:
            yield name


def _level_changes(acted: Acted) -> Iterator[str]:
    """What happens at the very instant at which a level changes."""
    crossing, draws, log = acted.crossing, acted.draws, acted.log
    for at, plan in enumerate(crossing.stations):
        steps = list(zip(plan.timetable.breaks, pairwise((0, *plan.timetable.levels)), strict=True))
        shuts = [moment for moment, (before, level) in steps if level == 0 and before]
        opens = [moment for moment, (before, level) in steps if level and not before]
        comes = log.arrival[(draws.first == at) & (draws.in_hall == 0) & (draws.on_trip == NEVER)]
        comes = comes[comes < crossing.horizon]
        trips, earlier = log.trips, log.earlier
        impatient = earlier.left[(earlier.station == at) & (earlier.why == Why.PATIENCE)]
        happened = {
            "arrival at the instant of closing": np.isin(comes, shuts),
            "arrival at the instant of opening": np.isin(comes, opens),
            "service ends as the level changes": np.isin(log.finished[:, at], plan.timetable.breaks)
            & isinstance(plan, DeskStation),
            "vehicle returns as the level changes": np.isin(trips.returned[trips.station == at], plan.timetable.breaks),
            "patience ends as the level changes": np.isin(impatient, plan.timetable.breaks),
            "evening at the instant of an arrival": np.isin(comes, plan.days.evenings),
        }
        yield from (name for name, at_once in happened.items() if at_once.any())


def _streets(acted: Acted) -> Iterator[str]:
    log = acted.log
    earlier = log.earlier
    if (log.outcome == Outcome.GAVE_UP).any():
        yield "out of patience for good"
    if ((earlier.why == Why.PATIENCE) & (earlier.back != NEVER)).any():
        yield "out of patience until the next day"
    if ((earlier.why == Why.EVENING) & (earlier.back != NEVER)).any():
        yield "home for the night"
    if (earlier.why == Why.ASIDE).any():
        yield "waits aside"


def _beginnings(acted: Acted) -> Iterator[str]:
    """How it begins, and how it ends."""
    draws, log = acted.draws, acted.log
    if draws.in_hall.any():
        yield "begins in a hall"
    if (draws.on_trip != NEVER).any():
        yield "begins on a trip"
    if np.isin(log.outcome, (Outcome.REFUSED, Outcome.TURNED_AWAY, Outcome.FAMILY_TURNED_BACK)).any():
        yield "does not cross at a check"
    if np.isin(log.outcome, HELD_BACK).any():
        yield "held back at the horizon"


def _instants(acted: Acted) -> Iterator[str]:
    """Ties: how much happens after the beginning at one instant (admitted or started, by admission or by a service)."""
    log = acted.log
    moved = {(int(moment), int(row), int(at)) for key in ("admitted", "started", "left")
             for (row, at), moment in np.ndenumerate(getattr(log, key)) if moment > 0}  # fmt: skip
    parties = Counter(moment for moment, _ in {(moment, row) for moment, row, _ in moved})
    stations = Counter(moment for moment, _ in {(moment, at) for moment, _, at in moved})
    if max(parties.values(), default=0) > 2:
        yield "three parties move at one instant"
    if max(stations.values(), default=0) > 2:
        yield "three stations act at one instant"
