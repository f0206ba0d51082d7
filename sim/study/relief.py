"""The bottleneck by relief (M6): the same days run again with one thing more, and only their numbers kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from sim.engines import Engine, choose
from sim.measures.occupancy import queue
from sim.measures.stays import stays
from sim.model.clock import Real, Whole
from sim.model.scenario import Scenario
from sim.study.plan import visits
from sim.study.reliefs import Relief
from sim.study.replicate import Watch
from sim.study.spent import Spent, spent


@dataclass(frozen=True)
class Relieved:
    """R replications of a scenario and of K reliefs of it, over the same draws; column 0 is the scenario as it is.

    person_ms, crossed: (R, 1 + K). out: (R, 1 + K) minutes since 00:00 at which 90 % are out, nan where they never
    are. queues: (R, S) persons in the longest queue of each station as it is, in declared order.
    """

    scenario: Scenario
    seed: int
    reliefs: tuple[Relief, ...]
    person_ms: Whole
    crossed: Whole
    out: Real
    queues: Whole

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return int(self.person_ms.shape[0])


def relieve(
    scenario: Scenario, reliefs: Sequence[Relief], replications: int, seed: int, watch: Watch = iter,
    engine: Engine | None = None,
) -> Relieved:  # fmt: skip
    """Simulate replications 0 … R - 1 of a scenario and of each relief, by an engine; `watch` may show how far."""
    at_hand = engine or choose("auto", replications * (1 + len(reliefs)) * visits(scenario)).load()
    plans = [scenario, *(relief.scenario for relief in reliefs)]
    runs = chain.from_iterable(at_hand.runs(plan, seed, range(replications)) for plan in plans)
    told: list[Spent] = []
    queues: list[list[int]] = []
    for number, (crossing, draws, log) in zip(watch(range(replications * len(plans))), runs, strict=True):
        told.append(spent(crossing, draws, log))
        if number < replications:
            of_all = stays(log)
            queues.append([queue(of_all, at).peak()[0] for at in range(len(crossing.stations))])
    shape = (len(plans), replications)
    person_ms, crossed, out = (np.array(column).reshape(shape).T for column in zip(*told, strict=True))
    return Relieved(scenario, seed, tuple(reliefs), person_ms, crossed, out, np.array(queues))
