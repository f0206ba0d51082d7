"""What adds up, to the millisecond: persons at every moment, parts of a stay, person-time, officer-time."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import DeskStation
from sim.model.invariants.story import Story, StoryOf
from sim.model.invariants.visits import Visit, until


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
    """Persons in the entry queue, from joining it to admission, or to leaving the street."""
    rows = [(visit.joined, visit.unqueued, visit.size) for visit in station.visits]
    return occupancy(*np.array(rows, np.int64).reshape(-1, 3).T)


def in_hall(station: StoryOf) -> Occupancy:
    """Persons counted in the hall, from admission until their place is free again."""
    rows = [(visit.admitted, visit.freed, visit.size) for visit in station.visits]
    return occupancy(*np.array(rows, np.int64).reshape(-1, 3).T)


class Stays(NamedTuple):
    """Every stay of a party in a street, in a hall or vehicle, and away: from when to when (ms), and whose row."""

    since: Whole
    to: Whole
    row: Whole


def conserved(story: Story) -> Iterator[str]:
    """2: At every moment those who have come are those in the street, in a hall or vehicle, away, and gone."""
    stays, arrived, size = _stays(story), _arrived(story), story.draws.size
    times = np.concatenate([stays.since, stays.to, arrived, story.ended])
    change = np.concatenate([size[stays.row], -size[stays.row], -size, size])
    of = np.concatenate([story.draws.cohort[stays.row]] * 2 + [story.draws.cohort] * 2)
    for number, name in enumerate(story.draws.cohorts):
        moments, index = np.unique(times[of == number], return_inverse=True)
        over = np.zeros(moments.size, np.int64)
        np.add.at(over, index, change[of == number])
        for at in moments[over != 0].tolist():
            yield f"2 persons: of {name} not all who came are somewhere, once, at {at} ms"


def _arrived(story: Story) -> Whole:
    """When each party comes, the horizon where it does not before that: (n,)."""
    return np.minimum(until(story.crossing.horizon, story.draws.arrival), story.crossing.horizon)


def _stays(story: Story) -> Stays:
    rows = []
    for visit in (one for station in story.stations for one in station.visits):
        if visit.street:
            rows.append((visit.joined, visit.unqueued, visit.row))
        rows.append((visit.admitted, visit.left, visit.row))
        if visit.why != NEVER:
            rows.append((visit.away, min(visit.back, int(story.ended[visit.row])), visit.row))
    return Stays(*np.array(rows, np.int64).reshape(-1, 3).T)


def parts(story: Story) -> Iterator[str]:
    """19: In streets, in halls, being served, riding, blocked and away add up to the time from arrival to end."""
    total = np.zeros(story.draws.parties, np.int64)
    for station in story.stations:
        for visit in station.visits:
            total[visit.row] += _part(station, visit)
    wrong = (story.ended < story.crossing.horizon) & (total != story.ended - story.draws.arrival)
    for row in np.flatnonzero(wrong).tolist():
        yield f"19 parts: those of party {story.draws.place[row]} do not add up to its whole time"


def _part(station: StoryOf, visit: Visit) -> int:
    """What one visit takes of a whole stay, services as long as drawn, the time away after it included."""
    street = visit.unqueued - visit.joined if visit.street else 0
    away = visit.back - visit.away if visit.back < station.horizon else 0
    if visit.admitted == station.horizon:
        return street + away
    finished = visit.due if isinstance(station.plan, DeskStation) else visit.finished
    inside = (visit.started - visit.admitted) + (finished - visit.started) + (visit.left - visit.finished)
    return street + inside + away


def little(story: Story) -> Iterator[str]:
    """20: Persons present or away summed over time are stays summed over persons, for each cohort (Little 1961)."""
    stays, arrived, size = _stays(story), _arrived(story), story.draws.size
    for number, name in enumerate(story.draws.cohorts):
        parties, ours = story.draws.cohort == number, story.draws.cohort[stays.row] == number
        present = occupancy(arrived[parties], story.ended[parties], size[parties]).person_ms
        stayed = int(((stays.to - stays.since) * size[stays.row])[ours].sum())
        if present != stayed:
            yield f"20 Little: {name} were present {present} person-ms and stayed {stayed}"


def utilisation(story: Story) -> Iterator[str]:
    """21: Officers are held for the services started, cut at the horizon, and the time blocked after them.

    Above the level they are held only by services that outlast its fall, so within duty the share is 1 at most.
    """
    for station in story.stations:
        if isinstance(station.plan, DeskStation):
            held = occupancy(*_held(station)).person_ms
            drawn = _drawn(station)
            if held != drawn:
                yield f"21 use: officers of {station.plan.name} are held {held} ms, for services of {drawn} ms"
            duty, beyond = station.plan.timetable.duty(station.horizon), _beyond_a_fall(station)
            if held > duty + beyond:
                yield f"21 use: {station.plan.name} is held {held} ms of {duty} ms on duty and {beyond} ms beyond"


def _held(station: StoryOf) -> tuple[Whole, Whole, Whole]:
    since = np.array([visit.started for visit in station.visits], np.int64)
    return since, np.array([visit.left for visit in station.visits], np.int64), np.ones(since.size, np.int64)


def _drawn(station: StoryOf) -> int:
    """Services as drawn of those who started, no longer than to the horizon, and the time blocked after them."""
    horizon = station.horizon
    begun = [visit for visit in station.visits if visit.started < horizon]
    return sum(min(visit.due, horizon) - visit.started + visit.left - visit.finished for visit in begun)


def _beyond_a_fall(station: StoryOf) -> int:
    """Officer-ms held after a fall of the level by those who had started before it."""
    breaks, levels = np.array(station.plan.timetable.breaks), np.array(station.plan.timetable.levels)
    falls = np.append(breaks[1:][np.diff(levels) < 0], station.horizon)
    since, to, _ = _held(station)
    fall = falls[np.minimum(np.searchsorted(falls, since, side="right"), falls.size - 1)]
    return int(np.maximum(to - fall, 0).sum())
