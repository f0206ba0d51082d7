"""Plans compared in plain words, for a terminal and for summary.txt: the answer first, then what it rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.report.chosen import told_best
from sim.report.plots.words import apart, counted, in_unit, listed, number, plain, told_apart, unit_apart
from sim.report.words import summary_row
from sim.study.choice import Tables, beside_the_first, kind_of, nothing_differs
from sim.study.compare import AS_IT_IS, the_same
from sim.study.compared import WITH_THE_FIRST, Compared, Difference, Told

LONGEST = 60  # characters of a plan's name
Has = Mapping[tuple[str, str], int]  # (plan, output) -> days with a value
MANY = 1_000_000  # replications; more would not be begun
KINDS = ("better", "mixed", "worse", "unclear", "alike")  # in the order in which plans are told


def told_compared(compared: Compared, tables: Tables, changes: Sequence[str], rests: Counter[str]) -> str:
    """The summary of a comparison.

    `changes`: what was set differently from the scenario's file, for all plans. `rests`: how many numbers of the
    scenario as it is rest on which basis.
    """
    names = short_names(compared)
    plans = counted(len(compared.plans) - 1, "plan")
    heads = [
        f"Which of {plans} is surely better than {_scenario(compared)} {AS_IT_IS}, and which is best?",
        *([f"Changed: {', '.join(changes)}"] if changes else []),
        _basis(compared, tables),
    ]
    rows = [*_beside(tables, names), *told_best(tables, names)]
    rows += [*_same(compared, names), *_gain(tables), _as_it_is(tables)]
    rows.append(
        summary_row("Rests on", "numbers " + ", ".join(f"{basis} ({count})" for basis, count in rests.most_common()))
    )
    return "\n".join([*heads, *rows])


def short_names(compared: Compared) -> dict[str, str]:
    """Each plan's name as it is shown."""
    names = [plan.name for plan in compared.plans]
    return dict(zip(names, told_apart(names, LONGEST), strict=True))


def _scenario(compared: Compared) -> str:
    return plain(compared.plans[0].scenario.name)[:LONGEST]


def _basis(compared: Compared, tables: Tables) -> str:
    days, tried = compared.values.shape[1], counted(len(compared.plans) - 1, "plan")
    if days == 1:
        return f"{tried}, one replication, seed {compared.seed}: one path proves nothing, so there are no intervals"
    count = next(line.intervals for line in tables.differences)
    corrected = f"Student's t, corrected for {counted(count, 'comparison')} (Bonferroni): all hold at once"
    return (f"{tried} over the same {days} replications, seed {compared.seed}; in brackets: the interval of the mean "
            f"difference, by {corrected} with probability 0.95")  # fmt: skip


def _beside(tables: Tables, names: Mapping[str, str]) -> Iterator[str]:
    """Some rows a plan: what surely differs from the scenario as it is, then what is unclear or alike."""
    plans = beside_the_first(tables.differences)
    has = {(line.plan, line.output): line.days for line in tables.told}
    for plan in sorted(plans, key=lambda plan: KINDS.index(kind_of(plans[plan]))):
        kind, texts = kind_of(plans[plan]), list(changes_words(plans[plan], has))
        yield summary_row(kind.capitalize(), f"{names[plan]}: {texts[0].removeprefix(f'{kind}: ')}")
        yield from [summary_row("", text) for text in texts[1:]]


def changes_words(lines: Sequence[Difference], has: Has) -> Iterator[str]:
    """What a plan's lines say, word by word."""
    if all(map(nothing_differs, lines)):
        yield "nothing differs on any day"
        return
    for word in ("better", "worse", "unclear"):
        if some := [_one(line, has) for line in lines if line.word == word]:
            yield f"{word}: {'; '.join(some)}"
    if alike := [_alike(line, has) for line in lines if line.word == "alike"]:
        yield f"alike in {listed(alike)}"


def _one(line: Difference, has: Has) -> str:
    """A difference: "persons crossed +18 (+11 to +25)"."""
    if line.mean is None:
        return f"{line.output} in both on no day{_days(line, has)}"
    if line.low is None or line.high is None:
        return f"{line.output} {_by(line)}{_days(line, has)}"
    span = f"({apart(line.low, line.unit)} to {apart(line.high, line.unit)})"
    return f"{line.output} {_by(line)} {span}{_more(line)}{_days(line, has)}"


def _by(line: Difference) -> str:
    unit = "" if line.unit in line.output else f" {unit_apart(line.unit)}"
    return f"{apart(line.mean or 0, line.unit)}{unit}"


def _more(line: Difference) -> str:
    """How many replications would tell."""
    if line.needed is None:
        return ""
    return f", {'more than a million' if line.needed > MANY else f'about {line.needed:,.0f}'} replications would tell"


def _days(line: Difference, has: Has) -> str:
    """Where not every day counts, on how many each has a value, and both."""
    if not line.is_partial:
        return ""
    mine, first = (has[plan, line.output] for plan in (line.plan, line.against))
    both = f"on {line.days} of {line.replications} days in both, " if line.mean is not None else ""
    return f" [{both}on {mine} with it, on {first} {AS_IT_IS}]"


def _alike(line: Difference, has: Has) -> str:
    zone = "" if nothing_differs(line) else f" (within {number(line.indifference)} {unit_apart(line.unit)})"
    return f"{line.output}{zone}{_days(line, has)}"


def _same(compared: Compared, names: Mapping[str, str]) -> Iterator[str]:
    for group in the_same(compared.plans):
        yield summary_row("The same", f"{listed([names[name] for name in group])} differ in no setting")


def _gain(tables: Tables) -> Iterator[str]:
    gains = [line.gain for line in tables.differences if line.family == WITH_THE_FIRST and line.gain is not None]
    if gains:
        span = f"{number(min(gains))} to {number(max(gains))}"
        half = (
            f"; {number(float(np.median(gains)))} is the median of {len(gains)} differences" if len(gains) > 2 else ""
        )
        yield summary_row("Same days", f"as sure as {span} times as many replications on days of their own{half}")


def _as_it_is(tables: Tables) -> str:
    mine = [line for line in tables.told if line.plan == AS_IT_IS and line.mean is not None]
    return summary_row("As it is", "; ".join(f"{line.output} {_mean(line)}" for line in mine) or "nothing is told")


def _mean(line: Told) -> str:
    """A mean as it is read."""
    bare = line.unit in {"clock", "share"} or line.unit in line.output
    return f"{in_unit(line.mean or 0, line.unit)}{'' if bare else f' {line.unit}'}"
