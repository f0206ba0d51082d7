"""One replication, and what several measures need of it: each is worked out once, when it is first asked for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.measures.departures import departures
from sim.measures.stays import Stays, first_reached, stays
from sim.model.clock import NEVER, Mask, Whole
from sim.model.crossing import Crossing, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.outcome import GONE, HELD_BACK, Outcome
from sim.model.rules import EVERYONE


def _whether_in(outcomes: tuple[Outcome, ...]) -> Mask:
    """Whether each outcome, by its number, is one of these."""
    return np.isin(np.arange(len(Outcome)), outcomes)


IS_HELD_BACK, IS_GONE = _whether_in(HELD_BACK), _whether_in(GONE)


@dataclass(frozen=True)
class Replication:
    """n parties at S stations; stations come first; times in ms, -1 for never."""

    crossing: Crossing
    draws: Draws
    log: Log

    @cached_property
    def rows_of(self) -> dict[str, Whole]:
        """The rows of everyone, then of each cohort, by name."""
        index = self.draws.cohort
        cohorts = {name: np.flatnonzero(index == number) for number, name in enumerate(self.draws.cohorts)}
        return {EVERYONE: np.arange(index.size), **cohorts}

    @cached_property
    def persons(self) -> Whole:
        """How many persons of everyone, then of each cohort, each party is (1 + C, n)."""
        index = np.arange(len(self.draws.cohorts))[:, np.newaxis]
        everyone = np.ones((1, self.log.size.size), bool)
        return np.asarray(np.vstack([everyone, self.draws.cohort == index]) * self.log.size)

    @cached_property
    def stays(self) -> Stays:
        """Every stay at every station."""
        return stays(self.log)

    @cached_property
    def filled(self) -> Stays:
        """The same in which what never happened takes no time, up to the party's end or the horizon."""
        end = np.where(self.ended == NEVER, self.crossing.horizon, self.ended)
        return self.stays.filled(end[self.stays.row])

    @cached_property
    def ended(self) -> Whole:
        """When each party left for good (n,)."""
        return self.log.ended()

    @cached_property
    def came(self) -> Mask:
        """Who came within the run (n,)."""
        return np.asarray((self.draws.arrival != NEVER) & (self.draws.arrival < self.crossing.horizon))

    @cached_property
    def crossed(self) -> Mask:
        """Who crossed (n,)."""
        return np.asarray(self.log.outcome == Outcome.CROSSED)

    @cached_property
    def held_back(self) -> Mask:
        """Who had come and might still cross (n,)."""
        return np.asarray(IS_HELD_BACK[self.log.outcome])

    @cached_property
    def gone(self) -> Mask:
        """Who has left for good (n,)."""
        return np.asarray(IS_GONE[self.log.outcome])

    @cached_property
    def waited(self) -> Whole:
        """From when each party first came to a station (S, n) until it was taken for the last time; 0 where never."""
        return np.where(self.log.started != NEVER, self.log.started - first_reached(self.log), 0).T.copy()

    @cached_property
    def waited_in_all(self) -> Whole:
        """How long each party waited at all stations together (n,)."""
        return np.asarray(self.waited.sum(axis=0))

    @cached_property
    def served(self) -> Mask:
        """Who was taken at each station (S, n) and is known to have waited there: not who began in it at 00:00."""
        stations = np.arange(len(self.crossing.stations))[:, np.newaxis]
        return np.asarray((self.log.started.T != NEVER) & (self.began_at != stations))

    @cached_property
    def departed(self) -> Whole:
        """When the vehicle that took each party departed from each station (S, n); a desk or a gate has none."""
        stations = self.crossing.stations
        none = np.full(self.log.place.size, NEVER)
        return np.array([departures(self.log, at) if isinstance(station, ShuttleStation) else none
                         for at, station in enumerate(stations)])  # fmt: skip

    @cached_property
    def began_at(self) -> Whole:
        """The station in whose hall or vehicle each party was when the run began (n,); -1 for none."""
        there = (self.draws.in_hall == 1) | (self.draws.on_trip != NEVER)
        return np.where(there, self.draws.first, NEVER)
