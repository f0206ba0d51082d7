"""Daily lists: who is called for which day (P3)."""

from typing import Annotated, Literal

from pydantic import Field

from sim.model.frozen import Few, Frozen, Many, Some
from sim.model.scenario.arrivals import Reporting
from sim.model.scenario.times import Name


class AtRandom(Frozen):
    """Everybody on the list in random order."""

    by: Literal["random"]


class ByCohort(Frozen):
    """The cohorts in this order, then all others; at random within."""

    by: Literal["cohort"]
    first: Few[Name]


class ByGroup(Frozen):
    """The nationality groups in this order, then all others; at random within."""

    by: Literal["group"]
    first: Few[Name]


Order = Annotated[AtRandom | ByCohort | ByGroup, Field(discriminator="by")]


class DailyList(Frozen):
    """`persons_a_day`: listed for the first, second … day, and on every later day as on the last one named.

    A list for a day that turns out closed holds for the next open day. `while_closed`: whether a list is published all
    the same while an older one waits for its day (publish), or the older one takes its place (pause). `expires_after`:
    days after which a list that waits is void; its people are listed again, before all others. `who_stays_away`: who
    does not come when called is not called again (dropped), or is listed again, after all others.
    """

    persons_a_day: Many[Annotated[int, Field(ge=0, le=2_000_000)]]
    order: Order
    while_closed: Literal["publish", "pause"]
    expires_after: Some | Literal["never"]
    who_stays_away: Literal["dropped", "listed_again"]
    reporting: Reporting
