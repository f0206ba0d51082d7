"""Sections 5 and 6 of the sheet: with what the model is built and run, and where it can be had."""

import re

from sim.model import draws
from sim.report.stress.facts import Facts, Item
from sim.report.stress.markdown import code, paragraphs, table


def software(facts: Facts) -> str:
    """The language and the libraries, as the project asks for them."""
    needs = [_need(text) for text in facts.project["dependencies"]]
    return paragraphs(
        f"Python {facts.project['requires-python']} and these libraries; `constraints.txt` pins them, and "
        "[dependencies.md](dependencies.md) says what each is for. The engine is built on SimPy.",
        table(["library", "versions"], needs),
    )


def _need(text: str) -> tuple[str, str]:
    """A library and its versions: "numpy>=2.2" is numpy and >=2.2."""
    name = re.split(r"[<>=~!\[; ]", text, maxsplit=1)[0]
    return name, text[len(name) :].strip() or "any"


def sampling(_: Facts) -> str:
    """What the room of chance says of itself."""
    return " ".join((draws.__doc__ or "").split())


def execution(facts: Facts) -> str:
    """What is done first at one instant, and how a run is started."""
    return paragraphs(
        "Replications are run one after another. Time goes from one event to the next; at one instant:",
        table(["rule", "what it says"], ([name, text] for name, text in facts.rules.items() if name[0] == "O")),
        "`python experiments/run.py` runs the base scenario, `python experiments/run.py scenario=NAME` another.",
    )


def system(_: Facts) -> str:
    """No special machine; each result carries what it was made with."""
    return (
        "Any machine that runs Python and these libraries; no network and no special hardware is used. As all chance "
        "is drawn beforehand and engines add and compare whole numbers (O4), the same configuration and seed give the "
        "same log. Every run writes `run.json` beside its results, with the commit and the versions it was made with."
    )


def sharing(facts: Facts) -> str:
    """The licence, and where everything lies."""
    return (
        f"The model is shared under the {facts.project['license']} licence ({code('LICENSE')}), with its configuration "
        "(`conf/`), its evidence (`seeds/`), its tests and this sheet in one repository. `python3 bootstrap.py run` "
        "makes an environment and runs the opening day; `python3 bootstrap.py test` runs the tests. Sources are "
        "cited, not copied."
    )


ITEMS = [
    Item("5.1", "Software or programming language", "With what is it built?", software),
    Item("5.2", "Random sampling", "How is chance made, and can it be made again?", sampling),
    Item("5.3", "Model execution", "How does time pass, and what comes first when things coincide?", execution),
    Item("5.4", "System specification", "On what machine was it run?", system),
    Item("6.1", "Computer model sharing statement", "Can others have it, and how?", sharing),
]
