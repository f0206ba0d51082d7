"""What came of each break, as a page of the documentation."""

from collections.abc import Sequence
from dataclasses import dataclass

from table_of_breaks import LISTS, Break

HEAD = """# Deliberate breaks

Written by `python tests/breaks/run.py --write`. Each line is a small slip that breaks one rule of [model.md](model.md)
in the code, and what notices it; the slips themselves stand in `tests/breaks/table/`. Breaks of the model and of the
reference engine are tried on the stories and tests worked by hand: the first test that fails is named. Breaks of the
compiled engine are tried on the random crossings of the twin test (`tests/test_twin.py`): the first one is named on
which it is no longer the reference engine's twin.
"""


@dataclass(frozen=True)
class Tried:
    """A break, and what caught it: a test or a random crossing, None where it slipped past."""

    what: Break
    caught_by: str | None


def share(tried: Sequence[Tried]) -> str:
    """How many were caught, in words."""
    caught = sum(one.caught_by is not None for one in tried)
    return f"{caught} of {len(tried)} breaks caught ({caught / len(tried):.1%})"


def written(tried: Sequence[Tried]) -> str:
    """The page: a table an engine."""
    return HEAD + "".join(_section(engine, [one for one in tried if one.what.engine == engine]) for engine in LISTS)


def _section(engine: str, tried: Sequence[Tried]) -> str:
    rows = "".join(_row(one) for one in tried)
    title = {"reference": "The model and the reference engine", "compiled": "The compiled engine"}[engine]
    return f"\n## {title}\n\n{share(tried)}.\n\n| rule | break | in | caught by |\n|---|---|---|---|\n{rows}"


def _row(one: Tried) -> str:
    found = "**nothing**" if one.caught_by is None else one.caught_by.replace("::", " · ")
    return f"| {one.what.rule} | {one.what.name} | {one.what.file} | {found} |\n"
