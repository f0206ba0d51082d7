"""The picture of a comparison: every plan less the scenario as it is, a panel an output."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.differences import differences, differences_key, differences_title, differences_words
from sim.report.plots.words import plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.compare import AS_IT_IS
from sim.study.compared import WITH_THE_FIRST, Compared, Difference

ACROSS, PANELS = 3, 9  # panels in a row, and in all; what is beyond is left to the table


def draw_differences(
    compared: Compared, lines: Sequence[Difference], names: Mapping[str, str], folder: Path
) -> list[Path]:
    """Draw differences.png, .svg and .txt; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_differences(compared, lines, names), folder)


def _differences(compared: Compared, lines: Sequence[Difference], names: Mapping[str, str]) -> Sheet:
    beside = [line for line in lines if line.family == WITH_THE_FIRST]
    drawn = [goal.output for goal in compared.goals[:PANELS]]
    title = f"{plain(compared.plans[0].scenario.name)[:MOST_OF_A_NAME]}: {differences_title(beside, names)}"
    rows, plans = -(-len(drawn) // ACROSS), len(compared.plans) - 1
    figure = blank(1.3 + rows * (0.75 + 0.29 * plans), title, _note(compared, beside))
    panels = figure.subplots(rows, min(ACROSS, len(drawn)), sharey=True, squeeze=False)
    for axes, output in zip(panels.flat, drawn, strict=False):
        differences(axes, [line for line in beside if line.output == output], names)
    _finish(panels, len(drawn), beside)
    return Sheet("differences", figure, f"{title}. {differences_words(beside, names)}")


def _finish(panels: Any, count: int, lines: Sequence[Difference]) -> None:
    """Names at the left only, no empty panels, the key above all."""
    for axes in panels.flat[count:]:
        axes.remove()
    for axes in panels[:, 1:].flat:
        axes.tick_params(labelleft=False)
    first = panels[0, 0]
    first.set_title(" ")  # room for the key, which widens no panel
    key = first.legend(
        handles=differences_key(lines), loc="lower left", bbox_to_anchor=(0, 1), ncols=5, frameon=False, fontsize=8,
        borderpad=0.2, columnspacing=1.2, handletextpad=0.3, handlelength=1.5,
    )  # fmt: skip
    key.set_in_layout(False)


def _note(compared: Compared, lines: Sequence[Difference]) -> str:
    days = compared.values.shape[1]
    said = f"Mark: mean over {days} replications of the same days, of the plan less {AS_IT_IS}"
    count = lines[0].intervals
    said += (
        f"; line: interval, all {count} at once with probability 0.95." if days > 1 else "; one path proves nothing."
    )
    more = len(compared.goals) - PANELS
    return f"Seed {compared.seed}. {said}{f' {more} more outputs are in the table.' if more > 0 else ''}"
