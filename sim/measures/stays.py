"""Every stay of every party at a station, in time: the visits that ended without going on, then the last one."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import NEVER, UNLIMITED, Mask, Whole
from sim.model.log import Log, Why


class Stays(NamedTuple):
    """K stays by station, party and time; every array is (K,), times in ms, -1 for never.

    row, station: indices of party and station. persons: of the party. turn: the time that gives it its turn (S1).
    came: to the entry queue, or back to it. admitted, started, finished: of this stay. left: when it went on, or home
    or aside. back: when it came again from there. why: a `Why`, -1 for the last stay. again: whether it had been there.
    """

    row: Whole
    station: Whole
    persons: Whole
    turn: Whole
    came: Whole
    admitted: Whole
    started: Whole
    finished: Whole
    left: Whole
    back: Whole
    why: Whole
    again: Mask

    def where(self, chosen: Mask) -> "Stays":
        """Those stays that a mask (K,) chooses."""
        return Stays._make([column[chosen] for column in self])

    def at(self, station: int) -> "Stays":
        """The stays at one station, which stand together."""
        first, end = self.station.searchsorted((station, station + 1)).tolist()
        return Stays._make([column[first:end] for column in self])

    def taken(self) -> Whole:
        """When they no longer waited (K,): taken by an officer or stepping on, or gone home."""
        return np.where(self.started == NEVER, self.left, self.started)

    def filled(self, end: Whole) -> "Stays":
        """Stays in which what never happened takes no time: it has the next stamp that there is, or the end (K,)."""
        left = np.where(self.left == NEVER, end, self.left)
        finished = np.where(self.finished == NEVER, left, self.finished)
        started = np.where(self.started == NEVER, finished, self.started)
        admitted = np.where(self.admitted == NEVER, started, self.admitted)
        back = np.where(self.why == NEVER, left, np.where(self.back == NEVER, end, self.back))
        return self._replace(admitted=admitted, started=started, finished=finished, left=left, back=back)

    def outside(self, first: Whole) -> Mask:
        """Whether they came to the entry queue holding nothing (K,): to their first station (n,), or again (S8)."""
        return np.asarray(self.again | (self.station == first[self.row]))


def stays(log: Log) -> Stays:
    """The stays that a log tells of."""
    columns = {name: np.concatenate([earlier, last]) for name, (earlier, last) in _columns(log).items()}
    code = columns["station"] * log.place.size + columns["row"]
    order = np.argsort(code, kind="stable")  # of each party earlier visits stand in time, the last one after them
    told = {name: column[order] for name, column in columns.items()}
    again = np.append(False, code[order][1:] == code[order][:-1])[: code.size]
    before = {name: np.roll(told[name], 1) for name in ("back", "why")}
    told["came"] = np.where(again, before["back"], told["came"])
    own = ~again | (before["why"] != Why.EVENING)  # who went home for the night keeps the turn (S9)
    turn = told["came"][np.maximum.accumulate(np.where(own, np.arange(code.size), 0))]
    return Stays(**told, persons=log.size[told["row"]], turn=turn, again=again)


def _columns(log: Log) -> dict[str, tuple[Whole, Whole]]:
    """Each column of the visits before the last ones, and of the last ones."""
    at, row = np.nonzero(log.reached.T != NEVER)
    visits, none = log.earlier, np.full(row.size, NEVER)
    pairs = {name: (getattr(visits, name), getattr(log, name)[row, at]) for name in ("admitted", "started", "finished")}
    ends = {"left": (visits.left, log.left[row, at]), "back": (visits.back, none), "why": (visits.why, none)}
    whose = {"row": (rows_by_place(log)[visits.place], row), "station": (visits.station, at)}
    return {**whose, "came": (visits.reached, log.reached[row, at]), **pairs, **ends}


def rows_by_place(log: Log) -> Whole:
    """The row of the party with each place on the list."""
    row_of = np.zeros(int(log.place.max(initial=NEVER)) + 1, np.int64)
    row_of[log.place] = np.arange(log.place.size)
    return row_of


def first_reached(log: Log) -> Whole:
    """When each party first reached each station (n, S), ms, whatever it did then; -1 for never."""
    visits, first = log.earlier, np.where(log.reached == NEVER, UNLIMITED, log.reached)
    np.minimum.at(first, (rows_by_place(log)[visits.place], visits.station), visits.reached)
    return np.where(first == UNLIMITED, NEVER, first)
