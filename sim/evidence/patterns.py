"""Qualitative patterns that were reported, each made a statement that a simulated day bears out or not."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.evidence.seeds import Evidence, Names
from sim.model.faults import Fault, Refused, shape_faults
from sim.model.frozen import Few, Frozen, Many, Share
from sim.model.scenario import Name
from sim.plain_yaml import read

FILE = "patterns.yaml"


class Side(Frozen):
    """A measure of every cohort and station that the patterns name, and which of them counts.

    Without cohorts it is of everyone, without stations of the whole crossing; `but`: stations that do not count.
    """

    measure: Name
    cohorts: Few[Name] = ()
    stations: Few[Name] = ()
    but: Few[Name] = ()
    take: Literal["sum", "lowest", "highest"]


class Pattern(Frozen):
    """A statement about a day; `days` is the share of simulated days that have to bear it out.

    `above`, `below`: `these` than `those`, and not alike. `within`: from `low` to `high`, both ends
    allowed; where one is not given, there is none.
    """

    id: Name
    what: Name
    date: str
    sources: Names
    figures: Names = ()
    read_as: Name
    these: Side
    are: Literal["above", "below", "within"]
    those: Side | None = None
    low: float | None = None
    high: float | None = None
    days: Annotated[Share, Field(gt=0)]

    @model_validator(mode="after")
    def _two_sides_or_a_range(self) -> Self:
        ends = [end for end in (self.low, self.high) if end is not None]
        if ends != sorted(ends) or (self.are == "within") != bool(ends) or bool(ends) == (self.those is not None):
            raise ValueError(f"are: got {self.are}; within needs low or high or both, above and below need `those`")
        return self


class _File(Frozen):
    patterns: Many[Pattern]


def patterns_in(folder: Path) -> tuple[Pattern, ...]:
    """The patterns of seeds/patterns.yaml; raises Refused with every fault of form."""
    content, found = read(folder / FILE, FILE)
    found = found or shape_faults(_File, {"patterns": content})
    if found:
        raise Refused(found)
    return _File.model_validate({"patterns": content}).patterns


def pattern_faults(patterns: Sequence[Pattern], evidence: Evidence) -> Iterator[Fault]:
    """What patterns name that the evidence does not know, and ids that are given twice."""
    sources, figures = {each.id for each in evidence.sources}, {each.id for each in evidence.figures}
    for at, one in enumerate(patterns):
        key = f"patterns.{one.id}"
        if one.id in [each.id for each in patterns[:at]]:
            yield Fault(key, "got this id before; needs each id once")
        if not one.sources:
            yield Fault(f"{key}.sources", "got none; needs at least one source")
        for name in [*set(one.sources) - sources, *set(one.figures) - figures]:
            yield Fault(key, f"got {name!r}; needs a source or a figure of seeds/")
