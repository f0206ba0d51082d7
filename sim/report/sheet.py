"""A sheet of paper: its style and size, and how a picture is written to it, the same to the byte each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import fill
from threading import RLock
from typing import Any, NamedTuple

from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.report.plots.ink import MIDDLE
from sim.report.plots.words import FONT, drawn

WIDTH = 6.9  # inches: A4 (8.27) less its margins
DPI = 150  # dots an inch
TITLE, NOTE = 82, 98  # characters across the paper, in the title's and in the note's size

STYLE: dict[Any, Any] = {
    "font.family": FONT, "font.size": 9, "axes.labelsize": 9, "xtick.labelsize": 9, "ytick.labelsize": 9,
    "legend.fontsize": 9, "axes.titlesize": 10, "figure.titlesize": 11, "axes.spines.top": False,
    "axes.spines.right": False, "axes.linewidth": 0.7, "hatch.linewidth": 0.6, "figure.dpi": DPI,
    "savefig.dpi": DPI, "svg.hashsalt": "crossing", "axes.unicode_minus": True,
}  # fmt: skip

_ONE_AT_A_TIME = RLock()  # matplotlib's settings are one for the whole process


class Sheet(NamedTuple):
    """A finished picture: its file name without ending, the figure, and the text that says what it shows."""

    name: str
    figure: Figure
    words: str


@contextmanager
def own_style() -> Iterator[None]:
    """Our style and no other, for this thread alone; the settings before are put back."""
    with _ONE_AT_A_TIME, style.context(STYLE, after_reset=True):
        yield


def blank(height: float, title: str, note: str) -> Figure:
    """An empty figure of A4 width and so many inches, its title above and a note below, both at the left."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(drawn(title, width=TITLE, most=3 * TITLE), x=0.01, ha="left")
    figure.supxlabel(drawn(note, width=NOTE, most=4 * NOTE), x=0.01, ha="left", fontsize=9, color=MIDDLE)
    return figure


def written(sheet: Sheet, folder: Path) -> list[Path]:
    """The picture as <name>.png and <name>.svg, and its words as <name>.txt."""
    paths = [folder / f"{sheet.name}.{ending}" for ending in ("png", "svg", "txt")]
    sheet.figure.savefig(paths[0], metadata={"Software": None, "Description": sheet.words})
    sheet.figure.set_layout_engine("none")  # placed once, for both
    sheet.figure.savefig(paths[1], metadata={"Date": None, "Description": sheet.words})
    paths[2].write_text(fill(sheet.words, 100) + "\n", encoding="utf-8")
    return paths
