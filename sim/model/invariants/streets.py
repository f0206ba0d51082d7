"""What holds in the street of a station, and of those who leave it to come again (S8, S9, P5)."""

from collections.abc import Iterator

from sim.model.clock import NEVER
from sim.model.crossing import GateStation
from sim.model.invariants.story import Story, StoryOf
from sim.model.invariants.visits import Visit
from sim.model.log import Why


def patience(story: Story) -> Iterator[str]:
    """33: Nobody stands in the street longer than its patience, nor loses patience at another moment."""
    for station, visit in _in_streets(story):
        ends = _patient_until(story, visit)
        if visit.unqueued > ends:
            yield f"33 patience: {visit.name} stands in the street of {station.plan.name} after {ends} ms"
        if visit.why == Why.PATIENCE and visit.away != ends:
            yield f"33 patience: {visit.name} leaves {station.plan.name} at {visit.away} ms, with patience until {ends}"


def evenings(story: Story) -> Iterator[str]:
    """34: Nobody is in the street at the end of an evening; nobody goes home at another time, or out of patience."""
    for station, visit in _in_streets(story):
        name, days = station.plan.name, station.plan.days
        for evening in days.evenings:
            if visit.joined <= evening < visit.unqueued:
                yield f"34 evening: {visit.name} stands in the street of {name} after {evening} ms"
        at_its_time = visit.away in days.evenings and visit.away < _patient_until(story, visit)
        if visit.why == Why.EVENING and not at_its_time:
            yield f"34 evening: {visit.name} goes home from {name} at {visit.away} ms, which is no evening for it"


def all_together(story: Story) -> Iterator[str]:
    """34: All who leave the street at an instant leave it together: nobody who should is let in when those ahead go.

    Said where it is certain: those ahead were in the way, as nobody may overtake them.
    """
    for station in story.stations:
        admitted = _admitted_instead(story, station)
        for ahead in station.visits if admitted else ():
            gone = ahead.street and ahead.joined < ahead.away < ahead.admitted
            for visit in (one for one in admitted.get(ahead.away, ()) if gone and one.turn > ahead.turn):
                yield f"34 evening: {visit.name} enters {station.plan.name} and should leave with {ahead.name}"


def comes_again(story: Story) -> Iterator[str]:
    """35: Who went home or aside comes again exactly at the station's next opening; who left for good never does."""
    for station, visit in _gone_away(story):
        due = _due_again(story, station, visit)
        if visit.back != due:
            yield f"35 again: {visit.name} comes back to {station.plan.name} at {visit.back} ms, due at {due} ms"


def in_its_turn(story: Story) -> Iterator[str]:
    """35: After a night at home a party stands in its old turn; after any other time away, in that of its return."""
    for station in story.stations:
        latest: dict[int, Visit] = {}
        for visit in station.visits:
            before = latest.get(visit.row)
            if before is not None and not _follows(visit, before, station.horizon):
                yield f"35 again: {visit.name} stands at {station.plan.name} in a turn of {visit.turn[1]} ms"
            latest[visit.row] = visit
        for visit in latest.values():
            if visit.why != NEVER and visit.back < station.horizon:
                yield f"35 again: {visit.name} is back at {station.plan.name} and not in its queue"


def aside(story: Story) -> Iterator[str]:
    """36: A family waits aside as soon as its first check has finished at the drawn station, there and once only."""
    for at, station in enumerate(story.stations):
        waited: set[int] = set()
        for visit in station.visits:
            drawn = story.draws.aside[visit.row] == at and visit.row not in waited
            name = station.plan.name
            if visit.why == Why.ASIDE:
                if not drawn or visit.away != visit.finished:
                    yield f"36 aside: {visit.name} waits aside at {name} at {visit.away} ms, which it may not"
                waited.add(visit.row)
            elif drawn and visit.finished < station.horizon:
                yield f"36 aside: {visit.name} goes on from {name} without waiting aside"


def _in_streets(story: Story) -> Iterator[tuple[StoryOf, Visit]]:
    return ((station, visit) for station in story.stations for visit in station.visits if visit.street)


def _gone_away(story: Story) -> Iterator[tuple[StoryOf, Visit]]:
    return ((station, visit) for station in story.stations for visit in station.visits if visit.why != NEVER)


def _patient_until(story: Story, visit: Visit) -> int:
    return visit.joined + int(story.draws.patience[visit.row])


def _admitted_instead(story: Story, station: StoryOf) -> dict[int, list[Visit]]:
    """Who was admitted from the street at the very moment at which they would have left it; by moment."""
    found: dict[int, list[Visit]] = {}
    strict = not (station.plan.overtaking or isinstance(station.plan, GateStation))
    for visit in (one for one in station.visits if strict and one.street and one.joined < one.admitted):
        if visit.admitted in station.plan.days.evenings or visit.admitted == _patient_until(story, visit):
            found.setdefault(visit.admitted, []).append(visit)
    return found


def _due_again(story: Story, station: StoryOf, visit: Visit) -> int:
    """When a party should come again; the horizon where it does not before that."""
    for_good = visit.why == Why.PATIENCE and story.draws.for_good[visit.row]
    later = [opening for opening in station.plan.days.openings if opening > visit.away and not for_good]
    return min([*later, station.horizon])


def _follows(visit: Visit, before: Visit, horizon: int) -> bool:
    since = before.turn[1] if before.why == Why.EVENING else before.back
    return visit.joined == before.back < horizon and visit.turn[1] == since
