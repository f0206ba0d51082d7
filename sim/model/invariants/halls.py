"""What holds at the end of every instant between an entry queue and its hall (S1, S2)."""

from collections.abc import Iterator

from sim.model.crossing import AnyStation, GateStation
from sim.model.invariants.moments import Moment, Move
from sim.model.invariants.story import StoryOf
from sim.model.invariants.visits import Visit


def room(station: StoryOf, moment: Moment) -> Iterator[str]:
    """7: The persons in a hall are never more than it holds, nor fewer than none."""
    most = room_of(station.plan)
    if not 0 <= moment.inside <= most:
        yield f"7 halls: {moment.inside} persons in {station.plan.name}, room for {most}: {moment.at} ms"


def closed_to_the_street(station: StoryOf, moment: Moment) -> Iterator[str]:
    """6: A station at level 0 admits nobody from the street."""
    for visit in moment.happened(Move.ADMITTED):
        if visit.street and not moment.level:
            yield f"6 hours: {visit.name} is admitted from the street to {station.plan.name}, closed at {moment.at} ms"


def admission_due(station: StoryOf, moment: Moment) -> Iterator[str]:
    """11, 12: Nobody who may enter waits: not the head in the street, nor one that blocks an officer or a door."""
    for visit in moment.queue if station.plan.overtaking else moment.queue[:1]:
        if moment.inside + visit.size <= room_of(station.plan) and (moment.level or not visit.street):
            rule = "11 work" if visit.street else "12 blocking"
            yield f"{rule}: {visit.name} waits before {station.plan.name} with room for it at {moment.at} ms"


def admission_before_leaving(station: StoryOf, moment: Moment) -> Iterator[str]:
    """11: Nobody leaves the street in an instant in which they could be admitted (O6): leaving is its last step."""
    leaving = [visit for visit in moment.happened(Move.WENT_AWAY) if visit.admitted > moment.at]
    freed = sum(visit.size for visit in moment.happened(Move.FREED))
    before = sorted([*moment.queue, *leaving, *moment.happened(Move.ADMITTED)])
    for visit in leaving if moment.level else ():
        first = station.plan.overtaking or before[0] == visit
        if first and moment.inside + freed + visit.size <= room_of(station.plan):
            yield f"11 work: {visit.name} leaves the street of {station.plan.name} with room for it at {moment.at} ms"


def admission_in_order(station: StoryOf, moment: Moment) -> Iterator[str]:
    """13, 14: Nobody enters before one who was there earlier in order of turns and still waits.

    With overtaking only a smaller party may, one from upstream while the street is shut out, or one let in by a gate.
    """
    if isinstance(station.plan, GateStation):
        return
    for visit in moment.happened(Move.ADMITTED):
        for other in passed_over(moment.queue, visit):
            shut_out = other.street and not visit.street and not moment.level
            excused = station.plan.overtaking and (visit.size < other.size or shut_out or visit.gated)
            if other.joined < moment.at and not excused:
                yield f"{out_of_turn(visit, other)} enters {station.plan.name} at {moment.at} ms"


def room_of(plan: AnyStation) -> int:
    """Persons a station's hall may hold; nobody stays at a gate."""
    return 0 if isinstance(plan, GateStation) else plan.hall


def passed_over(line: list[Visit], visit: Visit) -> Iterator[Visit]:
    """Those still in a line whose turn comes first."""
    for other in line:
        if other.turn > visit.turn:
            return
        yield other


def out_of_turn(visit: Visit, other: Visit) -> str:
    """The beginning of a sentence: which rule, and who goes before whom."""
    rule = "13 priority" if other.turn[0] < visit.turn[0] else "14 order"
    return f"{rule}: {visit.name} before {other.name}"
