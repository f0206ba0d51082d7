"""Which officer or vehicle it was: the log knows them only by how many, so they are numbered by who is free."""

from heapq import heappop, heappush

import numpy as np

from sim.model.clock import NEVER, UNLIMITED, Whole


def lowest_free(start: Whole, end: Whole) -> Whole:
    """The number from 0 on (k,) of who does each work from `start` to `end` (k,) ms: the lowest that is free then.

    Who ends at a moment is free at it; of works that start together the first in order is numbered first. An end of -1
    never was; a start of -1 has the number -1.
    """
    numbers = np.full(start.size, NEVER)
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    for work in np.argsort(start, kind="stable").tolist():
        if start[work] == NEVER:
            continue
        while busy and busy[0][0] <= start[work]:
            heappush(free, heappop(busy)[1])
        number = heappop(free) if free else len(busy)
        heappush(busy, (UNLIMITED if end[work] == NEVER else int(end[work]), number))
        numbers[work] = number
    return numbers
