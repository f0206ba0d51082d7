"""Each fault of an input is told once, with the value as it was given, and with what was meant where that is clear."""

import pytest
from small import small_scenario

from sim.model.faults import Fault, Refused, _merged, scenario_of

SIDES = "; needs to be 'palestinian' or 'egyptian'"
CHILDREN, SEATS = "cohorts.foreign.children", "stations.bus.seats"
ONE_ITEM = "got []; needs at least 1 item"
NO_LIST = "got 5; needs a list, such as [a, b]"
CASES = [
    ({CHILDREN: 100.0}, {CHILDREN: "got 100.0; needs a share from 0 to 1; did you mean 1?"}),
    ({CHILDREN: 101.0}, {CHILDREN: "got 101.0; needs to be less than or equal to 1"}),
    ({CHILDREN: 1.5}, {CHILDREN: "got 1.5; needs a share from 0 to 1"}),
    ({CHILDREN: 2}, {CHILDREN: "got 2; needs a share from 0 to 1; did you mean 0.02?"}),
    ({SEATS: 44.0}, {SEATS: "got 44.0; needs a whole number; did you mean 44?"}),
    ({SEATS: 44.5}, {SEATS: "got 44.5; needs a whole number"}),
    ({SEATS: "44"}, {SEATS: "got '44'; needs a whole number; did you mean 44?"}),
    ({SEATS: 10**5000}, {SEATS: "got a number of thousands of digits; needs to be less than or equal to 10000"}),
    ({"stations.list.side": "x" * 58}, {"stations.list.side": f"got '{'x' * 58}'{SIDES}"}),
    ({"stations.list.side": "x" * 59}, {"stations.list.side": f"got '{'x' * 58}…{SIDES}"}),
    ({"stations.list.hours": [5]}, {"stations.list.hours.0": NO_LIST}),
    ({"calendar.days": []}, {"calendar.days": ONE_ITEM}),
    ({"calendar.days": [], "stations.list.hours": [5]},
     {"calendar.days": ONE_ITEM, "stations.list.hours.0": NO_LIST}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "faults"), CASES)
def test_every_fault_is_told_once_and_what_only_follows_from_it_is_not(changes, faults):
    """A list with nothing but wrong items in it is not too short; a percentage is a share; 60 letters are repeated."""
    raw = small_scenario()
    for key, value in changes.items():
        *inside, last = key.split(".")
        place = raw
        for part in inside:
            place = place[part]
        place[last] = value
    with pytest.raises(Refused) as refused:
        scenario_of(raw)
    assert {fault.key: fault.problem for fault in refused.value.faults} == faults
    assert len(refused.value.faults) == len(faults)


@pytest.mark.parametrize(
    ("text", "told"), [("bell \a", r"bell \x07"), ("line\n", r"line\n"), ("كرم", "كرم"), ("\u202e", r"\u202e")]
)
def test_what_cannot_be_printed_is_told_as_its_code(text, told):
    """Every other letter stands as it is, whatever its script."""
    assert str(Fault("key", text)) == f"key: {told}"


def test_of_two_problems_of_a_key_the_value_is_shown_once_where_it_is_the_same():
    assert _merged(["got 3; needs a list", "got 3; needs to be 'all'"]) == ["got 3; needs a list", "to be 'all'"]
    assert _merged(["got 3; needs a list", "got 4; needs a mapping"]) == [
        "got 3; needs a list",
        "got 4; needs a mapping",
    ]


def test_what_is_refused_is_named_by_whoever_prints_it():
    assert str(Refused([Fault("b", "two"), Fault("a", "one")])) == "a: one\nb: two"


@pytest.mark.parametrize(("part", "most"), [("key", 300), ("problem", 2000)])
def test_of_a_long_fault_the_beginning_is_told(part, most):
    whole = {"key": "k", "problem": "p", part: "x" * most}
    assert "…" not in str(Fault(**whole))
    assert "x" * (most - 1) + "…" in str(Fault(**{**whole, part: "x" * (most + 1)}))
