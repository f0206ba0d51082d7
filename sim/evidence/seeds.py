"""What stands in seeds/: sources, the figures they reported, and what the numbers in conf/ rest on.

A number is a number or a quoted clock time "HH:MM"; a figure's unit says of what.
"""

from collections import Counter
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from sim.evidence.reading import leaves
from sim.model.frozen import Frozen, Many
from sim.model.scenario import ClockTime, Name

Value = int | float | ClockTime
Names = Annotated[tuple[Name, ...], Field(strict=False)]
Grade = Literal["A", "B", "C", "D", "E"]  # official count or source article, press, literature, derived, judgement
Measure = Literal[
    "persons crossed", "parties crossed", "children crossed", "trips", "persons a trip", "last exit", "first exit"
]
OF_A_STATION = ("trips", "persons a trip")
COUNTED: tuple[Measure, ...] = ("persons crossed", "parties crossed", "children crossed")  # by day as well


class Source(Frozen):
    """Something printed, and how it was read. Without a `url`, its `note` says where it was read."""

    id: Name
    publisher: Name
    title: Name
    date: str
    url: str | None
    grade: Grade
    read_as: Name
    note: Name | None = None


class Simulated(Frozen):
    """The simulated measure a figure is drawn beside, summed over the cohorts that match the patterns.

    `minus`: what is taken off it, so that persons less parties are the companions of one patient a party. `until`:
    persons crossed are counted up to that clock time of the figure's day.
    """

    measure: Measure
    minus: Measure | None = None
    cohorts: Many[Name]
    station: Name | None = None
    until: ClockTime | None = None

    @model_validator(mode="after")
    def _trips_of_a_station(self) -> Self:
        if (self.measure in OF_A_STATION) != (self.station is not None):
            raise ValueError("station: needs one for trips, and for nothing else")
        return self

    @model_validator(mode="after")
    def _counts_less_counts(self) -> Self:
        if self.minus is not None and not {self.measure, self.minus} <= set(COUNTED):
            raise ValueError(f"minus: got {self.measure} minus {self.minus}; needs two of {', '.join(COUNTED)}")
        return self

    @model_validator(mode="after")
    def _persons_until(self) -> Self:
        if self.until is not None and (self.measure != "persons crossed" or self.minus is not None):
            raise ValueError(f"until: got it with {self.measure}; needs persons crossed, and nothing taken off")
        return self


class Figure(Frozen):
    """What was reported, as sources that disagree leave it: low, best, high.

    worked_out_of: the figures whose arithmetic it is, by their ids. untested: why no simulated measure stands beside.
    """

    id: Name
    what: Name
    low: Value
    best: Value
    high: Value
    unit: Name
    date: str
    grade: Grade
    sources: Names = ()
    note: Name | None = None
    worked_out_of: Names = ()
    simulated: Simulated | None = None
    untested: Name | None = None

    @model_validator(mode="after")
    def _tested_or_not(self) -> Self:
        if self.simulated is not None and self.untested is not None:
            raise ValueError("untested: got a reason beside `simulated`; needs one of the two")
        return self


class Parameter(Frozen):
    """What a number in conf/ rests on, the `range` within which a study may vary it, and who may choose it."""

    basis: Literal["reported", "derived", "literature", "assumed"]
    figures: Names = ()
    range: Annotated[tuple[Value, Value], Field(strict=False)] | None
    role: Literal["lever", "uncertainty", "setting"]
    why: str = ""


class Evidence(Frozen):
    """All of seeds/. `parameters` by dotted key or fnmatch pattern; an exact key beats a pattern."""

    sources: Annotated[tuple[Source, ...], Field(strict=False)]
    figures: Annotated[tuple[Figure, ...], Field(strict=False)]
    parameters: dict[str, Parameter]


def basis_of(evidence: Evidence, key: str) -> Parameter | None:
    """What a number rests on, by its dotted key; None where nothing is said of it."""
    entries = entries_for(evidence, key)
    return evidence.parameters[entries[0]] if entries else None


def rests_on(evidence: Evidence, content: dict[str, Any], changes: Sequence[str]) -> Counter[str]:
    """How many of a configuration's numbers rest on which basis; those changed by an override are "chosen by you"."""
    keys = {key for key, _ in leaves(content, "")}
    return Counter(stated_basis(evidence, key, changes) for key in keys)


def stated_basis(evidence: Evidence, key: str, changes: Sequence[str]) -> str:
    """The basis of a number, by its dotted key, after some overrides."""
    changed = tuple(text.lstrip("+~").split("=")[0] for text in changes)
    if any(key == start or key.startswith(f"{start}.") for start in changed):
        return "chosen by you"
    parameter = basis_of(evidence, key)
    return parameter.basis if parameter else "copied from others"


def entries_for(evidence: Evidence, key: str) -> list[str]:
    """The entry of a number: the exact one, else every pattern it matches."""
    exact = key in evidence.parameters
    return [key] if exact else [pattern for pattern in evidence.parameters if fnmatchcase(key, pattern)]
