"""The picture of a sweep: each output over one setting, over two, or over the levels of each of many."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from sim.model.clock import Real
from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.sweep import FEW_TICKS, Series, curves, heat, key_over, level_axis, setting_label
from sim.report.plots.words import drawn, in_unit, listed, plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.report.sweep_words import measured, most, point_words
from sim.study.sweep_effects import Effect, Levels, Moved, levels, together
from sim.study.swept import Line, Swept, short

MOST_OUTPUTS, MOST_SETTINGS = 3, 4  # that are drawn
INTERVALS = "Dots: means over replications; lines through them: 95 % confidence intervals."


def draw_sweep(
    swept: Swept, lines: Sequence[Line], effects: Sequence[Effect], moves: Sequence[Moved], folder: Path
) -> list[Path]:  # fmt: skip
    """Draw sweep.png, .svg and .txt; the paths. moves: the greatest first of each output."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_sheet(swept, lines, effects, [one for one in moves if one.output == swept.outputs[0]]), folder)


def _sheet(swept: Swept, lines: Sequence[Line], effects: Sequence[Effect], moves: Sequence[Moved]) -> Sheet:
    settings = [one.setting for one in moves] or list(swept.settings)
    title = _title(swept, lines, moves)
    if len(settings) == 1:
        figure = _over_one(swept, lines, title)
    elif len(settings) == 2 and swept.design == "grid":
        figure = _over_two(swept, lines, title)
    else:
        figure = _by_levels(swept, effects, settings, title)
    return Sheet("sweep", figure, f"{title}. {_words(swept, lines)}")


def _title(swept: Swept, lines: Sequence[Line], moves: Sequence[Moved]) -> str:
    """Of one or two settings: the best point of the first output. Of more: what moves it most."""
    name = plain(swept.scenario.name)[:MOST_OF_A_NAME]
    best = next((line for line in lines if line.output == swept.outputs[0] and line.word == "best"), None)
    if best is None:
        return f"{name}: nothing to measure"
    if len(swept.settings) > 2 and moves:
        alike = listed([short(one.setting) for one in together(moves)])
        unclear = f", though it cannot be told apart from {alike}" if alike else ""
        return f"{name}: {short(moves[0].setting)} moves {swept.outputs[0]} most{unclear}"
    is_unclear = any(line.word in {"unclear", "alike"} for line in lines if line.output == swept.outputs[0])
    said = "though others cannot be told apart" if is_unclear else "and every other point is worse"
    head = f"{most(swept.senses[0], best.unit)} {swept.outputs[0]}, {in_unit(best.mean or 0, best.unit)}"
    return f"{name}: {head}, at {point_words(swept, best.point)}, {said}"


def _note(swept: Swept, *notes: str) -> str:
    left = len(swept.outputs) - MOST_OUTPUTS
    out = f"{left} more outputs in the table." if left > 0 else ""
    count = f"{len(swept.points):,} points, {swept.replications} replications of the same days each."
    return " ".join(filter(None, [count, *notes, out]))


def _means(lines: Sequence[Line], output: str) -> Real:
    """(P, 3): mean, low and high of one output at each point."""
    rows = [(line.mean, line.mean_low, line.mean_high) for line in lines if line.output == output]
    return np.array([[np.nan if value is None else value for value in row] for row in rows])


def _over_one(swept: Swept, lines: Sequence[Line], title: str) -> Figure:
    shown = swept.outputs[:MOST_OUTPUTS]
    figure = blank(3.4, title, _note(swept, INTERVALS))
    names, numbers, level = _levels_kept(swept, swept.settings[0])
    places = [float(at) if number is None else number for at, number in enumerate(numbers)]
    order = np.argsort([places[at] for at in level], kind="stable")
    for axes, output in zip(figure.subplots(1, len(shown), squeeze=False)[0], shown, strict=True):
        means = _means(lines, output)[order]
        series = Series("", [places[at] for at in level[order]], *means.T)
        curves(axes, [series], _unit(swept, output))
        level_axis(axes, places, names, short(swept.settings[0]))
        axes.set_ylabel(_label(swept, output))
    return figure


def _over_two(swept: Swept, lines: Sequence[Line], title: str) -> Figure:
    """Lines for each value of the setting that has fewer, along the other; a map where both have many."""
    along, across = sorted(swept.settings, key=lambda setting: -len(_levels_kept(swept, setting)[0]))
    by_place = _levels_kept(swept, along), _levels_kept(swept, across)
    if len(by_place[1][0]) > FEW_TICKS:
        return _map(swept, lines, (along, across), by_place, title)
    shown = swept.outputs[:MOST_OUTPUTS]
    figure = blank(3.9, title, _note(swept, INTERVALS))
    panels = figure.subplots(1, len(shown), squeeze=False)[0]
    places = [float(at) if number is None else number for at, number in enumerate(by_place[0][1])]
    for axes, output in zip(panels, shown, strict=True):
        laid = _laid(_means(lines, output), by_place)
        series = [Series(name, places, *laid[at].T) for at, name in enumerate(by_place[1][0])]
        curves(axes, series, _unit(swept, output))
        level_axis(axes, places, by_place[0][0], short(along))
        axes.set_ylabel(_label(swept, output))
    key_over(panels[0], short(across), by_place[1][0])
    return figure


def _map(
    swept: Swept, lines: Sequence[Line], settings: tuple[str, str], by_place: tuple[Levels, Levels], title: str
) -> Figure:  # fmt: skip
    """Both settings have many values: a map an output."""
    shown = swept.outputs[:MOST_OUTPUTS]
    notes = "Means over replications; darker is more; their intervals are in the table."
    figure = blank(0.9 + 2.7 * len(shown), title, _note(swept, notes))
    for axes, output in zip(figure.subplots(len(shown), 1, squeeze=False)[:, 0], shown, strict=True):
        heat(axes, _laid(_means(lines, output), by_place)[..., 0], by_place[0][0], by_place[1][0], _unit(swept, output))
        axes.set_title(_label(swept, output), loc="left", fontsize=9)
        axes.set_xlabel(drawn(short(settings[0])))
        axes.set_ylabel(setting_label(short(settings[1])))
    return figure


def _laid(means: Real, by_place: tuple[Levels, Levels]) -> Real:
    """(rows, columns, 3): what belongs to each pair of levels; nan where there is no point."""
    (columns, _, column), (rows, _, row) = by_place
    laid = np.full((len(rows), len(columns), 3), np.nan)
    laid[row, column] = means
    return laid


def _levels_kept(swept: Swept, setting: str) -> Levels:
    """The levels of a setting, every value one: none is put in a slice with others."""
    return levels(swept, setting, most=len(swept.points))


def _by_levels(swept: Swept, effects: Sequence[Effect], settings: Sequence[str], title: str) -> Figure:
    """A row an output, a column a setting: the mean at each level, over all that the others are."""
    outputs, shown = swept.outputs[:MOST_OUTPUTS], settings[:MOST_SETTINGS]
    left = len(settings) - len(shown)
    over = "replications" if swept.design == "grid" else "the points of that level"
    notes = [f"Dots: means over all points of a level; lines through them: 95 % confidence intervals over {over}."]
    notes += [f"{left} settings that move the first output less are in the table."] if left > 0 else []
    figure = blank(1.3 + 1.75 * len(outputs), title, _note(swept, *notes))
    panels = figure.subplots(len(outputs), len(shown), sharey="row", sharex="col", squeeze=False)
    for (row, column), axes in np.ndenumerate(panels):
        _level_panel(axes, swept, effects, outputs[row], shown[column])
        axes.label_outer()
        if column == 0:
            axes.set_ylabel(_label(swept, outputs[row]))
    return figure


def _level_panel(axes: Any, swept: Swept, effects: Sequence[Effect], output: str, setting: str) -> None:
    rows = [row for row in effects if (row.output, row.setting) == (output, setting)]
    places = [float(at) if row.number is None else row.number for at, row in enumerate(rows)]
    values = [(row.mean, row.mean_low, row.mean_high) for row in rows]
    means = np.array([[np.nan if value is None else value for value in each] for each in values])
    curves(axes, [Series("", places, *means.T)], _unit(swept, output))
    level_axis(axes, places, [row.level for row in rows], short(setting))
    if all(row.number is not None for row in rows) and len(rows) > 4:
        axes.xaxis.set_major_locator(MaxNLocator(3))
        axes.xaxis.set_major_formatter(ScalarFormatter())


def _unit(swept: Swept, output: str) -> str:
    return swept.units[swept.outputs.index(output)]


def _label(swept: Swept, output: str) -> str:
    unit = _unit(swept, output)
    inside = {"clock": " (HH:MM)", "share": ""}.get(unit, f" ({unit})")
    return drawn(f"{output}{inside}", width=30)


def _words(swept: Swept, lines: Sequence[Line]) -> str:
    """The picture in words: each output's range over the points, and where its ends are."""
    return " ".join(filter(None, (_sentence(swept, lines, output) for output in swept.outputs[:MOST_OUTPUTS])))


def _sentence(swept: Swept, lines: Sequence[Line], output: str) -> str:
    rows = [line for line in lines if line.output == output and line.mean is not None]
    if not rows:
        return f"{output}: nothing to measure."
    low, high = min(rows, key=lambda line: line.mean or 0), max(rows, key=lambda line: line.mean or 0)
    ends = [f"{measured(line.mean, line.unit)} at {point_words(swept, line.point)}" for line in (low, high)]
    return f"Mean {output}: from {ends[0]} to {ends[1]}."
