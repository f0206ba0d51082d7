"""A plan: a scenario, and how it is to be run."""

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from sim.engines.choice import Asked
from sim.model.faults import Fault, Refused, valid
from sim.model.scenario import Scenario
from sim.study.cores import available_cores

LARGEST_SEED = 2**63 - 1
SECONDS_A_VISIT = 4e-6  # that a party takes at a station to be drawn, acted out by the compiled engine and measured
WORTH_SHARING = 8  # s; to start processes takes one or two


class Plan(Scenario):
    """A scenario with the settings of its run: `outputs` is the folder of all run folders.

    `engine`: which engine acts it out; both give the same bytes. `public`: whether no cohort of fewer than 10 persons
    is shown in what is written. `check`: whether every log is held against the invariants. `debug`: whether a command
    that ends by an error shows where in the program it was.
    """

    replications: Annotated[int, Field(ge=1, le=1_000_000)]
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)]
    outputs: Annotated[str, Field(min_length=1, max_length=1000)]
    engine: Asked
    public: bool
    check: bool
    debug: bool

    @classmethod
    def settings(cls) -> set[str]:
        """The keys that say how it is run, and not what is simulated."""
        return set(cls.model_fields) - set(Scenario.model_fields)

    def scenario(self) -> Scenario:
        """The scenario alone."""
        return Scenario.model_validate(self.model_dump(include=set(Scenario.model_fields)))


Text = Annotated[str, Field(min_length=1, max_length=1000)]


class Run(Plan):
    """A plan of one scenario.

    precision: by output, the largest half-width that the interval of its mean may have, as a share of it; where there
    are any, `replications` is the most that are simulated. workers: processes that share the replications; "auto" is as
    many as pay. event_logs: of so many replications, the first ones, the whole log is written for other tools. yes:
    also where it takes hours.
    """

    precision: dict[Text, Annotated[float, Field(gt=0, lt=1)]]
    workers: Annotated[int, Field(ge=1, le=1024)] | Literal["auto"]
    event_logs: Annotated[int, Field(ge=0, le=1_000_000)]
    yes: bool

    def processes(self) -> int:
        """How many processes share the replications: all cores where that saves some seconds."""
        if self.workers != "auto":
            return self.workers
        takes = self.replications * visits(self) * SECONDS_A_VISIT
        return available_cores() if takes > WORTH_SHARING else 1


def visits(scenario: Scenario) -> float:
    """About how many visits of parties to stations one replication has."""
    return math.fsum(
        len(cohort.route) * (cohort.persons + sum(sum(there.values()) for there in cohort.already.values()))
        / cohort.party_size.mean_value()
        for cohort in scenario.cohorts.values()
    )  # fmt: skip


Kind = TypeVar("Kind", bound=Plan)


def planned(raw: Mapping[str, Any]) -> Run:
    """The run described by a plain mapping; raises Refused with every fault it has."""
    return planned_as(Run, raw)


def planned_as(kind: type[Kind], raw: Mapping[str, Any]) -> Kind:
    """A plan with the settings of some kind of study; raises Refused with every fault it has."""
    try:
        return valid(kind, {key: _without_nulls(value) for key, value in raw.items()})
    except RecursionError:
        raise Refused([Fault("the whole", "is nested too deep to be read")]) from None


def _without_nulls(value: Any) -> Any:
    """Null takes a key out of a distribution, so that a file can give it another family."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if inner is not None or "family" not in value}
        return {key: _without_nulls(inner) for key, inner in kept.items()}
    return [_without_nulls(inner) for inner in value] if isinstance(value, list) else value
