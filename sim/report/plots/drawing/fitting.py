"""Text broken into lines that fit a width of paper, measured in the font it is drawn with."""

from collections.abc import Iterator, Sequence
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from sim.report.plots.words import FONT, literal, plain

SIZE = 9  # points
POINTS = 72  # an inch


@cache
def inches(text: str, weight: str = "normal") -> float:
    """How wide a line of text is."""
    font = FontProperties(family=FONT, size=SIZE, weight=weight)
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return float(width) / POINTS


def fitted(text: str, width: float, most: int, weight: str = "normal") -> list[str]:
    """At most so many lines of so many inches, every letter drawable; what is too long ends in dots."""
    lines = [""]
    for word in _safe(text).split(" "):
        for piece in _pieces(word, width, weight):
            longer = f"{lines[-1]} {piece}".strip()
            lines = [*lines[:-1], longer] if inches(longer, weight) <= width else [*lines, piece]
    kept = lines if len(lines) <= most else [*lines[: most - 1], _dotted(lines[most - 1], width, weight)]
    return [literal(line) for line in kept]


def packed(items: Sequence[str], width: float, most: int) -> list[str]:
    """Items with commas between them, as many on a line as fit; one that is wider than a line is broken."""
    lines: list[str] = []
    for item in map(_safe, items):
        longer = f"{lines[-1]}, {item}" if lines else item
        lines = [*lines[:-1], longer] if inches(longer) <= width else [*lines, item]
    return [part for line in lines for part in fitted(line, width, most)]


def _safe(text: str) -> str:
    """On one line, every letter drawable, a dollar not yet protected."""
    return literal(plain(text)).replace(r"\$", "$")


def _pieces(word: str, width: float, weight: str) -> Iterator[str]:
    """A word as it is, or cut where it is wider than a line."""
    while inches(word, weight) > width and len(word) > 1:
        cut = next(
            count for count in range(len(word) - 1, 0, -1) if count == 1 or inches(word[:count], weight) <= width
        )
        yield word[:cut]
        word = word[cut:]
    yield word


def _dotted(line: str, width: float, weight: str) -> str:
    while line and inches(f"{line} …", weight) > width:
        line = line[:-1].rstrip()
    return f"{line} …".strip()
