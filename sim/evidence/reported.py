"""Which reported figures a run can be compared with: those of its days."""

from datetime import date

from sim.evidence.seeds import COUNTED, Evidence, Figure


def reported_on(evidence: Evidence, first: str, days: int = 1) -> list[Figure]:
    """The figures that a simulated measure is drawn beside, of so many days from the first ("2023-11-01") on.

    A figure of all these days may be of any measure; one of some of them is a count, as these are measured by day.
    """
    return [figure for figure in evidence.figures if _is_of(figure, days_of(figure, first), days)]


def days_of(figure: Figure, first: str) -> range:
    """The days a figure is of, counted from 0 for the first one; none where it is dated by a month or a year."""
    return span_of(figure.date, first)


def span_of(text: str, first: str) -> range:
    """The days of a date, or of two with ".." between, counted from 0 for the first one; none for a month or a year."""
    dates = text.split("..")
    if any(len(text) != len(first) for text in dates):
        return range(0)
    begin, end = ((date.fromisoformat(text) - date.fromisoformat(first)).days for text in (dates[0], dates[-1]))
    return range(begin, end + 1)


def _is_of(figure: Figure, of: range, days: int) -> bool:
    if figure.simulated is None:
        return False
    some = 0 <= of.start < of.stop <= days
    return of == range(days) or (some and figure.simulated.measure in COUNTED)
