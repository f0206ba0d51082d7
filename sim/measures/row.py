"""One measured number of one replication, and of whom it speaks (M10)."""

from typing import NamedTuple

from sim.model.rules import EVERYONE

NOWHERE = ""  # a measure of the whole crossing, not of one station


class Row(NamedTuple):
    """`value` is None where there is nothing to measure; `persons` is how many it speaks of, and `whose` names them."""

    measure: str
    unit: str
    value: float | None
    cohort: str = EVERYONE
    station: str = NOWHERE
    by: str = "person"
    persons: int | None = None
    whose: str = ""


class Output(NamedTuple):
    """One number of each replication, named as in `Row` and in `Results.values`."""

    measure: str
    cohort: str = EVERYONE
    station: str = NOWHERE
    by: str = "person"

    def __str__(self) -> str:
        """As a configuration writes it: `p95 wait / us_citizens @ bus by party`, without what is the usual."""
        cohort = "" if self.cohort == EVERYONE else f" / {self.cohort}"
        station = "" if self.station == NOWHERE else f" @ {self.station}"
        return f"{self.measure}{cohort}{station}{'' if self.by == 'person' else f' by {self.by}'}"


def output_of(row: Row) -> Output:
    """The output that a row is a value of."""
    return Output(row.measure, row.cohort, row.station, row.by)
