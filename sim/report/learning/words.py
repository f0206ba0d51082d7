"""What to find out next in plain words: the answer first, then what it rests on."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sim.report.plots.parameters import in_a_sentence
from sim.report.plots.words import apart, counted, in_unit, listed, number, percent, plain, unit_apart
from sim.report.words import summary_row
from sim.study.learning.learnt import ALIKE, NEVER, NOT_SURE, YES, Learnt, Ranked, Worth

MOST = 5  # numbers named one by one


def told_learning(found: Learnt, seed: int, changes: Sequence[str], rests: Counter[str]) -> str:
    """The summary. changes: what was set differently. rests: how many numbers of the scenario rest on which basis."""
    asked = f"{question(found)}"
    told = [f"Changed: {', '.join(changes)}"] if changes else []
    rows = [*_answer(found), *_plans(found), *_left_out(found)]
    rows.append(
        summary_row("Rests on", f"numbers {', '.join(f'{basis} ({count})' for basis, count in rests.most_common())}")
    )
    rows.append(summary_row("Read it so", READ))
    return "\n".join([asked, *told, f"{basis_words(found, seed)}", *rows])


READ = (
    "ranges are those of seeds/parameters.yaml, each value as likely, each number independent of the others; what it "
    "costs to find out is not in it"
)


def question(found: Learnt) -> str:
    """What the study asks."""
    plans, name = len(found.learning.plans), plain(found.learning.plans[0].scenario.name)
    count = counted(len(found.learning.choice.numbers), "uncertain number")
    return f"Which of {count} of {name} is worth finding out before one of {plans} plans is chosen?"


def basis_words(found: Learnt, seed: int) -> str:
    """How much was simulated, and what the brackets are."""
    days = f"{counted(found.days, 'replication')} of the same days, seed {seed}"
    intervals = "intervals over other points and days, those of all numbers at once with probability 0.95"
    return f"{counted(found.points, 'point')} over all ranges, {days}; in brackets: {intervals}"


def verdict_words(found: Learnt) -> str:
    """Which numbers are worth finding out, or that none surely is."""
    goal = found.learning.goal
    if found.told:
        return f"nothing is said of {goal.output}: {found.told}"
    sure = [row for row in found.worths if row.worth == YES]
    if not sure:
        return f"no single number is surely worth finding out for the choice by {goal.output}"
    first = found.worths[0]
    beside = [row for row in sure if row.order == ALIKE]
    alike = (
        f"; {listed([in_a_sentence(row.parameter) for row in beside])} cannot be told apart from it" if beside else ""
    )
    return f"worth finding out first: {worth_words(first)}{alike}"


def worth_words(row: Worth) -> str:
    """A number and what it is worth: "service person mean (Eg. passport): 3.1 persons (1.4 to 4.8)"."""
    unit = unit_apart(row.unit)
    low, high = (_amount(end, row.unit) for end in (row.low, row.high))
    name = in_a_sentence(row.parameter) if row.basis else row.parameter
    return f"{name}, {_amount(row.value, row.unit)} {unit} a day ({low} to {high})"


def whole_words(row: Worth) -> str:
    """What knowing all numbers is worth: from what can be shown to what is usually estimated."""
    low, high = sorted((row.value, row.usual))
    worth = f"{_amount(low, row.unit)} to {_amount(high, row.unit)} {unit_apart(row.unit)} a day"
    return f"knowing all numbers at once is worth {worth}; no single one can be worth more"


def _amount(value: float, unit: str) -> str:
    return apart(value, unit).removeprefix("+")


def _answer(found: Learnt) -> Iterator[str]:
    said = verdict_words(found)
    yield summary_row("Find out first", said.removeprefix("worth finding out first: "))
    if found.told or found.everything is None:
        return
    sure = [row for row in found.worths if row.worth == YES]
    for at, row in enumerate(sure[1:MOST]):
        yield summary_row("" if at else "Then", f"{worth_words(row)}: {row.order}")
    if len(sure) > MOST:
        yield summary_row("", f"and {len(sure) - MOST} more")
    never = sum(row.worth == NEVER for row in found.worths)
    unclear = [row for row in found.worths if row.worth == NOT_SURE]
    if unclear:
        said = f"{len(unclear)} of {len(found.worths)} are not told apart from worth nothing; the largest"
        yield summary_row("Unclear", f"{said}: {worth_words(unclear[0])}")
    if never:
        yield summary_row("Nothing", f"would change with {never} of {len(found.worths)}: the same plan at every value")
    yield summary_row("All of them", whole_words(found.everything))


def plan_words(row: Ranked, unit: str) -> str:
    """A plan, its mean, and at how many of the points it is the best."""
    bare = unit in {"clock", "share"}
    mean = in_unit(row.mean, unit) if bare else f"{number(row.mean)} {unit}"
    return f"{plain(row.plan)}: {mean} on average, the best at {percent(row.best_at)} of the points"


def _plans(found: Learnt) -> Iterator[str]:
    unit = found.learning.goal.unit
    chosen = next((row for row in found.plans if row.chosen), None)
    if chosen:
        yield summary_row("Without it", f"the plan to take is {plan_words(chosen, unit)}")
    for at, row in enumerate(row for row in found.plans if row is not chosen):
        yield summary_row("" if at else "Others", plan_words(row, unit))


def _left_out(found: Learnt) -> Iterator[str]:
    if found.missing and not found.told:
        yield summary_row("Left out", f"{counted(found.missing, 'point')} at which some plan has no value on some day")
    choice = found.learning.choice
    told = [f"{counted(count, 'number')} {reason}" for reason, count in choice.left_out.items()]
    told += [f"{key} ({why})" for key, why in choice.refused.items()]
    if told:
        yield summary_row("Not varied", f"though uncertain: {', '.join(told)}")
