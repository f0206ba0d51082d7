"""docs/relations.md names tests that are there, and every relation that is tested."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "relations.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", PAGE)
RELATIONS = ("test_exact_relations.py", "test_drawn_relations.py", "test_every_path.py")
OF_THE_CROSSINGS = {"test_these_crossings_have_what_is_changed_here", "test_what_is_changed_here_changes_logs"}


def named_in(file: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_every_test_that_the_page_names_is_there(file, name):
    assert name in named_in(file)


def test_every_line_of_the_page_names_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith("|---")]
    heads = [row for row in rows if row.endswith("| test |")]
    assert len(heads) == 3
    assert len(rows) - len(heads) == len(NAMED) == len(set(NAMED))


def test_every_relation_that_is_tested_stands_on_the_page():
    tested = set().union(*(named_in(f"tests/relations/{file}") for file in RELATIONS))
    assert tested - {name for _, name in NAMED} == OF_THE_CROSSINGS


def test_all_ten_anomalies_stand_on_the_page():
    """Each of the group in the known answers, by the test whose docstring names it."""
    table = PAGE.split("## Only on average")[1]
    text = (ROOT / "tests" / "theory" / "test_anomalies.py").read_text(encoding="utf-8")
    cases = re.findall(r'def (test_\w+)\(.*\n    """Case anomaly_', text)
    assert len(cases) == 10
    assert [name for name in cases if f"::{name}`" not in table] == []
