"""Write the log of some replications for other tools."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sim.engines import Run
from sim.measures.replication import Replication
from sim.study.export.rows import Activity, Event, activities, events
from sim.study.export.xes import write_xes
from sim.study.replicate import Results
from sim.study.tables import write_table

Runs = Callable[[Sequence[int]], Iterable[Run]]  # some replications acted out again


def write_logs(results: Results, runs: Runs, replications: int, folder: Path) -> None:
    """Write activities and events as tables, and activities as XES, of the first so many replications; nothing for 0.

    runs: acts replications of the whole scenario out again, by number. Cohorts that are hidden are left out. They are
    acted out once for each form, so that no more than one replication is ever in memory.
    """
    numbers, date, shown = range(min(replications, results.replications)), results.scenario.date, results.cohorts
    if not replications:
        return

    def done() -> Iterable[Activity]:
        for number, run in zip(numbers, runs(numbers), strict=True):
            yield from activities(Replication(*run), number, date, shown)

    def happened() -> Iterable[Event]:
        for number, run in zip(numbers, runs(numbers), strict=True):
            yield from events(Replication(*run), number, shown)

    write_table("activities", Activity, done(), folder)
    write_table("events", Event, happened(), folder)
    with (folder / "events.xes").open("w", encoding="utf-8", newline="\n") as file:
        write_xes(results.scenario.name, done(), file)
