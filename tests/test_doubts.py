"""What is allowed and yet probably not meant is noted, a sentence each, and nothing else is."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from small import Raw, a_list, always, small_scenario

from sim.model.faults import scenario_of
from sim.model.rules import doubtful, zones

FIRST_DAY = "days: everybody comes on the first day; for several see scenario=first_three_days"
NO_DAY = "calendar: on a late or an aborted day no station would be open, yet its list would be used up"
OUTAGE = {"start": "09:00", "end": "10:00", "away": 1}
DAILY = {
    "kind": "daily", "persons_a_day": 60, "standing": 1.0, "standing_from": "07:00",
    "others": [{"start": "07:00", "end": "09:00", "weight": 1.0}],
}  # fmt: skip
CHAIN = {"kind": "chain", "first": "open", "closes": 0.2, "reopens": 0.4, "late": 0.0, "aborted": 0.0,
         "late_start": "12:00", "aborted_at": "12:00"}  # fmt: skip


def small(days: int = 1, calendar: Raw | None = None, **stations: Raw) -> Raw:
    """The small scenario with its days or some of its stations changed."""
    raw = small_scenario()
    raw["days"] = days
    raw["calendar"].update(calendar or {})
    for name, changes in stations.items():
        raw["stations"][name].update(changes)
    return raw


def day_by_day(days: int) -> Raw:
    """Foreign nationals who come every day."""
    raw = small(days)
    raw["cohorts"]["foreign"]["arrivals"] = DAILY
    return raw


def in_a_chain() -> Raw:
    """Days that are drawn, so that none is named."""
    return {**small(), "calendar": CHAIN}


def on_the_palestinian_side() -> Raw:
    """Routes that end in front of the bus."""
    raw = small()
    for cohort in raw["cohorts"].values():
        cohort["route"] = ["list", "passport"]
    return raw


def listing(*, used: bool) -> Raw:
    """A list that foreign nationals are on, or nobody."""
    raw = small()
    raw["lists"] = {"daily": a_list(30)}
    if used:
        raw["cohorts"]["foreign"]["arrivals"] = {"kind": "listed", "list": "daily"}
    return raw


def with_a_gate() -> Raw:
    """A gate, which nobody is ever absent from, in front of the bus."""
    raw = small(bus=always())
    raw["stations"]["door"] = {"kind": "gate", "hours": [["08:00", "17:00"]], "overtaking": False,
                               "quota": "unlimited", "yields_to": None}  # fmt: skip
    raw["order"].insert(2, "door")
    raw["cohorts"]["foreign"]["route"] = raw["order"]
    return raw


def nobody_comes(*stations: str) -> list[str]:
    """What is said of stations on nobody's route."""
    return [f"stations.{name}: no cohort's route has it, so nobody comes there" for name in stations]


NOTED: list[tuple[Callable[[], Raw], list[str]]] = [
    (small, []),
    (in_a_chain, []),
    (with_a_gate, []),
    (lambda: small(2), [FIRST_DAY]),
    (lambda: day_by_day(1), []),
    (lambda: day_by_day(2), []),
    (on_the_palestinian_side, nobody_comes("bus", "egypt", "interview")),
    (lambda: listing(used=True), []),
    (lambda: listing(used=False), ["lists.daily: no cohort's arrivals name it, so nobody is on it"]),
    (lambda: small(1, {"days": ["open", "late"]}), ["calendar.days: 2 are named, 1 simulated"]),
    (lambda: small(list={"absences": [{**OUTAGE, "day": 1}]}), []),
    (lambda: small(list={"absences": [{**OUTAGE, "day": "every"}]}), []),
    (lambda: small(list={"absences": [{**OUTAGE, "day": 2}]}), ["stations.list.absences: day 2 is not simulated"]),
    (lambda: small(bus={"absences": [{**OUTAGE, "day": 9}]}), ["stations.bus.absences: day 9 is not simulated"]),
    (lambda: small(1, {"late_start": "16:59"}), []),
    (lambda: small(1, {"late_start": "17:00"}), [NO_DAY]),
    (lambda: small(1, {"aborted_at": "08:01"}), []),
    (lambda: small(1, {"aborted_at": "08:00"}), [NO_DAY]),
    (lambda: small(bus={"patience": "unlimited"}), []),
    (lambda: small(bus={"patience": 1439.0}), []),
    (lambda: small(bus={"patience": 1440.0}),
     ["stations.bus.patience: 1440 minutes is a day or more; unlimited has its own word"]),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "doubts"), NOTED)
def test_what_is_probably_not_meant_is_noted(raw, doubts):
    """Stations are open from 08:00 to 17:00; the last minute before an edge is not doubted."""
    assert doubtful(scenario_of(raw())) == doubts


def clocks(date: str, days: int) -> list[str]:
    """What is said of the two sides' clocks on so many days."""
    return list(zones.two_clocks(scenario_of({**small(days), "date": date})))


ONE_CLOCK = "the clocks of the two sides differed or were changed; the model has one clock"


@pytest.mark.parametrize(
    ("date", "days", "told"),
    [
        ("2024-04-18", 2, []),
        ("2024-04-27", 3, []),
        ("2024-04-21", 1, [f"date: on 2024-04-21 {ONE_CLOCK}"]),
        ("2024-04-18", 3, [f"date: on 2024-04-20 {ONE_CLOCK}"]),
        ("2024-04-19", 3, [f"date: on 2 days from 2024-04-20 on {ONE_CLOCK}"]),
        ("2024-04-19", 4, [f"date: on 3 days from 2024-04-20 on {ONE_CLOCK}"]),
        ("2024-04-26", 1, [f"date: on 2024-04-26 {ONE_CLOCK}"]),
        ("2023-10-28", 1, [f"date: on 2023-10-28 {ONE_CLOCK}"]),
        ("2023-10-29", 60, []),
        ("9999-12-31", 2, []),
    ],
)
def test_days_of_two_clocks_are_noted(date, days, told):
    """In 2024 Gaza's clocks went forward on 20 April at 02:00, Egypt's on 26 April at 00:00.

    In 2023 Egypt's went back at the end of 26 October, Gaza's on 28 October at 02:00.
    """
    assert clocks(date, days) == told


@pytest.mark.parametrize(
    ("side", "changed"),
    [
        ("Africa/Cairo", ["2023-04-28", "2023-10-26", "2024-04-26", "2024-10-31"]),
        ("Asia/Gaza", ["2023-04-29", "2023-10-28", "2024-04-20", "2024-10-26"]),
    ],
)
def test_a_day_is_noted_that_is_no_24_hours_long(side, changed, monkeypatch):
    """Of one side alone: neither the day before nor the day after. Egypt's clocks change at midnight."""
    monkeypatch.setattr(zones, "SIDES", (side,))
    around = [date.fromisoformat(day) + timedelta(days=more) for day in changed for more in (-1, 0, 1)]
    assert [f"{day}" for day in around if clocks(f"{day}", 1)] == changed


def test_a_system_that_knows_no_zones_says_nothing_of_clocks(monkeypatch):
    monkeypatch.setattr(zones, "SIDES", ("Gaza/Nowhere", "Cairo/Nowhere"))
    assert clocks("2024-04-21", 1) == []
