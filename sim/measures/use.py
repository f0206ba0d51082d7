"""M4: how much of the officers', vehicles' and seats' time on duty was used."""

from collections.abc import Iterator

import numpy as np

from sim.measures.row import Row
from sim.measures.stays import Stays, stays
from sim.measures.steps import presence
from sim.model.clock import MINUTE, NEVER
from sim.model.crossing import Crossing, DeskStation, ShuttleStation
from sim.model.log import Log, Reason


def use(crossing: Crossing, log: Log) -> Iterator[Row]:
    """Shares of the time on duty, and the loads of trips, per station."""
    told = stays(log)
    for at, station in enumerate(crossing.stations):
        if isinstance(station, DeskStation):
            yield from _desk(crossing, told.at(at), station)
        elif isinstance(station, ShuttleStation):
            yield from _shuttle(crossing, log, at, station)


def _desk(crossing: Crossing, here: Stays, desk: DeskStation) -> Iterator[Row]:
    """Officers at work, and officers who cannot let their party go on: both of the time on duty."""
    one = np.ones_like(here.row)
    duty = desk.timetable.duty(crossing.horizon)
    held = presence(here.started, here.left, one).within(desk.timetable).area(crossing.horizon)
    works = presence(here.started, here.finished, one).within(desk.timetable).area(crossing.horizon)
    yield Row("officers at work", "share", works / duty if duty else None, station=desk.name)
    yield Row("officers blocked", "share", (held - works) / duty if duty else None, station=desk.name)


def _shuttle(crossing: Crossing, log: Log, at: int, shuttle: ShuttleStation) -> Iterator[Row]:
    """Vehicles out, seats taken, trips and their reasons."""
    begun = log.trips.reason == Reason.UNDER_WAY  # before the run: not a trip of it
    here = (log.trips.station == at) & (log.trips.departed != NEVER) & ~begun
    trips, persons = int(here.sum()), int(log.trips.persons[here].sum())
    duty = shuttle.timetable.duty(crossing.horizon)
    pulled_in = log.trips.station == at
    out = presence(log.trips.pulled_in[pulled_in], log.trips.returned[pulled_in], np.ones(pulled_in.sum(), np.int64))
    used = out.within(shuttle.timetable).area(crossing.horizon)
    yield Row("vehicles in use", "share", used / duty if duty else None, station=shuttle.name)
    yield Row("seats taken", "share", persons / (trips * shuttle.seats) if trips else None, station=shuttle.name)
    yield Row("persons a trip", "persons", persons / trips if trips else None, station=shuttle.name, persons=persons)
    yield Row("trips", "trips", trips, station=shuttle.name)
    for reason in (reason for reason in Reason if reason is not Reason.UNDER_WAY):
        count = int((log.trips.reason[here] == reason).sum())
        yield Row(f"trips that left: {reason.name.lower()}", "trips", count, station=shuttle.name)
    last = int(log.trips.departed[here].max(initial=NEVER))
    yield Row("last departure", "clock", None if last == NEVER else last / MINUTE, station=shuttle.name)
