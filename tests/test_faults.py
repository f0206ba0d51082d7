"""Each fault of an input is told once, with the value as it was given, and with what was meant where that is clear."""

import pytest
from small import small_scenario

from sim.model.faults import Refused, scenario_of

SIDES = "; needs to be 'palestinian' or 'egyptian'"
CHILDREN = "cohorts.foreign.children"
ONE_ITEM = "got []; needs at least 1 item"
NO_LIST = "got 5; needs a list, such as [a, b]"
CASES = [
    ({CHILDREN: 100.0}, {CHILDREN: "got 100.0; needs a share from 0 to 1; did you mean 1?"}),
    ({CHILDREN: 101.0}, {CHILDREN: "got 101.0; needs to be less than or equal to 1"}),
    ({CHILDREN: 1.5}, {CHILDREN: "got 1.5; needs a share from 0 to 1"}),
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
