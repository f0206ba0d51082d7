"""An opening day, and everything that may be wrong with its log: (corruption, beginning of the sentence it causes)."""

import dataclasses

from corruptions import Corruption, World, both, drawn, level, party, plan, stamp, times_in_floats, trip
from worlds import REFUSED, Party, crossing_of, desk, draws_of, ms, shuttle

from sim.engines import reference
from sim.model.clock import NEVER
from sim.model.crossing import Closing
from sim.model.outcome import Outcome


def day() -> World:
    """Three desks and a shuttle between them; ties, blocking, a refusal, a no-show and people left at the horizon."""
    stations = [
        desk([(0, 2), (20, 0), (22, 2)], hall=6),
        desk(1, hall=4),
        shuttle(1, seats=4, patience=3, hall=5),
        desk(1, hall=4),
    ]
    named = [dataclasses.replace(plan, name=f"{plan.name} {at}") for at, plan in enumerate(stations)]
    people = [
        Party(0, [2, 1, 0, 3], size=2), Party(0, [2, 2, 0, 3], size=1), Party(0, [1, 2, 0, 2], size=2, priority=1),
        Party(1, [1, 1, 0, 4], size=2, boarding=1, alighting=1, cohort=1), Party(2, [3, 1, 0, 1], size=1),
        Party(3, [1, 1, 0, 1], size=2), Party(NEVER, [1, 1, 0, 1]), Party(4, [1, 1, 0, 1], onward={0: REFUSED}),
        Party(5, [2, 2, 0, 2], size=2, boarding=1), Party(6, [2, 1, 0, 5], size=1), Party(17, [9, 1, 0, 5], size=1),
        Party(21, [2, 1, 0, 5], size=3), Party(99, [1, 1, 0, 1]),
    ]  # fmt: skip
    crossing, draws = crossing_of(named, 40), draws_of(named, people, 2, 2)
    return crossing, draws, reference.simulate(crossing, draws)


ON_A_DAY: list[tuple[Corruption, str]] = [
    (stamp("finished", 0, 0, -99), "1 time: finished -5820000 is not in [0, 2400000)"),
    (stamp("left", 10, 3, 99), "1 time: left 8040000 is not in"),
    (trip("returned", 4, ms(8)), "1 time: trips.returned 2400000 is not in"),
    (times_in_floats, "1 time: started is float64, not int64"),
    (party("size", 3, 5), "2 persons: size is not as drawn"),
    (party("outcome", 0, 99), "2 persons: 18 persons of everyone were drawn, 16 have an outcome"),
    (stamp("left", 0, 0, 1), "2 persons: of everyone not all who came are somewhere, once, at 120000 ms"),
    (stamp("reached", 0, 1, 1), "3 place: not reached when the station before was finished: party 0 at desk 1"),
    (stamp("left", 0, 0, 1), "3 place: not admitted when the station before was left: party 0 at desk 1"),
    (stamp("reached", 5, 0, -1), "3 place: the first station is not reached on arrival: party 5 at desk 0"),
    (stamp("left", 0, 3, 1), "3 place: the last station is not left when finished: party 0 at desk 3"),
    (stamp("reached", 7, 1, 9), "4 route: a stamp off the drawn way: party 7 at desk 1"),
    (stamp("admitted", 0, 1, None), "4 route: started without the stamp before: party 0 at desk 1"),
    (stamp("started", 0, 0, 3), "5 durations: finished before the stamp before: party 0 at desk 0"),
    (drawn("service", (0, 0), ms(1)), "5 durations: the service is not as long as drawn: party 0 at desk 0"),
    (level(0, 1), "6 officers: desk 0 starts at 0 ms with 2 held of 1 on duty"),
    (level(0, [(0, 2), (17, 0), (22, 2)]), "6 hours: party 10 is admitted from the street to desk 0, closed at"),
    (level(1, [(0, 1), (24, 0)]), "6 officers: desk 1 starts at 1440000 ms with 1 held of 0 on duty"),
    (plan(0, hall=4), "7 halls: 5 persons in desk 0, room for 4: 0 ms"),
    (plan(2, hall_freed_at_departure=True), "7 halls: 6 persons in shuttle 2, room for 5: 960000 ms"),
    (plan(2, seats=3), "7 seats: 4 persons, 4 said, 3 seats"),
    (trip("persons", 0, 1), "7 seats: 3 persons, 4 said, 4 seats"),
    (level(2, [(0, 1), (15, 0)]), "8 vehicles: 1 out of 0 on duty at shuttle 2 at 960000 ms"),
    (trip("pulled_in", 1, -ms(5)), "8 vehicles: 2 in 1 bays of shuttle 2 at 300000 ms"),
    (trip("number", 1, 1), "8 vehicles: the trips of shuttle 2 are not numbered one after another"),
    (trip("departed", 1, -ms(6)), "8 vehicles: trip 1 of shuttle 2 departs before trip 0"),
    (party("trip", (0, 2), 9), "8 vehicles: party 0 is on trip 9 of shuttle 2, which is not in the table"),
    (trip("arrived", 0, ms(1)), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (trip("returned", 0, 1), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (stamp("finished", 1, 2, 1), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (drawn("alighting", (1, 2), 1), "8 vehicles: trip 0 of shuttle 2 keeps other times than drawn"),
    (stamp("started", 3, 2, -1), "8 vehicles: trip 1 of shuttle 2 takes people on at times it may not"),
    (drawn("boarding", (3, 2), ms(2)), "8 vehicles: trip 1 of shuttle 2 takes people on at times it may not"),
    (plan(2, patience=ms(0.5)), "8 vehicles: trip 1 of shuttle 2 takes people on at times it may not"),
    (trip("reason", 0, -2), "9 reasons: trip 0 of shuttle 2 says 0, left for <Reason.PATIENCE: 2>"),
    (plan(2, seats=9), "9 reasons: trip 1 of shuttle 2 left without a reason at 660000 ms"),
    (trip("departed", 0, ms(1)), "10 late: trip 0 of shuttle 2 departs after 360000 ms"),
    (trip("departed", 0, ms(1)), "10 late: a vehicle stands at shuttle 2 in spite of <Reason.PATIENCE: 2> at 360000"),
    (plan(0, hall=9), "11 work: party 3 waits before desk 0 with room for it at 60000 ms"),
    (level(1, 2), "11 work: party 1 waits at desk 1 with an officer free at 120000 ms"),
    (level(2, 2), "11 work: party 3 waits at shuttle 2 with a vehicle at hand at 360000 ms"),
    (plan(2, seats=9, patience=ms(1)), "11 work: trip 1 of shuttle 2 leaves the next behind at 660000 ms"),
    (plan(1, hall=9), "12 blocking: party 4 waits before desk 1 with room for it at 300000 ms"),
    (
        both(plan(0, closing=Closing.FITS), level(0, [(0, 2), (0.5, 1)])),
        "5 durations: party 0 starts at desk 0 at 0 ms what does not fit",
    ),
    (drawn("priority", 2, -1), "13 priority: party 3 before party 2 starts at desk 0 at 120000 ms"),
    (drawn("priority", 2, 0), "14 order: party 3 before party 2 starts at desk 0 at 120000 ms"),
    (stamp("admitted", 3, 0, 1), "14 order: party 4 before party 3 enters desk 0 at 120000 ms"),
    (drawn("priority", 9, -1), "13 priority: party 4 before party 9 steps on at shuttle 2 at 960000 ms"),
    (both(plan(2, seats=9, patience=ms(30)), trip("departed", 0, ms(5))), "14 order: party 3 passes a vehicle longer"),
    (stamp("reached", 6, 0, 1), "17 no-show: a stamp of a party that stays away: party 6 at desk 0"),
    (stamp("started", 0, 2, 30), "18 ends: a stamp after the end: party 0 at shuttle 2"),
    (stamp("reached", 7, 1, 1), "18 ends: a stamp after the end: party 7 at desk 1"),
    (stamp("left", 0, 0, 1), "19 parts: those of party 0 do not add up to its whole time"),
    (stamp("left", 0, 0, 1), "20 Little: everyone were present 16560000 person-ms and stayed"),
    (drawn("service", (0, 0), ms(1)), "21 use: officers of desk 0 are held"),
    (level(3, [(0, 0), (35, 1)]), "21 use: desk 3 is held"),
    (party("where", 11, 2), "27 horizon: party 11 is said to be at"),
    (party("outcome", 12, Outcome.NO_SHOW), "27 horizon: party 12 is said to be at (5, -1), stands at (6, -1)"),
    (party("outcome", 7, Outcome.CROSSED), "27 horizon: party 7 is said to be at (0, 0), stands at (1, 0)"),
]
