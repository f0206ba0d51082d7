"""Markdown of the sheet: tables and lists whose cells say what was meant, whatever stands in them."""

from collections.abc import Iterable, Sequence

from sim.report.plots.words import plain


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; what would end a cell or begin markup is escaped."""
    lines = [head, ["---"] * len(head), *([cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(value: object) -> str:
    """A value in a table, on one line."""
    return " ".join(str(value).split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {line}" for line in lines)


def paragraphs(*texts: str) -> str:
    """Texts with a line between them; empty ones are left out."""
    return "\n\n".join(text for text in texts if text)


def code(text: object) -> str:
    """A key or a command, as it is typed."""
    return f"`{text}`"


def route(names: Iterable[str]) -> str:
    """Stations one after the other."""
    return " → ".join(plain(name) for name in names)
