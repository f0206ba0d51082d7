"""M4: how much of the officers', vehicles' and seats' time on duty was used."""

from collections.abc import Iterator
from functools import partial

from sim.measures.replication import Replication
from sim.measures.row import Row
from sim.measures.steps import on_duty
from sim.measures.telling import Telling
from sim.model.clock import MINUTE, NEVER
from sim.model.crossing import Crossing, DeskStation, ShuttleStation
from sim.model.log import Reason


def use(crossing: Crossing) -> Iterator[Telling]:
    """Shares of the time on duty, and the loads of trips, per station."""
    for at, station in enumerate(crossing.stations):
        if isinstance(station, DeskStation):
            yield Telling(partial(_desk, at))
        elif isinstance(station, ShuttleStation):
            yield Telling(partial(_shuttle, at, station.seats))


def _desk(at: int, one: Replication) -> Iterator[Row]:
    """Officers at work, and officers who cannot let their party go on: both of the time on duty."""
    desk, horizon, here = one.crossing.stations[at], one.crossing.horizon, one.stays.at(at)
    duty = desk.timetable.duty(horizon)
    held = on_duty(here.started, here.left, desk.timetable).area(horizon)
    works = on_duty(here.started, here.finished, desk.timetable).area(horizon)
    yield Row("officers at work", "share", works / duty if duty else None, station=desk.name)
    yield Row("officers blocked", "share", (held - works) / duty if duty else None, station=desk.name)


def _shuttle(at: int, seats: int, one: Replication) -> Iterator[Row]:
    """Vehicles out, seats taken, trips and their reasons."""
    crossing, log, shuttle = one.crossing, one.log, one.crossing.stations[at]
    begun = log.trips.reason == Reason.UNDER_WAY  # before the run: not a trip of it
    here = (log.trips.station == at) & (log.trips.departed != NEVER) & ~begun
    trips, persons = int(here.sum()), int(log.trips.persons[here].sum())
    duty = shuttle.timetable.duty(crossing.horizon)
    pulled_in = log.trips.station == at
    out = on_duty(log.trips.pulled_in[pulled_in], log.trips.returned[pulled_in], shuttle.timetable)
    used = out.area(crossing.horizon)
    yield Row("vehicles in use", "share", used / duty if duty else None, station=shuttle.name)
    yield Row("seats taken", "share", persons / (trips * seats) if trips else None, station=shuttle.name)
    yield Row("persons a trip", "persons", persons / trips if trips else None, station=shuttle.name, persons=persons)
    yield Row("trips", "trips", trips, station=shuttle.name)
    for reason in (reason for reason in Reason if reason is not Reason.UNDER_WAY):
        count = int((log.trips.reason[here] == reason).sum())
        yield Row(f"trips that left: {reason.name.lower()}", "trips", count, station=shuttle.name)
    last = int(log.trips.departed[here].max(initial=NEVER))
    yield Row("last departure", "clock", None if last == NEVER else last / MINUTE, station=shuttle.name)
