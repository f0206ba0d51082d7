"""A scenario: the frozen, validated description of a crossing and of who comes to it.

Times of day are quoted "HH:MM" text, durations are in minutes, halls and parties are counted in persons. Nothing here
has a default: every number lives in conf/, with its reason in seeds/parameters.yaml.
"""

import math
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from sim.model.clock import from_clock
from sim.model.counts import WEIGHTS_TOLERANCE, Counts
from sim.model.distributions import Duration
from sim.model.frozen import CAP, Frozen, Many, Persons, Positive, Share, Some


def _clock_time(text: str) -> str:
    from_clock(text)
    return text


def _date(text: str) -> str:
    try:
        plain = date.fromisoformat(text).isoformat() == text
    except ValueError:
        plain = False
    if not plain:
        raise ValueError(f"needs a date, YYYY-MM-DD: got {text!r}")
    return text


def _in_order(hours: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Each span opens before it closes, and no two overlap."""
    spans = sorted((from_clock(start), from_clock(end), start, end) for start, end in hours)
    for opens, closes, start, end in spans:
        if opens >= closes:
            raise ValueError(f"needs opening before closing on the same day: got {start} to {end}")
    for (_, closes, _, end), (opens, _, start, _) in pairwise(spans):
        if opens < closes:
            raise ValueError(f"needs spans that do not overlap: got one to {end} and one from {start}")
    return hours


ClockTime = Annotated[str, AfterValidator(_clock_time)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Span = Annotated[tuple[ClockTime, ClockTime], Field(strict=False)]
Hours = Annotated[Many[Span], AfterValidator(_in_order)]
Hall = Annotated[int, Field(ge=1)] | Literal["unlimited"]


class Service(Frozen):
    """How long a party takes (min): one draw for the party, plus one for each person, plus one for each bag (C3)."""

    party: Duration | None
    person: Duration | None
    bag: Duration | None


class Referral(Frozen):
    """A share of parties is sent on to a secondary station."""

    to: Name
    share: Share


class Desk(Frozen):
    """A hall and officers (S3). `officers` on duty in all `hours`; `hall` in persons.

    `refuse`: reason -> share of parties. `checks_list`: who is on no list is turned away here.
    `closing`: a check that has begun is finished after closing (finish), or suspended until the next opening (suspend),
    or begins only if it ends before the next fall of the officers on duty (fits).
    """

    kind: Literal["desk"]
    side: Literal["palestinian", "egyptian"]
    officers: Some
    hours: Hours
    hall: Hall
    overtaking: bool
    closing: Literal["finish", "fits", "suspend"]
    checks_list: bool
    service: Service
    refuse: dict[Name, Share]
    refer: Referral | None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        shares = math.fsum([*self.refuse.values(), self.refer.share if self.refer else 0.0])
        if shares > 1 + WEIGHTS_TOLERANCE:
            raise ValueError(f"refuse and refer: needs shares that add up to 1 at most: got {shares:.10g}")
        if self.service.party is self.service.person is self.service.bag is None:
            raise ValueError("service: needs a time for the party, a person or a bag")
        return self


class Shuttle(Frozen):
    """Vehicles that take people between the gates (S5, S6).

    `patience`: minutes after its first boarding at which a vehicle leaves; `bays`: vehicles that board at once;
    `hall_freed`: whether who steps on leaves the hall's count then, or when the vehicle departs.
    """

    kind: Literal["shuttle"]
    vehicles: Some
    seats: Some
    bays: Some
    hours: Hours
    hall: Hall
    overtaking: bool
    patience: Positive | Literal["unlimited"]
    hall_freed: Literal["boarding", "departure"]
    boarding: Service
    alighting: Service
    ride: Duration
    ride_back: Duration


class YieldsTo(Frozen):
    """People of these cohorts go first: others wait until all who have come have left a station, or to a clock time."""

    cohorts: Many[Name]
    left: Name
    until: ClockTime | None


class Gate(Frozen):
    """Takes no time and has no hall (S7). `quota`: persons a day, which turns at 00:00."""

    kind: Literal["gate"]
    hours: Hours
    overtaking: bool
    quota: Annotated[int, Field(ge=1)] | Literal["unlimited"]
    yields_to: YieldsTo | None


Station = Annotated[Desk | Shuttle | Gate, Field(discriminator="kind")]


class Spread(Frozen):
    """Arrivals spread evenly between two clock times, with a weight among the other spans."""

    start: ClockTime
    end: ClockTime
    weight: Share

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _in_order(((self.start, self.end),))
        return self


class OnTheDay(Frozen):
    """A `standing` share stands there at `standing_from`, in list order; the others come by the daily profile (P2)."""

    kind: Literal["on_the_day"]
    standing: Share
    standing_from: ClockTime
    others: Many[Spread]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = math.fsum(span.weight for span in self.others)
        if abs(total - 1) > WEIGHTS_TOLERANCE:
            raise ValueError(f"others: needs weights that add up to 1: got {total:.10g}")
        _in_order(tuple((span.start, span.end) for span in self.others))
        return self


class Rate(Frozen):
    """Parties an hour between two clock times."""

    start: ClockTime
    end: ClockTime
    parties_per_hour: Annotated[float, Field(ge=0, le=1e6)]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _in_order(((self.start, self.end),))
        return self


class Poisson(Frozen):
    """Parties come one after another, independently, at piecewise-constant rates (P2).

    They come until the rates end, or until the cohort's persons are all there: here `persons` are a limit.
    """

    kind: Literal["poisson"]
    rates: Many[Rate]

    @model_validator(mode="after")
    def _apart(self) -> Self:
        _in_order(tuple((rate.start, rate.end) for rate in self.rates))
        return self


Arrivals = Annotated[OnTheDay | Poisson, Field(discriminator="kind")]


class Cohort(Frozen):
    """A named class of parties (P1). Smaller `priority` goes first; `show_up` is drawn per party (P4)."""

    persons: Persons
    party_size: Counts
    bags_per_person: Counts
    children: Share
    route: Many[Name]
    priority: Annotated[int, Field(ge=0, le=CAP)]
    listed: bool
    show_up: Share
    arrivals: Arrivals

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if min(self.party_size.values) < 1:
            raise ValueError("party_size.values: needs at least 1 person a party: got 0")
        mean = self.party_size.mean_value()
        if self.children > (mean - 1) / mean + WEIGHTS_TOLERANCE:
            most = f"{(mean - 1) / mean:.3g}"
            raise ValueError(f"children: got {self.children:g}; needs at most {most}, as one of each party is grown up")
        return self


class Scenario(Frozen):
    """Everything that is simulated. `order` is the declared order of the stations, the order of O3."""

    name: Name
    question: Name
    date: Annotated[str, AfterValidator(_date)]
    days: Annotated[int, Field(ge=1, le=366)]
    order: Many[Name]
    stations: Annotated[dict[Name, Station], Field(min_length=1)]
    cohorts: Annotated[dict[Name, Cohort], Field(min_length=1)]

    def routes_through(self, station: str) -> list[str]:
        """The cohorts whose route has this station, by name."""
        return sorted(name for name, cohort in self.cohorts.items() if station in cohort.route)
