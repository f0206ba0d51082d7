"""M8: the nights that people spend between the two gates, and who is refused there and has to go back."""

from collections.abc import Iterator

import numpy as np

from sim.measures.between import Between, between
from sim.measures.row import Row, groups
from sim.model.clock import DAY, MINUTE, NEVER, UNLIMITED, Mask, Whole
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log


def stranded(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Nights between the gates, persons sent back and how long they waited for it, and persons not back at the end."""
    told = between(crossing, draws, log)
    nights = nights_of(told, crossing.horizon)
    for cohort, mask in groups(draws).items():
        yield from _nights(nights, log.size, cohort, mask)
        yield from _back(told, log.size, cohort, mask)


def nights_of(told: Between, horizon: int) -> Whole:
    """At how many midnights of the run, 24:00 of its last day included, each party (n,) is between the gates."""
    until = np.where(told.until == NEVER, UNLIMITED, told.until)
    nights = _midnights_before(until, horizon) - _midnights_before(told.since, horizon)
    return np.where(told.since == NEVER, 0, nights)


def _midnights_before(moment: Whole, horizon: int) -> Whole:
    """Midnights (n,) after the first day's 00:00 and before a moment."""
    return np.asarray(np.clip((moment - 1) // DAY, 0, horizon // DAY))


def _nights(nights: Whole, size: Whole, cohort: str, mask: Mask) -> Iterator[Row]:
    spent, persons = nights[mask], size[mask]
    yield Row("person-nights between the gates", "nights", int((spent * persons).sum()), cohort)
    yield Row("persons between the gates at midnight", "persons", int(persons[spent > 0].sum()), cohort)


def _back(told: Between, size: Whole, cohort: str, mask: Mask) -> Iterator[Row]:
    sent = mask & (told.boarded != NEVER)
    held = mask & (told.refused != NEVER) & (told.until == NEVER)
    persons = int(size[sent].sum())
    waited = int(((told.boarded - told.refused) * size)[sent].sum())
    yield Row("persons sent back", "persons", persons, cohort)
    mean = waited / persons / MINUTE if persons else None
    yield Row("mean wait for the drive back", "min", mean, cohort, persons=persons, whose="were sent back")
    yield Row("persons refused and not back", "persons", int(size[held].sum()), cohort)
