"""What a chart is drawn of: shapes of SVG with classes of the style sheet, and what each says."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.report.plots import ink
from sim.report.plots.ink import Fill

WIDE, NARROW = 800, 350  # units across, a unit being a CSS pixel; for screens and paper, and for phones
LETTER = 7.0  # units that a letter takes, of text of 13 units: a little more than most do

INKS = {
    ink.BLACK: "black", ink.BLUE: "blue", ink.SKY: "sky", ink.GREEN: "green", ink.ORANGE: "orange",
    ink.VERMILLION: "vermillion", ink.PURPLE: "purple", ink.WHITE: "white", ink.DARK: "dark", ink.MIDDLE: "middle",
    ink.LIGHT: "light", ink.PALE: "pale",
}  # fmt: skip
HATCHES = {"/": "slash", "\\": "back", ".": "dots", "-": "bars", "|": "upright", "x": "cross", "+": "mesh"}


class Mark(NamedTuple):
    """A shape: its SVG tag, attributes, the text inside it, and what it says to a pointer or to the arrow keys."""

    tag: str
    attributes: Mapping[str, Any]
    text: str = ""
    says: str = ""


class Drawing(NamedTuple):
    """Marks on a ground of so many units. `left` and `right`: where the axis of moments begins and ends."""

    width: float
    height: float
    marks: Sequence[Mark]
    left: float = 0.0
    right: float = 0.0


def ink_of(colour: str) -> str:
    """The class of a colour of `sim.report.plots.ink`, which the style sheet gives for light and for dark ground."""
    return f"ink-{INKS[colour]}"


def hatch_of(fill: Fill) -> str:
    """The name of a fill's hatch, "" for none."""
    return HATCHES[fill.hatch[0]] if fill.hatch else ""


def box(x: float, y: float, width: float, height: float, kind: str, says: str = "", hatch: str = "") -> list[Mark]:
    """A rectangle, and its hatch over it."""
    size = {"x": short(x), "y": short(y), "width": short(max(0.0, width)), "height": short(height)}
    plain = Mark("rect", {**size, "class": kind}, says=says)
    return [plain, Mark("rect", {**size, "class": f"hatch {hatch}"})] if hatch else [plain]


def words(x: float, y: float, text: str, kind: str = "", anchor: str = "start", room: float = 0.0) -> Mark:
    """A line of text, cut with dots where it would be longer than `room` units (0 for no limit)."""
    shown = fitted(text, room) if room else text
    where = {"x": short(x), "y": short(y), "text-anchor": anchor}
    return Mark("text", {**where, "class": kind} if kind else where, shown)


def fitted(text: str, room: float) -> str:
    """Text that is no longer than `room` units."""
    most = max(1, int(room / LETTER))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def line(x: float, y: float, x2: float, y2: float, kind: str, says: str = "") -> Mark:
    """A straight line."""
    return Mark("line", {"x1": short(x), "y1": short(y), "x2": short(x2), "y2": short(y2), "class": kind}, says=says)


def dot(x: float, y: float, shape: str, kind: str, says: str = "") -> Mark:
    """A marker of about 9 units, of a shape of `sim.report.plots.ink.SHAPES`."""
    if shape == "o":
        return Mark("circle", {"cx": short(x), "cy": short(y), "r": 4.5, "class": kind}, says=says)
    corners = " ".join(f"{short(x + 5 * across)},{short(y + 5 * down)}" for across, down in CORNERS[shape])
    return Mark("polygon", {"points": corners, "class": kind}, says=says)


_ARM = 0.36
_PLUS: list[tuple[float, float]] = [(-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM),
         (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM), (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM)]  # fmt: skip
CORNERS: dict[str, list[tuple[float, float]]] = {  # of each shape, in half widths from its middle
    "s": [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)],
    "^": [(0, -1), (1, 0.8), (-1, 0.8)],
    "v": [(0, 1), (1, -0.8), (-1, -0.8)],
    "D": [(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)],
    "P": _PLUS,
    "X": [((x - y) * 0.75, (x + y) * 0.75) for x, y in _PLUS],
    "p": [(0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)],
}


def short(value: float) -> float | int:
    """A place to a tenth of a unit."""
    rounded = round(float(value), 1)
    return int(rounded) if rounded == int(rounded) else rounded
