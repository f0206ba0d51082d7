"""The map the day is played on: that of the drawn crossing, with room in its boxes for people and vehicles."""

from itertools import accumulate, pairwise
from typing import Any

from sim.model.scenario import Scenario
from sim.report.plots.crossing import SIDES
from sim.report.plots.drawing.bends import Point, bend, lane_of, track_of
from sim.report.plots.drawing.lines import below_all, to_the_side
from sim.report.plots.drawing.paper import BETWEEN, GAP, MARGIN, WIDEST, WIDTH, Paper
from sim.report.plots.drawing.places import Place, plan
from sim.report.plots.drawing.ways import Way, persons_on, ways
from sim.report.plots.words import plain

HEIGHTS = {"desk": 1.02, "gate": 0.68, "shuttle": 1.75}  # inches of a row in which such a station stands
ABOVE, STREET, CROSSED = 0.1, 0.9, 0.9  # inches above the street, of the street, of the ground of who has crossed


def ground(scenario: Scenario) -> dict[str, Any]:
    """Everything that stands still, in inches from the top left, as plain lists: boxes, grounds, lines, sides."""
    paper = room_for_people(scenario)
    bottom = paper.top(len(paper.tops))
    return {
        "width": WIDTH,
        "height": bottom + CROSSED,
        "stations": [_station(paper, at, name) for at, name in enumerate(scenario.order, 1)],
        "lines": [line for at in range(len(paper.ways)) for line in _lines(paper, at)] + _referrals(paper),
        "crossed": [MARGIN, bottom, WIDTH - MARGIN - 0.1, CROSSED - 0.1],
        "sides": _sides(paper),
    }


def room_for_people(scenario: Scenario) -> Paper:
    """The drawing measured out as the static one is, its rows as high as people and vehicles need."""
    found = ways(scenario)
    grid = plan(scenario, found)
    half = min(WIDEST, (WIDTH - MARGIN) / grid.columns - BETWEEN) / 2
    heights = [max(HEIGHTS[scenario.stations[name].kind] for name, place in grid.places.items() if place.row == row)
               for row in range(sum(grid.rows.values()))]  # fmt: skip
    tops = [ABOVE + STREET + GAP + done for done in accumulate((height + GAP for height in heights), initial=0.0)][:-1]
    return Paper(scenario, found, grid, half, {}, {}, [], tops, heights)


def _station(paper: Paper, at: int, name: str) -> dict[str, Any]:
    place, kind = paper.plan.places[name], paper.scenario.stations[name].kind
    left, top = paper.middle(place.column) - paper.half, paper.tops[place.row]
    highest = all(other.row >= place.row for other in paper.plan.places.values() if other.column == place.column)
    comes = any(way.stations[0] == name for way in paper.ways)
    return {
        "name": f"{at} {plain(name)}", "kind": kind, "box": [left, top, 2 * paper.half, paper.heights[place.row]],
        "street": [left, ABOVE, 2 * paper.half, STREET] if highest and comes else None,
    }  # fmt: skip


def _lines(paper: Paper, at: int) -> list[dict[str, Any]]:
    """The lines of a way: from the street, from station to station, and to where it ends."""
    way = paper.ways[at]
    places = [paper.plan.places[name] for name in way.stations]
    tracks = [track_of(paper, at, place.column) for place in places]
    first = bend(paper, Place(-1, -1), places[0], (tracks[0], tracks[0]), lane_of(paper, at))
    between = [
        bend(paper, *two, xs, lane_of(paper, at)) for two, xs in zip(pairwise(places), pairwise(tracks), strict=True)
    ]
    return [_line(paper, way, points) for points in [first, *between]] + [_end(paper, at, places[-1], tracks[-1])]


def _end(paper: Paper, at: int, last: Place, x: float) -> dict[str, Any]:
    way = paper.ways[at]
    if not way.turned_away:
        return _line(paper, way, bend(paper, last, below_all(paper, last), (x, x), lane_of(paper, at)))
    side, y = paper.middle(last.column) + paper.half, paper.tops[last.row] + paper.heights[last.row] / 2
    return {**_line(paper, way, [(side, y), (side + 0.25, y)]), "word": "turned away"}


def _line(paper: Paper, way: Way, points: list[Point]) -> dict[str, Any]:
    """A line in the colour of the largest cohort on it, -1 where nobody comes."""
    cohorts = paper.scenario.cohorts
    largest = max(sorted(way.cohorts), key=lambda name: cohorts[name].persons)
    return {"points": points, "cohort": sorted(cohorts).index(largest) if persons_on(paper.scenario, way) else -1}


def _referrals(paper: Paper) -> list[dict[str, Any]]:
    """Dashed lines to the secondaries, and on from there."""
    found = []
    for desk, to, after in dict.fromkeys(step for way in paper.ways for step in way.referrals):
        start, end = paper.plan.places[desk], paper.plan.places[to]
        then = paper.plan.places[after] if after else below_all(paper, end)
        x = paper.middle(end.column)
        on = bend(paper, end, then, (x, paper.middle(then.column) + 0.8 * paper.half if after else x), 0)
        found += [{"points": points, "cohort": -1, "dashed": True} for points in (to_the_side(paper, start, end), on)]
    return found


def _sides(paper: Paper) -> list[dict[str, Any]]:
    """The names of the sides, and from where to where they go."""
    told, row = [], 0
    for part, count in paper.plan.rows.items():
        if count:
            top, bottom = paper.tops[row] - GAP / 2, paper.bottom(row + count - 1) + GAP / 2
            told.append({"name": " ".join(SIDES[part].split()), "top": top, "bottom": bottom, "part": int(part)})
        row += count
    return told
