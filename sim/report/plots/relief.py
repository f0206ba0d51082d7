"""What each relief buys, one measure: a dot and an interval a relief, the best at the top."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.measures.row import NOWHERE
from sim.report.plots.ink import BLUE, DARK, LIGHT, MIDDLE, WHITE
from sim.report.plots.legends import nothing
from sim.report.plots.words import counted, drawn, listed, number, plain, signed
from sim.study.bought import PERSON_HOURS, WORSE, Bought
from sim.study.verdict import Verdict

MOST = 24  # reliefs that are drawn; those that change the whole least are left to the table


def relief(axes: Axes, lines: Sequence[Bought], measure: str, leading: Sequence[Bought]) -> Axes:
    """Mean difference of one measure and its interval, a row a relief; filled where it is one of the `leading`."""
    places = {(line.station, line.relief) for line in leading}
    rows = [line for line in lines if line.measure == measure]
    axes.axvline(0, color=MIDDLE, linewidth=0.8, zorder=1)
    for at, line in enumerate(rows):
        _row(axes, line, at, BLUE if (line.station, line.relief) in places else WHITE)
    axes.set_yticks(range(len(rows)), [drawn(name_of(line), width=60, most=60) for line in rows], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.grid(axis="both", color=LIGHT, linewidth=0.4)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.set_xlabel(f"change in {measure}\n({'below' if WORSE[measure] > 0 else 'above'} 0 is better)")
    axes.margins(x=0.08)
    return axes if rows else nothing(axes, "no relief changes anything")


def _row(axes: Axes, line: Bought, at: int, fill: str) -> None:
    if line.low is not None and line.high is not None:
        axes.plot([line.low, line.high], [at, at], color=DARK, linewidth=1.6, zorder=2)
    if line.difference is not None:
        axes.plot(line.difference, at, "o", color=DARK, markerfacecolor=fill, markersize=5.5, zorder=3, clip_on=False)


def key_over(axes: Axes, handles: Sequence[Artist]) -> Axes:
    """The key in one row, from the right end of the last panel as far to the left as it needs; it widens no panel."""
    axes.set_title(" ")  # room for it
    key = axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, borderpad=0.2)
    key.set_in_layout(False)
    return axes


def relief_key(verdict: Verdict) -> list[Line2D]:
    """What filled and hollow dots are."""
    filled = "shortens most, or cannot be told apart from that" if verdict.unclear else "shortens most"
    return [_dot(BLUE, filled), _dot(WHITE, "less, or all stations")]


def _dot(fill: str, label: str) -> Line2D:
    return Line2D([], [], color=DARK, marker="o", linestyle="", markersize=5.5, markerfacecolor=fill, label=label)


def drawn_reliefs(lines: Sequence[Bought], verdict: Verdict) -> list[Bought]:
    """The lines of the reliefs that change the whole most, in the order of the lines."""
    still = {(line.station, line.relief) for line in verdict.nothing}
    hours = [line for line in lines if line.measure == PERSON_HOURS and (line.station, line.relief) not in still]
    most = sorted(hours, key=lambda line: -abs(line.difference or 0))[:MOST]
    shown = {(line.station, line.relief) for line in most}
    return [line for line in lines if (line.station, line.relief) in shown]


def relief_note(lines: Sequence[Bought], verdict: Verdict, shown: Sequence[Bought]) -> str:
    """How many reliefs are left out of the picture."""
    count = len({(line.station, line.relief) for line in lines}) - len({(line.station, line.relief) for line in shown})
    if not count:
        return ""
    less = count - len(verdict.nothing)
    told = [f"{len(verdict.nothing)} that change nothing"] if verdict.nothing else []
    told += [f"{less} that change less"] if less else []
    return f"Left out: {listed(told)}."


def name_of(line: Bought) -> str:
    """A relief as it is read: "Palestinian passport: one more officer"."""
    return f"{'all stations' if line.station == NOWHERE else plain(line.station)}: {line.relief}"


def relief_title(verdict: Verdict) -> str:
    """The finding: which relief shortens the whole most, and whether that is clear."""
    best = verdict.best
    if not verdict.shortens:
        return "no relief of one station surely shortens the whole"
    much = f"{counted(-(best.difference or 0), 'person-hour')} of {number(best.before or 0)}"
    if not verdict.unclear:
        return f"{_at(best)} shortens the whole most, by {much}"
    others = _at(verdict.unclear[0]) if len(verdict.unclear) == 1 else f"one of {len(verdict.unclear)} others"
    return f"unclear which relief shortens the whole most, {_at(best)} (by {much}) or {others}"


def _at(line: Bought) -> str:
    return f"{line.relief} at {plain(line.station)}"


def relief_words(lines: Sequence[Bought], measures: Sequence[str]) -> str:
    """The picture in words, with its numbers: a sentence a measure."""
    return " ".join(_sentence([line for line in lines if line.measure == measure], measure) for measure in measures)


def _sentence(rows: Sequence[Bought], measure: str) -> str:
    told = [f"{name_of(line)} {_said(line)}" for line in rows]
    return f"Mean change in {measure}, with interval: {'; '.join(told) or 'no relief changes anything'}."


def _said(line: Bought) -> str:
    if line.low is None or line.high is None:
        return signed(line.difference or 0)
    return f"{signed(line.difference or 0)} ({signed(line.low)} to {signed(line.high)})"
