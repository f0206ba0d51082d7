"""The page of a comparison."""

from collections.abc import Iterator, Mapping, Sequence

from sim.report.chosen import told_best
from sim.report.compared import changes_words
from sim.report.page.parts import Chart, Figure, Page, Prose, Section, Table
from sim.report.page.study.estimates import Estimate, changes_chart, levels_chart
from sim.report.plots.differences import differences_title
from sim.report.plots.words import apart, in_unit, plain, unit_apart
from sim.study.choice import Tables, beside_the_first, kind_of
from sim.study.compare import AS_IT_IS
from sim.study.compared import Compared, Difference, Told

SURE = ("better", "worse", "alike")


def compared_page(
    compared: Compared, tables: Tables, names: Mapping[str, str], closing: Sequence[Section]
) -> Page:  # fmt: skip
    """What is surely better than the scenario as it is, in what, and which is best. closing: the last sections."""
    scenario = compared.plans[0].scenario
    beside = _beside(tables)
    name = plain(scenario.name)
    question = f"{len(names) - 1} plans beside {name} {AS_IT_IS}: which is surely better, in what, and which is best?"
    days = compared.values.shape[1]
    same = f"All plans over the same {days} replications, seed {compared.seed}"
    notes = [f"{same}; intervals of differences hold all at once with probability 0.95."]
    sections = [_plans(compared, names), _differences(compared, beside, names), _levels(compared, tables, names),
                *_chances(tables, names), *closing]  # fmt: skip
    return Page(f"Plans for {name}", question, list(_answer(beside, tables, names)), list(_figures(tables, names)),
                sections, notes)  # fmt: skip


def _beside(tables: Tables) -> list[Difference]:
    return [line for lines in beside_the_first(tables.differences).values() for line in lines]


def _answer(beside: Sequence[Difference], tables: Tables, names: Mapping[str, str]) -> Iterator[str]:
    yield f"Beside the scenario as it is, {differences_title(beside, names)}."
    if gain := _gain(tables, names):
        yield f"{gain}."
    first = next(told_best(tables, names))
    yield f"Best in all of it: {' '.join(first.split()).removeprefix('Best ')}."


def _gain(tables: Tables, names: Mapping[str, str]) -> str:
    """What the best plan surely changes, or the first of those that are surely better; "" where there is none."""
    plans = beside_the_first(tables.differences)
    better = [plan for plan in plans if kind_of(plans[plan]) == "better"]
    leading = [plan for plan in better if plan in tables.choice.best] or better
    if not leading:
        return ""
    has = {(line.plan, line.output): line.days for line in tables.told}
    return f"{names[leading[0]]}: {next(changes_words(plans[leading[0]], has))}"


def _figures(tables: Tables, names: Mapping[str, str]) -> Iterator[Figure]:
    """Of each output, who leads, and by what."""
    told = {(line.plan, line.output): line for line in tables.told}
    for leaders in tables.choice.leaders:
        first = leaders.plans[0] if leaders.plans else ""
        line = told.get((first, leaders.output))
        if line is None or line.mean is None:
            continue
        who = names[first] if leaders.clear and len(leaders.plans) == 1 else f"unclear: {len(leaders.plans)} plans"
        bare = line.unit in {"clock", "share"}
        value = in_unit(line.mean, line.unit) if bare else f"{in_unit(line.mean, line.unit)} {line.unit}"
        yield Figure(f"Best {leaders.output}", who, "", f"mean with {names[first]}: {value}", line.mean)


def _plans(compared: Compared, names: Mapping[str, str]) -> Section:
    rows = [(names[plan.name], plan.overrides) for plan in compared.plans]
    return Section("plans", "The plans", [Table("Plans and what each changes", ("Plan", "Overrides"), rows)])


def _differences(compared: Compared, beside: Sequence[Difference], names: Mapping[str, str]) -> Section:
    charts = [_difference_chart([line for line in beside if line.output == goal.output], names)
              for goal in compared.goals]  # fmt: skip
    said = "Each plan less the scenario as it is, over the same days: filled where it is sure, hollow where unclear."
    return Section("differences", "What each plan changes", [Prose(said), *charts])


def _difference_chart(lines: Sequence[Difference], names: Mapping[str, str]) -> Chart:
    first = lines[0]
    rows = [Estimate(names[line.plan], line.mean, line.low, line.high, line.word, line.word in SURE) for line in lines]
    title = f"{first.output}: difference ({unit_apart(first.unit)}; {first.sense})"
    return changes_chart(title, rows, unit_apart(first.unit), lambda value: apart(value, first.unit))


def _levels(compared: Compared, tables: Tables, names: Mapping[str, str]) -> Section:
    charts = []
    for goal in compared.goals:
        lines = [line for line in tables.told if line.output == goal.output]
        rows = [Estimate(names[line.plan], line.median, line.day_low, line.day_high) for line in lines]
        charts.append(levels_chart(f"{goal.output}: a day", rows, goal.unit))
    said = "Median, and where one more day would fall with probability 0.95."
    return Section("days", "What a day is like under each plan", [Prose(said), *charts, _table(tables.told, names)])


def _table(told: Sequence[Told], names: Mapping[str, str]) -> Table:
    heads = ("Plan", "Output", "Mean", "From", "To", "Days with a value")
    rows = [(names[line.plan], line.output, *("" if end is None else in_unit(end, line.unit) for end in
             (line.mean, line.mean_low, line.mean_high)), str(line.days)) for line in told]  # fmt: skip
    return Table("Means, with confidence intervals", heads, rows, (2, 3, 4, 5), folded=True)


def _chances(tables: Tables, names: Mapping[str, str]) -> list[Section]:
    if not any(one.in_the_mean is not None for one in tables.chances):
        return []
    rows = [(one.output, names[one.plan], _percent(one.on_a_day), _percent(one.in_the_mean)) for one in tables.chances]
    heads = ("Output", "Plan", "Best on a day", "Best in the mean, of resamples")
    return [Section("best", "How often each plan is the best", [Table("Chances", heads, rows, (2, 3), folded=True)])]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"
