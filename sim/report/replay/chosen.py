"""Which replications are played: of those in order of how many crossed, and how early, the first, middle and last."""

import numpy as np

from sim.study.replicate import Results

MOST_PARTIES = 60_000  # in one page, so that it stays small and quick


def chosen(results: Results) -> dict[str, int]:
    """The replication that is the "median", the "worst" and the "best" day: by persons crossed, then by the last exit.

    Only the median where there are fewer than three, or where they would be too large for a page; where that is, none.
    """
    crossed, last = results.values("persons crossed"), results.values("last exit")
    order = np.lexsort((-np.nan_to_num(last), crossed))
    days = {"median": order[(order.size - 1) // 2], "worst": order[0], "best": order[-1]}
    parties = _parties(results)
    room = MOST_PARTIES // max(1, parties)
    names = list(days) if room >= len(days) <= order.size else list(days)[: min(room, 1)]
    return {name: int(days[name]) for name in names}


def _parties(results: Results) -> int:
    """About how many parties a replication has."""
    cohorts = results.scenario.cohorts.values()
    return round(sum(cohort.persons / cohort.party_size.mean_value() for cohort in cohorts))
