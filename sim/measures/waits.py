"""M2: how long people wait, per station and in all, by person and by party."""

from collections.abc import Iterator
from functools import partial

from sim.measures.replication import Replication
from sim.measures.row import NOWHERE, Row
from sim.measures.telling import Telling
from sim.measures.times import Times, in_order, told
from sim.model.clock import HOUR, NEVER, Whole
from sim.model.crossing import Crossing, ShuttleStation
from sim.model.rules import EVERYONE

LONG = (2, 4, 8, 12)  # hours


def waits(crossing: Crossing, cohorts: tuple[str, ...]) -> Iterator[Telling]:
    """Waits at each station, the sum of waits and the time in the system of those who crossed, and the time so far of
    those who are still waiting. A wait lasts from when a party first came there until it is taken for the last time.
    """
    for cohort in (EVERYONE, *cohorts):
        for at, station in enumerate(crossing.stations):
            yield Telling(partial(_at_station, cohort, at), needs_somebody=cohort != EVERYONE)
            if isinstance(station, ShuttleStation):
                yield Telling(partial(_aboard, cohort, at), needs_somebody=True)
        for tell in (_in_all, _to_cross, _so_far):
            yield Telling(partial(tell, cohort))


def waits_in_all(one: Replication, cohort: str) -> Times:
    """How long those of a cohort who crossed waited at all stations together."""
    out = _crossed(one, cohort)
    return in_order(one.waited_in_all[out], one.log.size[out])


def _crossed(one: Replication, cohort: str) -> Whole:
    rows = one.rows_of[cohort]
    return rows[one.crossed[rows]]


def _at_station(cohort: str, at: int, one: Replication) -> Iterator[Row]:
    """Of those who were served there; who was in the hall or a vehicle at 00:00 has no whole wait."""
    rows = one.rows_of[cohort]
    rows = rows[one.served[at][rows]]
    times = in_order(one.waited[at][rows], one.log.size[rows])
    yield from told("wait", times, cohort, one.crossing.stations[at].name, "were served there")


def _aboard(cohort: str, at: int, one: Replication) -> Iterator[Row]:
    """From stepping on to the departure; whoever was on the way at 00:00 has no whole one."""
    rows, departed = one.rows_of[cohort], one.departed[at]
    under_way = (one.began_at[rows] == at) & (one.draws.on_trip[rows] != NEVER)
    rows = rows[(departed[rows] != NEVER) & ~under_way]
    times = in_order(departed[rows] - one.log.started[rows, at], one.log.size[rows])
    yield from told("time aboard before departure", times, cohort, one.crossing.stations[at].name, "rode")


def _in_all(cohort: str, one: Replication) -> Iterator[Row]:
    """And shares of persons who waited longer than each of some hours."""
    times = waits_in_all(one, cohort)
    yield from told("wait in all", times, cohort, NOWHERE, "crossed")
    persons = int(times.size.sum())
    for hours in LONG:
        share = float(times.size[times.spent > hours * HOUR].sum()) / persons if persons else None
        yield Row(f"share who waited over {hours} h", "share", share, cohort, persons=persons, whose="crossed")


def _to_cross(cohort: str, one: Replication) -> Iterator[Row]:
    out = _crossed(one, cohort)
    times = in_order(one.ended[out] - one.log.arrival[out], one.log.size[out])
    yield from told("time to cross", times, cohort, NOWHERE, "crossed")


def _so_far(cohort: str, one: Replication) -> Iterator[Row]:
    rows = one.rows_of[cohort]
    late = rows[one.held_back[rows]]
    times = in_order(one.crossing.horizon - one.log.arrival[late], one.log.size[late])
    yield from told("time so far", times, cohort, NOWHERE, "had come and not crossed at the end")
