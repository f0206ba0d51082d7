"""Where the lines run: beside each other in a column, and around the boxes between two stations."""

from sim.report.plots.drawing.fitting import inches
from sim.report.plots.drawing.paper import GAP, MARGIN, WIDTH, Paper
from sim.report.plots.drawing.places import Place

Point = tuple[float, float]  # inches from the top left
APART, NEAR = 0.24, 0.35  # inches between ways beside each other, and by which a start may be moved


def starts(paper: Paper) -> dict[int, float]:
    """Where each way starts: evenly beside each other, or straight above its first box where there is room."""
    found: dict[int, float] = {}
    free = 0.0
    for lane, at in enumerate(_beside(paper)):
        below = track_of(paper, at, paper.plan.places[paper.ways[at].stations[0]].column)
        half = _width(paper, at) / 2
        room = free <= below - half and below + half <= _next_begins(paper, lane + 1)
        found[at] = below if room and abs(below - _even(paper, lane)) < NEAR else _even(paper, lane)
        free = found[at] + half
    return found


def _even(paper: Paper, lane: int) -> float:
    return MARGIN + (lane + 0.5) * (WIDTH - MARGIN) / len(paper.ways)


def _width(paper: Paper, at: int) -> float:
    """How wide the names above a way are."""
    return max(inches(line) for line in paper.heads[at]) + 0.1


def _next_begins(paper: Paper, lane: int) -> float:
    """Where the names of the next way begin, or the paper ends."""
    beside = _beside(paper)
    return _even(paper, lane) - _width(paper, beside[lane]) / 2 if lane < len(beside) else WIDTH


def track_of(paper: Paper, at: int, column: int) -> float:
    """Where a way runs in a column: beside the other ways that come there."""
    here = [one for one in _beside(paper) if column in {paper.plan.places[name].column
                                                        for name in paper.ways[one].stations}]  # fmt: skip
    apart = min(APART, 1.6 * paper.half / len(here))
    return paper.middle(column) + (here.index(at) - (len(here) - 1) / 2) * apart


def lane_of(paper: Paper, at: int) -> int:
    """How many ways start at the left of this one."""
    return _beside(paper).index(at)


def _beside(paper: Paper) -> list[int]:
    """The ways from left to right; those who are turned away are at the right of a column."""
    first = [paper.plan.places[way.stations[0]].column for way in paper.ways]
    return sorted(range(len(paper.ways)), key=lambda at: (first[at], paper.ways[at].turned_away, at))


def bend(paper: Paper, start: Place, end: Place, xs: tuple[float, float], lane: int) -> list[Point]:
    """The corners of a line from below one place to above a later one, past the boxes between them."""
    (x, to), lower, upper = xs, paper.bottom(start.row), paper.top(end.row)
    if end.row <= start.row:
        return [(x, lower), (to, upper)]
    share = 0.15 + 0.35 * lane / len(paper.ways)
    first, last = lower + share * GAP, paper.bottom(end.row - 1) + share * GAP
    if _clear(paper, end.column, start, end):
        return [(x, lower), (x, first), (to, first), (to, upper)]
    if start.column >= 0 and _clear(paper, start.column, start, end):
        return [(x, lower), (x, last), (to, last), (to, upper)]
    around = paper.middle(max(start.column, end.column)) + paper.half + 0.06 + 0.04 * lane
    return [(x, lower), (x, first), (around, first), (around, last), (to, last), (to, upper)]


def _clear(paper: Paper, column: int, start: Place, end: Place) -> bool:
    return not any(place.column == column and start.row < place.row < end.row for place in paper.plan.places.values())
