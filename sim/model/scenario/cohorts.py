"""Cohorts: named classes of parties (P1)."""

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.model.counts import WEIGHTS_TOLERANCE, Counts
from sim.model.distributions import Duration
from sim.model.frozen import CAP, Frozen, Many, Persons, Positive, Share
from sim.model.scenario.arrivals import Arrivals
from sim.model.scenario.times import Name

Where = Literal["street", "hall", "aboard"]


class Patience(Frozen):
    """How long a party stays in the street (min); a share then leaves `for_good`, the others come again (S8)."""

    time: Duration
    for_good: Share


class Cohort(Frozen):
    """A named class of parties. Smaller `priority` goes first; `show_up` is drawn per party (P4).

    `groups`: shares of nationality groups, for lists that go by them. `member_missing`: chance that of a family of two
    or more a member is missing from the list (P5). `patience`: null where nobody leaves the street. `deadline`:
    clinical deadline from coming to crossing (min), or null. `already`: persons who are there as the first day begins,
    besides `persons`, by station and by where they stand: in its street, in its hall, or aboard on the way.
    """

    persons: Persons
    party_size: Counts
    bags_per_person: Counts
    children: Share
    groups: Annotated[dict[Name, Share], Field(min_length=1)] | None
    route: Many[Name]
    priority: Annotated[int, Field(ge=0, le=CAP)]
    listed: bool
    show_up: Share
    member_missing: Share
    patience: Patience | None
    deadline: Positive | None
    arrivals: Arrivals
    already: dict[Name, Annotated[dict[Where, Persons], Field(min_length=1)]]

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if min(self.party_size.values) < 1:
            raise ValueError("party_size.values: got 0; needs at least 1 person a party")
        mean = self.party_size.mean_value()
        if self.children > (mean - 1) / mean + WEIGHTS_TOLERANCE:
            most = f"{(mean - 1) / mean:.3g}"
            raise ValueError(f"children: got {self.children:g}; needs at most {most}, as one of each party is grown up")
        if self.groups and abs(math.fsum(self.groups.values()) - 1) > WEIGHTS_TOLERANCE:
            raise ValueError(f"groups: got {math.fsum(self.groups.values()):.10g}; needs shares that add up to 1")
        return self

    def largest_party(self) -> int:
        """Persons of the largest party that can be drawn."""
        return max(size for size, weight in zip(self.party_size.values, self.party_size.weights, strict=True) if weight)
