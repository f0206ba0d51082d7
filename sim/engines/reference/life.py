"""A party's whole way on one screen: from the street to its end, and home or aside in between."""

from typing import TYPE_CHECKING, Any

import simpy

from sim.engines.reference.station import Party, Station, Story
from sim.model.clock import NEVER
from sim.model.log import Why
from sim.model.outcome import Outcome

if TYPE_CHECKING:
    from sim.engines.reference.world import World


def life(world: "World", party: Party) -> Story:
    """From the street, or where the party stands when the run begins, through its stations to its end."""
    yield world.env.timeout(int(world.draws.arrival[party.row]))
    at = int(world.draws.first[party.row])
    begin(world, party, world.stations[at])
    while at >= 0:
        station = world.stations[at]
        try:
            if party.at != at:  # a gate lets people through right into the next hall
                station.reach(party)
            yield from station.pass_through(party)
        except simpy.Interrupt as leaving:  # it has left the street (O6)
            yield from come_again(world, party, station, leaving.cause)
            continue
        world.stamp("finished", party, at)
        if party.aside == at:
            yield from wait_aside(world, party, station)
            continue
        at = world.onward[party.row][at]
    world.end(party, Outcome(-1 - at), station.at)


def begin(world: "World", party: Party, station: Station) -> None:
    """The party comes to the street; or it is there already, in a hall or on its way."""
    world.present[party.row] = party
    if world.draws.in_hall[party.row]:
        station.reach(party)
        station.admit(station.turn_of(party))


def come_again(world: "World", party: Party, station: Station, why: Any) -> Story:
    """Home, or aside, until the station's next opening; then back in its entry queue (S8, S9, P5)."""
    visit, now = world.note_visit(party, station.at, why), int(world.env.now)
    yield world.env.timeout(station.days.next_opening(now) - now)
    visit.back = int(world.env.now)
    if why is Why.EVENING:
        station.join(party)  # in its old turn
    else:
        station.reach(party)


def wait_aside(world: "World", party: Party, station: Station) -> Story:
    """A family leaves officer and hall to wait for its missing member, once at most (P5)."""
    world.free(party)
    party.aside = NEVER
    yield from come_again(world, party, station, Why.ASIDE)
