"""M5: where the time went: each party's time from coming to its end, split exactly over stations and parts."""

from collections.abc import Iterator

import numpy as np

from sim.measures.gates import at_gate
from sim.measures.parts import WORDS, Part, Split, parts_at
from sim.measures.replication import Replication
from sim.measures.row import NOWHERE, Row
from sim.measures.splits import at_desk, at_shuttle
from sim.measures.telling import Telling
from sim.model.clock import MINUTE, Whole
from sim.model.crossing import DeskStation, GateStation, ShuttleStation

WHOLE = "time in all"  # the measure that is the sum of all parts
MEASURES = {part: f"time {words}" for part, words in WORDS.items()}


def account() -> Iterator[Telling]:
    """Mean minutes a person of those who came, by part: at each station, and over all stations."""
    yield Telling(_spent)


def time_account(one: Replication) -> Whole:
    """Where each party's time went: (n, S, parts) ms, by `Part`.

    It adds up exactly to the time from coming (00:00 for those who are there already) to leaving for good, or to the
    horizon; for those who never came it is 0. Who waits to be admitted waits at the station they wait for.
    """
    account = np.zeros((*one.log.reached.shape, len(Part)), np.int64)
    for at in range(len(one.crossing.stations)):
        for part, spent in _split(one, at).items():
            np.add.at(account[:, at, part], one.stays.at(at).row, spent)
    return account


def _split(one: Replication, at: int) -> Split:
    """How long each stay at a station was in each part."""
    station, here = one.crossing.stations[at], one.filled.at(at)
    outside = here.outside(one.draws.first)
    match station:
        case DeskStation():
            split = at_desk(station, here, outside)
        case ShuttleStation():
            split = at_shuttle(station, one, here, outside, at)
        case GateStation():
            split = at_gate(station, one.draws, one.log, here, one.crossing.horizon)
    return {**split, Part.AWAY: here.back - here.left}


def _spent(one: Replication) -> Iterator[Row]:
    persons = one.persons * one.came
    stations = [_person_times(one, at, persons) for at in range(len(one.crossing.stations))]
    whole = np.sum(stations, axis=0)
    for group, cohort in enumerate(one.rows_of):
        count = int(persons[group].sum())
        for station, total in zip(one.crossing.stations, stations, strict=True):
            yield from _means(total[:, group].tolist(), parts_at(station), count, cohort, station.name)
        yield from _means(whole[:, group].tolist(), tuple(Part), count, cohort, NOWHERE)


def _person_times(one: Replication, at: int, persons: Whole) -> Whole:
    """Person-milliseconds at a station (parts, groups), of so many persons of each group and party (groups, n)."""
    split, row = _split(one, at), one.stays.at(at).row
    spent = np.zeros((len(Part), row.size), np.int64)
    for part, ms in split.items():
        spent[part] = ms
    return np.asarray(spent @ persons[:, row].T)


def _means(total: list[int], parts: tuple[Part, ...], persons: int, cohort: str, station: str) -> list[Row]:
    """Each part of person-times (parts,) ms, and their sum, as a mean."""
    names, times = [*[MEASURES[part] for part in parts], WHOLE], [*[total[part] for part in parts], sum(total)]
    return [
        Row(name, "min", ms / persons / MINUTE if persons else None, cohort, station, "person", persons, "came")
        for name, ms in zip(names, times, strict=True)
    ]
