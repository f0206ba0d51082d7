"""Persons who crossed within a span of time, for a count that was reported before the day was over."""

from collections.abc import Sequence

from sim.measures.replication import Replication


def crossed_within(one: Replication, cohorts: Sequence[str], begin: int, end: int) -> int:
    """Persons of these cohorts, by name, who crossed from `begin` up to and with `end` (ms since 00:00 of day 1)."""
    there = one.crossed & (one.ended >= begin) & (one.ended <= end)
    return sum(int(one.log.size[rows[there[rows]]].sum()) for rows in map(one.rows_of.__getitem__, cohorts))
