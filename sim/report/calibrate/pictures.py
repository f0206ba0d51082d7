"""The pictures of a calibration: posteriors, figures beside the fitted model's, and ranks."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.model.clock import Real
from sim.report.calibrate.words import number_words, verdict
from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.beside import beside, beside_key, beside_words, units
from sim.report.plots.calibration import posterior, posterior_key, ranks
from sim.report.plots.legends import key_above
from sim.report.plots.parameters import name_of
from sim.report.plots.words import counted, percent, plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.beside import Beside
from sim.study.calibrate.calibrated import Calibrated
from sim.study.calibrate.rows import (
    Fitted,
    Foretold,
    Synthetic,
    beside_of,
    fitted_rows,
    foretold_rows,
    synthetic_rows,
    values_of,
)  # fmt: skip

ACROSS = 3  # panels side by side


def draw_calibration(found: Calibrated, folder: Path) -> list[Path]:
    """Draw all pictures; the paths."""
    with own_style():
        sheets = [_posterior(found), _figures(found), *([_ranks(found)] if len(found.ranks) else [])]
        return [path for sheet in sheets for path in written(sheet, folder)]


def _title(found: Calibrated, said: str) -> str:
    return f"{plain(found.fitting.study.name)[:MOST_OF_A_NAME]}: {said}"


def _panels(figure: Figure, count: int, draw: Callable[[Axes, int], object], key: Sequence[Artist] = ()) -> None:
    """So many panels, some side by side; the key in a row of its own above them."""
    rows = -(-count // ACROSS)
    grid = figure.add_gridspec(rows + 1, ACROSS, height_ratios=[0.12 if key else 0.01, *[1] * rows])
    above = figure.add_subplot(grid[0, :])
    above.axis("off")
    if key:
        above.legend(handles=key, loc="center left", ncols=len(key), frameon=False, borderaxespad=0)
    for at in range(count):
        draw(figure.add_subplot(grid[1 + at // ACROSS, at % ACROSS]), at)


def _posterior(found: Calibrated) -> Sheet:
    rows, values = list(fitted_rows(found)), values_of(found)
    title = _title(
        found, f"what figures of the first {counted(found.fitting.study.fit_days, 'day')} say of its numbers"
    )
    figure = blank(1.7 + 1.35 * -(-len(rows) // ACROSS), title, "Heights are densities; axes are the ranges of seeds/.")
    draw = partial(_number, rows, values)
    _panels(figure, len(rows), draw, posterior_key())
    return Sheet("posterior", figure, f"Fitted numbers. {'; '.join(map(number_words, rows))}.")


def _number(rows: Sequence[Fitted], values: Real, axes: Axes, at: int) -> Axes:
    return posterior(axes, rows[at], values[:, at], name_of(rows[at].number))


def _figures(found: Calibrated) -> Sheet:
    rows = list(foretold_rows(found))
    parts = [(used, unit) for used in ("fitted", "foretold") for unit in units(_beside(rows, used))]
    counts = [sum(one.unit == unit for one in _beside(rows, used)) for used, unit in parts]
    figure = blank(1.4 + 0.75 * len(parts) + 0.45 * sum(counts), _title(found, verdict(found).partition(":")[0]),
                   '"Covered": the best reported value lies where 95 % of the fitted model\'s days fall.')  # fmt: skip
    panels = figure.subplots(len(parts), 1, squeeze=False, height_ratios=[count + 0.2 for count in counts])
    for (used, unit), axes in zip(parts, panels.flat, strict=True):
        beside(axes, _beside(rows, used), unit)
        axes.set_title({"fitted": "fitted to", "foretold": "foretold, not fitted to"}[used], fontsize=9, loc="right")
    key_above(panels[0, 0], beside_key())
    return Sheet("figures", figure, beside_words([beside_of(row) for row in rows]))


def _beside(rows: list[Foretold], used: str) -> list[Beside]:
    return [beside_of(row) for row in rows if row.used == used]


def _ranks(found: Calibrated) -> Sheet:
    rows = list(synthetic_rows(found))
    sets = counted(len(found.ranks), "synthetic set")
    note = f"{sets} of figures. If the fitting works, bars stand between the dashed lines in 95 of 100 cases."
    figure = blank(
        1.4 + 1.35 * -(-len(rows) // ACROSS), _title(found, "where known numbers stood in their posteriors"), note
    )
    _panels(figure, len(rows), lambda axes, at: ranks(axes, found.ranks[:, at], name_of(rows[at].number)))
    return Sheet("ranks", figure, f"Ranks of known numbers over {sets} of figures. {'; '.join(map(_rank, rows))}.")


def _rank(row: Synthetic) -> str:
    return f"{name_of(row.number)}: held in {percent(row.covered)}, ranks as uneven with probability {row.flat:.2f}"
