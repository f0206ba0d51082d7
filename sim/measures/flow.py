"""M1: how many get out, when, and where the others are."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from sim.measures.replication import Replication
from sim.measures.row import Row
from sim.measures.telling import Telling
from sim.model.clock import DAY, HOUR, MINUTE, NEVER
from sim.model.crossing import Crossing
from sim.model.log import Why
from sim.model.outcome import Outcome
from sim.model.rules import EVERYONE

WORDS = {
    Outcome.CROSSED: "crossed",
    Outcome.REFUSED: "refused",
    Outcome.TURNED_AWAY: "turned away",
    Outcome.FAMILY_TURNED_BACK: "whose family turned back",
    Outcome.GAVE_UP: "who gave up",
    Outcome.NO_SHOW: "who did not come",
    Outcome.STILL_EXPECTED: "still expected",
    Outcome.DUE_AGAIN: "due again",
    Outcome.IN_THE_STREET: "still in the street",
    Outcome.STILL_INSIDE: "still inside",
    Outcome.BETWEEN_THE_GATES: "between the gates",
    Outcome.IN_THE_EGYPTIAN_HALL: "in the Egyptian hall",
}
OUT = (50, 90, 100)  # percent of those who crossed, or had come and might still


def flow(crossing: Crossing, cohorts: tuple[str, ...]) -> Iterator[Telling]:
    """Persons by outcome, who crossed in all and by day, the clock of exits, per cohort; who is left where."""
    for cohort in (EVERYONE, *cohorts):
        for tell in (_outcomes, _days, exits):
            yield Telling(partial(tell, cohort))
    yield Telling(_hours)
    for at in range(len(crossing.stations)):
        yield Telling(partial(_left_there, at))


def _outcomes(cohort: str, one: Replication) -> Iterator[Row]:
    log, rows = one.log, one.rows_of[cohort]
    persons = np.bincount(log.outcome[rows], log.size[rows], minlength=len(Outcome)).tolist()
    for outcome, words in WORDS.items():
        yield Row(f"persons {words}", "persons", int(persons[outcome]), cohort)
    crossed = rows[one.crossed[rows]]
    yield Row("parties crossed", "parties", crossed.size, cohort, by="party")
    yield Row("children crossed", "persons", int(one.draws.children[crossed].sum()), cohort)
    impatient = log.earlier.place[log.earlier.why == Why.PATIENCE]
    times = int(np.isin(impatient, log.place[rows]).sum()) if impatient.size else 0
    yield Row("times patience ended", "times", times, cohort, by="party")


def _days(cohort: str, one: Replication) -> Iterator[Row]:
    """Who crossed on each day of a run of several."""
    days, rows = one.crossing.horizon // DAY, one.rows_of[cohort]
    crossed = rows[one.crossed[rows]]
    on_day, size, children = one.ended[crossed] // DAY, one.log.size[crossed], one.draws.children[crossed]
    for day in range(days if days > 1 else 0):
        here = on_day == day
        yield Row(f"persons crossed, day {day + 1}", "persons", int(size[here].sum()), cohort)
        yield Row(f"parties crossed, day {day + 1}", "parties", int(here.sum()), cohort, by="party")
        yield Row(f"children crossed, day {day + 1}", "persons", int(children[here].sum()), cohort)


def exits(cohort: str, one: Replication) -> Iterator[Row]:
    """Exits are counted among those who crossed or might still; it is clear once these are out, and nobody is due."""
    log, rows = one.log, one.rows_of[cohort]
    crossed = rows[one.crossed[rows]]
    order = np.argsort(one.ended[crossed], kind="stable")
    moments, out = one.ended[crossed][order], np.cumsum(log.size[crossed][order])
    gone = int(out[-1]) if out.size else 0
    persons, whose = gone + int(log.size[rows[one.held_back[rows]]].sum()), "crossed, or had come and might still"
    for percent in OUT:
        needed = -(-persons * percent // 100)
        moment = int(moments[np.searchsorted(out, needed)]) if 0 < needed <= gone else NEVER
        yield Row(f"{percent} % out", "clock", _minutes(moment), cohort, persons=persons, whose=whose)
    for name, exit_ in (("first exit", moments[:1]), ("last exit", moments[-1:])):
        yield Row(name, "clock", _minutes(int(exit_.max(initial=NEVER))), cohort, persons=gone, whose="crossed")
    expected = (log.outcome[rows] == Outcome.STILL_EXPECTED).any()
    cleared = gone == persons > 0 and not expected
    days = float(moments[-1] // DAY + 1) if cleared else None
    yield Row("days to clear", "days", days, cohort, persons=persons, whose=whose)


def _hours(one: Replication) -> Iterator[Row]:
    """Persons who crossed within each hour of the day, over all days."""
    hour_of_day = one.ended[one.crossed] % DAY // HOUR
    persons = np.bincount(hour_of_day, one.log.size[one.crossed], minlength=24)
    for hour, count in enumerate(persons.tolist()):
        yield Row(f"persons crossed, hour {hour:02d}", "persons", int(count))


def _left_there(at: int, one: Replication) -> Iterator[Row]:
    here = one.held_back & (one.log.where == at)
    yield Row("persons left there", "persons", int(one.log.size[here].sum()), station=one.crossing.stations[at].name)


def _minutes(moment: int) -> float | None:
    return None if moment == NEVER else moment / MINUTE
