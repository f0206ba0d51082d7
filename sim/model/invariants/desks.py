"""What holds at the end of every instant at a desk (S3)."""

from collections.abc import Iterator

from sim.model.crossing import DeskStation
from sim.model.invariants.closings import may_start
from sim.model.invariants.halls import out_of_turn, passed_over
from sim.model.invariants.moments import Moment, Move
from sim.model.invariants.story import StoryOf


def on_duty(station: StoryOf, moment: Moment) -> Iterator[str]:
    """6: When a service starts, no more officers are held than are on duty, and there is one on duty.

    An officer is held until the party has left; services that outlast a fall of the level are no new starts.
    """
    if not isinstance(station.plan, DeskStation) or not moment.happened(Move.STARTED):
        return
    if moment.level == 0 or moment.busy > moment.level:
        name, busy, level = station.plan.name, moment.busy, moment.level
        yield f"6 officers: {name} starts at {moment.at} ms with {busy} held of {level} on duty"


def start_due(station: StoryOf, moment: Moment) -> Iterator[str]:
    """11: Never a free officer on duty with someone in the hall whose turn it is and whose service may start."""
    if not isinstance(station.plan, DeskStation) or moment.busy >= moment.level:
        return
    for visit in moment.hall if station.plan.overtaking else moment.hall[:1]:
        if may_start(station.plan, moment.at, visit.service):
            yield f"11 work: {visit.name} waits at {station.plan.name} with an officer free at {moment.at} ms"


def start_allowed(station: StoryOf, moment: Moment) -> Iterator[str]:
    """5: No service starts that the closing rule does not let start."""
    for visit in moment.happened(Move.STARTED) if isinstance(station.plan, DeskStation) else ():
        if isinstance(station.plan, DeskStation) and not may_start(station.plan, moment.at, visit.service):
            yield f"5 durations: {visit.name} starts at {station.plan.name} at {moment.at} ms what does not fit"


def start_in_order(station: StoryOf, moment: Moment) -> Iterator[str]:
    """13, 14: No service starts while one whose turn comes first has been in the hall and stays there.

    With overtaking only past one whose service may not start now.
    """
    if not isinstance(station.plan, DeskStation):
        return
    for visit in moment.happened(Move.STARTED):
        for other in passed_over(moment.hall, visit):
            excused = station.plan.overtaking and not may_start(station.plan, moment.at, other.service)
            if other.admitted < moment.at and not excused:
                yield f"{out_of_turn(visit, other)} starts at {station.plan.name} at {moment.at} ms"
