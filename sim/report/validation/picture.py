"""The one picture of a validation: reported figures beside simulated ones, a panel a unit, then the patterns."""

from pathlib import Path

from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.beside import beside, beside_key, beside_title, beside_words, units
from sim.report.plots.legends import key_above
from sim.report.plots.patterns import pattern_said, patterns, patterns_title
from sim.report.plots.words import counted, plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.validation.held import Held


def draw_validation(held: Held, folder: Path) -> list[Path]:
    """Draw validation.png, .svg and .txt; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_validation(held), folder)


def validation_words(held: Held) -> str:
    """The picture in words, with its numbers."""
    said = "; ".join(map(pattern_said, held.checked))
    return f"{beside_words(held.beside)} {patterns_title(held.checked)}{f': {said}' if said else ''}."


def _validation(held: Held) -> Sheet:
    results, shown = held.results, units(held.beside)
    told = [line for line in held.checked if line.share is not None]
    counts = [sum(line.unit == unit for line in held.beside) for unit in shown] + [len(told)] * bool(told)
    name = plain(results.scenario.name)[:MOST_OF_A_NAME]
    note = f"{counted(results.replications, 'replication')}, seed {results.seed}. "
    note += '"Covered": the best reported value lies within the 95 % prediction interval of a day.'
    note += " As the scenario was changed, this is no test of the model." if results.changes else ""
    title = f"{name}: {beside_title(held.beside)}; {patterns_title(held.checked)}"
    figure = blank(1.4 + 0.75 * len(counts) + 0.47 * sum(counts), title, note)
    panels = figure.subplots(
        max(1, len(counts)), 1, squeeze=False, height_ratios=[each + 0.2 for each in counts or [1]]
    )
    for unit, axes in zip(shown, panels.flat, strict=False):
        beside(axes, held.beside, unit)
    if told:
        patterns(panels[-1, 0], told)
    if shown:
        key_above(panels[0, 0], beside_key())
    return Sheet("validation", figure, f"{title}. {validation_words(held)}")
