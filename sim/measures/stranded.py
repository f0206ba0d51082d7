"""M8: the nights that people spend between the two gates, and who is refused there and has to go back."""

from collections.abc import Iterator

import numpy as np

from sim.measures.between import Between, between
from sim.measures.replication import Replication
from sim.measures.row import Row
from sim.measures.telling import Telling
from sim.model.clock import DAY, MINUTE, NEVER, UNLIMITED, Whole


def stranded() -> Iterator[Telling]:
    """Nights between the gates, persons sent back and how long they waited for it, and persons not back at the end."""
    yield Telling(_stranded)


def _stranded(one: Replication) -> Iterator[Row]:
    told = between(one)
    nights = nights_of(told, one.crossing.horizon)
    sent, held = told.boarded != NEVER, (told.refused != NEVER) & (told.until == NEVER)
    waited = np.where(sent, told.boarded - told.refused, 0)
    sums = one.persons @ np.column_stack([nights, nights > 0, sent, waited, held])
    for cohort, (person_nights, there, persons, person_ms, left) in zip(one.rows_of, sums.tolist(), strict=True):
        yield Row("person-nights between the gates", "nights", person_nights, cohort)
        yield Row("persons between the gates at midnight", "persons", there, cohort)
        yield Row("persons sent back", "persons", persons, cohort)
        mean = person_ms / persons / MINUTE if persons else None
        yield Row("mean wait for the drive back", "min", mean, cohort, persons=persons, whose="were sent back")
        yield Row("persons refused and not back", "persons", left, cohort)


def nights_of(told: Between, horizon: int) -> Whole:
    """At how many midnights of the run, 24:00 of its last day included, each party (n,) is between the gates."""
    until = np.where(told.until == NEVER, UNLIMITED, told.until)
    nights = _midnights_before(until, horizon) - _midnights_before(told.since, horizon)
    return np.where(told.since == NEVER, 0, nights)


def _midnights_before(moment: Whole, horizon: int) -> Whole:
    """Midnights (n,) after the first day's 00:00 and before a moment."""
    return np.asarray(np.clip((moment - 1) // DAY, 0, horizon // DAY))
