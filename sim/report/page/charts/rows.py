"""Charts of rows along one axis: bars, dots and spans, each row under its name, so that they fit any width."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.report.page.charts.axis import Axis
from sim.report.page.charts.marks import LETTER, Drawing, Mark, box, dot, line, words

MARGIN, NAME, LANE, GAP, BELOW = 14, 19, 20, 9, 46  # units


class Bar(NamedTuple):
    """From `start` on, so long, in the axis' unit."""

    start: float
    length: float
    ink: str
    hatch: str
    says: str


class Spot(NamedTuple):
    """A marker at a value."""

    at: float
    shape: str
    kind: str  # classes: an ink, and "hollow" or "solid"
    says: str


class Reach(NamedTuple):
    """A line from one value to another, `kind`: "thin" or "thick", with an ink."""

    low: float
    high: float
    kind: str
    says: str = ""


Drawn = Bar | Spot | Reach


class Row(NamedTuple):
    """A name, a note at the right, and lanes below them."""

    name: str
    note: str
    lanes: Sequence[Sequence[Drawn]]


def rows_drawn(rows: Sequence[Row], axis: Axis, width: float) -> Drawing:
    """The rows from top to bottom, with the axis below them."""
    height = sum(NAME + LANE * len(row.lanes) + GAP for row in rows)
    marks, top = _grid(axis, width, height), 0.0
    for row in rows:
        marks += _named(row, top, width)
        for at, lane in enumerate(row.lanes):
            middle = top + NAME + LANE * (at + 0.5)
            marks += [mark for drawn in lane for mark in _drawn(drawn, axis, width, middle)]
        top += NAME + LANE * len(row.lanes) + GAP
    return Drawing(width, height + BELOW, marks, MARGIN, width - MARGIN)


def place(axis: Axis, value: float, width: float) -> float:
    """Where a value lies across the drawing."""
    return MARGIN + axis.share(value) * (width - 2 * MARGIN)


def _grid(axis: Axis, width: float, height: float) -> list[Mark]:
    """Thin lines at the axis' marks, the marks' texts (every other one where they would touch), and the title."""
    longest = max((len(text) for _, text in axis.ticks), default=1)
    room = (width - 2 * MARGIN) / max(1, len(axis.ticks) - 1)
    every = 1 if room > (longest + 1.5) * LETTER else 2
    marks = []
    for at, (value, text) in enumerate(axis.ticks):
        x = place(axis, value, width)
        marks.append(line(x, 0, x, height, "frame" if value == 0 > axis.low else "grid"))
        if at % every == 0:
            anchor = "start" if x <= 2 * LETTER else "end" if x > width - 2.5 * LETTER else "middle"
            shift = {"start": -MARGIN / 2, "end": MARGIN / 2, "middle": 0}[anchor]
            marks.append(words(x + shift, height + 16, text, "tick", anchor))
    return [*marks, words(width / 2, height + 38, axis.title, "axis", "middle", width)]


def _named(row: Row, top: float, width: float) -> list[Mark]:
    note = LETTER * (len(row.note) + 2) if row.note else 0.0
    name = words(MARGIN, top + 14, row.name, "name", room=max(10 * LETTER, width - 2 * MARGIN - note))
    return [name, words(width - MARGIN, top + 14, row.note, "note", "end")] if row.note else [name]


def _drawn(drawn: Drawn, axis: Axis, width: float, middle: float) -> list[Mark]:
    match drawn:
        case Bar():
            x, end = (place(axis, value, width) for value in (drawn.start, drawn.start + drawn.length))
            return box(x, middle - 8, end - x, 16, f"bar {drawn.ink}", drawn.says, drawn.hatch)
        case Spot():
            return [dot(place(axis, drawn.at, width), middle, drawn.shape, drawn.kind, drawn.says)]
        case Reach():
            x, end = (place(axis, value, width) for value in (drawn.low, drawn.high))
            return [line(x, middle, end, middle, drawn.kind, drawn.says)]
