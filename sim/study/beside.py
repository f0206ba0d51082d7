"""The reported figures of a day beside the simulated ones."""

from fnmatch import fnmatchcase
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.replicate import Results


class Beside(NamedTuple):
    """One reported figure and the simulated prediction interval of a day; clock times in minutes since 00:00."""

    figure: str
    what: str
    unit: str
    low: float
    best: float
    high: float
    day_low: float | None
    median: float | None
    day_high: float | None

    @property
    def covered(self) -> bool | None:
        """Whether the prediction interval holds the best reported value; None where there is no interval."""
        if self.day_low is None or self.day_high is None:
            return None
        return self.day_low <= self.best <= self.day_high


def simulated(results: Results, measure: str, cohorts: list[str], station: str) -> Real:
    """A measure of each replication (R,), summed over the cohorts that the patterns name."""
    if cohorts == ["all"]:
        return results.values(measure, station=station)
    named = [name for name in results.cohorts if any(fnmatchcase(name, pattern) for pattern in cohorts)]
    by = "party" if measure.startswith("parties") else "person"
    each = [results.values(measure, name, station, by) for name in named]
    return np.sum(each, axis=0) if each else np.full(results.replications, np.nan)
