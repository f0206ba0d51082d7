"""A second opinion: a log's stamps replayed move by move and recounted, with no code shared with the model.

It knows the log's arrays and nothing else: not the engine, not the invariants, not the measures.
"""

from collections import defaultdict
from dataclasses import dataclass

NOT_YET = -1
LEFT_FOR_GOOD = {0, 1, 2, 3, 4}  # outcomes: crossed, refused, turned away, family turned back, gave up


@dataclass
class Count:
    """Persons in one place: now, the most at the end of any instant, and their time there in person-ms."""

    now: int = 0
    peak: int = 0
    person_ms: int = 0


def recount(log, horizon, freed_at_departure):
    """Per station the Counts of its queue and hall, and the persons who left for good.

    `freed_at_departure`: for each station "no desk, at departure" (True), "no desk, at boarding" (False), desk (None).
    """
    stations = range(log.reached.shape[1])
    counts = {(place, at): Count() for place in ("queue", "hall") for at in stations}
    clock = 0
    for moment, changes in sorted(moves_of(log, freed_at_departure).items()):
        for count in counts.values():
            count.person_ms += count.now * (moment - clock)
        clock = moment
        for place, persons in changes:
            counts[place].now += persons
        for count in counts.values():
            count.peak = max(count.peak, count.now)
    for count in counts.values():
        count.person_ms += count.now * (horizon - clock)
    return counts, sum(int(log.size[row]) for row in range(log.size.size) if log.outcome[row] in LEFT_FOR_GOOD)


def moves_of(log, freed_at_departure):
    """Moment -> [((place, station), persons more or fewer)]."""
    moves = defaultdict(list)

    def stay(place, at, persons, since, to):
        for moment, change in ((since, persons), (to, -persons)):
            if moment != NOT_YET:
                moves[int(moment)].append(((place, int(at)), int(change)))

    size, came = dict(zip(log.place.tolist(), log.size.tolist(), strict=True)), {}
    table = (vars(log.earlier)[key] for key in ("place", "station", "reached", "admitted", "left", "back"))
    for party, at, reached, admitted, left, back in zip(*table, strict=True):
        stay("queue", at, size[party], reached, left if admitted == NOT_YET else admitted)
        if admitted != NOT_YET:
            stay("hall", at, size[party], admitted, left)
        came[party, at] = back
    table = (vars(log.trips)[key].tolist() for key in ("station", "number", "departed"))
    departure = {(at, number): departed for at, number, departed in zip(*table, strict=True)}
    for row, party in enumerate(log.place.tolist()):
        for at, rule in enumerate(freed_at_departure):
            gone = {None: log.left[row, at], False: log.started[row, at]}
            gone[True] = departure.get((at, int(log.trip[row, at])), NOT_YET)
            stay("queue", at, size[party], came.get((party, at), log.reached[row, at]), log.admitted[row, at])
            stay("hall", at, size[party], log.admitted[row, at], gone[rule])
    return moves
