"""A point of a study: a scenario with some settings changed, read once where it is sound."""

from copy import deepcopy

import pytest
from small import small_scenario

from sim.model.faults import Refused, scenario_of
from sim.study.points import changed, sound


def plain():
    return scenario_of(small_scenario()).model_dump(mode="json")


def test_changing_a_setting_leaves_the_scenario_as_it_was():
    whole = plain()
    before = deepcopy(whole)
    other = changed(whole, {"stations.bus.seats": 11, "stations.bus.ride.low": 9.0, "days": 2})
    assert whole == before
    assert (other["stations"]["bus"]["seats"], other["days"]) == (11, 2)
    assert (other["stations"]["bus"]["ride"]["low"], other["stations"]["bus"]["ride"]["mode"]) == (8.0, 9.0)
    assert changed(whole, {}) == before


@pytest.mark.parametrize("changes", [{}, {"stations.bus.seats": 11}, {"stations.bus.ride.low": 9.0}])
def test_a_sound_point_is_the_scenario_that_a_close_look_gives(changes):
    assert sound(changed(plain(), changes)) == scenario_of(changed(plain(), changes))


@pytest.mark.parametrize(
    "changes", [{"stations.bus.seats": 0}, {"stations.bus.seats": 3}, {"cohorts.foreign.children": 0.9}]
)
def test_an_unsound_point_is_refused_with_the_faults_that_a_close_look_gives(changes):
    with pytest.raises(Refused) as close:
        scenario_of(changed(plain(), changes))
    with pytest.raises(Refused) as once:
        sound(changed(plain(), changes))
    assert once.value.faults == close.value.faults
