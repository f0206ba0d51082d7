"""Plans less the scenario as it is, one output: a mark and an interval a plan, and what does not matter around zero."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report.plots.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, WHITE
from sim.report.plots.legends import nothing
from sim.report.plots.words import apart, counted, drawn, listed, number, unit_apart
from sim.study.choice import beside_the_first, kind_of
from sim.study.compared import Difference

MARKS = {"better": ("o", BLUE), "worse": ("X", ORANGE), "alike": ("s", WHITE), "unclear": ("o", WHITE)}
ZONE = "#E2E2E2"  # what does not matter


def differences(axes: Axes, lines: Sequence[Difference], names: Mapping[str, str]) -> Axes:
    """Mean difference and interval of one output, a row a plan in the order of the lines; its word is the mark."""
    axes.axvline(0, color=MIDDLE, linewidth=0.9, zorder=1)
    for at, line in enumerate(lines):
        _row(axes, line, at)
    axes.set_yticks(range(len(lines)), [drawn(names[line.plan], width=26, most=80) for line in lines], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(max(len(lines), 1) - 0.5, -0.5)
    axes.grid(axis="y", color=LIGHT, linewidth=0.4)
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    if any(line.unit == "share" for line in lines):
        axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: f"{round(100 * at, 6):g}"))
    axes.margins(x=0.12)
    if not any(line.mean for line in lines):
        axes.set_xlim(-1, 1)
    return _about(axes, lines[0]) if lines else nothing(axes, "no plans")


def _row(axes: Axes, line: Difference, at: int) -> None:
    if line.mean is None:
        axes.text(
            0.98, at, "none", transform=axes.get_yaxis_transform(), ha="right", va="center", color=MIDDLE, fontsize=8
        )
        return
    if line.low is not None and line.high is not None:
        axes.plot([line.low, line.high], [at, at], color=DARK, linewidth=1.6, zorder=2)
    shape, fill = MARKS[line.word]
    axes.plot(line.mean, at, shape, color=DARK, markerfacecolor=fill, markersize=5.5, zorder=3, clip_on=False)


def _about(axes: Axes, line: Difference) -> Axes:
    """The output, its unit, which side is better, and the indifference zone as far as it is in sight."""
    low, high = axes.get_xlim()
    if line.indifference:
        axes.axvspan(max(low, -line.indifference), min(high, line.indifference), color=ZONE, linewidth=0, zorder=0)
        axes.set_xlim(low, high)
    better = "more" if line.sense == "more is better" else "less"
    unit = "" if line.unit in line.output else f" ({unit_apart(line.unit)})"
    axes.set_xlabel(f"{drawn(line.output, width=30, most=60)}{unit}\n{better} is better", fontsize=8)
    axes.tick_params(axis="x", labelsize=8)
    return axes


def _sure(word: str) -> str:
    return f"surely {word}" if word in {"better", "worse"} else word


def differences_key(lines: Sequence[Difference]) -> list[Line2D | Patch]:
    """What each mark says, of those that are drawn, and the grey zone."""
    words = [word for word in MARKS if any(line.word == word and line.mean is not None for line in lines)]
    marks: list[Line2D | Patch] = [
        Line2D([], [], color=DARK, marker=MARKS[word][0], linestyle="", markersize=5.5, markerfacecolor=MARKS[word][1],
               label=_sure(word)) for word in words
    ]  # fmt: skip
    zone = [Patch(facecolor=ZONE, edgecolor=WHITE, label="does not matter")]
    return marks + (zone if any(line.indifference for line in lines) else [])


def differences_title(lines: Sequence[Difference], names: Mapping[str, str]) -> str:
    """The finding: which plans are surely better than the scenario as it is."""
    kinds = {plan: kind_of(mine) for plan, mine in beside_the_first(lines).items()}
    better = [names[plan] for plan, kind in kinds.items() if kind == "better"]
    mixed = sum(kind == "mixed" for kind in kinds.values())
    also = f", {mixed} better in some and worse in others" if mixed else ""
    if not better:
        return f"none of {counted(len(kinds), 'plan')} is surely better and in nothing worse{also}"
    who = (
        listed(better)
        if len(better) <= 2 and len(listed(better)) <= 80
        else f"{len(better)} of {counted(len(kinds), 'plan')}"
    )
    return f"{who} {'is' if len(better) == 1 else 'are'} surely better{also}"


def differences_words(lines: Sequence[Difference], names: Mapping[str, str]) -> str:
    """The picture in words, with its numbers: a sentence an output."""
    outputs = dict.fromkeys(line.output for line in lines)
    return " ".join(_sentence([line for line in lines if line.output == output], names) for output in outputs)


def _sentence(lines: Sequence[Difference], names: Mapping[str, str]) -> str:
    told = "; ".join(f"{names[line.plan]} {_said(line)}" for line in lines)
    zone = f", up to {number(lines[0].indifference)} does not matter" if lines[0].indifference else ""
    head = f"Mean difference in {lines[0].output} ({unit_apart(lines[0].unit)}; {lines[0].sense}{zone})"
    return f"{head}, with interval: {told}."


def _said(line: Difference) -> str:
    if line.mean is None:
        return "no value in both"
    if line.low is None or line.high is None:
        return f"{apart(line.mean, line.unit)}, {_sure(line.word)}"
    mean, low, high = (apart(value, line.unit) for value in (line.mean, line.low, line.high))
    return f"{mean} ({low} to {high}), {_sure(line.word)}"
