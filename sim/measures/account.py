"""M5: where the time went: each party's time from coming to its end, split exactly over stations and parts."""

from collections.abc import Iterator

import numpy as np

from sim.measures.gates import at_gate
from sim.measures.parts import WORDS, Part, Split, parts_at
from sim.measures.row import NOWHERE, Row, groups
from sim.measures.splits import at_desk, at_shuttle, filled
from sim.measures.stays import stays
from sim.model.clock import MINUTE, NEVER, Whole
from sim.model.crossing import Crossing, DeskStation, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import Log

WHOLE = "time in all"  # the measure that is the sum of all parts


def measure_of(part: Part) -> str:
    """The measure's name."""
    return f"time {WORDS[part]}"


def time_account(crossing: Crossing, draws: Draws, log: Log) -> Whole:
    """Where each party's time went: (n, S, parts) ms, by `Part`.

    It adds up exactly to the time from coming (00:00 for those who are there already) to leaving for good, or to the
    horizon; for those who never came it is 0. Who waits to be admitted waits at the station they wait for.
    """
    ended, told = log.ended(), stays(log)
    end = np.where(ended == NEVER, crossing.horizon, ended)
    account = np.zeros((draws.parties, len(crossing.stations), len(Part)), np.int64)
    for at, station in enumerate(crossing.stations):
        here = told.at(at)
        outside, here = here.outside(draws.first), filled(here, end[here.row])
        match station:
            case DeskStation():
                split: Split = at_desk(station, here, outside)
            case ShuttleStation():
                split = at_shuttle(station, draws, log, here, outside, at)
            case GateStation():
                split = at_gate(station, draws, log, here, crossing.horizon)
        for part, spent in {**split, Part.AWAY: here.back - here.left}.items():
            np.add.at(account[:, at, part], here.row, spent)
    return account


def account(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Mean minutes a person of those who came, by part: at each station, and over all stations."""
    spent = time_account(crossing, draws, log)
    came = (draws.arrival != NEVER) & (draws.arrival < crossing.horizon)
    for cohort, mask in groups(draws).items():
        who = mask & came
        weight = log.size[who]
        for at, station in enumerate(crossing.stations):
            yield from _means(spent[who, at], parts_at(station), weight, cohort, station.name)
        yield from _means(spent[who].sum(axis=1), tuple(Part), weight, cohort, NOWHERE)


def _means(spent: Whole, parts: tuple[Part, ...], size: Whole, cohort: str, station: str) -> Iterator[Row]:
    """Each part of times (m, parts) ms, and their sum."""
    persons, total = int(size.sum()), size @ spent
    for name, ms in [*((measure_of(part), total[part]) for part in parts), (WHOLE, total.sum())]:
        mean = float(ms) / persons / MINUTE if persons else None
        yield Row(name, "min", mean, cohort, station, persons=persons, whose="came")
