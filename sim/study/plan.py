"""A plan: a scenario, and how it is to be run."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from sim.model.faults import valid
from sim.model.scenario import Scenario

LARGEST_SEED = 2**63 - 1


class Plan(Scenario):
    """A scenario with the settings of its run: `outputs` is the folder of all run folders."""

    replications: Annotated[int, Field(ge=1, le=1_000_000)]
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)]
    outputs: Annotated[str, Field(min_length=1, max_length=1000)]

    def scenario(self) -> Scenario:
        """The scenario alone."""
        return Scenario.model_validate(self.model_dump(include=set(Scenario.model_fields)))


def planned(raw: Mapping[str, Any]) -> Plan:
    """The plan described by a plain mapping; raises Refused with every fault it has."""
    return valid(Plan, raw)
