"""What holds at the end of every instant at a desk (S3)."""

from collections.abc import Iterator

from sim.model.crossing import DeskStation
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
    """11: Never a free officer on duty with someone in the hall."""
    if isinstance(station.plan, DeskStation) and moment.hall and moment.busy < moment.level:
        yield f"11 work: {moment.hall[0].name} waits at {station.plan.name} with an officer free at {moment.at} ms"


def start_in_order(station: StoryOf, moment: Moment) -> Iterator[str]:
    """13, 14: No service starts while one whose turn comes first has been in the hall and stays there."""
    if not isinstance(station.plan, DeskStation):
        return
    for visit in moment.happened(Move.STARTED):
        for other in passed_over(moment.hall, visit):
            if other.admitted < moment.at:
                yield f"{out_of_turn(visit, other)} starts at {station.plan.name} at {moment.at} ms"
