"""Which plan is best, in plain words: in everything, in each output, as selected; and which are dominated."""

from collections.abc import Iterator, Mapping, Sequence

from sim.report.plots.words import listed, number, percent, unit_apart
from sim.report.words import summary_row
from sim.study.choice import Choice, Leaders, Tables
from sim.study.compared import Selected


def told_best(tables: Tables, names: Mapping[str, str]) -> Iterator[str]:
    """Which is best in everything, and in each output; the words are unclear wherever the intervals are."""
    best = tables.choice.best
    if len(best) == len(names):
        yield summary_row("Best", "none: nothing that matters differs between any two")
        return
    yield summary_row(
        "Best", _or(best, names) if best else "unclear: none is surely the best, or alike, in all outputs"
    )
    for leaders in tables.choice.leaders:
        yield summary_row("", f"{leaders.output}: {_leading(leaders, names)}{_on_a_day(tables, leaders, names)}")
        found = [one for one in tables.selected if one.output == leaders.output]
        yield from [summary_row("", f"  {_selection(one, tables, names)}") for one in found]
    yield from _dominated(tables.choice, names)


def _leading(leaders: Leaders, names: Mapping[str, str]) -> str:
    if len(leaders.plans) == len(names) and leaders.clear:
        return "alike in all"
    if leaders.clear and leaders.plans:
        return f"{_or(leaders.plans, names)}{', alike' if len(leaders.plans) > 1 else ''}"
    return "unclear: any of them" if len(leaders.plans) == len(names) else f"unclear: {_or(leaders.plans, names)}"


def _or(plans: Sequence[str], names: Mapping[str, str]) -> str:
    *most, last = [names[plan] for plan in plans] or ["none"]
    return f"{', '.join(most)} or {last}" if most else last


def _on_a_day(tables: Tables, leaders: Leaders, names: Mapping[str, str]) -> str:
    """Of the likeliest plan: on how many single days it is the best, and how far these days support its mean."""
    known = [one for one in tables.chances if one.output == leaders.output and one.on_a_day is not None]
    if not known or known[0].days < 2 or (len(leaders.plans) == len(names) and leaders.clear):
        return ""
    top = max(known, key=lambda one: (one.in_the_mean or 0, one.on_a_day or 0))
    who = "it is" if leaders.plans == (top.plan,) else f"{names[top.plan]} is"
    days, resamples = percent(top.on_a_day or 0), percent(top.in_the_mean or 0)
    return f"; {who} best on {days} of days, in the mean in {resamples} of resamples"


def _selection(one: Selected, tables: Tables, names: Mapping[str, str]) -> str:
    zone = f"{number(one.indifference)} {_unit(tables, one.output)}"
    if not one.plan:
        return f"none selected: {one.why}"
    if one.word == "selected":
        several = one.why == "those left do not differ"
        left = f", one of {one.in_play} that do not differ by more" if several else ""
        return f"selected: {names[one.plan]}{left} (right with probability {one.level:g} where one leads by {zone})"
    still = f"{one.in_play} are still in play after {one.replications} replications"
    return f"none selected: {still} (zone: {zone})"


def _unit(tables: Tables, output: str) -> str:
    return next(unit_apart(line.unit) for line in tables.differences if line.output == output)


def _dominated(choice: Choice, names: Mapping[str, str]) -> Iterator[str]:
    by: dict[str, list[str]] = {}
    for plan, other in choice.dominated.items():
        by.setdefault(other, []).append(names[plan])
    if by:
        told = "; ".join(f"{listed(some)}, by {names[other]}" for other, some in by.items())
        yield summary_row("Dominated", f"{told}: surely worse in something, and in nothing better than alike")
