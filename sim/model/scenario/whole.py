"""The scenario: all that is simulated."""

from typing import Annotated, Literal

from pydantic import Field

from sim.model.frozen import Frozen, Many
from sim.model.scenario.calendar import Calendar
from sim.model.scenario.cohorts import Cohort
from sim.model.scenario.lists import DailyList
from sim.model.scenario.stations import Station
from sim.model.scenario.times import Date, Name


class Scenario(Frozen):
    """Everything that is simulated. `order` is the declared order of the stations, the order of O3.

    `overnight`: whether the street stays in its order when a day ends, or goes home and returns in the old order (S9).
    """

    name: Name
    question: Name
    date: Date
    days: Annotated[int, Field(ge=1, le=366)]
    calendar: Calendar
    overnight: Literal["stay", "return"]
    order: Many[Name]
    stations: Annotated[dict[Name, Station], Field(min_length=1)]
    lists: dict[Name, DailyList]
    cohorts: Annotated[dict[Name, Cohort], Field(min_length=1)]

    def routes_through(self, station: str) -> list[str]:
        """The cohorts whose route has this station, by name."""
        return sorted(name for name, cohort in self.cohorts.items() if station in cohort.route)
