"""The picture of what to find out: what each number is worth, the largest first, beside that of knowing all."""

from pathlib import Path

from matplotlib.axes import Axes

from sim.report.learning.words import basis_words, verdict_words, worth_words
from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.ink import BLUE, DARK, MIDDLE, SKY, WHITE
from sim.report.plots.parameters import name_of, rows_for
from sim.report.plots.words import plain, unit_apart
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.learning.learnt import YES, Learnt, Worth

MOST = 15  # rows


def draw_learning(found: Learnt, seed: int, folder: Path) -> list[Path]:
    """Draw worth.png, .svg and .txt; the paths. Where nothing is said there is nothing to draw."""
    if found.told or found.everything is None:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_worth(found, found.everything, seed), folder)


def _worth(found: Learnt, everything: Worth, seed: int) -> Sheet:
    rows = [everything, *found.worths[:MOST]]
    title = f"{plain(found.learning.plans[0].scenario.name)[:MOST_OF_A_NAME]}: {verdict_words(found)}"
    more = f" {len(found.worths) - MOST} numbers more are in the table." if len(found.worths) > MOST else ""
    note = f"Filled: surely worth finding out. {basis_words(found, seed)}.{more}"
    figure = blank(1.9 + 0.22 * len(rows), title, note)
    axes = figure.subplots()
    rows_for(axes, [name_of(row.parameter) if row.basis else row.parameter for row in rows])
    for at, row in enumerate(rows):
        _row(axes, at, row)
    axes.axvline(0, color=MIDDLE, linewidth=0.8)
    unit = unit_apart(everything.unit)
    axes.set_xlabel(f"{found.learning.goal.output}: what knowing it is worth a day ({unit})")
    return Sheet("worth", figure, f"{title}. {'; '.join(map(worth_words, rows))}.")


def _row(axes: Axes, at: int, row: Worth) -> None:
    scale = 100 if row.unit == "share" else 1
    axes.plot([scale * row.low, scale * row.high], [at, at], color=SKY, linewidth=4, solid_capstyle="butt")
    face = BLUE if row.worth == YES else WHITE
    axes.plot(scale * row.value, at, "o", color=DARK, markerfacecolor=face, markersize=5, clip_on=False)
