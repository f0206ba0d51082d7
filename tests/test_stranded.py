"""Nights between the gates, and the way back of those who are refused in Egypt (M8)."""

from random_crossings import seeded_world
from worlds import REFUSED, TURNED_AWAY, Party, crossing_of, desk, draws_of, shuttle

from sim.measures import measure
from sim.measures.between import between
from sim.measures.replication import Replication
from sim.measures.stranded import nights_of
from sim.model.clock import DAY, MINUTE, NEVER
from sim.model.crossing import ShuttleStation, Side

NIGHTS, AT_MIDNIGHT = "person-nights between the gates", "persons between the gates at midnight"
SENT, WAIT, HELD = "persons sent back", "mean wait for the drive back", "persons refused and not back"
EGYPT = desk(9, side=Side.EGYPTIAN)
A_DAY = 24 * 60  # min


def told(simulate, stations, parties, days=1, ride=10, back=10):
    """What is told of everyone's nights and ways back."""
    crossing, draws = crossing_of(stations, days * A_DAY), draws_of(stations, parties, ride, back)
    rows = measure(crossing, draws, simulate(crossing, draws))
    return {row.measure: row.value for row in rows if row.cohort == "all" and not row.station and row.by == "person"}


def test_who_is_across_before_midnight_spends_no_night(simulate):
    table = told(simulate, [shuttle(seats=1), EGYPT], [Party(0, [0, 5])])
    assert (table[NIGHTS], table[AT_MIDNIGHT], table[SENT], table[HELD], table[WAIT]) == (0, 0, 0, 0, None)


def test_each_midnight_counts_and_that_of_the_last_day_too(simulate):
    """In the Egyptian hall from the first day's 00:10 on: closed for the first two days, then for ever."""
    closed = desk([(0, 0), (2 * A_DAY + 60, 9)], side=Side.EGYPTIAN)
    for days, nights in ((1, 1), (2, 2), (3, 2)):
        table = told(simulate, [shuttle(seats=3), closed], [Party(0, [0, 5], size=3)], days)
        assert (table[NIGHTS], table[AT_MIDNIGHT]) == (3 * nights, 3)


def test_in_its_bay_nobody_is_between_the_gates(simulate):
    """A bus that waits to fill at midnight has not departed; once it has, its ride over midnight counts."""
    assert told(simulate, [shuttle(seats=2), EGYPT], [Party(0, [0, 5])])[NIGHTS] == 0
    stations, late = [shuttle(seats=1), EGYPT], Party(A_DAY - 5, [0, 5])
    assert told(simulate, stations, [late], 2)[NIGHTS] == 1
    assert told(simulate, stations, [Party(A_DAY, [0, 5])], 2)[NIGHTS] == 1  # departs at 00:00 of the second day
    assert told(simulate, stations, [Party(A_DAY - 15, [0, 5])], 2)[NIGHTS] == 0  # crosses at 00:00


def test_under_way_or_in_the_egyptian_hall_when_the_run_begins(simulate):
    """They are between the gates from 00:00 of the first day on, which is no midnight of the run."""
    closed = desk([(0, 0), (A_DAY + 60, 9)], side=Side.EGYPTIAN)
    parties = [Party(0, [0, 5], on_trip=0, size=2), Party(0, [0, 5], first=1, in_hall=True)]
    table = told(simulate, [shuttle(seats=2, patience=1), closed], parties, 2)
    assert (table[NIGHTS], table[AT_MIDNIGHT]) == (3, 3)


def test_refused_in_egypt_they_go_back_by_the_next_bus_that_drives_back(simulate):
    """Refused at 15; the next bus is empty at 40, and back at 50: 25 minutes of waiting, and no night."""
    stations = [shuttle(2, seats=1), EGYPT]
    parties = [Party(0, [0, 5], onward={1: REFUSED}), Party(30, [0, 5])]
    table = told(simulate, stations, parties)
    assert (table[SENT], table[WAIT], table[HELD], table[NIGHTS]) == (1, 25, 0, 0)


def test_their_own_bus_takes_them_if_it_has_not_begun_to_drive_back(simulate):
    """Refused at once; the others step off until 13, and the bus drives back."""
    parties = [Party(0, [0, 0], onward={1: TURNED_AWAY}, alighting=1), Party(0, [0, 5], alighting=2)]
    table = told(simulate, [shuttle(seats=2), EGYPT], parties)
    assert (table[SENT], table[WAIT], table[HELD]) == (1, 2, 0)


def test_without_a_bus_they_are_stranded(simulate):
    """No bus comes after them: one night for each of the three."""
    table = told(simulate, [shuttle(seats=3), EGYPT], [Party(0, [0, 5], size=3, onward={1: REFUSED})])
    assert (table[SENT], table[WAIT], table[HELD], table[NIGHTS]) == (0, None, 3, 3)


def test_on_their_way_back_at_the_horizon_they_are_not_back(simulate):
    """The bus is empty at 24:00 less 10, and drives for 20 minutes."""
    parties = [Party(0, [0, 5], onward={1: REFUSED}), Party(A_DAY - 20, [0, 5])]
    table = told(simulate, [shuttle(2, seats=1), EGYPT], parties, back=20)
    assert (table[SENT], table[HELD], table[NIGHTS]) == (1, 1, 1)


def test_seats_are_respected_and_nobody_is_passed_over(simulate):
    """Two seats: refused are one at 15, two at 16, one at 17. The bus at 40 takes the first alone, that at 70 the two,
    that at 100 the last: 25, 54 and 54, and 83 minutes.
    """
    stations = [shuttle(9, seats=2, bays=9, patience=0), EGYPT]
    refused = [Party(minute, [0, 5], size=size, onward={1: REFUSED}) for minute, size in ((0, 1), (1, 2), (2, 1))]
    table = told(simulate, stations, refused + [Party(minute, [0, 5]) for minute in (30, 60, 90)])
    assert (table[SENT], table[WAIT], table[HELD]) == (4, (25 + 2 * 54 + 83) / 4, 0)


def test_refused_at_one_instant_the_place_on_the_list_decides(simulate):
    """One seat at 40 and one at 70."""
    stations = [shuttle(9, seats=1, bays=9), EGYPT]
    parties = [Party(0, [0, 5], onward={1: REFUSED}) for _ in range(2)] + [Party(minute, [0, 5]) for minute in (30, 60)]
    crossing, draws = crossing_of(stations), draws_of(stations, parties, 10, 10)
    told_of = between(Replication(crossing, draws, simulate(crossing, draws)))
    assert (told_of.boarded[:2] / MINUTE).tolist() == [40, 70]
    assert (told_of.until[:2] / MINUTE).tolist() == [50, 80]


def test_refused_on_the_palestinian_side_they_are_not_between_the_gates(simulate):
    table = told(simulate, [shuttle(seats=1), desk()], [Party(0, [0, 5], onward={1: REFUSED})])
    assert (table[SENT], table[HELD], table[NIGHTS]) == (0, 0, 0)


def test_over_random_crossings_seats_hold_and_nobody_is_lost(simulate):
    """Between the gates is never longer than from departing to the end; a drive takes no more than its seats."""
    sent = 0
    for seed in range(1500):
        crossing, draws = seeded_world(seed)
        log = simulate(crossing, draws)
        told_of = between(Replication(crossing, draws, log))
        gone = told_of.until != NEVER
        assert (told_of.until[gone] >= told_of.since[gone]).all()
        taken = told_of.boarded != NEVER
        assert (told_of.boarded[taken] >= told_of.refused[taken]).all()
        assert (nights_of(told_of, crossing.horizon) <= crossing.horizon // DAY).all()
        seats = sum(one.seats for one in crossing.stations if isinstance(one, ShuttleStation))
        for moment in set(told_of.boarded[taken].tolist()):
            assert draws.size[told_of.boarded == moment].sum() <= seats * log.trips.station.size
        sent += int(taken.sum())
    assert sent > 50
