"""Progress bars on a terminal, and nothing in a pipe."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

A_WHILE = 600  # s over which the rate is taken: a chunk may last a minute


def watched(replications: Iterable[int]) -> Iterator[int]:
    """Hand on the replications, showing on stderr how many are done and how long the others will take."""
    whole = list(replications)
    console = Console(stderr=True)
    columns = (TextColumn("simulating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield from progress.track(whole, total=len(whole))


class RateColumn(TextColumn):
    """How many tasks are done in a second, or in an hour where they are long."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """The rate, nothing until it is known."""
        return Text("" if task.speed is None else rate(task.speed))


def rate(a_second: float) -> str:
    """So many a second, in the unit in which it is 1 or more, down to an hour."""
    unit, times = next(((unit, times) for unit, times in (("s", 1), ("min", 60)) if a_second * times >= 1), ("h", 3600))
    return f"{digits(a_second * times)}/{unit}"


def digits(value: float) -> str:
    """Three digits, or all whole ones of a large number."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


@contextmanager
def tasks_watched(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function that is told (tasks done, tasks in all) and shows them on stderr, with a rate and the time left."""
    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty(),
                  speed_estimate_period=A_WHILE) as progress:  # fmt: skip
        bar = progress.add_task(what, start=False)

        def watch(done: int, in_all: int) -> None:
            progress.update(bar, completed=done, total=in_all)
            if not progress.tasks or not progress.tasks[0].started:
                progress.start_task(bar)

        yield watch
