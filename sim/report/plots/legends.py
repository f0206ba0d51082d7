"""What several pictures say in the same way: keys above the axes, and a word where there is nothing to draw."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from sim.report.plots.ink import DARK, MIDDLE, Fill

LINE = 72  # characters of a row of the key
ENTRY = 6  # characters that a sign and the space around it take
MOST_OF_A_NAME = 40  # characters of a name in a key


def key_above(axes: Axes, handles: Sequence[Artist]) -> Axes:
    """The key in rows above the axes, as many names side by side as there is room for."""
    if not handles:
        return axes
    columns = _columns([len(str(handle.get_label())) for handle in handles])
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, borderaxespad=0.2,
        handletextpad=0.5, columnspacing=1.5, borderpad=0.2,
    )  # fmt: skip
    return axes


def _columns(lengths: Sequence[int]) -> int:
    """How many columns fit, of names (characters) that are set down the columns."""
    for columns in range(len(lengths), 1, -1):
        widest = sum(int(part.max()) + ENTRY for part in np.array_split(np.array(lengths), columns))
        if widest <= LINE:
            return columns
    return 1


def patch(fill: Fill, label: str) -> Patch:
    """A key entry for a filled area."""
    return Patch(facecolor=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6, label=label)


def nothing(axes: Axes, words: str) -> Axes:
    """Say in the middle of the axes that there is nothing to draw, and why."""
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=MIDDLE)
    return axes
