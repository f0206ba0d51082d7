"""What holds at the end of every instant at a shuttle (S5)."""

from collections.abc import Iterator

from sim.model.crossing import ShuttleStation
from sim.model.invariants.halls import out_of_turn, passed_over
from sim.model.invariants.moments import Moment, Move
from sim.model.invariants.rides import Vehicle
from sim.model.invariants.story import StoryOf
from sim.model.invariants.visits import Visit
from sim.model.log import Reason


def on_duty(station: StoryOf, moment: Moment) -> Iterator[str]:
    """8: There are never more vehicles in the bays than bays, nor more out than on duty when one pulls in."""
    if not isinstance(station.plan, ShuttleStation):
        return
    if len(moment.bays) > station.plan.bays:
        name, bays = station.plan.name, station.plan.bays
        yield f"8 vehicles: {len(moment.bays)} in {bays} bays of {name} at {moment.at} ms"
    if moment.pulled_in and moment.out > moment.level:
        name, level = station.plan.name, moment.level
        yield f"8 vehicles: {moment.out} out of {level} on duty at {name} at {moment.at} ms"


def reason_holds(station: StoryOf, moment: Moment) -> Iterator[str]:
    """9: The reason written down for a departure is the first that was true of full, closed, patience, head."""
    for vehicle in moment.departed:
        reason = _first_reason(vehicle, moment.at)
        if vehicle.reason != reason:
            yield f"9 reasons: trip {vehicle.number} of {station.plan.name} says {vehicle.reason}, left for {reason!r}"
        if reason is Reason.HEAD and not _nobody_next(station, moment, vehicle):
            yield f"9 reasons: trip {vehicle.number} of {station.plan.name} left without a reason at {moment.at} ms"


def _first_reason(vehicle: Vehicle, at: int) -> Reason:
    """The first reason that is true, if the last one is whenever no other is."""
    if vehicle.load(at) == vehicle.seats:
        return Reason.FULL
    if vehicle.marked <= at:
        return Reason.CLOSED
    return Reason.PATIENCE if vehicle.last_call <= at else Reason.HEAD


def last_chance(station: StoryOf, moment: Moment) -> Iterator[str]:
    """11: At the very end of its patience one may still step on: no vehicle leaves without the next who fits."""
    for vehicle in moment.departed:
        at_the_very_end = moment.at == vehicle.last_call and _first_reason(vehicle, moment.at) is Reason.PATIENCE
        if at_the_very_end and _surely_waiting(moment) and not _nobody_next(station, moment, vehicle):
            yield f"11 work: trip {vehicle.number} of {station.plan.name} leaves the next behind at {moment.at} ms"


def _surely_waiting(moment: Moment) -> list[Visit]:
    """Those in the hall all through the instant."""
    return [visit for visit in moment.hall if visit.admitted < moment.at]


def _nobody_next(station: StoryOf, moment: Moment, vehicle: Vehicle) -> bool:
    """Whether one who may have been next did not fit, and nobody who surely waited and could have gone did."""
    surely = _surely_waiting(moment)
    maybe = [one for one in moment.hall + moment.happened(Move.STARTED) if one not in vehicle.aboard]
    too_large = [one for one in maybe if not vehicle.fits(one, moment.at)]
    if station.plan.overtaking:
        return bool(too_large) and not any(vehicle.fits(other, moment.at) for other in surely)
    return any(not surely or one <= surely[0] for one in too_large)


def departure_due(station: StoryOf, moment: Moment) -> Iterator[str]:
    """10: No vehicle stands in its bay, its door free, with a reason to leave."""
    for vehicle in moment.bays:
        line = moment.hall if station.plan.overtaking else moment.hall[:1]
        fits = any(vehicle.fits(visit, moment.at) for visit in line)
        because = _first_reason(vehicle, moment.at)
        if vehicle.door_free(moment.at) and (because is not Reason.HEAD or (line and not fits)):
            yield f"10 late: a vehicle stands at {station.plan.name} in spite of {because!r} at {moment.at} ms"


def boarding_due(station: StoryOf, moment: Moment) -> Iterator[str]:
    """11: Nobody whose turn it is waits while a vehicle would take them or could pull in."""
    if not isinstance(station.plan, ShuttleStation):
        return
    another = len(moment.bays) < station.plan.bays and moment.out < moment.level
    for visit in moment.hall if station.plan.overtaking else moment.hall[:1]:
        if another or any(vehicle.takes(visit, moment.at) for vehicle in moment.bays):
            yield f"11 work: {visit.name} waits at {station.plan.name} with a vehicle at hand at {moment.at} ms"


def boarding_in_order(station: StoryOf, moment: Moment) -> Iterator[str]:
    """13, 14: Nobody steps on before one who waited earlier in order of turns and still does, but a smaller party."""
    if not isinstance(station.plan, ShuttleStation):
        return
    for visit in moment.happened(Move.STARTED):
        for other in passed_over(moment.hall, visit):
            excused = station.plan.overtaking and visit.size < other.size
            if other.admitted < moment.at and not excused:
                yield f"{out_of_turn(visit, other)} steps on at {station.plan.name} at {moment.at} ms"


def longest_in_its_bay(station: StoryOf, moment: Moment) -> Iterator[str]:
    """14: A party steps into the vehicle longest in its bay of those that take it, before another pulls in."""
    at = {vehicle.number: vehicle.pulled_in for vehicle in (*moment.bays, *moment.departed)}
    for visit in moment.happened(Move.STARTED):
        for vehicle in moment.bays:
            longer = vehicle.pulled_in < at.get(visit.trip, 0) and vehicle.number != visit.trip
            if longer and _untouched(vehicle, moment.at) and vehicle.takes(visit, moment.at):
                yield f"14 order: {visit.name} passes a vehicle longer in its bay of {station.plan.name}"


def _untouched(vehicle: Vehicle, at: int) -> bool:
    """Whether nobody stepped on within this instant, so that its end tells all of it."""
    return all(visit.started != at for visit in vehicle.aboard)
