"""What cannot be of lists, days, duties, families and beginnings is refused, in the very words a planner reads."""

from collections.abc import Callable

import pytest
from small import PROFILE, SLOTS, Raw, a_list, exponential, minutes, small_scenario

from sim.model.faults import Refused, scenario_of


def listing(daily: Raw) -> Raw:
    """The small scenario with its foreign nationals on a list."""
    raw = small_scenario()
    raw["lists"] = {"daily": daily}
    raw["cohorts"]["foreign"]["arrivals"] = {"kind": "listed", "list": "daily"}
    return raw


def on_a_list_by_groups() -> Raw:
    """A list that names a group there is not."""
    raw = listing(a_list(30, by="group", first=["itallian"]))
    raw["cohorts"]["foreign"]["groups"] = {"italian": 0.5, "jordanian": 0.5}
    return raw


def on_another_list() -> Raw:
    """People on a list there is not."""
    raw = listing(a_list(30))
    raw["cohorts"]["foreign"]["arrivals"]["list"] = "dayly"
    return raw


def of_station(name: str, **changes: object) -> Callable[[], Raw]:
    """The small scenario with a station changed."""

    def changed() -> Raw:
        raw = small_scenario()
        raw["stations"][name].update(changes)
        return raw

    return changed


def of_foreign(**changes: object) -> Callable[[], Raw]:
    """The small scenario with its foreign nationals changed."""

    def changed() -> Raw:
        raw = small_scenario()
        raw["cohorts"]["foreign"].update(changes)
        return raw

    return changed


def of_calendar(**changes: object) -> Callable[[], Raw]:
    """The small scenario with days that are drawn."""
    chain = {"kind": "chain", "first": "open", "closes": 0.2, "reopens": 0.4, "late": 0.0, "aborted": 0.0,
             "late_start": "12:00", "aborted_at": "12:00"}  # fmt: skip
    return lambda: {**small_scenario(), "calendar": {**chain, **changes}}


def shift(start: str, end: str) -> Raw:
    """One on duty between two clock times."""
    return {"start": start, "end": end, "on_duty": 1}


def without_the_bus() -> Raw:
    """People aboard of a bus on nobody's route."""
    raw = small_scenario()
    for cohort in raw["cohorts"].values():
        cohort["route"] = ["list", "passport"]
    raw["cohorts"]["foreign"]["already"] = {"bus": {"aboard": 3}}
    return raw


def with_a_gate() -> Raw:
    """People in the hall of a gate, which has none."""
    raw = small_scenario()
    raw["stations"]["door"] = {"kind": "gate", "hours": [["08:00", "17:00"]], "overtaking": False,
                               "quota": "unlimited", "yields_to": None}  # fmt: skip
    raw["order"].insert(2, "door")
    raw["cohorts"]["foreign"].update(route=raw["order"], already={"door": {"hall": 3}})
    return raw


def on_one_of_two_lists(*persons_a_day: int | str) -> Callable[[], Raw]:
    """Foreign nationals on one list, nobody on another that lists so many."""

    def changed() -> Raw:
        raw = listing(a_list(30))
        raw["lists"]["dayly"] = {**a_list(30), "persons_a_day": list(persons_a_day)}
        return raw

    return changed


def of_days(*days: str, simulated: int) -> Callable[[], Raw]:
    """The small scenario with the kinds of its days named."""

    def changed() -> Raw:
        raw = small_scenario()
        raw["calendar"]["days"], raw["days"] = list(days), simulated
        return raw

    return changed


def in_order(*stations: str) -> Raw:
    """The small scenario with an order of stations."""
    return {**small_scenario(), "order": list(stations)}


def in_small_parties() -> Raw:
    """More aboard of the bus than parties of four surely fit into; all others come with three at most."""
    raw = of_foreign(already={"bus": {"aboard": 15}})()
    raw["cohorts"]["hopeful"]["party_size"]["values"] = [1, 2, 3]
    return raw


def a_gate(*cohorts: str, left: str, until: str | None = None) -> Raw:
    """A gate that lets these cohorts go first."""
    return {"kind": "gate", "hours": [["08:00", "17:00"]], "overtaking": False, "quota": "unlimited",
            "yields_to": {"cohorts": list(cohorts), "left": left, "until": until}}  # fmt: skip


def behind_gates(order: list[str], foreign: list[str], hopeful: list[str], **gates: Raw) -> Callable[[], Raw]:
    """The small scenario with gates, an order of stations and two routes."""

    def changed() -> Raw:
        raw = small_scenario()
        raw["stations"].update(gates)
        raw["order"] = order
        raw["cohorts"]["foreign"]["route"], raw["cohorts"]["hopeful"]["route"] = foreign, hopeful
        raw["cohorts"]["hopeful"]["listed"] = True
        return raw

    return changed


def on_the_day_from(*clock: str) -> Raw:
    """Arrivals on the first day, evenly between pairs of clock times."""
    spans = [{"start": start, "end": end} for start, end in zip(clock[::2], clock[1::2], strict=True)]
    others = [{**span, "weight": 1 / len(spans)} for span in spans]
    return {"kind": "on_the_day", "standing": 0.5, "standing_from": "07:00", "others": others}


def stream_from(*clock: str) -> Raw:
    """Six parties an hour between pairs of clock times."""
    spans = zip(clock[::2], clock[1::2], strict=True)
    return {"kind": "poisson", "rates": [{"start": start, "end": end, "parties_per_hour": 6.0} for start, end in spans]}


ON_THE_WAY = ["list", "passport", "door", "bus", "egypt", "interview"]
BEYOND_DOOR = ["door", "bus", "egypt", "interview"]


def behind_two_doors() -> Raw:
    """Foreign nationals wait at two gates in a row for those who have another way to the bus."""
    doors = {"door": a_gate("hopeful", left="bus"), "door_2": a_gate("hopeful", left="bus")}
    order = ["list", "passport", "door", "luggage", "door_2", "bus", "egypt", "interview"]
    raw = behind_gates(order, ["passport", *order[2:]], ["list", "bus"], **doors)()
    raw["stations"]["luggage"] = dict(raw["stations"]["passport"])
    return raw


DAILY = {**PROFILE, "kind": "daily", "persons_a_day": 3}
FOREIGN = "cohorts.foreign"
AN_HOUR = {"start": "08:00", "end": "09:00", "away": 1, "day": "every"}


def secondary_behind_the_bus() -> Raw:
    """The Egyptian desk refers to an interview beyond the bus."""
    raw = small_scenario()
    raw["order"] = raw["cohorts"]["foreign"]["route"] = ["list", "passport", "egypt", "bus", "interview"]
    return raw


def secondary_before_its_desk() -> Raw:
    """The Egyptian desk refers back to an interview that has been passed."""
    raw = small_scenario()
    raw["order"] = raw["cohorts"]["foreign"]["route"] = ["list", "passport", "bus", "interview", "egypt"]
    return raw


def check_of_lists_at_a_secondary() -> Raw:
    """Lists are checked only where a few are referred."""
    raw = small_scenario()
    raw["stations"]["list"].update(checks_list=False, refer={"to": "passport", "share": 0.1})
    raw["stations"]["passport"]["checks_list"] = True
    return raw


CASES = [
    (on_another_list, f"{FOREIGN}.arrivals.list", "got 'dayly'; needs a list; did you mean daily?"),
    (lambda: listing(a_list(0, 3, 30)), "lists.daily.persons_a_day",
     "got 3; needs at least the largest party (4, foreign)"),
    (lambda: listing(a_list(30, reporting={**SLOTS, "persons": 3})), "lists.daily.reporting.persons",
     "got 3; needs at least the largest party (4, foreign)"),
    (lambda: listing(a_list(30, reporting={**SLOTS, "first": "24:00"})), "lists.daily.reporting",
     "first: got 24:00; needs a clock time before the day ends"),
    (of_foreign(arrivals=DAILY), f"{FOREIGN}.arrivals.persons_a_day",
     "got 3; needs at least the largest party (4, foreign)"),
    (lambda: listing(a_list(30, by="cohort", first=["foriegn"])), "lists.daily.order.first",
     "got 'foriegn'; needs a cohort on this list; did you mean foreign?"),
    (lambda: listing(a_list(30, by="cohort", first=["hopeful"])), "lists.daily.order.first",
     "got 'hopeful'; needs a cohort on this list; known here: foreign"),
    (lambda: listing(a_list(30, by="group", first=[])), "lists.daily.order",
     "got by: group; needs groups for each of its cohorts, foreign has none"),
    (on_a_list_by_groups, "lists.daily.order.first",
     "got 'itallian'; needs a nationality group of its cohorts; did you mean italian?"),
    (of_foreign(groups={"italian": 0.5, "jordanian": 0.4}), FOREIGN, "groups: got 0.9; needs shares that add up to 1"),
    (of_foreign(already={"egipt": {"hall": 3}}), f"{FOREIGN}.already.egipt",
     "needs a station of the cohort's route; did you mean egypt?"),
    (without_the_bus, f"{FOREIGN}.already.bus",
     "needs a station of the cohort's route; known here: list, passport"),
    (of_foreign(already={"passport": {"street": 3}}), f"{FOREIGN}.already.passport.street",
     "needs the first station of the route (list): only there is a street"),
    (with_a_gate, f"{FOREIGN}.already.door.hall", "a gate has no hall; needs a desk or a shuttle"),
    (of_foreign(already={"egypt": {"aboard": 3}}), f"{FOREIGN}.already.egypt.aboard",
     "a desk has no vehicles; needs a shuttle"),
    (of_foreign(already={"egypt": {"hall": 13}}), "stations.egypt.hall",
     "got 12; needs room for the 13 persons who are there already"),
    (of_foreign(already={"bus": {"aboard": 15}}), "stations.bus.vehicles",
     "got 15 persons aboard already; needs 14 at most, so that parties of up to 4 surely fit into its vehicles"),
    (of_foreign(route=["passport"], member_missing=0.1), f"{FOREIGN}.member_missing",
     "got 0.1; needs a station with checks_list on its route that no referral leads past and that is no secondary"),
    (of_station("list", breakdowns={"between": exponential(0.5), "repair": exponential(9)}),
     "stations.list.breakdowns", "between: got a mean of 0.5; needs at least 1 minute"),
    (of_station("bus", breakdowns={"between": exponential(90), "repair": exponential(0.9)}),
     "stations.bus.breakdowns", "repair: got a mean of 0.9; needs at least 1 minute"),
    (of_station("list", refuse={"age": 0.7, "papers": 0.6}), "stations.list",
     "refuse and refer: got 1.3; needs shares that add up to 1 at most"),
    (of_station("egypt", refuse={"age": 0.5}, refer={"to": "interview", "share": 0.6}), "stations.egypt",
     "refuse and refer: got 1.1; needs shares that add up to 1 at most"),
    (of_station("list", service=minutes(None)), "stations.list",
     "service: needs a time for the party, a person or a bag"),
    (of_station("list", absences=[{**AN_HOUR, "end": "08:00"}]), "stations.list.absences.0",
     "got 08:00 to 08:00; needs a start before its end, on the same day"),
    (of_station("list", absences=[{**AN_HOUR, "day": 0}]), "stations.list.absences.0.day",
     "got 0; needs to be greater than or equal to 1 or to be 'every'"),
    (of_station("list", shifts=[shift("22:00", "06:00")]), "stations.list.shifts",
     "got 22:00 to 06:00; needs a start before its end, on the same day"),
    (of_station("list", shifts=[shift("08:00", "12:00"), shift("11:00", "13:00")]), "stations.list.shifts",
     "got one to 12:00 and one from 11:00; needs spans that do not overlap"),
    (of_calendar(late=0.7, aborted=0.4), "calendar",
     "late and aborted: got 1.1; needs shares that add up to 1 at most"),
    (of_calendar(closes=20), "calendar.closes", "got 20; needs a share from 0 to 1; did you mean 0.2?"),
    (of_calendar(kind="chains"), "calendar.kind", "got 'chains'; needs one there is; did you mean chain?"),
    (of_station("bus", patience="unlimited", hours=[["00:00", "24:00"]]), "stations.bus.patience",
     "got 'unlimited'; a shuttle that never closes needs minutes"),
    (of_station("bus", hall_freed="departure", hall=9), "stations.bus.hall",
     "got 9; with hall_freed: departure it needs at least the seats (10)"),
    (secondary_behind_the_bus, "cohorts.foreign.route",
     "got bus between egypt and its secondary interview; needs nothing but desks there"),
    (secondary_before_its_desk, "cohorts.foreign.route", "needs interview after egypt, which refers parties there"),
    (check_of_lists_at_a_secondary, "cohorts.hopeful.listed",
     "got false; needs a station with checks_list on its route that no referral leads past and that is no secondary"),
    (of_station("list", member_missing="family_waits"), "stations.list.member_missing",
     "got 'family_waits'; needs to be 'family_turns_back' or 'family_waits_aside'"),
    (lambda: in_order(*small_scenario()["order"], "desk"), "order",
     "got 'desk'; needs a station; known here: list, passport, bus, egypt, interview"),
    (lambda: in_order(*small_scenario()["order"], "lst"), "order", "got 'lst'; needs a station; did you mean list?"),
    (lambda: in_order(*small_scenario()["order"], "list"), "order", "got 'list' 2 times; needs each station once"),
    (of_days("closed", simulated=1), "calendar.days", "got closed on all 1 days simulated; needs one that is not"),
    (of_days("closed", "closed", "open", simulated=2), "calendar.days",
     "got closed on all 2 days simulated; needs one that is not"),
    (of_calendar(first="closed", reopens=0.0), "calendar.reopens",
     "got 0 after a first day that is closed; needs more, as no day would be open"),
    (lambda: listing(a_list(1)), "lists.daily.persons_a_day",
     "got 1; needs at least the largest party (4, foreign)"),
    (in_small_parties, "stations.bus.vehicles",
     "got 15 persons aboard already; needs 14 at most, so that parties of up to 4 surely fit into its vehicles"),
    (of_station("bus", patience="unlimited", hours=[["00:00", "12:00"], ["12:00", "24:00"]]), "stations.bus.patience",
     "got 'unlimited'; a shuttle that never closes needs minutes"),
    (of_station("egypt", refer={"to": "egypt", "share": 0.1}), f"{FOREIGN}.route",
     "needs egypt after egypt, which refers parties there"),
    (behind_gates(ON_THE_WAY, ["list", *BEYOND_DOOR], ["list", "bus"], door=a_gate("hopeful", left="list")),
     "stations.door.yields_to",
     "foreign wait there in front of hopeful, who are waited for, at list; needs routes that do not meet before"),
    (of_foreign(arrivals=on_the_day_from("09:00", "08:00")), f"{FOREIGN}.arrivals.others.0",
     "got 09:00 to 08:00; needs a start before its end, on the same day"),
    (of_foreign(arrivals=on_the_day_from("08:00", "10:00", "09:00", "11:00")), f"{FOREIGN}.arrivals",
     "got one to 10:00 and one from 09:00; needs spans that do not overlap"),
    (of_foreign(arrivals=stream_from("09:00", "08:00")), f"{FOREIGN}.arrivals.rates.0",
     "got 09:00 to 08:00; needs a start before its end, on the same day"),
    (of_foreign(arrivals=stream_from("08:00", "10:00", "09:00", "11:00")), f"{FOREIGN}.arrivals",
     "got one to 10:00 and one from 09:00; needs spans that do not overlap"),
]  # fmt: skip


@pytest.mark.parametrize(("scenario", "key", "problem"), CASES, ids=[case[2] for case in CASES])
def test_lists_days_duties_and_beginnings_that_cannot_be_are_refused(scenario, key, problem):
    """P1, P2, P3, P5, T2, S10: in these words, and with no other fault beside."""
    with pytest.raises(Refused) as refused:
        scenario_of(scenario())
    assert [(fault.key, fault.problem) for fault in refused.value.faults] == [(key, problem)]


@pytest.mark.parametrize(
    "scenario",
    [
        lambda: listing(a_list(0, 4, 0)),
        lambda: listing(a_list(30, by="cohort", first=["foreign"])),
        of_foreign(already={"egypt": {"hall": 12}, "bus": {"aboard": 14}, "list": {"street": 99, "hall": 12}}),
        of_station("passport", hall=4),
        of_station("bus", seats=4),
        of_station("bus", hall_freed="departure", hall=10),
        of_station("bus", patience="unlimited", hours=[["00:00", "23:59"]]),
        of_station("list", shifts=[shift("08:00", "12:00"), shift("12:00", "13:00")]),
        of_calendar(late=0.7, aborted=0.3),
        of_calendar(late=1.0, aborted=1e-9),
        of_calendar(first="closed", reopens=1.0),
        of_calendar(reopens=0.0),
        of_days("closed", simulated=2),
        of_days("closed", "open", simulated=2),
        lambda: listing(a_list(0)),
        on_one_of_two_lists(30),
        of_station("bus", patience="unlimited", hours=[["08:00", "16:00"]]),
        of_station("passport", hall="unlimited"),
        of_station("bus", hall_freed="departure", hall="unlimited"),
        of_station("egypt", refuse={"age": 0.5}, refer={"to": "interview", "share": 0.5}),
        of_station("egypt", refuse={"age": 1.0}, refer={"to": "interview", "share": 1e-9}),
        of_station("list", breakdowns={"between": exponential(1), "repair": exponential(1)}),
        of_foreign(party_size={"values": [2], "weights": [1.0]}, children=0.5),
        of_foreign(party_size={"values": [2], "weights": [1.0]}, children=0.5 + 1e-9),
        behind_gates(ON_THE_WAY, ["passport", *BEYOND_DOOR], ["list", "passport"], door=a_gate("hopeful", left="list")),
        behind_gates(
            ON_THE_WAY, ["passport", *BEYOND_DOOR], ["list", "door", "bus"], door=a_gate("hopeful", left="bus")
        ),
        behind_two_doors,
    ],
)
def test_what_just_fits_is_not_refused(scenario):
    """S10: nobody on a list, or the largest party; a hall or bus for it; a full one; shifts that touch; shares of 1."""
    assert scenario_of(scenario()).name == "small"


def faults_of(raw: Raw) -> dict[str, str]:
    """All faults: key -> problem."""
    with pytest.raises(Refused) as refused:
        scenario_of(raw)
    return {fault.key: fault.problem for fault in refused.value.faults}


def test_a_list_that_is_wrong_and_nobodys_is_taken_for_a_slip_in_its_name():
    """S10: where there is another one that somebody is on, and the wrong one is nobody's."""
    slip = faults_of(on_one_of_two_lists("many")())
    assert slip["lists.dayly"] == "is nobody's list; did you mean daily?"
    assert set(slip) == {"lists.dayly", "lists.dayly.persons_a_day.0"}
    assert set(faults_of(listing({**a_list(30), "persons_a_day": ["many"]}))) == {"lists.daily.persons_a_day.0"}


def test_no_vehicle_surely_holds_anybody_where_a_party_is_larger_than_its_seats():
    """P1: parties of up to four, one person aboard of vehicles of two seats: none is sure of a seat."""
    raw = of_foreign(already={"bus": {"aboard": 1}})()
    raw["stations"]["bus"]["seats"] = 2
    rule = "needs 0 at most, so that parties of up to 4 surely fit into its vehicles"
    assert faults_of(raw) == {
        "stations.bus.seats": "got 2; needs at least the largest party on its route (4, foreign)",
        "stations.bus.vehicles": f"got 1 persons aboard already; {rule}",
    }


def test_two_gates_that_are_all_there_is_and_wait_for_each_other_are_refused():
    """S7, S10: each until the others have left the one gate; that no gate may end a route is said besides."""
    gates = {"door": a_gate("hopeful", left="door"), "exit": a_gate("foreign", left="door")}
    raw = behind_gates(["exit", "door"], ["door"], ["exit"], **gates)()
    raw["stations"] = gates
    told = "people wait for each other for ever at door, exit; needs a clock time, until, at one of them"
    found = faults_of(raw)
    assert (found["stations.door.yields_to"], found["stations.exit.yields_to"]) == (told, told)
