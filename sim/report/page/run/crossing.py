"""The crossing as a map of stations, with how many pass, wait and are left at each."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.report.page.charts.marks import NARROW, WIDE
from sim.report.page.charts.network import Box, Side, Stream, network_drawn
from sim.report.page.parts import Chart, Key, Section, Table
from sim.report.page.run.counts import came, served
from sim.report.page.run.spans import day_words, known, said
from sim.report.plots.crossing import SIDES, crossing_title
from sim.report.plots.drawing.facts import KINDS, facts
from sim.report.plots.drawing.places import Plan, plan
from sim.report.plots.drawing.ways import Way, steps, ways
from sim.report.plots.longest import longest_queues
from sim.report.plots.over import means, medians, one
from sim.report.plots.words import listed, number, persons, plain
from sim.study.replicate import Results

OUTSIDE = ""  # where people come from, and where they go

Flows = dict[tuple[str, str, str], tuple[float, list[str]]]  # (from, to, kind): persons, cohorts


class Told(NamedTuple):
    """What the map says of a station; persons, and minutes of the median person (None: nobody was served)."""

    served: float
    queue: float
    wait: float | None
    left: float


def crossing_section(results: Results) -> Section:
    """The map, and its numbers as a table."""
    found = ways(results.scenario)
    grid, told, flows = plan(results.scenario, found), stations(results), flows_of(results, found)
    boxes, streams = _boxes(results, grid, told), list(_streams(results, flows))
    sides = [Side(" ".join(SIDES[part].split()), count) for part, count in grid.rows.items()]
    wide, narrow = (network_drawn(boxes, streams, sides, width) for width in (WIDE, NARROW))
    title = f"{crossing_title(results.scenario)}, and how many persons take each"
    keys = [Key("ink-blue", "", "goes on"), Key("ink-vermillion", "", "bar in a box: its longest queue")]
    keys += [Key("ink-orange", "", "turned away")] if any(kind == "away" for *_, kind in flows) else []
    keys += [Key("ink-purple", "", "referred")] if any(kind == "referred" for *_, kind in flows) else []
    chart = Chart(title, _words(results, told, flows), wide, narrow, _table(results, told), keys)
    return Section("crossing", "The crossing", [chart])


def stations(results: Results) -> dict[str, Told]:
    """Each station in declared order: mean persons served and left there, median longest queue and wait."""
    told = medians(results, "median wait", "longest queue")
    left = means(results, "persons left there")
    return {
        name: Told(
            float(served(results, name).mean()), one(told, "longest queue", name) or 0.0,
            one(told, "median wait", name), one(left, "persons left there", name) or 0.0,
        )
        for name in results.scenario.order
    }  # fmt: skip


def flows_of(results: Results, found: list[Way]) -> Flows:
    """Mean persons from each station to the next, over the cohorts of all ways that have this step."""
    flows: Flows = {}
    for way in found:
        for start, end, kind, count in _of_way(results, way):
            before, cohorts = flows.get((start, end, kind), (0.0, []))
            flows[start, end, kind] = (before + count, list(dict.fromkeys([*cohorts, *way.cohorts])))
    return flows


def _of_way(results: Results, way: Way) -> Iterator[tuple[str, str, str, float]]:
    """The steps of a way, each with all who arrive by it, those who were referred on the way there too.

    How many of the referred are let through is not measured, so their way on has the number of those who were sent.
    """
    yield OUTSIDE, way.stations[0], "", sum(float(came(results, name).mean()) for name in way.cohorts)
    for start, end in steps(way):
        yield start, end, "", _served(results, way, end)
    what, kind = ("persons turned away", "away") if way.turned_away else ("persons crossed", "")
    yield way.stations[-1], OUTSIDE, kind, sum(float(results.values(what, name).mean()) for name in way.cohorts)
    for desk, to, after in way.referrals:
        yield desk, to, "referred", _served(results, way, to)
        yield to, after, "let through", _served(results, way, to)


def _served(results: Results, way: Way, station: str) -> float:
    return sum(float(served(results, station, name).mean()) for name in way.cohorts)


def _boxes(results: Results, grid: Plan, told: dict[str, Told]) -> list[Box]:
    most = max([1.0, *(each.queue for each in told.values())])
    return [
        Box(
            *grid.places[name],
            plain(name),
            _lines(told[name]),
            told[name].queue / most,
            _says(results, name, told[name]),
        )
        for name in results.scenario.order
    ]


def _lines(told: Told) -> list[str]:
    wait = [] if told.wait is None else [f"wait {number(told.wait)} min"]
    return [f"{number(told.served)} served", f"queue {number(told.queue)}", *wait]


def _says(results: Results, name: str, told: Told) -> str:
    wait = "" if told.wait is None else f"\nmedian wait {said(told.wait, 'min')}"
    return (
        f"{plain(name)}: {KINDS[results.scenario.stations[name].kind]}, {', '.join(facts(results.scenario, name))}\n"
        f"{persons(told.served)} served on average\nlongest queue {persons(told.queue)}, median of days{wait}\n"
        f"{number(told.left)} left there at the end, on average"
    )


def _streams(results: Results, flows: Flows) -> Iterator[Stream]:
    index = {name: at for at, name in enumerate(results.scenario.order)}
    for (start, end, kind), (count, cohorts) in flows.items():
        ending = "turned away" if kind == "away" else "crossed"
        way = f"{plain(start) or 'come'} → {plain(end) or ending}"
        who = listed([plain(name) for name in cohorts])
        if kind == "let through":
            says = f"{way}: those let through, of {persons(count)} on average\n{who}"
            yield Stream(index.get(start), index.get(end), count, "", says, "referred")
            continue
        text = f"{number(count)} {'come' if not start else ending if not end else ''}".strip()
        says = f"{way}: {persons(count)} on average\n{who}"
        yield Stream(index.get(start), index.get(end), count, text, says, kind, kind == "away")


def _words(results: Results, told: dict[str, Told], flows: Flows) -> str:
    each = [
        f"{plain(name)} {number(one.served)} served, longest queue {number(one.queue)}" for name, one in told.items()
    ]
    came_ = sum(count for (start, _, _), (count, _) in flows.items() if not start)
    longest = [plain(name) for _, name, _ in longest_queues(results)[:1]]
    where = f" The longest queue is at {longest[0]}." if longest else ""
    return (
        f"Map of the crossing of scenario {plain(results.scenario.name)}: {persons(came_)} come on average. "
        f"In persons, by station in declared order: {'; '.join(each)}.{where}"
    )


def _table(results: Results, told: dict[str, Told]) -> Table:
    heads = ("Station", "Kind", "Officers or vehicles, hours, room", "Served (mean)", "Longest queue", "Median wait",
             "Left there (mean)")  # fmt: skip
    rows = [
        (
            plain(name), KINDS[results.scenario.stations[name].kind].removeprefix("a "),
            ", ".join(facts(results.scenario, name)), number(one.served),
            day_words(results.values("longest queue", station=name), "persons"),
            day_words(known(results.values("median wait", station=name)), "min"), number(one.left),
        )
        for name, one in told.items()
    ]  # fmt: skip
    return Table("The stations in declared order", heads, rows, (3, 4, 5, 6))
