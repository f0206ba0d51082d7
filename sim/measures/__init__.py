"""Numbers as functions of a log: flow, waits, occupancy, use, time, fairness, nights."""

from collections.abc import Iterator

from sim.measures.account import account
from sim.measures.fairness import fairness
from sim.measures.flow import flow
from sim.measures.occupancy import occupancy
from sim.measures.replication import Replication
from sim.measures.row import Row
from sim.measures.stranded import stranded
from sim.measures.telling import Telling
from sim.measures.use import use
from sim.measures.waits import waits
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log


def tellings(crossing: Crossing, cohorts: tuple[str, ...]) -> Iterator[Telling]:
    """All that is told of one replication, in order."""
    yield from flow(crossing, cohorts)
    yield from waits(crossing, cohorts)
    yield from occupancy(crossing)
    yield from use(crossing)
    yield from account()
    yield from fairness(crossing, cohorts)
    yield from stranded()


def measured(one: Replication) -> list[Row]:
    """Every measure of one replication."""
    rows: list[Row] = []
    for telling in tellings(one.crossing, one.draws.cohorts):
        told = telling.rows(one)
        first = next(told, None)
        if first is not None and (first.persons or not telling.needs_somebody):
            rows += (first, *told)
    return rows


def measure(crossing: Crossing, draws: Draws, log: Log) -> list[Row]:
    """Every measure of one replication."""
    return measured(Replication(crossing, draws, log))
