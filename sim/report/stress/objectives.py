"""Section 1 of the sheet, objectives: what the model is for, what it measures, and what is asked of it."""

from sim.measures.row import Row
from sim.model.rules import EVERYONE
from sim.report.stress.differences import differences
from sim.report.stress.facts import Facts, Item
from sim.report.stress.markdown import code, paragraphs, table


def purpose(facts: Facts) -> str:
    """What the project says of itself, and the question of the base scenario."""
    return paragraphs(
        f"{facts.project['description']}.",
        f"The base scenario, {code(facts.base.name)}, asks: {facts.base.question}",
        "The people in the model are real. It counts them and never names them, and it makes no claim about why things "
        "were as they were.",
    )


def outputs(facts: Facts) -> str:
    """Every measure of one replication, its unit, where it is taken and of whom it speaks."""
    of: dict[tuple[str, str], list[Row]] = {}
    for row in facts.results.table.rows(0):
        of.setdefault((row.measure, row.unit), []).append(row)
    return paragraphs(
        "Each measure is taken once in a replication. Over the replications it is given as a mean with a confidence "
        "interval, a median and a prediction interval. One that speaks of nobody in particular counts all there are.",
        table(["measure", "unit", "taken for", "speaks of those who", "weighted by"],
              [[*key, _taken_for(rows), *_whose(rows)] for key, rows in of.items()]),
    )  # fmt: skip


def _taken_for(rows: list[Row]) -> str:
    where = "each station" if any(row.station for row in rows) else "the whole crossing"
    return f"{where}, all together and each cohort" if any(row.cohort != EVERYONE for row in rows) else where


def _whose(rows: list[Row]) -> tuple[str, str]:
    """Of whom a measure speaks, and whether persons or parties are weighted; nothing for what is no average."""
    whose = sorted({row.whose for row in rows if row.whose})
    return ", ".join(whose), " or ".join(sorted({row.by for row in rows})) if whose else ""


def aims(facts: Facts) -> str:
    """The question of every scenario, and how many settings it changes."""
    rows = [[code(name), scenario.question, len(differences(facts.base, scenario)) or "none"]
            for name, scenario in facts.scenarios.items()]  # fmt: skip
    return paragraphs(
        "Scenarios are compared with each other; no optimum is searched for. Each has a file in `conf/scenario/` and "
        "one question; item 2.3 says what each changes.",
        table(["scenario", "question", "settings changed"], rows),
    )


ITEMS = [
    Item("1.1", "Purpose of the model", "What is it for, and for whom?", purpose),
    Item("1.2", "Model outputs", "Which numbers does it give, in which units and about whom?", outputs),
    Item("1.3", "Experimentation aims", "Which questions are put to it, and what is compared with what?", aims),
]
