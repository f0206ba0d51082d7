"""What a run or a study leaves in its folder for people: its words, its page, and its row in the index."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.report.page.card import write_card
from sim.report.page.index import write_index
from sim.report.page.parts import Page
from sim.report.page.writing import write_page
from sim.study.work import Failure

Origin = dict[str, Any]  # as `sim.study.provenance` makes it


class Left(NamedTuple):
    """`words`: for the terminal and summary.txt. picture: the name of a file, for the index; "" for none."""

    words: str
    page: Page
    picture: str


def leave(left: Left, folder: Path) -> None:
    """Write summary.txt, report.html and card.json."""
    (folder / "summary.txt").write_text(f"{left.words}\n", encoding="utf-8")
    write_page(left.page, folder)
    write_card(left.page, folder, picture=left.picture)


def ended(left: Left, folder: Path, failures: Sequence[Failure]) -> bool:
    """Renew the index beside a study's folder, say its words and what failed; whether nothing did."""
    renew_index(folder.parent)
    print(f"{left.words}\n\n  Page, tables and pictures in {folder}")
    if failures:
        print(f"{len(failures)} tasks failed; failures.csv tells why and how to do one again", file=sys.stderr)
    return not failures


def renew_index(outputs: Path) -> None:
    """Write the index over all runs anew; where that cannot be, a note says so, and what was done stands."""
    try:
        write_index(outputs)
    except OSError as error:
        print(f"note: {outputs / 'index.html'} could not be written: {error}", file=sys.stderr)
