"""A run's card: what the index over all runs says of it, as a small file beside its page."""

import json
from pathlib import Path
from typing import Any

from sim.report.page.parts import Figure, Page

CARD = "card.json"


def write_card(page: Page, folder: Path, name: str = "report.html", picture: str = "") -> Path:
    """Write title, question and key figures of a page, and the file names of it and of a picture; the path."""
    card = {
        "title": page.title, "question": page.question, "page": name, "picture": picture,
        "figures": [figure._asdict() for figure in page.figures],
    }  # fmt: skip
    path = folder / CARD
    path.write_text(json.dumps(card, ensure_ascii=True, allow_nan=False, indent=1) + "\n", encoding="utf-8")
    return path


def read_card(folder: Path) -> Page | None:
    """Title, question and key figures of a folder's card; None where it has none that can be read."""
    card = read_json(folder / CARD)
    try:
        figures = [Figure(**figure) for figure in card["figures"]]
        told = Page(str(card["title"]), str(card["question"]), [], figures, [])
    except (KeyError, TypeError, AttributeError):
        return None
    return told if all(_sound(figure) for figure in figures) else None


def _sound(figure: Figure) -> bool:
    texts = (figure.head, figure.value, figure.span, figure.note)
    return all(isinstance(text, str) for text in texts) and isinstance(figure.amount, int | float | None)


def file_of(folder: Path, what: str) -> str:
    """The name of a folder's "page" or "picture" by its card, "" where it is no file of this very folder."""
    card = read_json(folder / CARD)
    name = card.get(what)
    known = isinstance(name, str) and name not in {"", ".", ".."} and Path(name).name == name and "\\" not in name
    return name if known and isinstance(name, str) and (folder / name).is_file() else ""


def read_json(path: Path) -> dict[str, Any]:
    """What stands in a JSON file; nothing where it cannot be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
