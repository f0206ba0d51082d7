"""A map of stations: boxes in rows and columns, and streams between them as wide as their flow."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from sim.report.page.charts.marks import LETTER, Drawing, Mark, box, fitted, short, words

LEFT, GAP, BETWEEN, LINE = 22, 46, 16, 16  # units: the sides' names; below a row; beside a box; a line of text
OUT = 22  # units, that who is turned away goes to the side
THICKEST, THINNEST = 16.0, 2.0  # units, of a stream
LINES, INSIDE = 2, 7  # of a name; units from a box to its text
SMALL = 6.2 / LETTER  # of the size of other text: the names of the sides


class Box(NamedTuple):
    """A station at a row and a column: its name, short lines, how long its bar is (0 to 1), and what it says."""

    row: int
    column: int
    name: str
    lines: Sequence[str]
    bar: float
    says: str


class Stream(NamedTuple):
    """Persons from one box to another, each an index; None is outside: where people come from, and where they go.

    beside: it ends at the side of its box, as people are turned away there. text: stands where it comes or goes.
    """

    start: int | None
    end: int | None
    persons: float
    text: str
    says: str
    kind: str = ""
    beside: bool = False


class Side(NamedTuple):
    """A part of the way: its name, and how many rows it has."""

    name: str
    rows: int


class _Frame(NamedTuple):
    width: float
    columns: int
    tops: Sequence[float]
    heights: Sequence[float]

    def middle(self, column: int) -> float:
        return LEFT + (column + 0.5) * (self.width - LEFT) / self.columns

    @property
    def half(self) -> float:
        return min(260.0, (self.width - LEFT) / self.columns - BETWEEN) / 2

    @property
    def bottom(self) -> float:
        return self.tops[-1] + self.heights[-1]


def network_drawn(boxes: Sequence[Box], streams: Sequence[Stream], sides: Sequence[Side], width: float) -> Drawing:
    """Sides from top to bottom, streams below the boxes, so that one that passes by goes behind them."""
    frame = _framed(boxes, width)
    most = max([1.0, *(stream.persons for stream in streams)])
    marks = _sides(sides, frame)
    for stream in sorted(streams, key=lambda each: -each.persons):
        marks += _stream(stream, boxes, frame, most)
    for each in boxes:
        marks += _box(each, frame)
    for stream in streams:
        marks += _text(stream, boxes, frame)
    return Drawing(width, frame.bottom + GAP + 12, marks)


def _framed(boxes: Sequence[Box], width: float) -> _Frame:
    columns = 1 + max(each.column for each in boxes)
    empty = _Frame(width, columns, [0.0], [0.0])
    heights = [
        max(LINE * (len(_name(each, empty)) + len(each.lines)) + 22 for each in boxes if each.row == row)
        for row in range(1 + max(each.row for each in boxes))
    ]
    tops = [GAP + 8 + sum(heights[:row]) + GAP * row for row in range(len(heights))]
    return _Frame(width, columns, tops, heights)


def _name(each: Box, frame: _Frame) -> list[str]:
    room = 2 * frame.half - 2 * INSIDE
    lines = wrap(each.name, max(4, int(room / LETTER))) or [""]
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], fitted(" ".join(lines[LINES - 1 :]), room)]


def _box(each: Box, frame: _Frame) -> list[Mark]:
    x, top, half = frame.middle(each.column), frame.tops[each.row], frame.half
    height, names, long = frame.heights[each.row], _name(each, frame), 2 * (half - INSIDE)
    marks = box(x - half, top, 2 * half, height, "station", each.says)
    for at, text in enumerate([*names, *each.lines]):
        kind = "name" if at < len(names) else "note"
        marks.append(words(x - half + INSIDE, top + 16 + LINE * at, text, kind, room=2 * half - INSIDE))
    marks += box(x - half + INSIDE, top + height - 11, long, 5, "empty")
    return marks + (box(x - half + INSIDE, top + height - 11, each.bar * long, 5, "queue") if each.bar else [])


def _sides(sides: Sequence[Side], frame: _Frame) -> list[Mark]:
    """The sides' names, upright at the left, and a line between two of them."""
    marks, row = [], 0
    for side in sides:
        if not side.rows:
            continue
        top, bottom = frame.tops[row], frame.tops[row + side.rows - 1] + frame.heights[row + side.rows - 1]
        room = bottom - top + GAP - 8
        turned = {"x": 0, "y": 0, "text-anchor": "middle", "class": "side",
                  "transform": f"translate(13 {short((top + bottom) / 2)}) rotate(-90)"}  # fmt: skip
        marks.append(Mark("text", turned, fitted(side.name, room / SMALL)))
        if row:
            y = short(top - GAP / 2)
            marks.append(Mark("line", {"x1": 0, "y1": y, "x2": short(frame.width), "y2": y, "class": "border"}))
        row += side.rows
    return marks


def _stream(stream: Stream, boxes: Sequence[Box], frame: _Frame, most: float) -> list[Mark]:
    wide = max(THINNEST, THICKEST * stream.persons / most)
    shape = {"d": _course(stream, boxes, frame), "stroke-width": short(wide), "class": f"stream {stream.kind}".strip()}
    return [Mark("path", shape, says=stream.says)]


def _course(stream: Stream, boxes: Sequence[Box], frame: _Frame) -> str:
    """The path of a stream: down from box to box, to the side from one box to another in its row."""
    if stream.start is None:
        x, y = _top(boxes[stream.end or 0], frame)
        return f"M{short(x)} {short(y - GAP + 22)}L{short(x)} {short(y)}"
    start = boxes[stream.start]
    x, y = _foot(start, frame)
    if stream.end is None and stream.beside:
        return "M{} {}L{} {}".format(
            *map(short, (*_side(start, frame), _side(start, frame)[0] + OUT, _side(start, frame)[1]))
        )
    if stream.end is None:
        return f"M{short(x)} {short(y)}L{short(x)} {short(y + GAP - 24)}"
    end = boxes[stream.end]
    x2, y2 = _top(end, frame)
    if end.row == start.row:
        y = _side(start, frame)[1]
        toward = 1 if end.column > start.column else -1
        return f"M{short(x + toward * frame.half)} {short(y)}L{short(x2 - toward * frame.half)} {short(y)}"
    bow = (y2 - y) / 2
    return f"M{short(x)} {short(y)}C{short(x)} {short(y + bow)} {short(x2)} {short(y2 - bow)} {short(x2)} {short(y2)}"


def _top(each: Box, frame: _Frame) -> tuple[float, float]:
    return frame.middle(each.column), frame.tops[each.row]


def _side(each: Box, frame: _Frame) -> tuple[float, float]:
    return frame.middle(each.column) + frame.half, frame.tops[each.row] + frame.heights[each.row] / 2


def _foot(each: Box, frame: _Frame) -> tuple[float, float]:
    return frame.middle(each.column), frame.tops[each.row] + frame.heights[each.row]


def _text(stream: Stream, boxes: Sequence[Box], frame: _Frame) -> list[Mark]:
    """The words of a stream: above where it comes in, below where it goes out, beside it between two boxes."""
    if not stream.text:
        return []
    room = 2 * frame.half + BETWEEN - 4
    if stream.start is None:
        x, y = _top(boxes[stream.end or 0], frame)
        return [words(x, y - GAP + 16, stream.text, "note", "middle", room)]
    x, y = _foot(boxes[stream.start], frame)
    if stream.end is None and stream.beside:
        x, y = _side(boxes[stream.start], frame)
        return [words(x + OUT + 4, y + 4, stream.text, "note", room=2 * frame.half + 2 * BETWEEN)]
    if stream.end is None:
        return [words(x, y + GAP - 10, stream.text, "note", "middle", room)]
    end = boxes[stream.end]
    x2, y2 = _top(end, frame)
    if end.row == boxes[stream.start].row:
        return []  # there is no room between two boxes, and the second says how many it serves
    return [words((x + x2) / 2 + THICKEST / 2 + 4, (y + y2) / 2 + 4, stream.text, "flow")]
