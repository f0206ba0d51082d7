"""Which relief shortens the whole most, which cannot be told apart from it, and which change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.measures.row import NOWHERE
from sim.study.bought import PERSON_HOURS, Bought


@dataclass(frozen=True)
class Verdict:
    """Lines of person-hours. best: the one relief of one station with the shortest mean.

    unclear: those of other reliefs that cannot be told apart from it. nothing: those that leave every day as it was.
    longer: those that surely make it longer. together: all stations relieved at once, None where that cannot be.
    """

    best: Bought
    unclear: list[Bought]
    nothing: list[Bought]
    longer: list[Bought]
    together: Bought | None

    @property
    def shortens(self) -> bool:
        """Whether it is sure that the best relief shortens the whole: its interval lies below 0."""
        return self.best.high is not None and self.best.high < 0

    @property
    def stations(self) -> list[str]:
        """The stations of the best relief and of those that cannot be told apart from it, the best first."""
        return list(dict.fromkeys(line.station for line in (self.best, *self.unclear)))


def judged(lines: Sequence[Bought]) -> Verdict:
    """The verdict over lines that are ranked.

    The true best is, with probability 0.95 at least, the observed one or one of those that cannot be told apart from
    it (Nelson, Swann, Goldsman and Song 2001, Operations Research 49(6), here with paired differences).
    """
    hours = [line for line in lines if line.measure == PERSON_HOURS]
    single = [line for line in hours if line.station != NOWHERE]
    best, nothing = single[0], [line for line in hours if _changes_nothing(line, lines)]
    return Verdict(
        best,
        [line for line in single[1:] if not _surely_behind(line) and line not in nothing],
        nothing,
        [line for line in single if line.low is not None and line.low > 0],
        next((line for line in hours if line.station == NOWHERE), None),
    )


def _surely_behind(line: Bought) -> bool:
    return line.behind_low is not None and line.behind_low > 0


def _changes_nothing(line: Bought, lines: Sequence[Bought]) -> bool:
    """No day differs in any measure: a mean of 0 and an interval without width."""
    mine = [each for each in lines if (each.station, each.relief) == (line.station, line.relief)]
    return all(not each.difference and each.low == each.high and not each.worse for each in mine)
