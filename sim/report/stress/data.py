"""Section 3 of the sheet, data: who reported what, how numbers were made from it, and what is assumed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sim.evidence import Parameter
from sim.report.stress.facts import Facts, Item
from sim.report.stress.markdown import code, paragraphs, table

GRADES = {
    "A": "official count, or one of the articles the project started from",
    "B": "wire report, or an official quoted by the press",
    "C": "literature from elsewhere",
    "D": "derived here",
    "E": "judgement",
}
Entry = tuple[str, Parameter]


def sources(facts: Facts) -> str:
    """How many sources and figures of each grade, and every source."""
    of_sources: Counter[str] = Counter(source.grade for source in facts.evidence.sources)
    of_figures: Counter[str] = Counter(figure.grade for figure in facts.evidence.figures)
    grades = [[grade, meaning, of_sources[grade], of_figures[grade]] for grade, meaning in GRADES.items()]
    listed = sorted(facts.evidence.sources, key=lambda source: source.id)
    return paragraphs(
        f"`seeds/sources.yaml` names {len(facts.evidence.sources)} sources and `seeds/figures.yaml` "
        f"{len(facts.evidence.figures)} figures that they report, with addresses and notes.",
        table(["grade", "what it means", "sources", "figures"], grades),
        table(["source", "publisher", "date", "grade", "read as"],
              [[source.id, source.publisher, source.date, source.grade, source.read_as] for source in listed]),
    )  # fmt: skip


def processing(facts: Facts) -> str:
    """How figures become numbers: the parameters that are derived, and by what arithmetic."""
    return paragraphs(
        "A figure keeps its low, best and high value; where sources disagree, both ends are kept and none is deleted. "
        "Numbers derived from figures, with the arithmetic:",
        table(["number", "from the figures", "how"],
              [[code(key), ", ".join(entry.figures), entry.why] for key, entry in _by_basis(facts, "derived")]),
    )  # fmt: skip


def inputs(facts: Facts) -> str:
    """How many entries rest on which basis, and those that were reported or found in the literature."""
    counts = Counter((entry.basis, entry.role) for entry in facts.evidence.parameters.values())
    bases, roles = sorted({basis for basis, _ in counts}), sorted({role for _, role in counts})
    rows = [[basis, *(counts[basis, role] for role in roles)] for basis in bases]
    return paragraphs(
        f"Every number in `conf/` has an entry in `seeds/parameters.yaml`, or shares one by a pattern; there are "
        f"{sum(counts.values())} entries. By what they rest on and who may choose them (a lever is ours or an "
        "authority's to choose, an uncertainty is a fact not known exactly, a setting is of the computation):",
        table(["basis", *roles], rows),
        "The numbers themselves stand in the tables of 2.5. Those that rest on reports or on literature:",
        _entries([*_by_basis(facts, "reported"), *_by_basis(facts, "literature")]),
    )


def assumptions(facts: Facts) -> str:
    """Every assumed number with its range and reason, by what it is a number of."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in _by_basis(facts, "assumed"):
        groups[".".join(key.split(".")[:2])].append((key, entry))
    parts = [text for group, entries in groups.items()
             for text in (f"{code(group)}, {len(entries)} assumed:", _entries(entries))]  # fmt: skip
    return paragraphs(
        "What the rules themselves simplify stands in [model.md](model.md), under the settings that change a result, "
        "what the baseline assumes and what it cannot know. The numbers that are assumed, each with the range within "
        "which a study may vary it:",
        *parts,
    )


def _by_basis(facts: Facts, basis: str) -> list[Entry]:
    return [(key, entry) for key, entry in facts.evidence.parameters.items() if entry.basis == basis]


def _entries(entries: Iterable[Entry]) -> str:
    rows = [[code(key), _span(entry.range), entry.why] for key, entry in entries]
    return table(["number", "range", "why"], rows)


def _span(ends: Sequence[object] | None) -> str:
    return f"{ends[0]} to {ends[1]}" if ends else "none"


ITEMS = [
    Item("3.1", "Data sources", "Where do the data come from?", sources),
    Item("3.2", "Pre-processing", "What was done to them before they went in?", processing),
    Item("3.3", "Input parameters", "Which numbers go in, and what does each rest on?", inputs),
    Item("3.4", "Assumptions", "What was assumed where nothing is known?", assumptions),
]
