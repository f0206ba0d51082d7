"""index.html over an output folder: all runs with question, key figures and picture, from their cards alone."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sim.report.page.card import CARD, file_of, read_card, read_json
from sim.report.page.parts import Figure
from sim.report.page.writing import rendered, text_of
from sim.report.plots.words import plain
from sim.study.journal.files import keep

INDEX = "index.html"
COLUMNS = ("Out", "Last exit", "Wait, median", "Longest queue", "Came, not across")  # key figures to sort by
AGAIN = 5  # times that it is written anew, as other runs end meanwhile


class Entry(NamedTuple):
    """A run in the index. figures: by their heads. page, picture: addresses from the index, "" for none."""

    name: str
    title: str
    question: str
    changes: str
    state: str
    when: str
    figures: dict[str, Figure]
    page: str
    picture: str


def write_index(outputs: Path) -> Path:
    """Write index.html over all runs below a folder, whole or not at all; its path. Raises OSError.

    Two runs may end at once: each looks again after it has written, and writes anew where more has come, so that the
    last to write has seen all.
    """
    path = outputs / INDEX
    for _ in range(AGAIN):
        before = _seen(outputs)
        keep(path, index_page(outputs).encode("utf-8", "replace"))
        if _seen(outputs) == before:
            break
    return path


def index_page(outputs: Path) -> str:
    """The index as HTML; what cannot be read of a run is left out of its row."""
    entries = sorted((_entry(outputs, folder) for folder in runs_in(outputs)), key=lambda each: each.name, reverse=True)
    return rendered("index.html.jinja", [text_of("index.js")], "'self' file:", entries=entries, columns=COLUMNS)


def runs_in(outputs: Path) -> list[Path]:
    """The folders of runs: those with a run.json, and jobs inside the folder of a multirun."""
    return sorted({path.parent for pattern in ("*/run.json", "*/*/run.json") for path in outputs.glob(pattern)})


def _seen(outputs: Path) -> frozenset[tuple[str, bool, bool]]:
    """What an index is made from: which runs there are, which have a card, and which have ended."""
    return frozenset(
        (str(folder), (folder / CARD).is_file(), (folder / "UNFINISHED").exists()) for folder in runs_in(outputs)
    )


def _entry(outputs: Path, folder: Path) -> Entry:
    card, origin = read_card(folder), read_json(folder / "run.json")
    name = folder.relative_to(outputs).as_posix()
    figures = {figure.head: figure for figure in card.figures} if card else {}
    return Entry(
        name,
        card.title if card else plain(str(origin.get("scenario", name))),
        card.question if card else str(origin.get("question", "")),
        ", ".join(_texts(origin.get("shown"))),
        "not ended, or stopped" if (folder / "UNFINISHED").exists() else "",
        _when(name),
        figures,
        _address(name, file_of(folder, "page")),
        _address(name, file_of(folder, "picture")),
    )


def _texts(value: object) -> Iterator[str]:
    yield from (each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _when(name: str) -> str:
    """The moment (UTC) with which a run folder's name begins, "" for none."""
    try:
        return datetime.strptime(name[:15], "%Y%m%dT%H%M%S").strftime("%Y-%m-%d %H:%M")  # noqa: DTZ007  (UTC by name)
    except ValueError:
        return ""


def _address(folder: str, file: str) -> str:
    """Where a file lies from the index, so quoted that it can be nothing but a path."""
    return f"./{quote(folder)}/{quote(file)}" if file else ""
