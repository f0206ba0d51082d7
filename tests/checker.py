"""A second opinion: a log's stamps replayed move by move and recounted, with no code shared with the model.

It knows the log's arrays and nothing else: not the engine, not the invariants, not the measures.
"""

from collections import defaultdict
from dataclasses import dataclass

NOT_YET = -1


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
    return counts, sum(int(log.size[row]) for row in range(log.size.size) if log.outcome[row] in {0, 1, 2})


def moves_of(log, freed_at_departure):
    """Moment -> [((place, station), persons more or fewer)]."""
    moves = defaultdict(list)

    def move(moment, place, at, persons):
        if moment != NOT_YET:
            moves[int(moment)].append(((place, at), int(persons)))

    departure = dict(zip(zip(log.trips.station.tolist(), log.trips.number.tolist(), strict=True),
                         log.trips.departed.tolist(), strict=True))  # fmt: skip
    for row, size in enumerate(log.size):
        for at, rule in enumerate(freed_at_departure):
            gone = {
                None: log.left[row, at],
                False: log.started[row, at],
                True: departure.get((at, int(log.trip[row, at])), NOT_YET),
            }
            move(log.reached[row, at], "queue", at, size)
            move(log.admitted[row, at], "queue", at, -size)
            move(log.admitted[row, at], "hall", at, size)
            move(gone[rule], "hall", at, -size)
    return moves
