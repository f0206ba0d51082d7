"""A scenario: the frozen, validated description of a crossing and of who comes to it.

Times of day are quoted "HH:MM" text, durations are in minutes, halls and parties are counted in persons. Nothing here
has a default: every number lives in conf/, with its reason in seeds/parameters.yaml.
"""

from sim.model.scenario.arrivals import (
    Arrivals,
    ByProfile,
    Daily,
    Listed,
    OnTheDay,
    Poisson,
    Profile,
    Rate,
    Reporting,
    Slots,
    Spread,
)
from sim.model.scenario.calendar import Calendar, Chain, Explicit
from sim.model.scenario.cohorts import Cohort, Patience, Where
from sim.model.scenario.lists import ByCohort, ByGroup, DailyList
from sim.model.scenario.stations import (
    Absence,
    Breakdowns,
    Desk,
    Gate,
    Referral,
    Service,
    Shift,
    Shuttle,
    Station,
    YieldsTo,
)
from sim.model.scenario.times import ClockTime, Hours, Name, Span
from sim.model.scenario.whole import Scenario

__all__ = [
    "Absence",
    "Arrivals",
    "Breakdowns",
    "ByCohort",
    "ByGroup",
    "ByProfile",
    "Calendar",
    "Chain",
    "ClockTime",
    "Cohort",
    "Daily",
    "DailyList",
    "Desk",
    "Explicit",
    "Gate",
    "Hours",
    "Listed",
    "Name",
    "OnTheDay",
    "Patience",
    "Poisson",
    "Profile",
    "Rate",
    "Referral",
    "Reporting",
    "Scenario",
    "Service",
    "Shift",
    "Shuttle",
    "Slots",
    "Span",
    "Spread",
    "Station",
    "Where",
    "YieldsTo",
]
