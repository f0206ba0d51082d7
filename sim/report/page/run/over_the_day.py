"""Over the clock: who has come and got out, and how many wait where."""

from collections.abc import Sequence

import numpy as np

from sim.measures.curves import STEP
from sim.model.clock import DAY, MINUTE, Whole
from sim.report.page.charts.axis import Axis, amounts, clock_times
from sim.report.page.charts.lines import Line, Panel, panels_drawn
from sim.report.page.charts.marks import NARROW, WIDE, Drawing, ink_of
from sim.report.page.parts import Chart, Key, Moment, Prose, Section, Table
from sim.report.page.run.spans import moment
from sim.report.plots.flow import LOOKS, flow_title, flow_words
from sim.report.plots.hours import hours_shown
from sim.report.plots.longest import queues
from sim.report.plots.over import Over, band_words, between, over
from sim.report.plots.queues import highest, queues_title, queues_words
from sim.report.plots.words import plain
from sim.study.replicate import Results

POINTS, ROWS = 300, 30  # of a line, and of its table, at most
KINDS = {"arrived": "broad", "admitted": "dashed", "crossed": "solid"}
WORDS = {"arrived": "have come", "admitted": "are admitted to their first hall", "crossed": "have crossed"}


def flow_section(results: Results) -> Section:
    """Cumulative persons over the clock."""
    shown = _shown(results)
    lines = [Line(WORDS[name], _thin(over(getattr(results.curves, name)), shown), ink_of(look.colour), KINDS[name])
             for name, look in LOOKS.items()]  # fmt: skip
    upright = amounts(max(float(line.values.high.max()) for line in lines), "persons")
    keys = [Key(line.ink, "", line.name) for line in lines]
    chart = _chart(results, [Panel("", lines)], upright, (flow_title(results), flow_words(results)), keys, (320, 240))
    return Section("flow", "Who gets out, and when", [chart, *band_note(results)])


def band_note(results: Results) -> list[Prose]:
    """What lines and bands are, where there are bands."""
    band = band_words(results.replications)
    return [Prose(f"Lines: medians; bands: {band} at each moment.")] if band else []


def queues_chart(results: Results) -> Chart | None:
    """How many wait at each station where there is a queue; None where there is none."""
    if not queues(results):
        return None
    shown, horizon = _shown(results), results.crossing.horizon
    panels = []
    for at in queues(results):
        values = _peaks(over(results.curves.queues[:, at]), shown)
        hours = [(start, end) for start, end, level in results.crossing.stations[at].timetable.steps(horizon) if level]
        name = plain(results.crossing.names[at])
        panels.append(Panel(name, [Line(name, values, "ink-blue")], hours))
    upright = amounts(highest(results), "persons", marks=3)
    keys = [Key("ink-blue", "", "persons waiting: median, and band"), Key("ink-pale", "", "station open")]
    return _chart(results, panels, upright, (queues_title(results), queues_words(results)), keys, (84, 70))


def _shown(results: Results) -> Whole:
    """The places of the grid that are drawn: those of the hours shown, evenly, at most `POINTS`."""
    start, end = hours_shown(results)
    places = np.flatnonzero((results.curves.grid >= start) & (results.curves.grid <= end))
    return places[:: -(-places.size // POINTS)] if places.size else np.zeros(1, np.int64)


def _thin(values: Over, shown: Whole) -> Over:
    return Over(*(each[shown] for each in values))


def _peaks(values: Over, shown: Whole) -> Over:
    """The most from each place drawn up to the next one, so that no short queue falls between two."""
    step = int(shown[1] - shown[0]) if shown.size > 1 else 1
    return Over(*(np.array([each[at : at + step].max() for at in shown.tolist()]) for each in values))


def apart(results: Results) -> int:
    """Minutes from one place drawn to the next."""
    shown = _shown(results)
    return int(shown[1] - shown[0]) * STEP // MINUTE if shown.size > 1 else STEP // MINUTE


def _chart(
    results: Results, panels: Sequence[Panel], upright: Axis, told: tuple[str, str], keys: Sequence[Key],
    high: tuple[float, float],
) -> Chart:  # fmt: skip
    """Panels for both widths, `high` each, with what they say at each moment."""
    grid, span, horizon = results.curves.grid[_shown(results)], hours_shown(results), results.crossing.horizon
    title = "clock (HH:MM)" if horizon == DAY else "day, and clock (HH:MM)"

    def drawn(width: float, each: float, marks: int) -> Drawing:
        return panels_drawn(panels, grid, clock_times(span, horizon, title, marks), upright, (width, each))

    clock = clock_times(span, horizon, title)
    moments = [
        Moment(round(clock.share(float(at)), 4), _said(panels, index, float(at))) for index, at in enumerate(grid)
    ]
    wide, narrow = drawn(WIDE, high[0], 8), drawn(NARROW, high[1], 4)
    return Chart(*told, wide, narrow, _table(panels, grid, band_words(results.replications)), keys, moments)


def _said(panels: Sequence[Panel], index: int, at: float) -> str:
    lines = [line for panel in panels for line in panel.lines]
    return "\n".join([moment(at), *(f"{line.name}: {_value(line, index)}" for line in lines)])


def _value(line: Line, index: int) -> str:
    return f"{line.values.median[index]:,.0f}{between(line.values, index)}"


def _table(panels: Sequence[Panel], grid: Whole, band: str) -> Table:
    lines = [line for panel in panels for line in panel.lines]
    rows = [(moment(float(grid[at])), *(_value(line, at) for line in lines)) for at in _told(grid.size)]
    heads = ("Clock", *(line.name for line in lines))
    what = "Persons waiting" if len(panels) > 1 else "Persons"
    caption = f"{what} over the clock, median{f', in brackets {band}' if band else ''}"
    return Table(caption, heads, rows, range(1, len(heads)))


def _told(size: int) -> list[int]:
    """The places that stand in the table: some of them, evenly, and the last."""
    return sorted({*range(0, size, -(-size // ROWS)), size - 1})
