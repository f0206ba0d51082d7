"""A small scenario as a plain mapping: two desks, a bus, an Egyptian desk and its secondary; two cohorts."""

from typing import Any

Raw = dict[str, Any]


def small_scenario() -> Raw:
    """A fresh copy, to be changed at will; the numbers mean nothing, and every kind of draw is in it."""
    return {
        "name": "small",
        "question": "Does it run, and does it run alike?",
        "date": "2023-11-01",
        "days": 1,
        "calendar": {"kind": "explicit", "days": ["open"], "late_start": "12:00", "aborted_at": "12:00"},
        "overnight": "stay",
        "lists": {},
        "order": ["list", "passport", "bus", "egypt", "interview"],
        "stations": {
            "list": desk(2, minutes(lognormal(1, 0.5)), checks_list=True),
            "passport": desk(2, minutes(None, lognormal(2, 0.6), constant(0.25)), refuse={"age": 0.05, "papers": 0.1}),
            "bus": bus(),
            "egypt": desk(3, minutes(gamma(2, 0.7)), side="egyptian", refer={"to": "interview", "share": 0.2}),
            "interview": desk(1, minutes(weibull(6, 0.8)), side="egyptian", refuse={"security": 0.3}),
        },
        "cohorts": {
            "foreign": cohort(120, ["list", "passport", "bus", "egypt", "interview"], on_the_day(), listed=True),
            "hopeful": cohort(60, ["list", "passport"], stream(), listed=False),
        },
    }


def desk(officers: int, service: Raw, **changes: Any) -> Raw:
    """A desk that is open in the morning and in the afternoon."""
    hours = [["08:00", "12:00"], ["13:00", "17:00"]]
    plain = {"side": "palestinian", "checks_list": False, "refuse": {}, "refer": None, "overtaking": False,
             "member_missing": "family_turns_back", **always()}  # fmt: skip
    return {"kind": "desk", "officers": officers, "hours": hours, "hall": 12, "closing": "finish",
            "service": service, **plain, **changes}  # fmt: skip


def always() -> Raw:
    """On duty in all hours."""
    return {"shifts": [], "absences": [], "breakdowns": None}


def bus() -> Raw:
    """Two buses of ten seats."""
    return {
        "kind": "shuttle", "vehicles": 2, "seats": 10, "bays": 1, "hours": [["08:30", "17:00"]], "hall": 20,
        **always(), "overtaking": False, "patience": 30.0, "hall_freed": "boarding",
        "boarding": minutes(None, constant(0.1)), "alighting": minutes(constant(0.2)),
        "ride": {"family": "triangular", "low": 5.0, "mode": 8.0, "high": 20.0},
        "ride_back": {"family": "uniform", "low": 5.0, "high": 15.0},
    }  # fmt: skip


def cohort(persons: int, route: list[str], arrivals: Raw, *, listed: bool) -> Raw:
    """A cohort of parties of one to four, a tenth of which stay away."""
    return {
        "persons": persons, "party_size": {"values": [1, 2, 4], "weights": [0.5, 0.3, 0.2]},
        "bags_per_person": {"values": [0, 1, 2], "weights": [0.2, 0.5, 0.3]}, "children": 0.3, "route": route,
        "priority": 0, "listed": listed, "show_up": 0.9, "arrivals": arrivals, "groups": None, "member_missing": 0.0,
        "patience": None, "deadline": None, "already": {},
    }  # fmt: skip


def on_the_day() -> Raw:
    """Half stand there early, the others come through the morning."""
    others = [{"start": "07:30", "end": "09:00", "weight": 0.75}, {"start": "09:00", "end": "12:00", "weight": 0.25}]
    return {"kind": "on_the_day", "standing": 0.5, "standing_from": "07:00", "others": others}


def stream() -> Raw:
    """Parties that come one after another."""
    return {"kind": "poisson", "rates": [{"start": "08:00", "end": "16:00", "parties_per_hour": 6.0}]}


PROFILE: Raw = {
    "kind": "profile", "standing": 1.0, "standing_from": "07:00",
    "others": [{"start": "07:00", "end": "09:00", "weight": 1.0}],
}  # fmt: skip
SLOTS: Raw = {"kind": "slots", "first": "08:00", "every": 30.0, "persons": 4, "spread": 20.0}


def a_list(*persons_a_day: int, by: str = "random", first: list[str] | None = None, **changes: Any) -> Raw:
    """A daily list that is published on closed days too, and never void; all on it stand there at seven."""
    order = {"by": by, **({} if first is None else {"first": first})}
    plain = {"while_closed": "publish", "expires_after": "never", "who_stays_away": "dropped", "reporting": PROFILE}
    return {"persons_a_day": list(persons_a_day), "order": order, **plain, **changes}


def minutes(party: Raw | None, person: Raw | None = None, bag: Raw | None = None) -> Raw:
    """A service: one draw for the party, one a person, one a bag (min)."""
    return {"party": party, "person": person, "bag": bag}


def constant(value: float) -> Raw:
    """Always the same (min)."""
    return {"family": "constant", "value": float(value)}


def exponential(mean: float) -> Raw:
    """A mean (min)."""
    return {"family": "exponential", "mean": float(mean)}


def lognormal(mean: float, cv: float) -> Raw:
    """A mean (min) and a coefficient of variation."""
    return {"family": "lognormal", "mean": float(mean), "cv": cv}


def gamma(mean: float, cv: float) -> Raw:
    """A mean (min) and a coefficient of variation."""
    return {"family": "gamma", "mean": float(mean), "cv": cv}


def weibull(mean: float, cv: float) -> Raw:
    """A mean (min) and a coefficient of variation."""
    return {"family": "weibull", "mean": float(mean), "cv": cv}
