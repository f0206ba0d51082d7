"""Chance that is handed on: by another name, or until something happens."""

import numpy as np
from told import Told

from sim.model.chance import Ending, happens

COUNTS = np.array([2])


class Asked(Told):
    """Which member of a party each question is about."""

    def __call__(self, purpose, counts, member=0):
        """The uniforms, and the member added to them."""
        return super().__call__(purpose, counts, member) + member


def test_where_no_member_is_named_it_is_the_partys_own_chance():
    """The first of its stream."""
    assert Ending(Asked(show_up=[0.25, 0.75]), ("again",))(("show up",), COUNTS).tolist() == [0.25, 0.75]
    assert happens(0.5, ("show up",), COUNTS, Asked(show_up=[0.25, 0.75])).tolist() == [True, False]


def test_a_member_that_is_named_is_handed_on():
    assert Ending(Asked(show_up=[0.25, 0.75]), ("again",))(("show up",), COUNTS, 3).tolist() == [3.25, 3.75]
    assert happens(0.5, ("show up",), COUNTS, Asked(show_up=[0.25, 0.75]), 3).tolist() == [False, False]
