"""What holds in the log's table of visits that ended without going on."""

from collections.abc import Iterator
from itertools import pairwise

from sim.model.clock import NEVER
from sim.model.invariants.story import Story
from sim.model.log import Why

Entry = tuple[int, ...]  # place, station, reached, admitted, started, finished, left, back, why


def in_order(story: Story) -> Iterator[str]:
    """38: The table goes by place, then in time; nobody leaves again before coming back, or does both at once."""
    for one, after in pairwise(_entries(story)):
        place, came, back = one[0], after[2], one[7]
        in_time = NEVER != back <= came <= after[6]
        if after[0] < place or (after[0] == place and not in_time):
            yield f"38 earlier: the visit of party {after[0]} from {came} ms follows one of party {place}"


def known(story: Story) -> Iterator[str]:
    """38: The table knows parties that come, stations on their way, and reasons to leave."""
    row_of = {place: row for row, place in enumerate(story.draws.place.tolist())}
    for place, at, *_, why in _entries(story):
        row = row_of.get(place, NEVER)
        on_way = row != NEVER and 0 <= at < len(story.stations) and story.on_way[row, at]
        if not on_way or story.draws.arrival[row] == NEVER or why not in set(Why):
            yield f"38 earlier: party {place} at station {at} for reason {why}: there is no such visit"


def whole(story: Story) -> Iterator[str]:
    """38: Who lost patience or went home left the street, not admitted; who waits aside has been checked, in order."""
    for station in story.stations:
        for visit in (one for one in station.visits if one.why != NEVER):
            checked = visit.joined <= visit.admitted <= visit.started <= visit.finished < station.horizon
            nowhere = {visit.admitted, visit.started, visit.finished} == {station.horizon}
            left_street = visit.street and nowhere and visit.joined <= visit.away
            if not (checked if visit.why == Why.ASIDE else left_street):
                yield f"38 earlier: {visit.name} leaves {station.plan.name} at {visit.away} ms in a way one cannot"


def _entries(story: Story) -> list[Entry]:
    columns = [column.tolist() for column in vars(story.log.earlier).values()]
    return list(zip(*columns, strict=True))
