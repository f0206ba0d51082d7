"""Names of parameters as pictures have them, and the rows that several panels share."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from sim.report.plots.ink import LIGHT
from sim.report.plots.words import drawn, plain

MOST = 15  # rows of a picture
PANELS = 4  # outputs side by side
GROUPS = ("stations", "cohorts", "lists")
SHORT = {"palestinian": "Pal.", "egyptian": "Eg."}


def name_of(key: str) -> str:
    """A dotted key as it is read: "Eg. passport: service person mean"."""
    group, _, rest = key.partition(".")
    if group not in GROUPS or "." not in rest:
        return plain(key)
    place, _, inner = rest.partition(".")
    words = " ".join(SHORT.get(word, word) for word in place.replace("_", " ").split())
    return f"{plain(words)}: {plain(inner.replace('.', ' '))}"


def in_a_sentence(key: str) -> str:
    """The same in a sentence: "service person mean (Eg. passport)"."""
    place, colon, inner = name_of(key).partition(": ")
    return f"{inner} ({place})" if colon else place


def leading(sizes: Mapping[str, Sequence[float]], most: int = MOST) -> list[str]:
    """The keys with the largest sizes, each output's taken as shares of its largest, the largest first."""
    keys = list(sizes)
    table = np.array([sizes[key] for key in keys], dtype=float)
    largest = np.where(table.max(axis=0) > 0, table.max(axis=0), 1)
    ranks = (table / largest).max(axis=1)
    order = [at for at in np.argsort(-ranks, kind="stable").tolist() if ranks[at] > 0]
    return [keys[at] for at in order[:most]]


def rows_for(axes: Axes, names: Sequence[str]) -> Axes:
    """A row for each name, the first at the top."""
    axes.set_yticks(range(len(names)), [drawn(name, width=40, most=40) for name in names], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.grid(axis="both", color=LIGHT, linewidth=0.4)
    axes.set_axisbelow(True)
    return axes
