"""Where more never harms: relations that hold on every single path, as everybody is served in the order of coming.

Where they end is in the anomalies of `tests/theory/test_anomalies.py`. `--paths` says on how many random crossings each
is looked at, by the compiled engine, the twin of the other.
"""

import pytest
from fifo import SEATS, acted, buses, chances, hours, line, people, some_halls
from worlds import desk, shuttle

from sim.model.clock import UNLIMITED
from sim.model.crossing import Closing

STRETCHES = (1, 2, 3.5, 5, 8)  # min


@pytest.fixture(params=["always open", "opens and closes"])
def plan(request):
    """How many officers there are when: a function of their number, drawn."""

    def drawn(rng):
        opened, closed = rng.choice(STRETCHES), rng.choice(STRETCHES)
        if request.param == "always open":
            return lambda officers: officers
        return lambda officers: hours(opened, closed, officers)

    return drawn


def test_with_one_more_desk_at_a_single_station_nobody_starts_later(paths, plan):
    """Kiefer & Wolfowitz 1955 (Trans. AMS 78:1-18), for desks always open: the vector of work at them is no larger."""
    for number in paths:
        rng = chances(number, "one station")
        parties, of, officers = people(rng, 1), plan(rng), rng.randint(1, 4)
        many, few = (acted([desk(of(count))], parties).started for count in (officers + 1, officers))
        assert (number, (many <= few).all()) == (number, True)


def test_with_one_more_desk_before_a_single_desk_the_end_is_no_later(paths):
    """A single desk is done when all work is done, in whatever order it comes; and it comes earlier."""
    for number in paths:
        rng = chances(number, "before one desk")
        parties, officers = people(rng, 2), rng.randint(1, 4)
        many, few = (acted([desk(count), desk()], parties).finished.max() for count in (officers + 1, officers))
        assert (number, many <= few) == (number, True)


def test_with_more_room_in_a_line_of_single_desks_nobody_leaves_any_of_them_later(paths):
    """The leaving times are maxima of sums of services, and more room takes terms out of the maxima."""
    for number in paths:
        rng = chances(number, "room")
        halls = some_halls(rng)
        at = rng.randrange(len(halls))
        roomier = [hall + (station == at and hall != UNLIMITED) for station, hall in enumerate(halls)]
        parties = people(rng, len(halls))
        many, few = (acted(line(rooms), parties).left for rooms in (roomier, halls))
        assert (number, (many <= few).all()) == (number, True)


def test_with_one_more_seat_there_are_no_more_trips(paths):
    """In order and without passing, each trip takes everybody whom the one with a seat less had taken, or more."""
    for number in paths:
        rng = chances(number, "seats")
        seats = rng.choice(SEATS)
        setting, parties, ride = buses(rng, seats)
        many, few = (acted([shuttle(seats=count, **setting)], parties, ride).trips for count in (seats + 1, seats))
        assert (number, many.number.size <= few.number.size) == (number, True)


def test_with_one_party_less_there_are_no_more_trips(paths):
    """In order and without passing."""
    for number in paths:
        rng = chances(number, "a party less")
        seats = rng.choice(SEATS)
        setting, parties, ride = buses(rng, seats)
        away = rng.randrange(len(parties))
        fewer = [*parties[:away], *parties[away + 1 :]]
        less, all_of_them = (acted([shuttle(seats=seats, **setting)], some, ride).trips for some in (fewer, parties))
        assert (number, less.number.size <= all_of_them.number.size) == (number, True)


@pytest.mark.parametrize("closing", [Closing.FINISH, Closing.SUSPEND])
def test_one_more_minute_of_opening_brings_the_end_no_later(paths, closing):
    """At a single station; each day's closing a minute later, the opening as it was."""
    for number in paths:
        rng = chances(number, f"a minute, {closing.name}")
        opened, closed, officers = rng.choice(STRETCHES), 1 + rng.choice(STRETCHES), rng.randint(1, 3)
        parties = people(rng, 1)
        longer, as_it_is = (
            acted([desk(hours(opened + more, closed - more, officers), closing=closing)], parties).finished.max()
            for more in (1, 0)
        )
        assert (number, longer <= as_it_is) == (number, True)


@pytest.mark.parametrize("closing", [Closing.FINISH, Closing.SUSPEND])
def test_one_more_desk_brings_the_end_no_later(paths, closing):
    """At a single station that opens and closes."""
    for number in paths:
        rng = chances(number, f"a desk, {closing.name}")
        opened, closed, officers = rng.choice(STRETCHES), rng.choice(STRETCHES), rng.randint(1, 3)
        parties = people(rng, 1)
        many, few = (
            acted([desk(hours(opened, closed, count), closing=closing)], parties).finished.max()
            for count in (officers + 1, officers)
        )
        assert (number, many <= few) == (number, True)


def test_the_same_does_fail_where_it_is_not_promised(paths):
    """One more desk before two: on some of these paths the end is later, so that the looking finds what is there."""
    later = 0
    for number in paths:
        rng = chances(number, "before two desks")
        parties, officers = people(rng, 2), rng.randint(1, 4)
        many, few = (acted([desk(count), desk(2)], parties).finished.max() for count in (officers + 1, officers))
        later += many > few
    assert later > len(paths) / 1_000
