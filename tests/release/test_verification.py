"""docs/verification.md is the page of a release that was green. It cannot be carried out here again."""

from pathlib import Path

import pytest
from page_of_verification import NOT_PROVEN, shell
from parts import PARTS

FILE = Path(__file__).resolve().parents[2] / "docs" / "verification.md"


@pytest.fixture
def page() -> str:
    """The page as it stands."""
    if not FILE.exists():
        pytest.skip("no release has been made: python tests/release/run.py")
    return FILE.read_text(encoding="utf-8")


def test_it_is_green(page):
    assert f"**Green: {len(PARTS)} of {len(PARTS)} parts are clean.**" in page


@pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])
def test_each_part_stands_there_by_its_command_and_is_clean(page, part):
    (row,) = [line for line in page.splitlines() if line.startswith(f"| {part.name} | {part.what} |")]
    assert f"`python {shell(part.command)}`" in row
    assert row.endswith("| clean |")


def test_it_has_the_known_answers_and_what_is_not_proven(page):
    assert "| known answer | exact | reference | z | compiled | z |" in page
    assert page.endswith(NOT_PROVEN)
