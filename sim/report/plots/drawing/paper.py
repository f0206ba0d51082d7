"""The measures of the drawing in inches from its top left: where boxes, gaps and ends lie."""

from itertools import accumulate
from typing import NamedTuple

from sim.model.scenario import Poisson, Scenario
from sim.report.plots.drawing.facts import facts
from sim.report.plots.drawing.fitting import fitted, packed
from sim.report.plots.drawing.places import Part, Plan, plan
from sim.report.plots.drawing.ways import Way, ways
from sim.report.plots.words import persons

WIDTH, MARGIN = 6.75, 0.45  # the paper, and on its left the names of the sides
WIDEST, BETWEEN = 2.4, 0.3  # a box, and the space beside it
LINE, INSIDE, GAP = 0.152, 0.08, 0.34  # a line of text, the space around it in a box, the gap between two rows
MOST_OF_A_NAME, MOST_OF_A_FACT, MOST_OF_A_HEAD = 2, 3, 12  # lines
END, KEY = 0.2, 0.34  # where the ways end, and the key


class Paper(NamedTuple):
    """A drawing measured out; `half` a box's width.

    names, lines: the text of each station's box. heads: the text above each way. tops, heights: of each row.
    """

    scenario: Scenario
    ways: list[Way]
    plan: Plan
    half: float
    names: dict[str, list[str]]
    lines: dict[str, list[str]]
    heads: list[list[str]]
    tops: list[float]
    heights: list[float]

    def middle(self, column: int) -> float:
        """Where the middle of a column lies."""
        return MARGIN + (column + 0.5) * (WIDTH - MARGIN) / self.plan.columns

    def top(self, row: int) -> float:
        """Where the boxes of a row begin; below the last row the ways end."""
        return self.tops[row] if row < len(self.tops) else self.bottom(row - 1) + GAP

    def bottom(self, row: int) -> float:
        """Where the boxes of a row end; those of row -1 are the names of the cohorts."""
        return self.tops[row] + self.heights[row] if row >= 0 else self.tops[0] - GAP

    @property
    def height(self) -> float:
        """The whole drawing's."""
        return self.top(len(self.tops)) + END + KEY


def paper(scenario: Scenario) -> Paper:
    """Measure out the drawing of a scenario."""
    found = ways(scenario)
    grid = plan(scenario, found)
    half = min(WIDEST, (WIDTH - MARGIN) / grid.columns - BETWEEN) / 2
    width = 2 * (half - INSIDE)
    names = {name: fitted(f"{at} {name}", width, MOST_OF_A_NAME, "bold") for at, name in enumerate(scenario.order, 1)}
    lines = {name: packed(facts(scenario, name), width, MOST_OF_A_FACT) for name in scenario.order}
    heads = [_head(scenario, way, (WIDTH - MARGIN) / len(found) - 0.1) for way in found]
    highest = [max(len(names[name] + lines[name]) for name, place in grid.places.items() if place.row == row)
               for row in range(sum(grid.rows[part] for part in Part))]  # fmt: skip
    heights = [LINE * count + 2 * INSIDE for count in highest]
    first = LINE * max(map(len, heads)) + GAP + INSIDE
    tops = [first + done for done in accumulate((height + GAP for height in heights), initial=0.0)][:-1]
    return Paper(scenario, found, grid, half, names, lines, heads, tops, heights)


def _head(scenario: Scenario, way: Way, width: float) -> list[str]:
    """Who starts on a way, a cohort below the other."""
    lines = [line for name in way.cohorts for line in packed([name, expected(scenario, name)], width, MOST_OF_A_NAME)]
    return lines if len(lines) <= MOST_OF_A_HEAD else [*lines[: MOST_OF_A_HEAD - 1], "… and others"]


def expected(scenario: Scenario, cohort: str) -> str:
    """How many persons a cohort has; where they come at a rate this is a limit."""
    count = persons(scenario.cohorts[cohort].persons)
    return f"up to {count}" if isinstance(scenario.cohorts[cohort].arrivals, Poisson) else count
