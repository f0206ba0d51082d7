"""The pictures of a sensitivity study: tornado, Morris plane, Sobol bars and evidence account."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import SubFigure

from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.account import account, account_key
from sim.report.plots.legends import key_above
from sim.report.plots.morris import plane
from sim.report.plots.parameters import PANELS, in_a_sentence, leading, name_of
from sim.report.plots.relief import key_over
from sim.report.plots.sobol import sobol, sobol_key
from sim.report.plots.tornado import tornado, tornado_key
from sim.report.plots.words import counted, drawn, listed, number, percent, plain, signed
from sim.report.sensitivity.words import told_shares, unit_of_change
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.sensitivity.analysed import EXPECTED, YES
from sim.study.sensitivity.found import Found, of_output
from sim.study.sensitivity.rows import Index, Screened, Swing

NUMBERED = 16  # numbers that a Morris plane names
MOST = 15  # numbers that are told of an output


def draw_sensitivity(found: Found, folder: Path) -> list[Path]:
    """Draw the pictures of the study's method; the paths. Where nothing moves any output there is nothing to draw."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        match found.study.method:
            case "one_at_a_time":
                sheets = [_tornado(found)] if any(row.swing for row in found.swings) else []
            case "morris":
                sheets = [_morris(found)] if any(row.size for row in found.screened) else []
            case "sobol":
                sheets = [_sobol(found), _account(found)] if found.sobol.indices else []
        return [path for sheet in sheets for path in written(sheet, folder)]


def _outputs(found: Found) -> list[str]:
    return list(found.study.measured[:PANELS])


def _title(found: Found, said: str) -> str:
    return f"{plain(found.study.name)[:MOST_OF_A_NAME]}: {said}"


def _note(found: Found, *said: str) -> str:
    study = found.study
    points = counted(len(found.varying.design.points), "point")
    head = f"{points}, {counted(study.replications, 'replication')}, seed {study.seed}."
    more = f"Not shown: {counted(len(study.measured) - PANELS, 'output')}." if len(study.measured) > PANELS else ""
    return " ".join(filter(None, [head, *said, more]))


def _shown(keys: Sequence[str], of: int, word: str = "Shown") -> str:
    return f"{word}: {len(keys)} of {counted(of, 'number')}." if len(keys) < of else ""


def _by_key(rows: Sequence[Swing | Screened | Index], outputs: Sequence[str], size: str) -> dict[str, list[float]]:
    """The size of each number for each output, 0 where nothing is said."""
    found = {(row.parameter, row.output): float(getattr(row, size) or 0) for row in rows}
    return {
        key: [found.get((key, output), 0.0) for output in outputs] for key in dict.fromkeys(key for key, _ in found)
    }


def _finding(rows: Sequence[Swing | Screened | Index], verb: str) -> str:
    """What clearly moves the first output most."""
    sure = [row.parameter for row in rows if row.moves == YES]
    if not sure:
        return f"{rows[0].output} clearly {verb} with none of the numbers"
    return f"{rows[0].output} {verb} most with {in_a_sentence(sure[0])}"


def _tornado(found: Found) -> Sheet:
    outputs = _outputs(found)
    keys = leading(_by_key(found.swings, outputs, "swing"))
    title = _title(found, _finding(of_output(found.swings, outputs[0]), "moves"))
    said = "Bars: mean change, one number at an end of its range and all others as in the scenario; lines: intervals, "
    said += "all of an output at once with probability 0.95."
    figure = blank(1.9 + 0.26 * len(keys), title, _note(found, said, _shown(keys, len(found.varying.choice.numbers))))
    panels = figure.subplots(1, len(outputs), sharey=True, squeeze=False)[0]
    for axes, output in zip(panels, outputs, strict=True):
        rows = of_output(found.swings, output)
        tornado(axes, rows, keys).label_outer()
        axes.set_xlabel(f"{drawn(output, width=18, most=40)}\n({unit_of_change(rows[0].unit)})", fontsize=8)
    key_over(panels[-1], tornado_key())
    return Sheet("tornado", figure, f"{title}. {' '.join(_swings_told(found.swings, output) for output in outputs)}")


def _swings_told(rows: Sequence[Swing], output: str) -> str:
    told = [_ends(row) for row in of_output(rows, output) if row.swing]
    return f"Mean change of {output}: {'; '.join(told[:MOST]) or 'none'}."


def _ends(row: Swing) -> str:
    ends = [(row.to_low, row.low), (row.to_high, row.high)]
    told = ", ".join(f"{signed(change)} at {end:g}" for change, end in ends if change is not None)
    return f"{name_of(row.parameter)} {told}"


def _morris(found: Found) -> Sheet:
    outputs = [output for output in _outputs(found) if of_output(found.screened, output)]
    keys = leading(_by_key(found.screened, outputs, "size"), NUMBERED)
    title = _title(found, _finding(of_output(found.screened, outputs[0]), "moves"))
    said = "Effects per whole range. Filled: clearly moves it; line: interval of mu*; above the dashed line sigma is "
    said += "larger than mu*."
    down, rows = -(-len(outputs) // 2), -(-len(keys) // 2)
    named = _shown(keys, len(found.varying.choice.numbers), "Named")
    figure = blank(1.0 + 2.3 * down + 0.17 * rows, title, _note(found, said, named))
    grid = figure.add_gridspec(2, 1, height_ratios=[2.3 * down, 0.1 + 0.17 * rows])
    above, below = figure.add_subfigure(grid[0]), figure.add_subfigure(grid[1])
    _planes(above, found, outputs, {key: at + 1 for at, key in enumerate(keys)})
    for column, first in enumerate((0, rows)):
        told = [f"{first + at + 1:>2}  {drawn(name_of(key), width=50, most=50)}"
                for at, key in enumerate(keys[first : first + rows])]  # fmt: skip
        below.text(0.03 + 0.5 * column, 1, "\n".join(told), va="top", fontsize=8)
    return Sheet("morris", figure, f"{title}. {' '.join(_effects_told(found.screened, output) for output in outputs)}")


def _planes(paper: SubFigure, found: Found, outputs: Sequence[str], numbered: Mapping[str, int]) -> None:
    panels = paper.subplots(-(-len(outputs) // 2), min(2, len(outputs)), squeeze=False)
    for axes, output in zip(panels.flat, outputs, strict=False):
        rows = of_output(found.screened, output)
        unit = unit_of_change(rows[0].unit)
        plane(axes, rows, numbered).set_title(drawn(output, width=40, most=40), fontsize=9, loc="left")
        axes.set_xlabel(f"mu* ({unit})", fontsize=8)
        axes.set_ylabel(f"sigma ({unit})", fontsize=8)
    for axes in panels.flat[len(outputs) :]:
        axes.remove()


def _effects_told(rows: Sequence[Screened], output: str) -> str:
    told = [f"{name_of(row.parameter)} {number(row.size or 0)} and {number(row.spread or 0)}"
            for row in of_output(rows, output) if row.size]  # fmt: skip
    return f"Mu* and sigma of effects on {output}: {'; '.join(told[:MOST]) or 'none'}."


def _sobol(found: Found) -> Sheet:
    outputs, indices = _outputs(found), found.sobol.indices
    keys = leading(_by_key(indices, outputs, "total"))
    title = _title(found, _finding(of_output(indices, indices[0].output), "varies"))
    said = "Bars: share of the variance of the expected output over the ranges; lines: intervals, each with "
    said += "probability 0.95."
    note = _note(found, said, _shown(keys, len(found.varying.design.blocks)))
    figure = blank(1.9 + 0.26 * len(keys), title, note)
    panels = figure.subplots(1, len(outputs), sharey=True, sharex=True, squeeze=False)[0]
    for axes, output in zip(panels, outputs, strict=True):
        sobol(axes, of_output(indices, output), keys).label_outer()
        axes.set_xlabel(f"{drawn(output, width=18, most=40)}\n(% of variance)", fontsize=8)
    key_over(panels[-1], sobol_key())
    return Sheet("sobol", figure, f"{title}. {' '.join(_indices_told(indices, output) for output in outputs)}")


def _indices_told(rows: Sequence[Index], output: str) -> str:
    told = [f"{name_of(row.parameter)} {percent(row.first or 0)} and {percent(row.total or 0)}"
            for row in of_output(rows, output)]  # fmt: skip
    return f"Share of the variance of {output}, alone and with interplay: {'; '.join(told[:MOST]) or 'not known'}."


def _account(found: Found) -> Sheet:
    shares = found.sobol.shares
    outputs = list(dict.fromkeys(row.output for row in shares))
    title = _title(found, f"what the variance of {listed(outputs)} rests on")
    said = (
        "Shares are as large as the ranges are wide. Mean day: of the expected output; single day: with chance of the "
    )
    said += "day beside it. What is estimated below 0 is not drawn, and the others are drawn to fill the bar."
    figure = blank(1.7 + 0.6 * len(outputs), title, _note(found, said))
    axes = account(figure.subplots(), shares, outputs)
    key_above(axes, account_key(shares))
    told = [
        f"The variance of {output} rests on {told_shares(of_output(shares, output), EXPECTED)}." for output in outputs
    ]
    return Sheet("account", figure, f"{title}. {' '.join(told)}")
