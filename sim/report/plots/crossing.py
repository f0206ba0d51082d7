"""The crossing itself: its stations from the Palestinian to the Egyptian side, and the ways through them."""

from matplotlib.axes import Axes

from sim.model.scenario import Scenario
from sim.report.plots.drawing.boxes import box, words
from sim.report.plots.drawing.facts import KINDS, facts
from sim.report.plots.drawing.key import key
from sim.report.plots.drawing.lines import crossed, draw_way, referrals
from sim.report.plots.drawing.paper import GAP, WIDTH, Paper, expected, paper
from sim.report.plots.drawing.places import Part, part_of
from sim.report.plots.drawing.ways import Way, unvisited, ways
from sim.report.plots.ink import DARK, MIDDLE, PALE
from sim.report.plots.words import counted, listed, percent, plain

SIDES = {Part.PALESTINIAN: "Palestinian\nside", Part.BETWEEN: "between\nthe gates", Part.EGYPTIAN: "Egyptian\nside"}


def crossing(axes: Axes, scenario: Scenario) -> Axes:
    """Stations as numbered boxes from top to bottom, the ways as arrows; one unit of the axes is an inch."""
    measured = paper(scenario)
    _frame(axes, measured)
    _sides(axes, measured)
    for name in scenario.order:
        box(axes, measured, name)
    for at in range(len(measured.ways)):
        draw_way(axes, measured, at)
    referrals(axes, measured)
    crossed(axes, measured)
    key(axes, measured)
    return axes


def _frame(axes: Axes, measured: Paper) -> None:
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(measured.height, 0)
    axes.set_aspect("equal", anchor="N")
    axes.axis("off")


def _sides(axes: Axes, measured: Paper) -> None:
    """The names of the sides at the left, lines between them, and a grey band where vehicles go."""
    row = 0
    for part, count in measured.plan.rows.items():
        if count:
            top, bottom = measured.tops[row] - GAP / 2, measured.bottom(row + count - 1) + GAP / 2
            words(axes, 0.16, (top + bottom) / 2, SIDES[part], color=MIDDLE, rotation=90)
            if row:
                axes.plot([0, WIDTH], [top, top], color=DARK, linewidth=0.7, zorder=1)
            if part is Part.BETWEEN:
                axes.fill_between([0, WIDTH], top, bottom, color=PALE, linewidth=0, zorder=0)
        row += count


def crossing_title(scenario: Scenario) -> str:
    """How many ways there are, through how many stations."""
    return f"{counted(len(ways(scenario)), 'way')} through {counted(len(scenario.order), 'station')}"


def crossing_words(scenario: Scenario) -> str:
    """The picture in words: every station in declared order, then who goes which way."""
    found = ways(scenario)
    stations = [f"{at} {_station(scenario, name)}" for at, name in enumerate(scenario.order, start=1)]
    nobody = [plain(name) for name in unvisited(scenario, found)]
    return " ".join([
        f"The crossing of scenario {plain(scenario.name)}, its stations in declared order: {'; '.join(stations)}.",
        *(_way(scenario, way) for way in sorted(found, key=lambda way: way.turned_away)),
        *([f"On no way: {listed(nobody)}."] if nobody else []),
    ])  # fmt: skip


def _station(scenario: Scenario, name: str) -> str:
    kind, part = KINDS[scenario.stations[name].kind], " ".join(SIDES[part_of(scenario, name)].split())
    where = part if part_of(scenario, name) is Part.BETWEEN else f"on the {part}"
    return f"{plain(name)}, {kind} {where}, {', '.join(facts(scenario, name))}"


def _way(scenario: Scenario, way: Way) -> str:
    """One way as a sentence: who, through which stations, to which end, and who is referred on it."""
    who = listed([f"{plain(name)} ({expected(scenario, name)})" for name in way.cohorts])
    end = "and are turned away there" if way.turned_away else "and have then crossed"
    through = f"{who} pass {listed([plain(name) for name in way.stations])}, {end}."
    return " ".join([f"{through[0].upper()}{through[1:]}", *(_referral(scenario, *step) for step in way.referrals)])


def _referral(scenario: Scenario, desk: str, to: str, after: str) -> str:
    station = scenario.stations[desk]
    share = percent(station.refer.share) if station.kind == "desk" and station.refer else ""
    then = f"go on to {plain(after)}" if after else "leave from there"
    return f"Of their parties {share} are referred by {plain(desk)} to {plain(to)}, and {then}."
