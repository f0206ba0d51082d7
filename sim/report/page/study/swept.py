"""The page of a sweep."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.report.page.parts import Block, Figure, Page, Prose, Section, Table
from sim.report.page.study.estimates import MOST, Estimate, levels_chart
from sim.report.page.writing import picture_of
from sim.report.plots.words import in_unit, listed, plain
from sim.report.sweep_words import basis, measured, most, output_words, point_words
from sim.study.sweep_effects import Effect, Moved
from sim.study.swept import Line, Swept, short

BEST = "best"
ANSWERED = 2  # of what is said of an output: which point is best, and how flat it is there


def swept_page(
    swept: Swept, lines: Sequence[Line], effects: Sequence[Effect], moved: Sequence[Moved], folder: Path,
    closing: Sequence[Section],
) -> Page:  # fmt: skip
    """Which point is best, how flat it is there, and what moves each output. closing: the last sections."""
    name = plain(swept.scenario.name)
    question = f"What do {listed([short(setting) for setting in swept.settings])} change in {name}?"
    answer = [_sentence(swept, at, lines, moved) for at in range(min(3, len(swept.outputs)))]
    sections = [
        Section("sweep", "The sweep", [picture_of(folder, "sweep", "The outputs over what was varied")]),
        *(_output(swept, at, lines) for at in range(len(swept.outputs))), _moved(effects, swept), *closing,
    ]  # fmt: skip
    return Page(f"Sweep of {name}", question, answer, list(_figures(swept, lines)), sections, [f"{basis(swept)}."])


def _sentence(swept: Swept, at: int, lines: Sequence[Line], moved: Sequence[Moved]) -> str:
    told = "; ".join([*output_words(swept, at, lines, moved)][:ANSWERED]) or "there was nothing to measure at any point"
    return f"{swept.outputs[at][:1].upper()}{swept.outputs[at][1:]}: {told}."


def _best(lines: Sequence[Line], output: str) -> Line | None:
    return next((line for line in lines if line.output == output and line.word == BEST), None)


def _figures(swept: Swept, lines: Sequence[Line]) -> Iterator[Figure]:
    for output, sense in zip(swept.outputs, swept.senses, strict=True):
        if line := _best(lines, output):
            head = f"{most(sense, line.unit).capitalize()} {output}"
            span = "" if line.mean_low is None else (
                f"{in_unit(line.mean_low, line.unit)} to {in_unit(line.mean_high or 0, line.unit)}"
            )  # fmt: skip
            yield Figure(head, measured(line.mean, line.unit), span, f"at {point_words(swept, line.point)}", line.mean)


def _output(swept: Swept, at: int, lines: Sequence[Line]) -> Section:
    """The points of one output, the best first."""
    output, unit = swept.outputs[at], swept.units[at]
    rows = sorted((line for line in lines if line.output == output and line.mean is not None), key=_place)
    drawn = [Estimate(point_words(swept, line.point), line.mean, line.mean_low, line.mean_high, line.word,
                      line.word == BEST) for line in rows]  # fmt: skip
    blocks: list[Block] = [levels_chart(f"Mean {output} at each point", drawn[:MOST], unit)]
    if len(drawn) > MOST:
        blocks.append(Prose(f"The {MOST} best of {len(drawn):,} points; sweep.csv has all of them."))
    return Section(f"output-{at + 1}", f"{output[:1].upper()}{output[1:]}", blocks)


def _place(line: Line) -> float:
    """How far behind the best."""
    return 0.0 if line.word == BEST else abs(line.behind or 0.0) + 1e-9


def _moved(effects: Sequence[Effect], swept: Swept) -> Section:
    heads = ("Output", "Setting", "Level", "Points", "Mean", "From", "To")
    rows = [(row.output, short(row.setting), row.level, str(row.points),
             *("" if end is None else in_unit(end, row.unit) for end in (row.mean, row.mean_low, row.mean_high)))
            for row in effects]  # fmt: skip
    over = "replications" if swept.design == "grid" else "the points of a level"
    said = f"Means at each level of each setting, over all points of it; 95 % confidence intervals over {over}."
    return Section("levels", "What each setting moves", [
        Prose(said), Table("Levels", heads, rows, (3, 4, 5, 6), folded=True)
    ])  # fmt: skip
