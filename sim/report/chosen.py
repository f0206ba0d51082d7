"""Which plan is best, in plain words: in everything, in each output, as selected; and which are dominated."""

from collections.abc import Iterator, Mapping, Sequence

from sim.report.plots.words import listed, number, percent, unit_apart
from sim.report.words import summary_row
from sim.study.choice import Choice, Leaders, Tables
from sim.study.compared import Selected

MOST = 5  # plans named one by one
LEAST = 10  # days below which nothing is said of how often a plan is the best


def told_best(tables: Tables, names: Mapping[str, str]) -> Iterator[str]:
    """Which is best in everything, and in each output; the words are unclear wherever the intervals are."""
    best = tables.choice.best
    if len(best) == len(names):
        yield summary_row("Best", "none: nothing that matters differs between any two")
    elif all(line.low is None for line in tables.differences):
        yield summary_row("Best", "unclear: there are no intervals")
    else:
        overall = _or(best, names) if best else "unclear: none is surely the best, or alike, in all outputs"
        yield summary_row("Best", f"{overall}{_alike(best)}")
        yield from [summary_row("", text) for leaders in tables.choice.leaders for text in _of(leaders, tables, names)]
        yield from _dominated(tables.choice, names)


def _of(leaders: Leaders, tables: Tables, names: Mapping[str, str]) -> Iterator[str]:
    """What is said of one output; nothing is selected where all are alike, as any of them will do."""
    if leaders.clear and len(leaders.plans) == len(names):
        yield f"{leaders.output}: alike in all"
        return
    yield f"{leaders.output}: {_leading(leaders, names)}{_likeliest(tables, leaders, names)}"
    yield from [f"  {_selection(one, tables, names)}" for one in tables.selected if one.output == leaders.output]


def _alike(plans: Sequence[str]) -> str:
    return ", alike" if len(plans) > 1 else ""


def _leading(leaders: Leaders, names: Mapping[str, str]) -> str:
    if leaders.clear:
        return f"{_or(leaders.plans, names)}{_alike(leaders.plans)}"
    return "unclear: any of them" if len(leaders.plans) == len(names) else f"unclear: {_or(leaders.plans, names)}"


def _or(plans: Sequence[str], names: Mapping[str, str]) -> str:
    *most, last = [names[plan] for plan in plans] or ["none"]
    if len(most) >= MOST:
        most, last = most[: MOST - 1], f"one of {len(plans) - MOST + 1} others"
    return f"{', '.join(most)} or {last}" if most else last


def _likeliest(tables: Tables, leaders: Leaders, names: Mapping[str, str]) -> str:
    """The plan that is most often best in the mean: how far these days support that, and on how many it is the best."""
    known = [one for one in tables.chances if one.output == leaders.output and one.on_a_day is not None]
    if not known or known[0].days < LEAST:
        return ""
    top = max(known, key=lambda one: (one.in_the_mean or 0, one.on_a_day or 0))
    who = "" if leaders.plans == (top.plan,) else f"likeliest {names[top.plan]}, "
    days = f" of the {top.days} on which all have it" if any(_is_partial(tables, leaders.output)) else ""
    resamples = percent(top.in_the_mean or 0)
    return f"; {who}best on {percent(top.on_a_day or 0)} of days{days}, in the mean in {resamples} of resamples"


def _is_partial(tables: Tables, output: str) -> Iterator[bool]:
    return (line.is_partial for line in tables.differences if line.output == output)


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
