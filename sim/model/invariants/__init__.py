"""What must hold in every log, whichever engine filled it: each invariant is a function that says what is broken.

The numbers at the head of the sentences: 1 time, 2 conservation of persons, 3 one place at a time, 4 routes,
5 durations, 6 officers, 7 halls and seats, 8 vehicles, 9 reasons to depart, 10 lateness, 11 work conservation,
12 blocking, 13 priority, 14 first come first served, 17 no-shows, 18 ends, 19 parts of a stay, 20 Little,
21 utilisation, 27 who is where at the horizon, 33 patience, 34 evenings, 35 coming again, 36 waiting aside,
37 who is there when the run begins, 38 the table of earlier visits.
"""

from collections.abc import Callable, Iterator

from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.invariants import beginnings, desks, earlier, gates, halls, parties, streets, sums, trips, vehicles
from sim.model.invariants.moments import Moment, moments
from sim.model.invariants.story import Story, StoryOf, tell
from sim.model.log import Log

OF_A_STORY: tuple[Callable[[Story], Iterator[str]], ...] = (
    parties.as_drawn, parties.in_time, parties.in_one_place, parties.on_the_way, parties.in_order, parties.served,
    parties.no_shows_stay_away, parties.ends_are_ends, parties.said_where,
    beginnings.in_halls, beginnings.on_trips, beginnings.under_way, earlier.in_order, earlier.known, earlier.whole,
    streets.patience, streets.evenings, streets.all_together, streets.comes_again, streets.in_its_turn, streets.aside,
    gates.no_time, gates.open_and_in_quota, gates.yielded, gates.passed_in_order, gates.passing_due,
    sums.conserved, sums.parts, sums.little, sums.utilisation,
)  # fmt: skip
OF_A_STATION: tuple[Callable[[StoryOf], Iterator[str]], ...] = (
    trips.numbered, trips.in_bays, trips.ride, trips.loads, trips.doors, trips.not_late,
)  # fmt: skip
OF_A_MOMENT: tuple[Callable[[StoryOf, Moment], Iterator[str]], ...] = (
    halls.room, halls.closed_to_the_street, halls.admission_due, halls.admission_in_order,
    halls.admission_before_leaving,
    desks.on_duty, desks.start_allowed, desks.start_due, desks.start_in_order,
    vehicles.on_duty, vehicles.reason_holds, vehicles.last_chance, vehicles.departure_due, vehicles.boarding_due,
    vehicles.boarding_in_order, vehicles.longest_in_its_bay,
)  # fmt: skip


def broken(crossing: Crossing, draws: Draws, log: Log) -> list[str]:
    """Every invariant that a finished log breaks, a sentence each; none for a sound log."""
    story = tell(crossing, draws, log)
    return [
        *(sentence for check in OF_A_STORY for sentence in check(story)),
        *(sentence for station in story.stations for check in OF_A_STATION for sentence in check(station)),
        *(sentence for station in story.stations for moment in moments(station)
          for check in OF_A_MOMENT for sentence in check(station, moment)),
    ]  # fmt: skip
