"""All pictures of a run: each plot on a sheet of its own, titled with its finding, with its text beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.model.scenario import Scenario
from sim.report.plots.across import across, across_title, across_words, rows_of
from sim.report.plots.beside import beside as beside_panel
from sim.report.plots.beside import beside_key, beside_title, beside_words, units
from sim.report.plots.crossing import crossing, crossing_title, crossing_words
from sim.report.plots.drawing.paper import paper
from sim.report.plots.flow import flow, flow_title, flow_words
from sim.report.plots.legends import key_above
from sim.report.plots.loads import load, loads, loads_title, loads_words, no_load
from sim.report.plots.longest import queues
from sim.report.plots.outcomes import outcomes, outcomes_title, outcomes_words
from sim.report.plots.over import band_words
from sim.report.plots.queues import highest, left_out, no_queue, queue, queues_title, queues_words
from sim.report.plots.spent import by_cohort, by_station, spent_bars, spent_key, spent_title, spent_words, unit_of
from sim.report.plots.use import desk_shares, desks, shuttle_shares, shuttles, use_title, use_words
from sim.report.plots.waits import wait_rows, waits, waits_title, waits_words
from sim.report.plots.words import counted, plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.across import Line, labels
from sim.study.beside import Beside
from sim.study.replicate import Results

Panels = NDArray[Any]  # axes in rows and columns

ACROSS = ("persons crossed", "last exit")  # the measures that stand side by side for a multirun
MOST_OF_A_NAME = 60  # characters of a scenario's name in a title


def draw_pictures(results: Results, beside: list[Beside], folder: Path) -> list[Path]:
    """Draw every picture of one scenario; the paths of all files, three a picture.

    Without reported figures there is no picture `beside`, without a shuttle none of `loads`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        sheets = [_crossing(results.scenario, results.changes)]
        sheets += [picture(results) for picture in (_flow, _queues, _waits, _spent, _use, _outcomes)]
        sheets += [_loads(results)] if shuttle_shares(results) else []
        sheets += [_beside(results, beside)] if beside else []
        return [path for sheet in sheets for path in written(sheet, folder)]


def draw_across(jobs: Sequence[Line], folder: Path) -> list[Path]:
    """Draw the jobs of a multirun side by side: persons crossed, and the clock of the last exit."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_across(jobs), folder)


def draw_crossing(scenario: Scenario, folder: Path) -> list[Path]:
    """Draw a scenario's crossing alone, which needs no results."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_crossing(scenario, ()), folder)


def _blank(results: Results, height: float, finding: str, *notes: str) -> Figure:
    """A sheet whose title is the scenario and the finding, and whose note begins with how many replications."""
    count = f"{counted(results.replications, 'replication')}, seed {results.seed}."
    note = [count, _changed(results.changes), *notes]
    return blank(height, f"{_named(results.scenario)}: {finding}", " ".join(filter(None, note)))


def _named(scenario: Scenario) -> str:
    return plain(scenario.name)[:MOST_OF_A_NAME]


def _changed(changes: Sequence[str]) -> str:
    return f"Changed: {', '.join(changes)}." if changes else ""


def _crossing(scenario: Scenario, changes: Sequence[str]) -> Sheet:
    said = "Stations are numbered in declared order. Halls are in persons, where their room is limited."
    note = " ".join(filter(None, [said, _changed(changes)]))
    figure = blank(paper(scenario).height + 0.75, f"{_named(scenario)}: {crossing_title(scenario)}", note)
    crossing(figure.subplots(), scenario)
    return Sheet("crossing", figure, crossing_words(scenario))


def _band(results: Results) -> str:
    band = band_words(results.replications)
    return f"Lines: medians; bands: {band} at each moment." if band else ""


def _flow(results: Results) -> Sheet:
    figure = _blank(results, 3.9, flow_title(results), _band(results))
    flow(figure.subplots(), results)
    return Sheet("flow", figure, flow_words(results))


def _queues(results: Results) -> Sheet:
    shown = queues(results)
    columns = _columns(len(shown))
    rows = max(1, -(-len(shown) // columns))
    note = [_band(results), "Grey: station open.", left_out(results)] if shown else []
    figure = _blank(results, 1.1 + 1.25 * rows, queues_title(results), *note)
    panels = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes, at in zip(panels.flat, shown, strict=False):
        queue(axes, results, at).set_ylim(0, 1.3 * highest(results))
    if not shown:
        no_queue(panels[0, 0], results)
    _outer(panels, len(shown))
    return Sheet("queues", figure, queues_words(results))


def _columns(panels: int) -> int:
    """Two or three panels side by side: so that fewest places stay empty, then in fewer rows."""
    return min((3, 2), key=lambda columns: -panels % columns) if panels > 1 else 1


def _outer(panels: Panels, shown: int) -> None:
    """Labels at the left and below the lowest panel of each column; panels without a station go, but for the first."""
    for at, axes in enumerate(panels.flat):
        axes.label_outer()
        if at >= max(1, shown):
            axes.remove()
        elif at + panels.shape[1] >= shown:
            axes.xaxis.set_tick_params(labelbottom=True)


def _waits(results: Results) -> Sheet:
    rows = wait_rows(results)
    height = 1.6 + 0.15 * len(rows) + 0.16 * len({row.station for row in rows})
    note = "Markers: medians over the replications in which somebody was served." if results.replications > 1 else ""
    figure = _blank(results, height, waits_title(results), note)
    waits(figure.subplots(), results)
    return Sheet("waits", figure, waits_words(results))


def _spent(results: Results) -> Sheet:
    cohorts, stations = by_cohort(results), by_station(results)
    figure = _blank(results, 2.5 + 0.3 * (len(cohorts) + len(stations)), spent_title(results), _means(results))
    above, below = figure.subplots(2, 1, height_ratios=[max(1, len(cohorts)), max(1, len(stations))])
    unit = "hours" if unit_of(results) == "h" else "minutes"
    spent_bars(above, cohorts, f"mean {unit} a person of the cohort who came, at all stations")
    spent_bars(below, stations, f"mean {unit} a person who came, of all cohorts, at each station")
    key_above(above, spent_key([*cohorts, *stations]))
    return Sheet("where_time_went", figure, spent_words(results))


def _use(results: Results) -> Sheet:
    counts = [len(desk_shares(results)), len(shuttle_shares(results))]
    figure = _blank(results, 2.4 + 0.28 * counts[0] + 0.5 * counts[1], use_title(results), _means(results))
    plots = [plot for plot, count in zip((desks, shuttles), counts, strict=True) if count]
    ratios = [0.6 * count + 0.3 for count in counts if count]
    panels = figure.subplots(len(plots), 1, squeeze=False, height_ratios=ratios)
    for plot, axes in zip(plots, panels.flat, strict=True):
        plot(axes, results)
    return Sheet("use", figure, use_words(results))


def _means(results: Results) -> str:
    return "Means over the replications." if results.replications > 1 else ""


def _loads(results: Results) -> Sheet:
    shown = loads(results)
    rows = max(1, len(shown))
    note = (
        "A point is a trip of any replication; in the key: mean number of trips by reason of leaving." if shown else ""
    )
    figure = _blank(results, 1.2 + 2.5 * rows, loads_title(results), note)
    panels = figure.subplots(rows, 1, sharex=True, squeeze=False)
    for axes, at in zip(panels.flat, shown, strict=False):
        load(axes, results, at).label_outer()
    if not shown:
        no_load(panels[0, 0], results)
    return Sheet("loads", figure, loads_words(results))


def _outcomes(results: Results) -> Sheet:
    figure = _blank(results, 1.7 + 0.62 * len(results.cohorts), outcomes_title(results))
    outcomes(figure.subplots(), results)
    return Sheet("outcomes", figure, outcomes_words(results))


def _beside(results: Results, figures: Sequence[Beside]) -> Sheet:
    shown = units(figures)
    counts = [sum(figure.unit == unit for figure in figures) for unit in shown]
    note = '"Covered": the best reported value lies within the 95 % prediction interval of a day.'
    note += " As the scenario was changed, this is no test of the model." if results.changes else ""
    height = 1.2 + 0.75 * len(shown) + 0.45 * len(figures)
    figure = _blank(results, height, beside_title(figures), note)
    panels = figure.subplots(len(shown), 1, squeeze=False, height_ratios=[count + 0.2 for count in counts])
    for unit, axes in zip(shown, panels.flat, strict=True):
        beside_panel(axes, figures, unit)
    key_above(panels[0, 0], beside_key())
    return Sheet("beside", figure, beside_words(figures))


def _across(jobs: Sequence[Line]) -> Sheet:
    note = "Dot: mean over replications; line: 95 % confidence interval of the mean."
    names = labels(rows_of(jobs, ACROSS[0]))
    lines = sum(name.count(", ") + 1.6 for name in names)
    figure = blank(1.5 + 0.16 * lines, across_title(jobs), note)
    for axes, measure in zip(figure.subplots(1, len(ACROSS), sharey=True), ACROSS, strict=True):
        across(axes, jobs, measure).label_outer()
    return Sheet("across", figure, across_words(jobs, *ACROSS))
