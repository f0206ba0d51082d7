"""What holds for every party by itself: its stamps follow its drawn way, in time."""

from collections.abc import Iterator

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import DeskStation, ShuttleStation, Side
from sim.model.invariants.story import Story
from sim.model.invariants.visits import until
from sim.model.log import STAMPS
from sim.model.outcome import GONE, Outcome


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
    columns |= {f"earlier.{key}": getattr(log.earlier, key) for key in (*STAMPS, "back")}
    for key, stamps in columns.items():
        if stamps.dtype != np.int64:
            yield f"1 time: {key} is {stamps.dtype}, not int64"
        yield from (
            f"1 time: {key} {stamp} is not in [0, {horizon})"
            for stamp in stamps[(stamps != NEVER) & ((stamps < 0) | (stamps >= horizon))].tolist()
        )


def in_one_place(story: Story) -> Iterator[str]:
    """3: A party first reaches the next station as it finishes here and leaves here as it is admitted there.

    So does it reach the first as it arrives, and leave the last as it finishes there.
    """
    log, horizon, rows = story.log, story.crossing.horizon, np.arange(story.draws.parties)
    reached, admitted = _first_stamps(story)
    follows, before = story.before != NEVER, np.maximum(story.before, 0)
    finished, left = (until(horizon, np.take_along_axis(stamps, before, 1)) for stamps in (log.finished, log.left))
    yield from _told(
        story, follows & (reached != finished), "3 place: not reached when the station before was finished"
    )
    yield from _told(story, follows & (admitted != left), "3 place: not admitted when the station before was left")
    wrong = np.zeros(story.on_way.shape, bool)
    wrong[rows, story.draws.first] = reached[rows, story.draws.first] != _due(story)
    yield from _told(story, wrong, "3 place: the first station is not reached on arrival")
    wrong[:] = False
    wrong[rows, story.last] = (log.left != log.finished)[rows, story.last]
    yield from _told(story, wrong, "3 place: the last station is not left when finished")


def _first_stamps(story: Story) -> tuple[Whole, Whole]:
    """When each party first reached each station, and was admitted then: (n, S), the horizon for never."""
    reached, admitted = np.full((2, *story.on_way.shape), story.crossing.horizon)
    for at, station in enumerate(story.stations):
        for row, visit in station.first_visits().items():
            reached[row, at], admitted[row, at] = visit.joined, visit.admitted
    return reached, admitted


def _due(story: Story) -> Whole:
    """When each party arrives, the horizon where it does not before that."""
    return np.minimum(until(story.crossing.horizon, story.draws.arrival), story.crossing.horizon)


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
    """5: A service takes exactly the time drawn for it, suspended or not, and always finishes before the horizon.

    Who is checked twice takes that time both times (P5).
    """
    for station in (one for one in story.stations if isinstance(one.plan, DeskStation)):
        for visit in station.visits:
            due = min(visit.due, station.horizon) if visit.started < station.horizon else station.horizon
            if visit.finished != due:
                yield f"5 durations: the service is not as long as drawn: {visit.name} at {station.plan.name}"


def no_shows_stay_away(story: Story) -> Iterator[str]:
    """17: Who does not show up has no stamp anywhere."""
    away = (story.draws.arrival == NEVER)[:, None]
    been = np.max(np.stack([getattr(story.log, stamp) for stamp in STAMPS]), axis=0) != NEVER
    yield from _told(story, away & been, "17 no-show: a stamp of a party that stays away")


def ends_are_ends(story: Story) -> Iterator[str]:
    """18: Whose way has ended, as drawn or out of patience, has no later stamp and uses no later station."""
    log = story.log
    gone, gave_up = np.isin(log.outcome, GONE), log.outcome == Outcome.GAVE_UP
    stations = np.arange(story.on_way.shape[1])[None, :]
    after = stations > np.where(gave_up, log.where - 1, log.where)[:, None]
    latest = np.max(np.stack([getattr(log, stamp) for stamp in STAMPS]), axis=0)
    wrong = gone[:, None] & ((latest > story.ended[:, None]) | (after & (latest != NEVER)))
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
    """Outcome and station as the stamps have it: the hall it is in, else the street, else nowhere."""
    log, last = story.log, int(story.last[row])
    if log.finished[row, last] != NEVER:
        return int(story.end[row]), last
    if story.draws.arrival[row] == NEVER:
        return Outcome.NO_SHOW, NEVER
    if story.away[row] != NEVER:
        gave_up = story.ended[row] < story.crossing.horizon
        return Outcome.GAVE_UP if gave_up else Outcome.DUE_AGAIN, int(story.away[row])
    inside = np.flatnonzero((log.admitted[row] != NEVER) & (log.left[row] == NEVER))
    if inside.size:
        return _inside(story, row, int(inside[-1])), int(inside[-1])
    reached = np.flatnonzero(log.reached[row] != NEVER)
    return (Outcome.IN_THE_STREET, int(reached[-1])) if reached.size else (Outcome.STILL_EXPECTED, NEVER)


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
