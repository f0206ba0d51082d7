"""Where everybody is at the end, per cohort."""

from textwrap import wrap

from matplotlib.axes import Axes

from sim.measures.flow import WORDS
from sim.model.outcome import Outcome
from sim.model.rules import EVERYONE
from sim.report.plots.ink import DARK, OUTCOMES
from sim.report.plots.legends import key_above, patch
from sim.report.plots.over import means
from sim.report.plots.words import counted, drawn, listed, number, persons, plain
from sim.study.replicate import Results

SEEN = 0.05  # persons; less is 0.0 in every text
LINE = 78  # characters of text below a bar
SHORT = {Outcome.NO_SHOW: "did not come"}

Ends = dict[Outcome, float]


def ends(results: Results, *cohorts: str) -> dict[str, Ends]:
    """Persons by outcome for each of some cohorts, means over replications, those outcomes in which somebody is."""
    named = {f"persons {words}": outcome for outcome, words in WORDS.items()}
    told = means(results, *named)
    return {
        cohort: {outcome: told[name, cohort, ""] for name, outcome in named.items() if told[name, cohort, ""] >= SEEN}
        for cohort in cohorts
    }


def outcomes(axes: Axes, results: Results) -> Axes:
    """Stacked bars of persons by outcome, a row for each cohort; the numbers are written below each bar."""
    told = ends(results, *results.cohorts)
    for at, (_, persons_by) in enumerate(told.items()):
        start = 0.0
        for outcome, count in persons_by.items():
            fill = OUTCOMES[outcome]
            axes.barh(at - 0.15, count, 0.36, start, color=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6)
            start += count
        axes.text(0.004, at + 0.09, _below(persons_by), transform=axes.get_yaxis_transform(), va="top", fontsize=9)
    axes.set_yticks([at - 0.15 for at in range(len(told))], [_name(name, ends) for name, ends in told.items()])
    return _frame(axes, told)


def _frame(axes: Axes, told: dict[str, Ends]) -> Axes:
    longest = max((sum(persons_by.values()) for persons_by in told.values()), default=0.0)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(told) - 0.4, -0.5)
    axes.set_xlim(0, max(1.0, 1.02 * longest))
    axes.set_xlabel("persons at the end of the simulated time (means over replications)")
    there = [outcome for outcome in WORDS if any(outcome in persons_by for persons_by in told.values())]
    handles = [patch(OUTCOMES[outcome], _word(outcome)) for outcome in there]
    return key_above(axes, handles)


def _name(cohort: str, persons_by: Ends) -> str:
    return f"{drawn(cohort, width=24, most=48)}\n{persons(sum(persons_by.values()))}"


def _word(outcome: Outcome) -> str:
    return SHORT.get(outcome, WORDS[outcome])


def _below(persons_by: Ends) -> str:
    items = [f"{_word(outcome)} {number(count)}" for outcome, count in persons_by.items()]
    return "\n".join(wrap(", ".join(item.replace(" ", "\u00a0") for item in items), LINE)) or "nobody"


def _total(results: Results) -> Ends:
    return ends(results, EVERYONE)[EVERYONE]


def outcomes_title(results: Results) -> str:
    """How many get out, and where most of the others are."""
    total = _total(results)
    if not total:
        return "nobody is expected"
    others = sorted((outcome for outcome in total if outcome is not Outcome.CROSSED), key=lambda one: -total[one])[:2]
    first = f"on average {persons(total.get(Outcome.CROSSED, 0.0))} crossed"
    return listed([first, *(f"{number(total[outcome])} {_verb(outcome)}" for outcome in others)])


def _verb(outcome: Outcome) -> str:
    return _word(outcome) if outcome is Outcome.NO_SHOW else f"were {_word(outcome)}"


def outcomes_words(results: Results) -> str:
    """The picture in words, with its numbers: all together, then each cohort."""
    start = (
        f"Where everybody is at the end of scenario {plain(results.scenario.name)}, in persons, means of "
        f"{counted(results.replications, 'replication')}. All together: {_said(_total(results))}."
    )
    each = [f"{plain(cohort)}: {_said(persons_by)}" for cohort, persons_by in ends(results, *results.cohorts).items()]
    return f"{start} By cohort: {'; '.join(each)}."


def _said(persons_by: Ends) -> str:
    return listed([f"{_word(outcome)} {number(count)}" for outcome, count in persons_by.items()]) or "nobody"
