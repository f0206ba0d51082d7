"""M7: how far the waits of cohorts lie apart, and who was past a clinical deadline."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from sim.measures.replication import Replication
from sim.measures.row import Row
from sim.measures.telling import Telling
from sim.measures.times import quantiles
from sim.measures.waits import waits_in_all
from sim.model.clock import MINUTE, NEVER
from sim.model.crossing import Crossing
from sim.model.rules import EVERYONE

FEWEST = 10  # persons of a cohort that is compared, or shown in public; fewer could be recognised
GAPS = {"median": 50, "p90": 90}
WHOSE = f"crossed, of cohorts of which {FEWEST} or more did"
DECIDED = "came, and crossed or had their deadline before the end"


def fairness(crossing: Crossing, cohorts: tuple[str, ...]) -> Iterator[Telling]:
    """Gaps between cohorts, which cohorts had the longest and the shortest waits, and deadlines."""
    yield Telling(_gaps)
    timed = [name for name, deadline in zip(cohorts, crossing.deadlines, strict=True) if deadline != NEVER]
    for cohort in (EVERYONE, *timed):
        yield Telling(partial(_deadlines, cohort))


def _gaps(one: Replication) -> Iterator[Row]:
    """The largest minus the smallest quantile of the wait in all, of persons, and whose these were."""
    waited = {name: waits_in_all(one, name) for name in one.draws.cohorts}
    compared = {name: times for name, times in waited.items() if times.size.sum() >= FEWEST}
    persons = sum(int(times.size.sum()) for times in compared.values())
    for word, percent in GAPS.items():
        each = {name: quantiles(times, [percent])[0] for name, times in compared.items()}
        least, most = min(each.values(), default=0), max(each.values(), default=0)
        apart = (most - least) / MINUTE if len(each) > 1 else None
        yield Row(f"gap between cohorts, {word} wait in all", "min", apart, persons=persons, whose=WHOSE)
        for name in waited:
            for what, ms in (("longest", most), ("shortest", least)):
                is_it = float(each[name] == ms) if name in each and len(each) > 1 else None
                told = f"had the {what} {word} wait in all of the cohorts"
                yield Row(told, "share", is_it, name, persons=persons, whose=WHOSE)


def _deadlines(cohort: str, one: Replication) -> Iterator[Row]:
    """From coming to crossing; whose deadline is not before the horizon, and who has not crossed, is undecided."""
    rows, horizon = one.rows_of[cohort], one.crossing.horizon
    deadlines = np.array(one.crossing.deadlines, np.int64)[one.draws.cohort[rows]]
    rows, deadlines = (values[one.came[rows] & (deadlines != NEVER)] for values in (rows, deadlines))
    due, crossed, size = one.draws.arrival[rows] + deadlines, one.crossed[rows], one.log.size[rows]
    undecided = ~crossed & (due >= horizon)
    past = np.where(crossed, one.ended[rows] > due, ~undecided)
    late, persons = int(size[past].sum()), int(size[~undecided].sum())
    yield Row("persons past their deadline", "persons", late, cohort, persons=persons, whose=DECIDED)
    share = late / persons if persons else None
    yield Row("share past their deadline", "share", share, cohort, persons=persons, whose=DECIDED)
    yield Row("persons whose deadline is undecided", "persons", int(size[undecided].sum()), cohort)
