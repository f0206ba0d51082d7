"""A study's outputs: the few numbers of a replication that it asks for, named in words, and nothing else measured.

An output costs a day what is told together with it. Some tens of microseconds a cohort: persons by outcome, exits and
their clock, waits in all, time to cross, time so far, and the wait at a station. A tenth of a millisecond or two: a
station's peaks, officers at work, nights between the gates. About a millisecond: any part of the time account.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import islice
from typing import Any

import numpy as np

from sim.measures import tellings
from sim.measures.replication import Replication
from sim.measures.row import NOWHERE, Output, Row, output_of
from sim.measures.telling import Telling
from sim.model.clock import Real
from sim.model.crossing import as_planned
from sim.model.draws import Draws, draw
from sim.model.faults import Fault, Refused
from sim.model.log import blank
from sim.model.nearest import nearest
from sim.model.rules import EVERYONE
from sim.model.scenario import Scenario


def known_outputs(scenario: Scenario) -> dict[str, Output]:
    """All that can be asked of a scenario, by its text, in the order of measuring: what is told of an empty world."""
    return {str(output_of(row)): output_of(row) for row in told_of_nobody(scenario)}


def units_of(scenario: Scenario) -> dict[str, str]:
    """The unit of each output, by its text, with and without `by party` where that may be left out."""
    told = {str(output_of(row)): row.unit for row in told_of_nobody(scenario)}
    return {text.removesuffix(" by party"): unit for text, unit in told.items()} | told


def told_of_nobody(scenario: Scenario) -> list[Row]:
    """All rows that can be told of a scenario, in the order of measuring, without their values."""
    one = _nobody(scenario)
    return [row for telling in _tellings(one) for row in telling.rows(one)]


def outputs_named(texts: Sequence[str], known: Mapping[str, Output], key: str = "outputs") -> list[Output]:
    """The outputs that texts name, in their order; raises Refused with every text that names none, or names it again.

    `by party` may be left out of what is only told of parties ("parties crossed").
    """
    plain = {text.removesuffix(" by party"): output for text, output in known.items()} | dict(known)
    faults = [Fault(f"{key}.{at}", _why_not(text, known)) for at, text in enumerate(texts) if text not in plain]
    found = [plain[text] for text in texts if text in plain]
    twice = [output for at, output in enumerate(found) if output in found[:at]]
    faults += [Fault(key, f"got {str(output)!r} more than once") for output in twice]
    if faults:
        raise Refused(faults)
    return found


def _why_not(text: str, known: Mapping[str, Output]) -> str:
    """Which part of a text is not known, and the nearest that is."""
    asked = _parted(text)
    for part, name in zip(Output._fields, asked, strict=True):
        names = dict.fromkeys(getattr(output, part) for output in known.values())
        if name not in names:
            close = nearest(name, names) if part != "measure" else _nearest_measure(name, list(names))
            return f"got {text!r}; there is no {part} {name!r}{close}"
    same = [each for each, output in known.items() if output.measure == asked.measure]
    return f"got {text!r}; {asked.measure} is not told so{nearest(text, same)}"


def _nearest_measure(name: str, names: list[str]) -> str:
    """There are too many measures to name them all."""
    close = nearest(name, names)
    return close if close.startswith("; did you mean") else "; summary.csv of any run names all there are"


def _parted(text: str) -> Output:
    """The parts of a text, known or not."""
    start, _, by = text.partition(" by ")
    start, _, station = start.partition(" @ ")
    measure, _, cohort = start.partition(" / ")
    return Output(measure, cohort or EVERYONE, station or NOWHERE, by or "person")


def measuring(outputs: Sequence[Output], scenario: Scenario) -> Callable[[Replication], Real]:
    """What measures just these outputs of a replication of a scenario: (K,) in their order, nan where there is nothing.

    Raises KeyError, with the nearest name, where the scenario has no such output.
    """
    one, places = _nobody(scenario), {output: place for place, output in enumerate(outputs)}
    plan = [(telling, _wanted(telling.rows(one), places)) for telling in _tellings(one)]
    plan = [(telling, wanted) for telling, wanted in plan if wanted]
    found = {place for _, wanted in plan for _, place in wanted}
    if missing := [output for output, place in places.items() if place not in found]:
        raise KeyError(_why_not(str(missing[0]), known_outputs(scenario)))

    def measured(one: Replication) -> Real:
        values = np.full(len(outputs), np.nan)
        for telling, wanted in plan:
            rows = list(islice(telling.rows(one), wanted[-1][0] + 1))  # what comes after the last is not worked out
            for row, place in wanted:
                values[place] = np.nan if rows[row].value is None else rows[row].value
        return values

    return measured


def _wanted(rows: Iterable[Row], places: Mapping[Output, int]) -> list[tuple[int, int]]:
    """Which of the rows told together are asked for, and each one's place in the answer."""
    return [(at, places[output_of(row)]) for at, row in enumerate(rows) if output_of(row) in places]


def _tellings(one: Replication) -> Iterator[Telling]:
    return tellings(one.crossing, one.draws.cohorts)


def _nobody(scenario: Scenario) -> Replication:
    """A replication to which nobody was drawn: all that is ever told is told of it, too."""
    crossing, draws = as_planned(scenario), draw(scenario, 0, 0)
    of_parties = [field.name for field in fields(Draws) if field.name != "days"]
    arrays: dict[str, Any] = {name: getattr(draws, name)[:0] for name in of_parties if _is_array(draws, name)}
    draws = replace(draws, **arrays)
    return Replication(crossing, draws, blank(crossing, draws))


def _is_array(draws: Draws, name: str) -> bool:
    return isinstance(getattr(draws, name), np.ndarray)
