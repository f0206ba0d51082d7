"""M7: how far the waits of cohorts lie apart, and who was past a clinical deadline."""

from collections.abc import Iterator

import numpy as np

from sim.measures.row import Row, groups
from sim.measures.waits import quantile, waits_in_all
from sim.model.clock import MINUTE, NEVER, Mask, Whole
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.outcome import Outcome
from sim.model.rules import EVERYONE

FEWEST = 10  # persons of a cohort that is compared, or shown in public; fewer could be recognised
GAPS = {"median": 50, "p90": 90}
WHOSE = f"crossed, of cohorts of which {FEWEST} or more did"
DECIDED = "came, and crossed or had their deadline before the end"


def fairness(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Gaps between cohorts, which cohorts had the longest and the shortest waits, and deadlines."""
    yield from _gaps(draws, log)
    yield from _deadlines(crossing, draws, log)


def _gaps(draws: Draws, log: Log) -> Iterator[Row]:
    """The largest minus the smallest quantile of the wait in all, of persons, and whose these were."""
    waited, crossed = waits_in_all(log), log.outcome == Outcome.CROSSED
    out = {name: mask & crossed for name, mask in groups(draws).items() if name != EVERYONE}
    compared = {name: mask for name, mask in out.items() if log.size[mask].sum() >= FEWEST}
    persons = sum(int(log.size[mask].sum()) for mask in compared.values())
    for word, percent in GAPS.items():
        each = {name: quantile(waited[mask], log.size[mask], percent) for name, mask in compared.items()}
        least, most = min(each.values(), default=0), max(each.values(), default=0)
        apart = (most - least) / MINUTE if len(each) > 1 else None
        yield Row(f"gap between cohorts, {word} wait in all", "min", apart, persons=persons, whose=WHOSE)
        for name in draws.cohorts:
            for what, ms in (("longest", most), ("shortest", least)):
                is_it = float(each[name] == ms) if name in each and len(each) > 1 else None
                told = f"had the {what} {word} wait in all of the cohorts"
                yield Row(told, "share", is_it, name, persons=persons, whose=WHOSE)


def _deadlines(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """From coming to crossing; whose deadline is not before the horizon, and who has not crossed, is undecided."""
    came = (draws.arrival != NEVER) & (draws.arrival < crossing.horizon)
    deadlines = np.array(crossing.deadlines, np.int64)[draws.cohort]
    due = draws.arrival + deadlines
    crossed = log.outcome == Outcome.CROSSED
    undecided = ~crossed & (due >= crossing.horizon)
    past = np.where(crossed, log.ended() > due, ~undecided)
    for name, mask in groups(draws).items():
        who = mask & came & (deadlines != NEVER)
        if name == EVERYONE or crossing.deadlines[draws.cohorts.index(name)] != NEVER:
            yield from _past(log.size, who & past, who & ~undecided, who & undecided, name)


def _past(size: Whole, past: Mask, decided: Mask, undecided: Mask, cohort: str) -> Iterator[Row]:
    late, persons = int(size[past & decided].sum()), int(size[decided].sum())
    yield Row("persons past their deadline", "persons", late, cohort, persons=persons, whose=DECIDED)
    share = late / persons if persons else None
    yield Row("share past their deadline", "share", share, cohort, persons=persons, whose=DECIDED)
    yield Row("persons whose deadline is undecided", "persons", int(size[undecided].sum()), cohort)
