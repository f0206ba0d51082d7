"""The Python face: load a scenario of conf/ with overrides."""

from sim.compose import composed
from sim.model.scenario import Scenario
from sim.study.plan import planned


def load(name: str, *overrides: str) -> Scenario:
    """The scenario of that name in conf/scenario, under overrides such as "stations.bus.vehicles=4".

    Raises sim.model.faults.Refused with every fault, each with its key and the rule.
    """
    return planned(composed("run", [f"scenario={name}", *overrides])).scenario()
