"""What is the same for all parties of all crowds stays one number."""

import numpy as np

from sim.model.columns import joined


def test_what_is_the_same_for_all_crowds_is_one_number():
    assert joined([{"size": 2}, {"size": 2}], [3, 1]) == {"size": 2}
    assert joined([{"size": 2}], [3]) == {"size": 2}


def test_what_is_not_the_same_is_told_party_by_party():
    """Three parties of two, then one of four."""
    assert joined([{"size": 2}, {"size": 4}], [3, 1])["size"].tolist() == [2, 2, 2, 4]
    assert joined([{"size": np.array([2, 3])}, {"size": 2}], [2, 1])["size"].tolist() == [2, 3, 2]
