"""How many replications a precision took, and how precise each output is, in plain words."""

from collections.abc import Iterator, Mapping, Sequence

from sim.report.plots.words import in_unit
from sim.report.words import WIDTH
from sim.study.precise import Precise
from sim.study.statistics.precision import Outlook

NO_WARM_UP = "a day begins and ends by its own rules, so there is no warm-up to leave out"


def told_precision(outlook: Outlook, rows: Sequence[Precise], units: Mapping[str, str]) -> str:
    """Whether it is as precise as was asked, and a line an output; units: of each output."""
    return "\n".join([f"  {'Precision':<{WIDTH}}{outlook.word}", *_lines(rows, units), f"  {'':<{WIDTH}}{NO_WARM_UP}"])


def _lines(rows: Sequence[Precise], units: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        yield f"  {'':<{WIDTH}}mean of {row.output} over {row.days} days: {_known(row, units[row.output])}"


def _known(row: Precise, unit: str) -> str:
    asked = f"asked for {_percent(row.asked)}"
    if row.mean is None or row.half_width is None:
        return f"too few days have one; {asked}"
    share = "" if row.share is None else f", {_percent(row.share)} of it"
    missed = "" if row.is_met == "yes" else "; not reached"
    half = f"half-width of its 95 % confidence interval {row.half_width:.3g}{share}"
    return f"{in_unit(row.mean, unit)}, {half} ({asked}){missed}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
