"""Where the longest queues are: at which stations, of how many persons, and about when."""

from sim.model.clock import NEVER
from sim.model.rules import EVERYONE
from sim.report.plots.over import medians, one, over
from sim.study.replicate import Results

FEW = 1  # persons; a queue that is no longer than this, in the median of the replications, is left out


def queues(results: Results) -> list[int]:
    """The stations with a panel, by index: those where, in the median replication, more than one person waits."""
    told = medians(results, "longest queue")
    return [at for at, name in enumerate(results.crossing.names) if (one(told, "longest queue", name) or 0) > FEW]


def longest_queues(results: Results) -> list[tuple[float, str, int]]:
    """(persons, station, ms) of the longest queue of each station drawn and the peak of its line, the longest first.

    Persons are medians over the replications; ms is -1 where the median line stays at 0.
    """
    told = medians(results, "longest queue")
    names = [results.crossing.names[at] for at in queues(results)]
    peaks = [_peak_of_line(results, at) for at in queues(results)]
    longest = [(told["longest queue", EVERYONE, name], name, peak) for name, peak in zip(names, peaks, strict=True)]
    return sorted(longest, key=lambda queue: -queue[0])


def _peak_of_line(results: Results, at: int) -> int:
    line = over(results.curves.queues[:, at]).median
    return int(results.curves.grid[line.argmax()]) if line.any() else NEVER
