"""Stations: desks, shuttles and gates, and when their officers and vehicles are on duty."""

import math
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from sim.model.counts import WEIGHTS_TOLERANCE
from sim.model.distributions import Duration
from sim.model.frozen import CAP, Few, Frozen, Many, Positive, Share, Some
from sim.model.scenario.times import ClockTime, Hours, Name, in_order

SHORTEST = 1  # minute, on average, between two breakdowns or of a repair

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


class Shift(Frozen):
    """Between two clock times of every day so many are on duty, instead of the station's usual number."""

    start: ClockTime
    end: ClockTime
    on_duty: Annotated[int, Field(ge=0, le=CAP)]


class Absence(Frozen):
    """So many fewer on duty between two clock times: a break every day, or an outage on one `day` (1 is the first)."""

    day: Annotated[int, Field(ge=1)] | Literal["every"]
    start: ClockTime
    end: ClockTime
    away: Some

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order([(self.start, self.end)])
        return self


class Breakdowns(Frozen):
    """Each desk or vehicle fails at random: time `between` a repair and the next failure, and time to `repair`.

    Both run day and night from 00:00 of the first day, when all work.
    """

    between: Duration
    repair: Duration

    @model_validator(mode="after")
    def _lasting(self) -> Self:
        for key, times in (("between", self.between), ("repair", self.repair)):
            if times.mean_value() < SHORTEST:
                raise ValueError(f"{key}: got a mean of {times.mean_value():g}; needs at least {SHORTEST} minute")
        return self


def _shifts_in_order(shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
    in_order([(shift.start, shift.end) for shift in shifts])
    return shifts


Shifts = Annotated[Few[Shift], AfterValidator(_shifts_in_order)]


class Desk(Frozen):
    """A hall and officers (S3). `officers` on duty in all `hours` but for `shifts`, `absences` and `breakdowns`.

    `hall` in persons. `refuse`: reason -> share of parties. `checks_list`: who is on no list is turned away here, and a
    family with a member missing from it turns back, or waits aside until the next open day.
    `closing`: a check that has begun is finished after closing (finish), or suspended until the next opening (suspend),
    or begins only if it ends before the next fall of the officers on duty (fits).
    """

    kind: Literal["desk"]
    side: Literal["palestinian", "egyptian"]
    officers: Some
    hours: Hours
    shifts: Shifts
    absences: Few[Absence]
    breakdowns: Breakdowns | None
    hall: Hall
    overtaking: bool
    closing: Literal["finish", "fits", "suspend"]
    checks_list: bool
    member_missing: Literal["family_turns_back", "family_waits_aside"]
    service: Service
    refuse: dict[Name, Share]
    refer: Referral | None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        shares = math.fsum([*self.refuse.values(), self.refer.share if self.refer else 0.0])
        if shares > 1 + WEIGHTS_TOLERANCE:
            raise ValueError(f"refuse and refer: got {shares:.10g}; needs shares that add up to 1 at most")
        if self.service.party is self.service.person is self.service.bag is None:
            raise ValueError("service: needs a time for the party, a person or a bag")
        return self


class Shuttle(Frozen):
    """Vehicles that take people between the gates (S5, S6); on duty as officers of a desk are.

    `patience`: minutes after its first boarding at which a vehicle leaves; `bays`: vehicles that board at once;
    `hall_freed`: whether who steps on leaves the hall's count then, or when the vehicle departs.
    """

    kind: Literal["shuttle"]
    vehicles: Some
    seats: Some
    bays: Some
    hours: Hours
    shifts: Shifts
    absences: Few[Absence]
    breakdowns: Breakdowns | None
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
