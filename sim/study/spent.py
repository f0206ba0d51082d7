"""The whole of one replication: the time people spend at the crossing, how many cross, and when nearly all are out."""

from typing import NamedTuple

import numpy as np

from sim.measures.flow import exits
from sim.measures.replication import Replication
from sim.model.clock import NEVER
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.outcome import Outcome
from sim.model.rules import EVERYONE

NEARLY_ALL = "90 % out"  # the measure of M1


class Spent(NamedTuple):
    """person_ms: person-milliseconds; crossed: persons; out: min since 00:00 at which 90 % are out, nan if never."""

    person_ms: int
    crossed: int
    out: float


def spent(crossing: Crossing, draws: Draws, log: Log) -> Spent:
    """What one replication comes to."""
    crossed = int(log.size[log.outcome == Outcome.CROSSED].sum())
    return Spent(person_time(crossing, log), crossed, _nearly_all(crossing, draws, log))


def person_time(crossing: Crossing, log: Log) -> int:
    """Person-milliseconds from coming to the end of everybody who came (M6, M10).

    The end is leaving for good, whatever the outcome, and the horizon for those who have not left.
    """
    came = (log.arrival != NEVER) & (log.arrival < crossing.horizon)
    ended = log.ended()
    stay = np.where(ended == NEVER, crossing.horizon, ended) - log.arrival
    return int((stay * log.size)[came].sum())


def _nearly_all(crossing: Crossing, draws: Draws, log: Log) -> float:
    rows = exits(EVERYONE, Replication(crossing, draws, log))
    value = next(row.value for row in rows if row.measure == NEARLY_ALL)
    return np.nan if value is None else value
