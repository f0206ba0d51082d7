"""The evidence account as bars: what share of an output's variance rests on which kind of number."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from sim.report.plots.ink import BLUE, DARK, GREEN, LIGHT, ORANGE, SKY, WHITE, Fill
from sim.report.plots.legends import patch
from sim.report.plots.words import drawn, percent
from sim.study.sensitivity.analysed import CHANCE, EXPECTED, INTERPLAY, OF_A_DAY
from sim.study.sensitivity.rows import Share

PARTS = {  # in the order in which they stand in a bar; told apart in grey by hatch, or by how dark they are
    "reported": Fill(BLUE, ""),
    "derived": Fill(SKY, "...."),
    "literature": Fill(GREEN, "----"),
    "assumed": Fill(ORANGE, "////"),
    INTERPLAY: Fill(WHITE, "xxxx"),
    CHANCE: Fill(LIGHT, ""),
}
SAID = {EXPECTED: "mean day", OF_A_DAY: "a single day"}
SMALLEST = 0.08  # share that has room for its number


def account(axes: Axes, shares: Sequence[Share], outputs: Sequence[str]) -> Axes:
    """Two stacked bars an output, of its expected value and of a single day; parts estimated below 0 are left out."""
    bars = [(output, kind) for output in outputs for kind in SAID]
    places = [at // 2 * 2.5 + at % 2 for at in range(len(bars))]
    for at, bar in zip(places, bars, strict=True):
        _bar(axes, at, {row.part: row.share or 0 for row in shares if (row.output, row.account) == bar})
    names = [
        f"{drawn(output, width=26, most=26)}, {SAID[kind]}" if kind == EXPECTED else SAID[kind] for output, kind in bars
    ]
    axes.set_yticks(places, names, fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 1), ylim=(places[-1] + 0.6, -0.6), xlabel="share of the variance (%)")
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=None))
    return axes


def _bar(axes: Axes, at: float, parts: dict[str, float]) -> None:
    left, whole = 0.0, sum(max(0.0, share) for share in parts.values()) or 1.0
    for part, fill in PARTS.items():
        share = max(0.0, parts.get(part, 0)) / whole
        if not share:
            continue
        axes.barh(at, share, 0.8, left, color=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6)
        if share >= SMALLEST:
            axes.text(left + share / 2, at, percent(parts[part]), ha="center", va="center", fontsize=8,
                      bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 0.8})  # fmt: skip
        left += share


def account_key(shares: Sequence[Share]) -> list[Patch]:
    """What the parts are, of those that there are."""
    there = {row.part for row in shares if row.share and row.share > 0}
    return [patch(fill, part) for part, fill in PARTS.items() if part in there]
