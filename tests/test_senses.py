"""Whether more or less of an output is better: by rule, as is said, or asked for."""

import re

import pytest

import sim
from sim.measures.outputs import told_of_nobody
from sim.measures.row import Output
from sim.model.faults import Refused
from sim.study.senses import LESS, MORE, SENSES, sense_of, senses

MEASURES = {row.measure for name in ("first_three_days", "ambulances_first") for row in told_of_nobody(sim.load(name))}


@pytest.mark.parametrize(
    ("measure", "sense"),
    [
        ("persons crossed", MORE),
        ("persons crossed, day 3", MORE),
        ("parties crossed", MORE),
        ("children crossed", MORE),
        ("persons still inside", LESS),
        ("persons turned away", LESS),
        ("persons past their deadline", LESS),
        ("p95 wait in all", LESS),
        ("mean time to cross", LESS),
        ("share who waited over 4 h", LESS),
        ("90 % out", LESS),
        ("last exit", LESS),
        ("days to clear", LESS),
        ("time in all", LESS),
        ("time waiting for an officer", LESS),
        ("longest queue", LESS),
        ("person-hours, street", LESS),
        ("gap between cohorts, median wait in all", LESS),
        ("persons crossed, hour 11", None),
        ("persons a trip", None),
        ("time being served", None),
        ("officers at work", None),
        ("trips", None),
        ("moment of the peak, queue", None),
    ],
)
def test_every_measure_has_its_sense_or_none(measure, sense):
    """More who cross is better, and less of waiting; of trips, of officers at work, of an hour it depends."""
    assert measure in MEASURES
    assert sense_of(measure) == sense


def test_no_rule_is_idle():
    """Each rule is the first that fits some measure of the library."""
    first = [next((rule for rule in SENSES if re.fullmatch(rule, one)), "") for one in MEASURES]
    assert set(SENSES) <= set(first)


def test_what_is_said_goes_before_the_rule():
    outputs = [Output("persons crossed"), Output("trips", station="bus")]
    assert senses(outputs, {"persons crossed": LESS, "trips @ bus": MORE}) == [LESS, MORE]


def test_all_outputs_without_a_sense_are_named_with_what_to_write():
    with pytest.raises(Refused) as refused:
        senses([Output("trips", station="bus"), Output("persons crossed"), Output("seats taken", station="bus")], {})
    assert [str(fault) for fault in refused.value.faults] == [
        "sense: got none for 'seats taken @ bus'; needs sense={seats taken @ bus: more is better} or less is better",
        "sense: got none for 'trips @ bus'; needs sense={trips @ bus: more is better} or less is better",
    ]
