"""Two nights, and everything that may be wrong with a log of those who go home or aside, and were there before."""

import dataclasses

from corruptions import Corruption, World, both, drawn, earlier, party, plan, stamp, trip
from worlds import Party, crossing_of, days, desk, draws_of, ms, shuttle

from sim.engines import reference
from sim.model.clock import NEVER
from sim.model.log import Why
from sim.model.outcome import Outcome


def nights() -> World:
    """Two nights at a desk; patience that ends, a family that waits aside, people in a hall and on a trip at 0."""
    stations = [
        desk([(0, 1), (10, 0), (20, 1), (40, 0), (50, 1)], hall=2, of_days=days((20, 50), (10, 40, 58))),
        shuttle(2, seats=2, bays=2, hall=4, patience=9),
        desk(1, hall=3),
    ]
    named = [dataclasses.replace(station, name=f"{station.name} {at}") for at, station in enumerate(stations)]
    people = [
        Party(0, [4, 0, 1], aside=0), Party(1, [3, 0, 1]), Party(2, [3, 0, 1], patience=1),
        Party(2, [3, 0, 1], patience=1.5, for_good=False), Party(8, [9, 0, 1], size=2), Party(9, [9, 0, 1]),
        Party(12, [5, 0, 1]), Party(0, [0, 0, 2], size=2, first=2, in_hall=True),
        Party(0, [0, 0, 2], first=1, on_trip=0, alighting=1), Party(0, [0, 0, 2], first=1, on_trip=0, cohort=1),
        Party(45, [5, 0, 3], patience=30, boarding=9), Party(48, [8, 0, 1], size=2),
        Party(48, [9, 0, 1], cohort=1), Party(57, [0, 0, 1], first=1),
    ]  # fmt: skip
    crossing, draws = crossing_of(named, 60), draws_of(named, people, 5, 2)
    return crossing, draws, reference.simulate(crossing, draws)


def swapped(entry: int) -> Corruption:
    """Two visits of the table of earlier ones in each other's place."""

    def corrupt(world: World) -> World:
        for column in vars(world[2].earlier).values():
            column[[entry, entry + 1]] = column[[entry + 1, entry]]
        return world

    return corrupt


AT_NIGHT: list[tuple[Corruption, str]] = [
    (earlier("left", 6, ms(2)), "1 time: earlier.left 3600000 is not in [0, 3600000)"),
    (earlier("back", 2, -1), "2 persons: of everyone not all who came are somewhere, once, at 1199999 ms"),
    (earlier("reached", 0, 1), "3 place: the first station is not reached on arrival: party 0 at desk 0"),
    (earlier("finished", 0, -1), "5 durations: the service is not as long as drawn: party 0 at desk 0"),
    (stamp("finished", 0, 0, 1), "5 durations: the service is not as long as drawn: party 0 at desk 0"),
    (plan(0, hall=3), "11 work: party 2 leaves the street of desk 0 with room for it at 180000 ms"),
    (trip("pulled_in", 6, -ms(3)), "8 vehicles: trip 6 of shuttle 1 pulls in before trip 5"),
    (trip("reason", 6, 1), "9 reasons: trip 6 of shuttle 1 has one and has not left"),
    (plan(1, patience=ms(2)), "10 late: a vehicle stands at shuttle 1 in spite of <Reason.PATIENCE: 2> at"),
    (party("reached", (2, 1), 0), "18 ends: a stamp after the end: party 2 at shuttle 1"),
    (earlier("finished", 0, -1), "19 parts: those of party 0 do not add up to its whole time"),
    (earlier("back", 2, -1), "20 Little: everyone were present"),
    (party("outcome", 2, Outcome.DUE_AGAIN), "27 horizon: party 2 is said to be at (7, 0), stands at (4, 0)"),
    (party("outcome", 3, Outcome.GAVE_UP), "27 horizon: party 3 is said to be at (4, 0), stands at (7, 0)"),
    (party("where", 12, 1), "27 horizon: party 12 is said to be at (7, 1), stands at (7, 0)"),
    (drawn("for_good", 3, 1), "27 horizon: party 3 is said to be at (7, 0), stands at (4, 0)"),
    (drawn("patience", 5, ms(0.5)), "33 patience: party 5 stands in the street of desk 0 after 570000 ms"),
    (earlier("left", 1, -1), "33 patience: party 2 leaves desk 0 at 179999 ms, with patience until 180000"),
    (earlier("why", 6, Why.PATIENCE - Why.EVENING), "33 patience: party 12 leaves desk 0 at 3480000 ms, with patience"),
    (plan(0, days=days((20, 50), (10, 49, 58))), "34 evening: party 11 stands in the street of desk 0 after 2940000"),
    (plan(0, days=days((20, 50), (10, 40))), "34 evening: party 12 goes home from desk 0 at 3480000 ms, which is no"),
    (drawn("patience", 12, ms(10)), "34 evening: party 12 goes home from desk 0 at 3480000 ms, which is no"),
    (
        both(plan(0, days=days((20, 50), (10, 20, 40, 58))), earlier("left", 5, ms(10))),
        "34 evening: party 6 enters desk 0 and should leave with party 5",
    ),
    (plan(0, days=days((20, 50, 59), (10, 40, 58))), "35 again: party 12 comes back to desk 0 at 3600000 ms, due at"),
    (plan(0, days=days((4, 20, 50), (10, 40, 58))), "35 again: party 3 comes back to desk 0 at 1200000 ms, due at"),
    (drawn("for_good", 2, 0), "35 again: party 2 comes back to desk 0 at 3600000 ms, due at 1200000 ms"),
    (stamp("reached", 5, 0, 11), "35 again: party 5 stands at desk 0 in a turn of 1200000 ms"),
    (stamp("reached", 0, 0, -20), "35 again: party 0 stands at desk 0 in a turn of 0 ms"),
    (party("reached", (12, 0), ms(48)), "35 again: party 12 stands at desk 0 in a turn of 2880000 ms"),
    (stamp("reached", 0, 0, None), "35 again: party 0 is back at desk 0 and not in its queue"),
    (drawn("aside", 0, NEVER), "36 aside: party 0 waits aside at desk 0 at 240000 ms, which it may not"),
    (drawn("aside", 0, 2), "36 aside: party 0 goes on from desk 2 without waiting aside"),
    (earlier("left", 0, 1), "36 aside: party 0 waits aside at desk 0 at 240001 ms, which it may not"),
    (stamp("admitted", 7, 2, 1), "37 beginning: party 7 is not in its hall at 0 ms"),
    (drawn("on_trip", 8, 1), "37 beginning: party 8 is not on its trip at 0 ms"),
    (trip("reason", 0, -4), "37 beginning: trip 0 of shuttle 1 is not as it was drawn under way"),
    (trip("reason", 1, 2), "37 beginning: trip 1 of shuttle 1 is not as it was drawn under way"),
    (trip("departed", 0, 1), "37 beginning: trip 0 of shuttle 1 is not as it was drawn under way"),
    (party("trip", (1, 1), 0), "37 beginning: trip 0 of shuttle 1 is not as it was drawn under way"),
    (swapped(0), "38 earlier: the visit of party 0 from 0 ms follows one of party 2"),
    (swapped(2), "38 earlier: the visit of party 3 from 120000 ms follows one of party 3"),
    (earlier("left", 3, -ms(2)), "38 earlier: the visit of party 3 from 1200000 ms follows one of party 3"),
    (earlier("place", 6, 9), "38 earlier: party 21 at station 0 for reason 1: there is no such visit"),
    (earlier("station", 6, 9), "38 earlier: party 12 at station 9 for reason 1: there is no such visit"),
    (earlier("why", 6, 4), "38 earlier: party 12 at station 0 for reason 5: there is no such visit"),
    (drawn("arrival", 12, NEVER), "38 earlier: party 12 at station 0 for reason 1: there is no such visit"),
    (earlier("admitted", 6, ms(50)), "38 earlier: party 12 leaves desk 0 at 3480000 ms in a way one cannot"),
    (earlier("why", 0, Why.EVENING - Why.ASIDE), "38 earlier: party 0 leaves desk 0 at 240000 ms in a way one cannot"),
    (earlier("started", 0, -1), "38 earlier: party 0 leaves desk 0 at 240000 ms in a way one cannot"),
]
