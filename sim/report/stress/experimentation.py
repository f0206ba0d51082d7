"""Section 4 of the sheet, experimentation: how a run begins and ends, and how sure its numbers are."""

from sim.report.plots.words import counted, plain
from sim.report.stress.facts import Facts, Item, first_sentence
from sim.report.stress.markdown import bullets, paragraphs
from sim.study import intervals


def initialisation(_: Facts) -> str:
    """A day begins empty."""
    return paragraphs(
        "Every replication begins at 00:00 of the first day with an empty crossing. Who waits there early comes by the "
        "arrivals of item 2.5.5 like everybody else.",
        _inside(intervals.__doc__),
    )


def run_length(facts: Facts) -> str:
    """As many days as the scenario says."""
    return paragraphs(facts.rules["T3"], f"In {plain(facts.base.name)}: {counted(facts.base.days, 'day')}.")


def estimation(facts: Facts) -> str:
    """Replications, the seed, and the two intervals."""
    methods = (intervals.mean_interval, intervals.prediction_interval)
    return paragraphs(
        f"Unless told otherwise a run makes {facts.settings['replications']} independent replications from the seed "
        f"{facts.settings['seed']}. Each measure has, with probability {intervals.LEVEL}, two intervals:",
        bullets(" ".join((method.__doc__ or "").split()) for method in methods),
        "Scenarios under one seed share the draws of what they have in common, so that less of a difference "
        f"is chance: {first_sentence(facts.rules['C1'])}",
    )


def _inside(docstring: str | None) -> str:
    """What a docstring says after its first paragraph."""
    return " ".join((docstring or "").partition("\n\n")[2].split())


ITEMS = [
    Item("4.1", "Initialisation", "In what state does a run begin, and is there a warm-up?", initialisation),
    Item("4.2", "Run length", "How long is one run?", run_length),
    Item("4.3", "Estimation approach", "How many runs are made, and how is uncertainty given?", estimation),
]
