"""A progress bar on a terminal, and nothing in a pipe."""

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def watched(replications: Iterable[int]) -> Iterator[int]:
    """Hand on the replications, showing on stderr how many are done and how long the others will take."""
    whole = list(replications)
    console = Console(stderr=True)
    columns = (TextColumn("simulating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield from progress.track(whole, total=len(whole))
