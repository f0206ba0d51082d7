"""Section 2 of the sheet, logic: how people go through the crossing, rule by rule, and what the scenarios change."""

from sim.report.plots.crossing import crossing_words
from sim.report.stress.components import activities, entities, entry_and_exit, queues, resources
from sim.report.stress.differences import differences
from sim.report.stress.facts import Facts, Item, first_sentence
from sim.report.stress.families import families
from sim.report.stress.markdown import code, paragraphs, table

ALGORITHMS = ("C", "O")  # rules of chance, and of the order of things at one instant
MEASURES = "M"
MOST = 12  # settings named one by one


def diagram(facts: Facts) -> str:
    """The drawing of the base scenario, and the same in words."""
    return paragraphs("![The crossing of the opening day](pictures/crossing.png)", crossing_words(facts.base))


def logic(facts: Facts) -> str:
    """The rules of time, people and stations, the first sentence of each."""
    return paragraphs(
        "The rules in full stand in [model.md](model.md), under these names; the code names them where they act.",
        _rules(facts, [name for name in facts.rules if name[0] not in (*ALGORITHMS, MEASURES)]),
    )


def _rules(facts: Facts, names: list[str]) -> str:
    return table(["rule", "in one sentence"], ([name, first_sentence(facts.rules[name])] for name in names))


def scenarios(facts: Facts) -> str:
    """What each scenario changes of the base scenario."""
    rows = [[code(name), _changed(differences(facts.base, scenario))] for name, scenario in facts.scenarios.items()
            if scenario != facts.base]  # fmt: skip
    return paragraphs(
        f"Every scenario is {code(facts.base.name)} but for these settings:",
        table(["scenario", "settings that differ"], rows),
    )


def _changed(keys: list[str]) -> str:
    told = ", ".join(map(code, keys[:MOST]))
    return f"{told} and {len(keys) - MOST} more" if len(keys) > MOST else told


def algorithms(facts: Facts) -> str:
    """The rules of chance and of order, and the distributions that can be asked for."""
    names = [name for name in facts.rules if name[0] in ALGORITHMS]
    return paragraphs(_rules(facts, names), "Times are drawn from one of these families:", families())


ITEMS = [
    Item("2.1", "Base model overview diagram", "How does it look on one page?", diagram),
    Item("2.2", "Base model logic", "What happens to a party, step by step, and why then?", logic),
    Item("2.3", "Scenario logic", "What is different in each scenario?", scenarios),
    Item("2.4", "Algorithms", "Which procedures choose, order and draw?", algorithms),
    Item("2.5.1", "Components: entities", "Who or what moves through the model, and what is known of each?", entities),
    Item("2.5.2", "Components: activities", "What takes time, and how long?", activities),
    Item("2.5.3", "Components: resources", "Who or what is needed for that, how many, and when?", resources),
    Item("2.5.4", "Components: queues", "Where do people wait, in which order, and with how much room?", queues),
    Item("2.5.5", "Components: entry and exit points", "How do people come in, and how do they leave?", entry_and_exit),
]
