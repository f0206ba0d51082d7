"""Whatever operation on the disk fails, and however: the study goes on, and ends as if nothing had been."""

import pytest
from disk import FAULTS
from faulty import operations, spoiled

CHUNKS = 3  # the long form, with 20: python tests/crash/run.py faults


@pytest.mark.parametrize("fault", FAULTS)
def test_any_operation_may_fail(tmp_path, fault):
    """The n-th operation, for every n: at most one chunk is done again, and the result is the same bytes."""
    assert list(spoiled(tmp_path, CHUNKS, [fault])) == []


def test_a_study_makes_the_operations_that_the_faults_are_tried_on(tmp_path):
    """Two reads of the plan, its lock, its folder, and of each chunk five to write it and one to look for it."""
    count, _ = operations(tmp_path, CHUNKS)
    assert count > 6 * CHUNKS
