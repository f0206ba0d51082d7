"""What holds of those who are there already when the run begins (P1)."""

from collections.abc import Iterator

import numpy as np

from sim.model.clock import NEVER
from sim.model.invariants.story import Story
from sim.model.invariants.visits import Visit
from sim.model.log import Reason


def in_halls(story: Story) -> Iterator[str]:
    """37: Who is in a hall when the run begins came to it and was admitted at 0, whatever the level."""
    for row in np.flatnonzero(story.draws.in_hall).tolist():
        visit = _begins_with(story, row)
        if visit is None or (visit.joined, visit.admitted) != (0, 0):
            yield f"37 beginning: party {story.draws.place[row]} is not in its hall at 0 ms"


def on_trips(story: Story) -> Iterator[str]:
    """37: Who is under way when the run begins has stepped on before, and is on the trip that was drawn."""
    for row in np.flatnonzero(story.draws.on_trip != NEVER).tolist():
        visit, trip = _begins_with(story, row), int(story.draws.on_trip[row])
        if visit is None or (visit.joined, visit.admitted, visit.started, visit.trip) != (0, 0, 0, trip):
            yield f"37 beginning: party {story.draws.place[row]} is not on its trip at 0 ms"


def under_way(story: Story) -> Iterator[str]:
    """37: The trips drawn as under way left at 0 for that reason, with nobody else aboard; no other trip gives it."""
    for station in story.stations:
        for vehicle in station.vehicles:
            drawn = vehicle.under_way
            left = (vehicle.pulled_in, vehicle.departed) == (0, 0) or not drawn
            apart = all(visit.under_way == drawn for visit in vehicle.aboard)
            if (vehicle.reason == Reason.UNDER_WAY) != drawn or not (left and apart):
                yield f"37 beginning: trip {vehicle.number} of {station.plan.name} is not as it was drawn under way"


def _begins_with(story: Story, row: int) -> Visit | None:
    return story.stations[int(story.draws.first[row])].first_visits().get(row)
