"""What holds for every party by itself: its stamps follow its drawn way, in time."""

from collections.abc import Iterator

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import DeskStation, ShuttleStation, Side
from sim.model.invariants.story import Story
from sim.model.log import STAMPS
from sim.model.outcome import Outcome


def as_drawn(story: Story) -> Iterator[str]:
    """2: The log's parties are those that were drawn, and over the outcomes persons add up, in every cohort."""
    draws, log = story.draws, story.log
    for key in ("place", "cohort", "size", "arrival"):
        if not np.array_equal(getattr(draws, key), getattr(log, key)):
            yield f"2 persons: {key} is not as drawn"
    known = np.isin(log.outcome, list(Outcome))
    for cohort, name in enumerate(draws.cohorts):
        ours = draws.cohort == cohort
        created, told = int(draws.size[ours].sum()), int(log.size[ours & known].sum())
        if created != told:
            yield f"2 persons: {created} persons of {name} were drawn, {told} have an outcome"


def in_time(story: Story) -> Iterator[str]:
    """1: Every stamp is a whole number of ms from 0 to before the horizon, or never; nothing moves at the horizon."""
    log, horizon = story.log, story.crossing.horizon
    columns = {stamp: getattr(log, stamp) for stamp in STAMPS}
    columns |= {f"trips.{key}": getattr(log.trips, key) for key in ("pulled_in", "departed", "arrived", "returned")}
    for key, stamps in columns.items():
        if stamps.dtype != np.int64:
            yield f"1 time: {key} is {stamps.dtype}, not int64"
        yield from (
            f"1 time: {key} {stamp} is not in [0, {horizon})"
            for stamp in stamps[(stamps != NEVER) & ((stamps < 0) | (stamps >= horizon))].tolist()
        )


def in_one_place(story: Story) -> Iterator[str]:
    """3: A party reaches the next station as it finishes here and leaves here as it is admitted there.

    So does it reach the first as it arrives, and leave the last as it finishes there.
    """
    log, rows = story.log, np.arange(story.draws.parties)
    follows = story.before != NEVER
    earlier = np.maximum(story.before, 0)
    yield from _told(story, follows & (log.reached != np.take_along_axis(log.finished, earlier, 1)),
                     "3 place: not reached when the station before was finished")  # fmt: skip
    yield from _told(story, follows & (log.admitted != np.take_along_axis(log.left, earlier, 1)),
                     "3 place: not admitted when the station before was left")  # fmt: skip
    wrong = np.zeros(story.on_way.shape, bool)
    wrong[rows, story.draws.first] = log.reached[rows, story.draws.first] != _due(story)
    yield from _told(story, wrong, "3 place: the first station is not reached on arrival")
    wrong[:] = False
    wrong[rows, story.last] = (log.left != log.finished)[rows, story.last]
    yield from _told(story, wrong, "3 place: the last station is not left when finished")


def _due(story: Story) -> Whole:
    """When each party arrives, -1 where it does not before the horizon."""
    return np.where(story.draws.arrival < story.crossing.horizon, story.draws.arrival, NEVER)


def on_the_way(story: Story) -> Iterator[str]:
    """4: A party has stamps on its drawn way only, and none after one that is missing."""
    stamps = [getattr(story.log, stamp) for stamp in STAMPS]
    anything = np.max(np.stack([*stamps, story.log.trip]), axis=0) != NEVER
    yield from _told(story, (story.on_way == 0) & anything, "4 route: a stamp off the drawn way")
    for earlier, later, name in zip(stamps[:-1], stamps[1:], STAMPS[1:], strict=True):
        yield from _told(story, (later != NEVER) & (earlier == NEVER), f"4 route: {name} without the stamp before")


def in_order(story: Story) -> Iterator[str]:
    """5: reached <= admitted <= started <= finished <= left."""
    stamps = [getattr(story.log, stamp) for stamp in STAMPS]
    for earlier, later, name in zip(stamps[:-1], stamps[1:], STAMPS[1:], strict=True):
        yield from _told(story, (later != NEVER) & (later < earlier), f"5 durations: {name} before the stamp before")


def served(story: Story) -> Iterator[str]:
    """5: A service takes exactly the time drawn for it, suspended or not, and always finishes before the horizon."""
    log, horizon = story.log, story.crossing.horizon
    desks = np.array([isinstance(plan, DeskStation) for plan in story.crossing.stations], bool)
    due = np.where((log.started != NEVER) & (story.due < horizon), story.due, NEVER)
    yield from _told(story, desks & (log.finished != due), "5 durations: the service is not as long as drawn")


def no_shows_stay_away(story: Story) -> Iterator[str]:
    """17: Who does not show up has no stamp anywhere."""
    away = (story.draws.arrival == NEVER)[:, None]
    been = np.max(np.stack([getattr(story.log, stamp) for stamp in STAMPS]), axis=0) != NEVER
    yield from _told(story, away & been, "17 no-show: a stamp of a party that stays away")


def ends_are_ends(story: Story) -> Iterator[str]:
    """18: Whose way has ended, crossed, refused or turned away, has no later stamp and uses no later station."""
    log, rows = story.log, np.arange(story.draws.parties)
    gone = np.isin(log.outcome, (Outcome.CROSSED, Outcome.REFUSED, Outcome.TURNED_AWAY))
    exit_at = np.where(gone, log.left[rows, log.where], story.crossing.horizon)[:, None]
    after = np.arange(story.on_way.shape[1])[None, :] > log.where[:, None]
    latest = np.max(np.stack([getattr(log, stamp) for stamp in STAMPS]), axis=0)
    wrong = gone[:, None] & ((latest > exit_at) | (after & (latest != NEVER)))
    yield from _told(story, wrong, "18 ends: a stamp after the end")


def said_where(story: Story) -> Iterator[str]:
    """27: Everyone who has left did so as drawn; of everyone else the log says where they stand (T3)."""
    for row in range(story.draws.parties):
        said = int(story.log.outcome[row]), int(story.log.where[row])
        outcome, at = _stands(story, row)
        stands = int(outcome), at
        if said != stands:
            yield f"27 horizon: party {story.draws.place[row]} is said to be at {said}, stands at {stands}"


def _stands(story: Story, row: int) -> tuple[int, int]:
    """Outcome and station as the stamps have it: the last station that was reached and holds the party."""
    log, last = story.log, int(story.last[row])
    if log.finished[row, last] != NEVER:
        return int(story.end[row]), last
    if story.draws.arrival[row] == NEVER:
        return Outcome.NO_SHOW, NEVER
    entered = np.flatnonzero(log.admitted[row] != NEVER)
    if entered.size:
        return _inside(story, row, int(entered[-1])), int(entered[-1])
    if story.draws.arrival[row] < story.crossing.horizon:
        return Outcome.IN_THE_STREET, int(story.draws.first[row])
    return Outcome.STILL_EXPECTED, NEVER


def _inside(story: Story, row: int, at: int) -> Outcome:
    plan = story.crossing.stations[at]
    if isinstance(plan, ShuttleStation) and story.log.started[row, at] != NEVER:
        return Outcome.BETWEEN_THE_GATES
    egyptian = isinstance(plan, DeskStation) and plan.side is Side.EGYPTIAN
    return Outcome.IN_THE_EGYPTIAN_HALL if egyptian else Outcome.STILL_INSIDE


def _told(story: Story, wrong: Whole, sentence: str) -> Iterator[str]:
    """One sentence for every wrong (party, station)."""
    for row, at in np.argwhere(wrong).tolist():
        yield f"{sentence}: party {story.draws.place[row]} at {story.crossing.names[at]}"
