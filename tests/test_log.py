"""The log before anything has happened."""

from worlds import Party, crossing_of, desk, draws_of

from sim.model.log import blank


def test_at_first_there_is_no_trip_and_no_visit_that_ended_early():
    stations = [desk(), desk()]
    log = blank(crossing_of(stations), draws_of(stations, [Party(0, [1, 1])], 0, 0))
    assert all(len(column) == 0 for part in (log.trips, log.earlier) for column in vars(part).values())
