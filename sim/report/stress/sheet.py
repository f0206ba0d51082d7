"""The whole sheet: 24 items in 6 sections, each with what it asks and the answer."""

from sim.report.stress import data, experimentation, implementation, logic, objectives
from sim.report.stress.facts import Facts, Item
from sim.report.stress.markdown import paragraphs

SECTIONS = {
    "1": "Objectives",
    "2": "Logic",
    "3": "Data",
    "4": "Experimentation",
    "5": "Implementation",
    "6": "Code access",
}
ITEMS = [*objectives.ITEMS, *logic.ITEMS, *data.ITEMS, *experimentation.ITEMS, *implementation.ITEMS]
HEAD = """# The model on one sheet: STRESS-DES

The items are those of STRESS-DES: Monks, Currie, Onggo, Robinson, Kunc and Taylor 2019, Strengthening the reporting of
empirical simulation studies: introducing the STRESS guidelines, Journal of Simulation 13(1), 55–67,
doi 10.1080/17477778.2018.1442155; what each asks is said in our own words. This file is written by
`python experiments/stress_sheet.py` from the code, the configuration and the evidence, and a test compares it with
them. Change those, not this file."""


def stress_sheet(facts: Facts) -> str:
    """The sheet as Markdown, the same on every machine."""
    parts = [HEAD]
    for number, name in SECTIONS.items():
        parts.append(f"## {number} {name}")
        parts += [_told(item, facts) for item in ITEMS if item.number.startswith(f"{number}.")]
    return f"{paragraphs(*parts)}\n"


def _told(item: Item, facts: Facts) -> str:
    return paragraphs(f"### {item.number} {item.name}", f"*{item.asks}*", item.answer(facts))
