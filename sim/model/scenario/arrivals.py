"""When the parties of a cohort come (P2): on the first day, every day, one after another, or as they are listed."""

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.model.counts import WEIGHTS_TOLERANCE
from sim.model.frozen import Frozen, Many, Share, Some
from sim.model.scenario.times import ClockTime, Name, in_order


class Spread(Frozen):
    """Arrivals spread evenly between two clock times, with a weight among the other spans."""

    start: ClockTime
    end: ClockTime
    weight: Share

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order([(self.start, self.end)])
        return self


class ByProfile(Frozen):
    """A `standing` share stands there at `standing_from`, in list order; the others come by the day's profile."""

    standing: Share
    standing_from: ClockTime
    others: Many[Spread]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = math.fsum(span.weight for span in self.others)
        if abs(total - 1) > WEIGHTS_TOLERANCE:
            raise ValueError(f"others: got {total:.10g}; needs weights that add up to 1")
        in_order([(span.start, span.end) for span in self.others])
        return self


class Profile(ByProfile):
    """On the day of a list: a share stands there early, the others come through the day."""

    kind: Literal["profile"]


class Slots(Frozen):
    """Call-forward slots from `first` on, one `every` so many minutes, for so many `persons` each, in list order.

    A party comes within `spread` minutes of the beginning of its slot, evenly; whom no slot of the day holds any more
    is in its last one.
    """

    kind: Literal["slots"]
    first: ClockTime
    every: Annotated[float, Field(ge=1, le=1440)]
    persons: Some
    spread: Annotated[float, Field(ge=0, le=1440)]

    @model_validator(mode="after")
    def _today(self) -> Self:
        if self.first == "24:00":
            raise ValueError("first: got 24:00; needs a clock time before the day ends")
        return self


Reporting = Annotated[Profile | Slots, Field(discriminator="kind")]


class OnTheDay(ByProfile):
    """All come on the first day."""

    kind: Literal["on_the_day"]


class Daily(ByProfile):
    """So many persons come every day, open or not, until the cohort's persons have all come."""

    kind: Literal["daily"]
    persons_a_day: Some


class Rate(Frozen):
    """Parties an hour between two clock times."""

    start: ClockTime
    end: ClockTime
    parties_per_hour: Annotated[float, Field(ge=0, le=1e6)]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order([(self.start, self.end)])
        return self


class Poisson(Frozen):
    """Parties come one after another, independently, at piecewise-constant rates of the first day.

    They come until the rates end, or until the cohort's persons are all there: here `persons` are a limit.
    """

    kind: Literal["poisson"]
    rates: Many[Rate]

    @model_validator(mode="after")
    def _apart(self) -> Self:
        in_order([(rate.start, rate.end) for rate in self.rates])
        return self


class Listed(Frozen):
    """Parties come on the day for which a daily list names them, as that list has its people report (P3)."""

    kind: Literal["listed"]
    list: Name


Arrivals = Annotated[OnTheDay | Daily | Poisson | Listed, Field(discriminator="kind")]
