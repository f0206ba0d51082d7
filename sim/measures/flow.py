"""M1: how many get out, when, and where the others are."""

from collections.abc import Iterator

import numpy as np

from sim.measures.row import Row, groups
from sim.model.clock import DAY, HOUR, MINUTE, NEVER, Mask, Whole
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log, Why
from sim.model.outcome import HELD_BACK, Outcome

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


def flow(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Persons by outcome, who crossed in all and by day, the clock of exits, per cohort; who is left where."""
    ended = log.ended()
    for cohort, mask in groups(draws).items():
        yield from _outcomes(cohort, draws, log, mask)
        yield from _days(cohort, crossing, draws, log, mask)
        yield from _clock(cohort, log, mask, ended)
    yield from _hours(log, ended)
    for at, station in enumerate(crossing.names):
        here = np.isin(log.outcome, HELD_BACK) & (log.where == at)
        yield Row("persons left there", "persons", int(log.size[here].sum()), station=station)


def _hours(log: Log, ended: Whole) -> Iterator[Row]:
    """Persons who crossed within each hour of the day, over all days."""
    crossed = log.outcome == Outcome.CROSSED
    persons = np.bincount(ended[crossed] % DAY // HOUR, log.size[crossed], minlength=24)
    for hour, count in enumerate(persons.tolist()):
        yield Row(f"persons crossed, hour {hour:02d}", "persons", int(count))


def _outcomes(cohort: str, draws: Draws, log: Log, mask: Mask) -> Iterator[Row]:
    for outcome, words in WORDS.items():
        yield Row(f"persons {words}", "persons", int(log.size[mask & (log.outcome == outcome)].sum()), cohort)
    crossed = mask & (log.outcome == Outcome.CROSSED)
    yield Row("parties crossed", "parties", int(crossed.sum()), cohort, by="party")
    yield Row("children crossed", "persons", int(draws.children[crossed].sum()), cohort)
    impatient = log.earlier.place[log.earlier.why == Why.PATIENCE]
    yield Row("times patience ended", "times", int(np.isin(impatient, log.place[mask]).sum()), cohort, by="party")


def _days(cohort: str, crossing: Crossing, draws: Draws, log: Log, mask: Mask) -> Iterator[Row]:
    """Who crossed on each day of a run of several."""
    days = crossing.horizon // DAY
    on_day = np.where(mask & (log.outcome == Outcome.CROSSED), log.ended() // DAY, NEVER)
    for day in range(days if days > 1 else 0):
        here = on_day == day
        yield Row(f"persons crossed, day {day + 1}", "persons", int(log.size[here].sum()), cohort)
        yield Row(f"parties crossed, day {day + 1}", "parties", int(here.sum()), cohort, by="party")
        yield Row(f"children crossed, day {day + 1}", "persons", int(draws.children[here].sum()), cohort)


def _clock(cohort: str, log: Log, mask: Mask, ended: Whole) -> Iterator[Row]:
    """Exits are counted among those who crossed or might still; it is clear once these are out, and nobody is due."""
    crossed = mask & (log.outcome == Outcome.CROSSED)
    may = crossed | (mask & np.isin(log.outcome, HELD_BACK))
    persons, whose = int(log.size[may].sum()), "crossed, or had come and might still"
    exits = np.sort(np.repeat(ended[crossed], log.size[crossed]))
    for percent in OUT:
        needed = -(-persons * percent // 100)
        moment = int(exits[needed - 1]) if 0 < needed <= exits.size else NEVER
        yield Row(f"{percent} % out", "clock", _minutes(moment), cohort, persons=persons, whose=whose)
    for name, exit_ in (("first exit", exits[:1]), ("last exit", exits[-1:])):
        yield Row(name, "clock", _minutes(int(exit_.max(initial=NEVER))), cohort, persons=exits.size, whose="crossed")
    expected = (mask & (log.outcome == Outcome.STILL_EXPECTED)).any()
    cleared = exits.size == persons > 0 and not expected
    days = float(exits[-1] // DAY + 1) if cleared else None
    yield Row("days to clear", "days", days, cohort, persons=persons, whose=whose)


def _minutes(moment: int) -> float | None:
    return None if moment == NEVER else moment / MINUTE
