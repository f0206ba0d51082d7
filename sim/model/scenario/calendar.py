"""Which days are open, start late, are aborted, or are closed: named one by one, or drawn."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.model.counts import WEIGHTS_TOLERANCE
from sim.model.frozen import Frozen, Many, Share
from sim.model.scenario.times import ClockTime

DayName = Literal["open", "late", "aborted", "closed"]


class Explicit(Frozen):
    """Each day's kind from the first on; days that are not named are open.

    On a late day no station opens before `late_start`; on an aborted one all close at `aborted_at`.
    """

    kind: Literal["explicit"]
    days: Many[DayName]
    late_start: ClockTime
    aborted_at: ClockTime


class Chain(Frozen):
    """A chain of two states: an open day is followed by a closed one with probability `closes`, a closed day by an open
    one with probability `reopens`. Of open days the share `late` starts late, the share `aborted` is aborted.
    """

    kind: Literal["chain"]
    first: Literal["open", "closed"]
    closes: Share
    reopens: Share
    late: Share
    aborted: Share
    late_start: ClockTime
    aborted_at: ClockTime

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.late + self.aborted > 1 + WEIGHTS_TOLERANCE:
            raise ValueError(
                f"late and aborted: got {self.late + self.aborted:g}; needs shares that add up to 1 at most"
            )
        return self


Calendar = Annotated[Explicit | Chain, Field(discriminator="kind")]
