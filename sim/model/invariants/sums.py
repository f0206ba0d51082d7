"""What adds up, to the millisecond: persons at every moment, parts of a stay, person-time, officer-time."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import DeskStation
from sim.model.invariants.story import Story, StoryOf, until


class Occupancy(NamedTuple):
    """How many were in a place: the most at the end of any instant, and their time there summed up."""

    peak: int  # persons
    person_ms: int


def occupancy(since: Whole, until_when: Whole, persons: Whole) -> Occupancy:
    """The exact step function of persons who come and go at these moments: its peak and its integral."""
    times, index = np.unique(np.concatenate([since, until_when]), return_inverse=True)
    change = np.zeros(times.size, np.int64)
    np.add.at(change, index, np.concatenate([persons, -persons]))
    there = np.cumsum(change)
    return Occupancy(int(there.max(initial=0)), int((there[:-1] * np.diff(times)).sum()))


def in_queue(station: StoryOf) -> Occupancy:
    """Persons in the entry queue, from reaching it to admission."""
    rows = [(visit.reached, visit.admitted, visit.size) for visit in station.visits]
    return occupancy(*np.array(rows, np.int64).reshape(-1, 3).T)


def in_hall(station: StoryOf) -> Occupancy:
    """Persons counted in the hall, from admission until their place is free again."""
    rows = [(visit.admitted, visit.freed, visit.size) for visit in station.visits]
    return occupancy(*np.array(rows, np.int64).reshape(-1, 3).T)


def conserved(story: Story) -> Iterator[str]:
    """2: At every moment those who have come are those in the street, in a hall or vehicle, and gone."""
    since, to, persons, cohort = _stays(story)
    arrived, gone, size = _whole(story)
    times = np.concatenate([since, to, arrived, gone])
    change = np.concatenate([persons, -persons, -size, size])
    of = np.concatenate([cohort, cohort, story.draws.cohort, story.draws.cohort])
    for number, name in enumerate(story.draws.cohorts):
        moments, index = np.unique(times[of == number], return_inverse=True)
        over = np.zeros(moments.size, np.int64)
        np.add.at(over, index, change[of == number])
        for at in moments[over != 0].tolist():
            yield f"2 persons: of {name} not all who came are somewhere, once, at {at} ms"


def _whole(story: Story) -> tuple[Whole, Whole, Whole]:
    """Each party from its arrival to its end: since (n,), until (n,), persons (n,)."""
    horizon, rows = story.crossing.horizon, np.arange(story.draws.parties)
    arrived = np.minimum(until(horizon, story.draws.arrival), horizon)
    return arrived, until(horizon, story.log.left[rows, story.last]), story.draws.size


def _stays(story: Story) -> tuple[Whole, Whole, Whole, Whole]:
    """Every stay of a party in the street and in each station: since, until, persons, cohort."""
    horizon, log, draws = story.crossing.horizon, story.log, story.draws
    rows = np.arange(draws.parties)
    admitted, left = until(horizon, log.admitted), until(horizon, log.left)
    since = np.column_stack([until(horizon, log.reached[rows, draws.first]), admitted])
    to = np.column_stack([admitted[rows, draws.first], left])
    width = since.shape[1]
    return since.ravel(), to.ravel(), np.repeat(draws.size, width), np.repeat(draws.cohort, width)


def parts(story: Story) -> Iterator[str]:
    """19: In the street, in halls, being served, riding and blocked add up to the time from arrival to end."""
    log, draws, rows = story.log, story.draws, np.arange(story.draws.parties)
    desks = np.array([isinstance(plan, DeskStation) for plan in story.crossing.stations], bool)
    served = np.where(desks, story.due - log.started, log.finished - log.started)
    street = log.admitted[rows, draws.first] - log.reached[rows, draws.first]
    inside = (log.started - log.admitted) + served + (log.left - log.finished)
    total = street + (inside * story.on_way).sum(axis=1)
    ended = log.left[rows, story.last] != NEVER
    wrong = ended & (total != log.left[rows, story.last] - draws.arrival)
    for row in np.flatnonzero(wrong).tolist():
        yield f"19 parts: those of party {draws.place[row]} do not add up to its whole time"


def little(story: Story) -> Iterator[str]:
    """20: Persons present summed over time are stays summed over persons, exactly, for each cohort (Little 1961)."""
    since, to, persons, cohort = _stays(story)
    arrived, gone, size = _whole(story)
    for number, name in enumerate(story.draws.cohorts):
        ours, parties = cohort == number, story.draws.cohort == number
        present = occupancy(arrived[parties], gone[parties], size[parties]).person_ms
        stayed = int(((to - since) * persons)[ours].sum())
        if present != stayed:
            yield f"20 Little: {name} were present {present} person-ms and stayed {stayed}"


def utilisation(story: Story) -> Iterator[str]:
    """21: Officers are held for the services started, cut at the horizon, and the time blocked after them.

    Above the level they are held only by services that outlast its fall, so within duty the share is 1 at most.
    """
    for at, station in enumerate(story.stations):
        if isinstance(station.plan, DeskStation):
            held = occupancy(*_held(station)).person_ms
            drawn = _drawn(story, at)
            if held != drawn:
                yield f"21 use: officers of {station.plan.name} are held {held} ms, for services of {drawn} ms"
            duty, beyond = station.plan.timetable.duty(station.horizon), _beyond_a_fall(station)
            if held > duty + beyond:
                yield f"21 use: {station.plan.name} is held {held} ms of {duty} ms on duty and {beyond} ms beyond"


def _held(station: StoryOf) -> tuple[Whole, Whole, Whole]:
    since = np.array([visit.started for visit in station.visits], np.int64)
    return since, np.array([visit.left for visit in station.visits], np.int64), np.ones(since.size, np.int64)


def _drawn(story: Story, at: int) -> int:
    """Services as drawn of those who started, no longer than to the horizon, and the time blocked after them."""
    horizon, log = story.crossing.horizon, story.log
    started = log.started[:, at] != NEVER
    served = (np.minimum(story.due[:, at], horizon) - log.started[:, at])[started].sum()
    blocked = (until(horizon, log.left[:, at]) - until(horizon, log.finished[:, at]))[started].sum()
    return int(served + blocked)


def _beyond_a_fall(station: StoryOf) -> int:
    """Officer-ms held after a fall of the level by those who had started before it."""
    breaks, levels = np.array(station.plan.timetable.breaks), np.array(station.plan.timetable.levels)
    falls = np.append(breaks[1:][np.diff(levels) < 0], station.horizon)
    since, to, _ = _held(station)
    fall = falls[np.minimum(np.searchsorted(falls, since, side="right"), falls.size - 1)]
    return int(np.maximum(to - fall, 0).sum())
