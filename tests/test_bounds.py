"""The largest and the least that a scenario may say: just that is taken, the next beyond it is refused."""

import math

import pytest
from pydantic import ValidationError
from small import exponential, small_scenario

from sim.model.faults import Refused, scenario_of

REPAIR = {"repair": exponential(5)}
BOUNDS = [  # the key, what just can be, what no longer can
    ("stations.list.officers", 10_000, 10_001),
    ("stations.list.officers", 1, 0),
    ("cohorts.foreign.persons", 2_000_000, 2_000_001),
    ("cohorts.foreign.bags_per_person", {"values": [60], "weights": [1.0]}, {"values": [61], "weights": [1.0]}),
    ("stations.list.breakdowns", {"between": exponential(1.0), **REPAIR}, {"between": exponential(0.999), **REPAIR}),
    ("stations.bus.ride.high", 1e6, math.nextafter(1e6, math.inf)),
    ("stations.bus.ride.high", 1e6, math.inf),
    ("stations.list.hall", 4, 3),
]


def small_with(key, value):
    raw = small_scenario()
    *inside, last = key.split(".")
    place = raw
    for part in inside:
        place = place[part]
    place[last] = value
    return raw


@pytest.mark.parametrize(("key", "just", "beyond"), BOUNDS)
def test_a_bound_is_where_it_is_said_to_be(key, just, beyond):
    assert scenario_of(small_with(key, just)).name == "small"
    with pytest.raises(Refused) as refused:
        scenario_of(small_with(key, beyond))
    assert {fault.key.removeprefix(key) for fault in refused.value.faults} <= {"", ".values.0"}


def test_a_scenario_never_changes():
    scenario = scenario_of(small_scenario())
    with pytest.raises(ValidationError, match="frozen"):
        scenario.days = 2
