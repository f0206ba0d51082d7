"""What holds at a gate (S7): it takes no time, keeps hours and quota, yields, and holds nobody up without a reason."""

from collections.abc import Iterator

import numpy as np

from sim.model.clock import DAY, NEVER, Whole
from sim.model.crossing import GateStation, Yielding
from sim.model.invariants.halls import out_of_turn, passed_over, room_of
from sim.model.invariants.story import Story, StoryOf
from sim.model.invariants.visits import Visit, until
from sim.model.log import STAMPS


def no_time(story: Story) -> Iterator[str]:
    """5: The four later stamps at a gate are equal."""
    for _, gate in _gates(story):
        for visit in gate.visits:
            if len({visit.admitted, visit.started, visit.finished, visit.left}) > 1:
                yield f"5 durations: {visit.name} takes time at {gate.plan.name}"


def open_and_in_quota(story: Story) -> Iterator[str]:
    """6, 16: Nobody passes a closed gate, nor beyond the quota of the day."""
    for plan, gate in _gates(story):
        passed: dict[int, int] = {}
        for visit in (one for one in gate.visits if one.left < gate.horizon):
            passed[visit.left // DAY] = passed.get(visit.left // DAY, 0) + visit.size
            if not plan.timetable.level_at(visit.left):
                yield f"6 hours: {visit.name} passes {plan.name}, closed at {visit.left} ms"
        for day, persons in passed.items():
            if persons > plan.quota:
                yield f"16 quota: {persons} persons pass {plan.name} on day {day}, at most {plan.quota} may"


def yielded(story: Story) -> Iterator[str]:
    """13: Nobody passes while somebody one yields to has come and is not yet through."""
    for plan, gate in _gates(story):
        for visit in (one for one in gate.visits if one.left < gate.horizon):
            if plan.yields and _yields(story, plan.yields, visit, visit.left):
                yield f"13 priority: {visit.name} passes {plan.name} before those it yields to at {visit.left} ms"


def passed_in_order(story: Story) -> Iterator[str]:
    """13, 14: Nobody passes before one who was there earlier and stays, but past those who yield or are overtaken."""
    for plan, gate in _gates(story):
        for visit in (one for one in gate.visits if one.left < gate.horizon and not plan.overtaking):
            waiting = sorted(other for other in gate.visits if other.joined < visit.left < other.unqueued)
            for other in passed_over(waiting, visit):
                if not (plan.yields and _yielded_until(story, plan.yields, other, visit.left)):
                    yield f"{out_of_turn(visit, other)} passes {plan.name} at {visit.left} ms"


def passing_due(story: Story) -> Iterator[str]:
    """11: At the end of no instant does one wait at a gate who may pass it."""
    moments = _instants(story)
    for plan, gate in _gates(story):
        for at in moments:
            line = sorted(visit for visit in gate.visits if visit.joined <= at < visit.unqueued)
            line = [visit for visit in line if not (plan.yields and _yields(story, plan.yields, visit, at))]
            for visit in line if plan.overtaking else line[:1]:
                if _may_pass(story, plan, gate, visit, at):
                    yield f"11 work: {visit.name} waits at {plan.name} and may pass at {at} ms"


def _gates(story: Story) -> Iterator[tuple[GateStation, StoryOf]]:
    for station in story.stations:
        if isinstance(station.plan, GateStation):
            yield station.plan, station


def _cohort(story: Story, visit: Visit) -> int:
    return int(story.draws.cohort[visit.row])


def _yields(story: Story, yields: Yielding, visit: Visit, at: int) -> bool:
    return _cohort(story, visit) not in yields.cohorts and _awaited(story, yields, at)


def _yielded_until(story: Story, yields: Yielding, visit: Visit, at: int) -> bool:
    """Whether one yields, or did so until somebody got through at this very instant."""
    if _cohort(story, visit) in yields.cohorts or _over(yields, at):
        return False
    return bool((_come(story, yields, at) & (_through(story, yields) >= at)).any())


def _awaited(story: Story, yields: Yielding, at: int) -> bool:
    """Whether one of those who go first is on the way at the end of an instant."""
    return not _over(yields, at) and bool((_come(story, yields, at) & (_through(story, yields) > at)).any())


def _over(yields: Yielding, at: int) -> bool:
    return yields.until != NEVER and at % DAY >= yields.until


def _come(story: Story, yields: Yielding, at: int) -> Whole:
    """Which parties (n,) go first and have come."""
    draws = story.draws
    return np.asarray(np.isin(draws.cohort, yields.cohorts) & (draws.arrival != NEVER) & (draws.arrival <= at))


def _through(story: Story, yields: Yielding) -> Whole:
    """When each party (n,) has left the named station or one declared after it, or left for good; those away have not.

    Who is there when the run begins has left all that lies before.
    """
    draws = story.draws
    left = until(story.crossing.horizon, story.log.left[:, yields.left_station :])
    already = ((draws.in_hall != 0) | (draws.on_trip != NEVER)) & (draws.first > yields.left_station)
    return np.where(already, NEVER, np.minimum(left.min(axis=1, initial=story.crossing.horizon), story.ended))


def _instants(story: Story) -> list[int]:
    """Every moment at which something happened or could have begun to be allowed."""
    log, days = story.log, range(0, story.crossing.horizon, DAY)
    tables = [getattr(log, stamp) for stamp in STAMPS]
    tables += [log.trips.departed, log.earlier.reached, log.earlier.left]
    found = set(np.concatenate([table.ravel() for table in tables]).tolist()) | set(days)
    for plan, gate in _gates(story):
        found |= set(gate.plan.timetable.breaks)
        found |= {day + plan.yields.until for day in days} if plan.yields and plan.yields.until != NEVER else set()
    return sorted(at for at in found if 0 <= at < story.crossing.horizon)


def _may_pass(story: Story, plan: GateStation, gate: StoryOf, visit: Visit, at: int) -> bool:
    today = sum(one.size for one in gate.visits if one.left <= at and one.left // DAY == at // DAY)
    onward = int(story.draws.onward[visit.row, story.stations.index(gate)])
    beyond = story.stations[onward]
    inside = sum(one.size for one in beyond.visits if one.admitted <= at < one.freed)
    queue = sorted(one.turn for one in beyond.visits if one.joined <= at < one.unqueued)
    first = beyond.plan.overtaking or not queue or (visit.turn[0], at, visit.turn[2]) < queue[0]
    room = inside + visit.size <= room_of(beyond.plan)
    return bool(plan.timetable.level_at(at)) and today + visit.size <= plan.quota and room and first
