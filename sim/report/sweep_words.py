"""A sweep in plain words, for a terminal and for summary.txt."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sim.report.plots.words import in_unit, listed
from sim.report.words import WIDTH
from sim.study.statistics.comparison import Sense
from sim.study.sweep_effects import Moved, levels, together
from sim.study.swept import Line, Swept, short, told_value

MOST = 5  # settings that are named one by one, and values of each


def told_sweep(
    swept: Swept, lines: Sequence[Line], moves: Sequence[Moved], changes: Sequence[str], rests: Counter[str]
) -> str:  # fmt: skip
    """The summary of a sweep: the best point of each output, how flat it is there, and what moves it most.

    `changes`: what was set differently from the scenario's file. `rests`: how many numbers rest on which basis.
    """
    heads = [
        f"What do {listed([short(setting) for setting in swept.settings])} change in {swept.scenario.name}?",
        *([f"Changed: {', '.join(changes)}"] if changes else []),
        basis(swept),
    ]
    rows = [row for at in range(len(swept.outputs)) for row in _output(swept, at, lines, moves)]
    rows.append(_row("Rests on", "numbers " + ", ".join(f"{basis} ({count})" for basis, count in rests.most_common())))
    return "\n".join([*heads, *rows])


def basis(swept: Swept) -> str:
    """How many points and replications there are, and what the brackets are."""
    points = f"{len(swept.points):,} points ({swept.design.replace('_', ' ')})"
    same = len(swept.points) - len({repr(point) for point in swept.points})
    points += f", {same:,} of which come again" if same else ""
    if swept.replications == 1:
        return f"{points}, one replication: one path proves nothing, so there are no intervals"
    return (f"{points}, each over the same {swept.replications} replications; "
            "in brackets: the 95 % confidence interval of the mean")  # fmt: skip


def _row(head: str, text: str) -> str:
    return f"  {head:<{WIDTH}}{text}"


def _output(swept: Swept, at: int, lines: Sequence[Line], moves: Sequence[Moved]) -> Iterator[str]:
    output, told = swept.outputs[at], list(output_words(swept, at, lines, moves))
    yield _row(f"{output[:1].upper()}{output[1:]}", "" if told else "there was nothing to measure at any point")
    yield from (_row("", text) for text in told)


def output_words(swept: Swept, at: int, lines: Sequence[Line], moves: Sequence[Moved]) -> Iterator[str]:
    """The best point of one output, how flat it is there, and what moves it; nothing where nothing was measured."""
    of_it = [line for line in lines if line.output == swept.outputs[at]]
    best = next((line for line in of_it if line.word == "best"), None)
    if best is not None:
        where = point_words(swept, best.point)
        yield f"{most(swept.senses[at], best.unit)} at {where}: {_mean(best)}{_days(best)}"
        if swept.replications > 1 and len(of_it) > 1:
            yield _flat(swept, best, of_it)
        yield from _moves(swept, at, moves)


def most(sense: Sense, unit: str) -> str:
    """What the best of an output is: "most", "least", or of a clock "earliest", "latest"."""
    if unit == "clock":
        return "latest" if sense == "more is better" else "earliest"
    return "most" if sense == "more is better" else "least"


def point_words(swept: Swept, point: int) -> str:
    """A point in words: "bus.vehicles 3, palestinian_passport.officers 5"."""
    return ", ".join(f"{short(setting)} {_three_digits(value)}" for setting, value in swept.points[point].items())


def _three_digits(value: Any) -> str:
    return told_value(float(f"{value:.3g}")) if isinstance(value, float) else told_value(value)


def _mean(line: Line) -> str:
    told = measured(line.mean, line.unit)
    if line.mean_low is None:
        return told
    told += f" ({in_unit(line.mean_low, line.unit)} to {in_unit(line.mean_high or 0, line.unit)})"
    if line.day_low is None:
        return told
    day = f"{in_unit(line.day_low, line.unit)} to {in_unit(line.day_high or 0, line.unit)}"
    return f"{told}; one more day would fall from {day}"


def measured(value: float | None, unit: str) -> str:
    """A value with its unit."""
    if value is None:
        return "nothing"
    return in_unit(value, unit) if unit in {"clock", "share"} else f"{in_unit(value, unit)} {unit}"


def _days(line: Line) -> str:
    return "" if line.days == line.replications else f" (on the {line.days} of {line.replications} days that have one)"


def _flat(swept: Swept, best: Line, of_it: Sequence[Line]) -> str:
    """Which points cannot be told apart from the best one, and how far behind the worst of these is."""
    alike = [line for line in of_it if line.word in {"unclear", "alike"}]
    others = len(of_it) - 1
    if not alike:
        nearest = min((line for line in of_it if line.behind is not None), key=lambda line: abs(line.behind or 0))
        return f"clear: every other point is worse, the nearest by {_change(nearest.behind, best.unit)}"
    where = [best.point, *(line.point for line in alike)]
    if len(alike) == others:
        return f"unclear which is best: none of the {others} other points can be told apart from it"
    furthest = max(abs(line.behind or 0) for line in alike)
    behind = f", at most {_change(furthest, best.unit)} behind" if furthest else ": they are as good"
    ranges = "; ".join(_range(swept, setting, where) for setting in swept.settings[:MOST])
    return (f"flat there: {len(alike)} of {others} others cannot be told apart from it{behind}: "
            f"{ranges}")  # fmt: skip


def _range(swept: Swept, setting: str, where: Sequence[int]) -> str:
    """The values that some points have of a setting."""
    values = [swept.points[point][setting] for point in where]
    names, numbers, level = levels(swept, setting)
    if len({told_value(point[setting]) for point in swept.points}) > len(names):  # in slices
        return f"{short(setting)} {_three_digits(min(values))} to {_three_digits(max(values))}"
    found = sorted({int(level[point]) for point in where})
    told = [names[at] for at in found]
    if len(told) == len(names):
        return f"{short(setting)} any"
    is_span = None not in numbers and len(told) > 2 and found == list(range(found[0], found[-1] + 1))
    many = f"{told[0]} … {told[-1]}" if is_span or len(told) > MOST else " or ".join(told)
    return f"{short(setting)} {many}"


def _change(value: float | None, unit: str) -> str:
    """A difference in the unit of its output; of clock times in minutes."""
    size = abs(value or 0)
    match unit:
        case "clock":
            return f"{in_unit(size, 'min')} min"
        case "share":
            return f"{100 * size:.1f} percentage points"
        case _:
            return f"{in_unit(size, unit)} {unit}"


def _moves(swept: Swept, at: int, moves: Sequence[Moved]) -> Iterator[str]:
    """Which setting moves an output most, and whether that is clear."""
    of_it = [one for one in moves if one.output == swept.outputs[at]]
    sure = [one for one in of_it if one.low is not None and one.low > 0]
    if not of_it:
        return
    first, unit = of_it[0], swept.units[at]
    if swept.replications > 1 and not sure:
        yield "no setting surely moves it"
        return
    told = [f"{short(one.setting)} ({_span(one, unit)})" for one in of_it[:MOST]]
    over = {"grid": ", on average over the others"}.get(swept.design, ", on average over the points of each level")
    over = over if len(swept.settings) > 1 else ""
    alike = together(of_it)
    if alike:
        names = listed([short(one.setting) for one in (first, *alike)])
        yield f"unclear what moves it most, {names}: intervals overlap"
    yield f"{'moved by' if alike else 'moved most by'} {', then '.join(told)}{over}"


def _span(one: Moved, unit: str) -> str:
    size = _change(one.difference, unit)
    inside = "" if one.low is None or one.high is None else f", {_bare(one.low, unit)} to {_bare(one.high, unit)}"
    return f"{size}{inside}, highest at {one.highest}, lowest at {one.lowest}"


def _bare(value: float, unit: str) -> str:
    sign = "-" if value < 0 else ""
    return sign + _change(value, unit).split(" ")[0]
