"""The reported patterns, a row each: the share of simulated days on which it holds, and the share that is needed."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sim.report.plots.ink import BLACK, BLUE, DARK, SKY, WHITE
from sim.report.plots.words import drawn, percent
from sim.study.validation.patterns import HOLDS, Checked


def patterns(axes: Axes, lines: Sequence[Checked]) -> Axes:
    """Filled dot: it holds; hollow: it fails or is unclear. Line: 95 % interval of the share; tick: what is needed."""
    for at, line in enumerate(lines):
        axes.text(1.01, at, line.verdict, transform=axes.get_yaxis_transform(), va="center")
        axes.plot([line.needed, line.needed], [at - 0.3, at + 0.3], color=BLACK, linewidth=1.4)
        if line.share is not None and line.low is not None and line.high is not None:
            axes.plot([line.low, line.high], [at, at], color=SKY, linewidth=5, solid_capstyle="butt")
            face = BLUE if line.verdict == HOLDS else WHITE
            axes.plot(line.share, at, "o", color=DARK, markerfacecolor=face, markersize=5, clip_on=False)
    axes.set_yticks(range(len(lines)), [drawn(line.what, width=30, most=90) for line in lines])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel("share of simulated days on which the pattern holds (tick: needed)")
    axes.grid(axis="x", color="#E0E0E0", linewidth=0.6)
    axes.set_axisbelow(True)
    return axes


def patterns_title(lines: Sequence[Checked]) -> str:
    """How many patterns hold."""
    told = [line for line in lines if line.share is not None]
    return f"{sum(line.verdict == HOLDS for line in told)} of {len(told)} reported patterns hold"


def pattern_said(line: Checked) -> str:
    """A pattern in words, with its verdict: "Buses of about 55 people: holds (on 199 of 200 days, 95 % needed)"."""
    if line.share is None:
        return f"{line.what}: {line.verdict} ({line.why})"
    return f"{line.what}: {line.verdict} (on {line.bearing} of {line.days} days, {percent(line.needed)} needed)"
