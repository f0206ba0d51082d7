"""An engine as studies use it: it draws the worlds of replications, and acts them out one after another."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sim.model.chance import Chance
from sim.model.chances import Chances
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.scenario import Scenario
from sim.model.worlds import worlds

Simulate = Callable[[Crossing, Draws], Log]


class Run(NamedTuple):
    """A world that has been acted out."""

    crossing: Crossing
    draws: Draws
    log: Log


class Engine(NamedTuple):
    """What acts out a drawn world, and what draws its chance. All engines give the same logs, to the bit."""

    simulate: Simulate
    chances: Callable[..., Chance] = Chances

    def runs(self, scenario: Scenario, seed: int, replications: Sequence[int]) -> Iterator[Run]:
        """Each of these replications of a scenario, drawn and acted out."""
        for crossing, draws in worlds(scenario, seed, replications, self.chances):
            yield Run(crossing, draws, self.simulate(crossing, draws))
