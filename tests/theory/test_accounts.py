"""Nothing of the collection of known answers is lost: each is tested, or left for later with its reason."""

from pathlib import Path

import pytest
from known import BOOK, CASES

TESTS = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
COLLECTION = 97  # cases


def test_every_case_is_used_or_left_for_later():
    """The names used and those left for later are the 97 of the collection, each once."""
    names = [*(case["name"] for case in BOOK["cases"]), *BOOK["left_for_later"]]
    assert len(names) == len(set(names)) == COLLECTION
    assert all(BOOK["left_for_later"].values())


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_case_used_is_named_by_a_test(name):
    """Each case in use stands in a test, by its name in quotes, and in its docstring."""
    assert f'"{name}"' in TESTS
    assert name in TESTS.replace(f'"{name}"', "")
