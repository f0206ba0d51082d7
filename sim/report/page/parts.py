"""What a page is made of: plain data, which the templates show and escape."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.report.page.charts.marks import Drawing


class Link(NamedTuple):
    """Text that leads to an address; where the address is not http, https or doi it is text alone."""

    text: str
    address: str | None


Cell = str | Link | Sequence[str | Link]


class Table(NamedTuple):
    """A table in words: its caption, the heads of its columns, and its rows, a cell a column.

    numbers: the columns (from 0) that are set to the right. folded: it opens on a click, and stands open on paper.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int] = ()
    folded: bool = False


class Moment(NamedTuple):
    """What a chart says at one place: from 0 (left end of its axis) to 1 (right end)."""

    at: float
    words: str


class Key(NamedTuple):
    """An entry of a chart's key: how it is inked (a class of the style sheet), its hatch ("" for none), its words."""

    ink: str
    hatch: str
    words: str


class Chart(NamedTuple):
    """A chart drawn for a wide and for a narrow screen; `words` say all of it (its alternative text).

    moments: what is said where a pointer is, where that is not said by the marks themselves.
    """

    title: str
    words: str
    wide: Drawing
    narrow: Drawing
    table: Table
    keys: Sequence[Key] = ()
    moments: Sequence[Moment] = ()


class Picture(NamedTuple):
    """A picture that was drawn already, as the bytes of a PNG or SVG file; `words` say all of it."""

    title: str
    words: str
    kind: str  # "png" or "svg"
    content: bytes
    table: Table | None = None


class Prose(NamedTuple):
    """A paragraph."""

    text: str


class Lines(NamedTuple):
    """Lines as a computer prints or reads them."""

    text: str


class File(NamedTuple):
    """Words that lead to a file beside the page, by its bare name."""

    text: str
    name: str


class Stage(NamedTuple):
    """A place of its own for a script: an element with this id, the words beside it, and data as JSON for it.

    The script's text comes in `Page.scripts`; it finds the data in the element "<id>-data".
    """

    id: str
    words: str
    data: Any


Block = Table | Chart | Picture | Prose | Lines | File | Stage


class Section(NamedTuple):
    """A part of the page under a heading; `id` is its place in the address (letters, digits, hyphens)."""

    id: str
    title: str
    blocks: Sequence[Block]


class Figure(NamedTuple):
    """A key figure: what it is, its value, where one more day would fall ("" for unknown), and of whom it speaks.

    amount: the value as a number, by which the index sorts; None for none.
    """

    head: str
    value: str
    span: str = ""
    note: str = ""
    amount: float | None = None


class Page(NamedTuple):
    """A whole page. answer: the answer in plain sentences. notes: small print below them, such as what brackets are.

    scripts: further scripts, whole, that run after the page's own.
    """

    title: str
    question: str
    answer: Sequence[str]
    figures: Sequence[Figure]
    sections: Sequence[Section]
    notes: Sequence[str] = ()
    scripts: Sequence[str] = ()


NAMES: Mapping[type, str] = {
    Table: "table", Chart: "chart", Picture: "picture", Prose: "prose", Lines: "lines", File: "file",
    Stage: "stage",
}  # fmt: skip
