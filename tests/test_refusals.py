"""What is wrong with a scenario is named, all of it at once: key, value, rule, nearest name."""

import pytest

import sim
from sim.model.faults import Refused


def faults_of(*overrides: str) -> dict[str, str]:
    """The faults of the opening day under overrides: key -> problem."""
    with pytest.raises(Refused) as refused:
        sim.load("opening_day", *overrides)
    return {fault.key: fault.problem for fault in refused.value.faults}


LARGEST = "needs at least the largest party on its route (7, foreign_nationals)"
ONE_FAULT = [
    ("stations.bus.seats=4", "stations.bus.seats", f"got 4; {LARGEST}"),
    ("stations.luggage.hall=6", "stations.luggage.hall", f"got 6; {LARGEST}"),
    ("stations.luggage.officers=2.5", "stations.luggage.officers", "got 2.5; needs a whole number"),
    ("stations.luggage.officers=2.0", "stations.luggage.officers", "got 2.0; needs a whole number"),
    ("stations.luggage.officers=-1", "stations.luggage.officers", "got -1; needs to be greater than or equal to 1"),
    ("stations.luggage.officers=0", "stations.luggage.officers", "got 0; needs to be greater than or equal to 1"),
    ("stations.luggage.officers=true", "stations.luggage.officers", "got true; needs a whole number"),
    ("stations.luggage.officers=1000000", "stations.luggage.officers", "needs to be less than or equal to 10000"),
    ("stations.luggage.officers=", "stations.luggage.officers", "got ''; needs a whole number"),
    ("stations.luggage.officers=null", "stations.luggage.officers", "got null; needs a whole number"),
    ("stations.luggage.service.bag.mean=nan", "stations.luggage.service.bag.mean", "finite number"),
    ("stations.luggage.service.bag.mean=inf", "stations.luggage.service.bag.mean", "finite number"),
    ("stations.luggage.service.bag.mean=-4", "stations.luggage.service.bag.mean", "needs to be greater than 0"),
    ("stations.luggage.service.bag.mean=0", "stations.luggage.service.bag.mean", "needs to be greater than 0"),
    ('stations.luggage.service.bag.mean="4,5"', "stations.luggage.service.bag.mean", "needs a number, without a unit"),
    ("cohorts.us_citizens.show_up=1.2", "cohorts.us_citizens.show_up", "needs a share from 0 to 1"),
    ("cohorts.us_citizens.show_up=15", "cohorts.us_citizens.show_up", "needs a share from 0 to 1; did you mean 0.15?"),
    ("cohorts.us_citizens.persons=-2", "cohorts.us_citizens.persons", "needs to be greater than or equal to 0"),
    (
        "cohorts.us_citizens.party_size.weights=[0.6,0.2,0.1]",
        "cohorts.us_citizens.party_size",
        "got 0.9; needs weights that add up to 1",
    ),
    ("cohorts.us_citizens.party_size.values=[0,2,3]", "cohorts.us_citizens", "needs at least 1 person a party"),
    ("cohorts.us_citizens.route=[gate_hall,lugage]", "cohorts.us_citizens.route", "did you mean luggage?"),
    ("cohorts.us_citizens.route=[luggage,gate_hall]", "cohorts.us_citizens.route", "needs the declared order"),
    ("cohorts.us_citizens.route=[luggage,luggage]", "cohorts.us_citizens.route", "no loop"),
    ("stations.bus.ride={family: lognormal, quantiles: {}}", "stations.bus.ride", "needs two quantiles"),
    (
        "stations.bus.ride={family: gamma, mean: 1.0, cv: 1.0e-160}",
        "stations.bus.ride",
        "no service time spreads so far",
    ),
    ("cohorts.us_citizens.children=0.9", "cohorts.us_citizens", "children: got 0.9; needs at most 0.375"),
    ("+cohorts.all=${cohorts.hopefuls}", "cohorts.all", "needs another name"),
    (
        "stations.luggage.service.bag={family: lognormal, quantiles: {p25: 0.001, p75: 1000000.0}}",
        "stations.luggage.service.bag",
        "no service time spreads so far",
    ),
    ("cohorts.hopefuls.route=[gate_hall]", "cohorts.hopefuls.listed", "needs a station with checks_list on its route"),
    ("stations.bus.vehicle=3", "stations.bus.vehicle", "no such key; did you mean vehicles?"),
    ("++stations.bus.vehicle=3", "stations.bus.vehicle", "no such key; did you mean vehicles?"),
    ("+desk=3", "desk", "no such key"),
    ("replication=3", "replication", "no such key; did you mean replications?"),
    ("stations.bus.kind=buss", "stations.bus.kind", "got 'buss'; needs one there is; known here: desk, shuttle"),
    ("stations.bus.hours=[[11:00,10:00]]", "stations.bus.hours", "needs a start before its end"),
    ('stations.bus.hours=[["25:00","26:00"]]', "stations.bus.hours.0.0", "needs a clock time"),
    ('stations.bus.hours=[["09:00","12:00"],["11:00","13:00"]]', "stations.bus.hours", "do not overlap"),
    ("stations.bus.hours=[]", "stations.bus.hours", "at least 1 item"),
    ("stations.bus.patience=0", "stations.bus.patience", "needs to be greater than 0 or to be 'unlimited'"),
    ("order=[gate_hall]", "stations.luggage", "is not in the order of stations"),
    ("stations.palestinian_pasport.officers=3", "stations.palestinian_pasport", "did you mean palestinian_passport?"),
    ("senario=more_buses", "senario", "did you mean scenario?"),
    ("stations.bus.hours=9-17", "stations.bus.hours", "needs a list, such as [a, b]"),
    ("stations.bus.ride=10", "stations.bus.ride", "needs a mapping"),
    ("stations.bus.overtaking=yes", "stations.bus.overtaking", "needs true or false"),
    ("more_buses", "more_buses", "did you mean scenario=more_buses?"),
    ("seed = 4", "seed = 4", ""),
    ("stations.egyptian_passport.refer.to=bus", "stations.egyptian_passport.refer.to", "a shuttle; needs a desk"),
    ("stations.egyptian_passport.refer.share=0.99", "stations.egyptian_passport", "add up to 1 at most"),
    ("stations.bus.seats=${oc.env:HOME}", "stations.bus.seats", "nothing from outside the configuration"),
    ("stations.bus.seats=???", "stations.bus.seats", ""),
    ("date=2023-02-30", "date", "got '2023-02-30'; needs a date, YYYY-MM-DD"),
    ('date="20231101"', "date", "needs a date, YYYY-MM-DD"),
    ("days=0", "days", "needs to be greater than or equal to 1"),
    ("seed=-1", "seed", "needs to be greater than or equal to 0"),
    ("seed=1.5", "seed", "needs a whole number"),
    ("seed=9223372036854775808", "seed", "needs to be less than or equal to 9223372036854775807"),
    ("replications=0", "replications", "needs to be greater than or equal to 1"),
    ("scenario=more_busses", "scenario", "did you mean more_buses?"),
    ("name=كرم", "name=كرم", "needs quotes"),
    ("stations.luggage.service.bag.cv=100", "stations.luggage.service.bag.cv", "less than or equal to 20"),
]


@pytest.mark.parametrize(("override", "key", "problem"), ONE_FAULT, ids=[case[0] for case in ONE_FAULT])
def test_a_fault_is_named(override, key, problem):
    """Each wrong input names its key and its rule."""
    assert problem in faults_of(override)[key]


def test_all_faults_are_named_at_once():
    """Faults of shape and broken rules of a scenario come together."""
    found = faults_of("stations.bus.seats=4", "stations.luggage.officers=2.5", "seed=-1", "stations.bus.vehicle=3")
    assert sorted(found) == ["seed", "stations.bus.seats", "stations.bus.vehicle", "stations.luggage.officers"]


def test_a_good_scenario_passes():
    assert sim.load("opening_day", "stations.bus.seats=7", 'name="كرم أبو سالم"').stations["bus"].seats == 7


def test_a_number_is_no_clock_time():
    """YAML 1.1 reads an unquoted 10:00 as the number 600; a time needs quotes."""
    assert "needs text in quotes" in faults_of("stations.bus.hours=[[600,660]]")["stations.bus.hours.0.0"]


GATE = "stations.departure_gate"
GATES = [
    (f"{GATE}.quota=3", f"{GATE}.quota", "largest party on its route (7"),
    (f"{GATE}.yields_to.left=ambulanc", f"{GATE}.yields_to.left", "did you mean ambulance?"),
    (f"{GATE}.yields_to.cohorts=[wounded]", f"{GATE}.yields_to.cohorts", "did you mean wounded_with_companions?"),
    ("cohorts.us_citizens.route=[gate_hall,departure_gate]", "cohorts.us_citizens.route", "got nothing after"),
    ("cohorts.wounded_with_companions.route=[luggage,ambulance,handover]", f"{GATE}.yields_to", "do not meet before"),
]


@pytest.mark.parametrize(("override", "key", "problem"), GATES, ids=[case[0] for case in GATES])
def test_a_gate_that_would_hold_people_for_ever_is_refused(override, key, problem):
    """S7, S10: a quota below a party, a gate that leads nowhere, and people who would wait for each other."""
    with pytest.raises(Refused) as refused:
        sim.load("ambulances_first", override)
    assert any(fault.key == key and problem in fault.problem for fault in refused.value.faults)
