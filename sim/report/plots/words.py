"""Names and numbers as people read them: plain in the text, and safe to draw in a picture."""

from collections.abc import Sequence
from functools import cache
from textwrap import fill, shorten

from sim.model.clock import MINUTE, to_clock

FONT = "DejaVu Sans"  # comes with matplotlib, has Arabic
PROPER = {
    "palestinian": "Palestinian",
    "egyptian": "Egyptian",
    "us": "US",
    "un": "UN",
    "rafah": "Rafah",
    "gaza": "Gaza",
}
NO_GLYPH = "\u25a1"  # an empty square, for what the font cannot draw


def plain(name: str) -> str:
    """A name as it is read: spaces for underscores, proper names with capitals, on one line, nothing unprintable."""
    words = "".join(letter if letter.isprintable() else " " for letter in name.replace("_", " ")).split()
    return " ".join(PROPER.get(word, word) for word in words)


def drawn(text: str, width: int = 200, most: int = 200) -> str:
    """Text for a picture: at most so many characters in lines of `width`, every letter drawable, `$` only a `$`."""
    safe = plain(text)
    short = shorten(safe, most, placeholder=" …") if " " in safe[:most] else safe[:most]
    return "\n".join(literal(line) for line in fill(short, width).split("\n"))


def literal(text: str) -> str:
    """Text as it stands, on one line, every letter drawable, `$` only a `$`."""
    known = _letters()
    letters = (letter if letter.isprintable() else " " for letter in text)
    return "".join(letter if ord(letter) in known else NO_GLYPH for letter in letters).replace("$", r"\$")


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font  # noqa: PLC0415  (words alone need no matplotlib)

    return frozenset(get_font(findfont(FONT)).get_charmap())


def number(value: float) -> str:
    """A number with as many digits as a reader needs: whole from 10 on, one decimal below."""
    if 0 < value < 0.05:
        return "<0.1"
    rounded = round(value, 1)
    return f"{value:,.0f}" if abs(rounded) >= 10 or rounded == int(rounded) else f"{value:.1f}"


def signed(value: float) -> str:
    """A number that may be below 0, with as many digits: "-1.5", ">-0.1"."""
    return number(value) if value >= 0 else f"-{number(-value)}".replace("-<", ">-")


def counted(count: float, one: str) -> str:
    """So many of something: "1 trip", "6.8 trips"."""
    return f"{number(count)} {one}{'' if number(count) == '1' else 's'}"


def persons(count: float) -> str:
    """So many persons."""
    return counted(count, "person")


def percent(share: float) -> str:
    """A share as per cent."""
    return f"{100 * share:.0f} %"


def clock(minutes: float) -> str:
    """Minutes since 00:00 of the first day as a clock time."""
    return to_clock(minutes * MINUTE)


def in_unit(value: float, unit: str) -> str:
    """A value as it is read in its unit; `clock` is in minutes since 00:00."""
    match unit:
        case "clock":
            return clock(value)
        case "share":
            return percent(value)
        case _:
            return number(value)


def apart(value: float, unit: str) -> str:
    """A difference with its sign; shares in points of a hundred: "+18", "-83"."""
    text = signed(100 * value if unit == "share" else value)
    return f"+{text}" if value > 0 else text


def unit_apart(unit: str) -> str:
    """The unit of a difference, as it is read after the number."""
    return "points of 100" if unit == "share" else unit


def told_apart(names: Sequence[str], most: int) -> list[str]:
    """Names as they are read, of at most about so many characters, a number before those that would then be alike."""
    short = [shorten(plain(name), most, placeholder=" …") if " " in plain(name)[:most] else plain(name)[:most]
             for name in names]  # fmt: skip
    return [one if short.count(one) == 1 else f"{at}. {one}" for at, one in enumerate(short, 1)]


def listed(items: Sequence[str]) -> str:
    """Items in a sentence: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
