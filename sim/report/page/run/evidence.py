"""What the numbers of a scenario rest on, which of them may be chosen, and the sources."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.evidence import Evidence, Figure, Parameter, Source, basis_of, stated_basis
from sim.evidence.reading import leaves
from sim.report.page.parts import Link, Prose, Section, Table
from sim.report.plots.words import listed

GRADES = {
    "A": "official count, or one of the two articles this project started from", "B": "press", "C": "literature",
    "D": "derived here", "E": "judgement",
}  # fmt: skip


class Shares(NamedTuple):
    """Of which output's variance numbers have their shares, and each share in words, by dotted key."""

    output: str
    told: Mapping[str, str]


class Stands(NamedTuple):
    """A number of the scenario: its dotted key, its values, its basis, and its entry in the evidence, if it has one."""

    key: str
    values: tuple[int | float | str, ...]
    basis: str
    entry: Parameter | None


def numbers_of(
    evidence: Evidence, content: Mapping[str, Any], changes: Sequence[str], hidden: Sequence[str]
) -> list[Stands]:
    """Every number of a scenario as plain data, in its order, without those of hidden cohorts.

    changes: the overrides that were made, whose numbers are "chosen by you".
    """
    values: dict[str, list[int | float | str]] = {}
    for key, value in leaves(dict(content), ""):
        if not set(key.split(".")) & set(hidden):
            values.setdefault(key, []).append(value)
    return [_stands(evidence, key, tuple(told), changes) for key, told in values.items()]


def _stands(evidence: Evidence, key: str, values: tuple[int | float | str, ...], changes: Sequence[str]) -> Stands:
    return Stands(key, values, stated_basis(evidence, key, changes), basis_of(evidence, key))


def settings_section(numbers: Sequence[Stands]) -> Section:
    """What is ours or an authority's to choose, and how to try another value."""
    chosen = [each for each in numbers if each.entry and each.entry.role == "lever"]
    said = "Each of these is somebody's to choose, and changes the results; write it behind the command, as KEY=VALUE."
    rows = [(each.key, _values(each), _range(each.entry), each.basis) for each in chosen]
    table = Table(
        "Settings and the range within which to try them", ("Key", "Value", "Range", "Basis"), rows, folded=True
    )
    return Section("settings", "The settings that change results", [Prose(said), table])


def evidence_section(evidence: Evidence, numbers: Sequence[Stands], shares: Shares | None = None) -> Section:
    """Each number, its basis, sources and range; and the sources. shares: of the variance, by key, where known."""
    count = {
        basis: sum(each.basis == basis for each in numbers) for basis in dict.fromkeys(each.basis for each in numbers)
    }
    said = f"Of {len(numbers)} numbers {listed([f'{many} are {basis}' for basis, many in count.items()])}."
    heads = [
        "Key",
        "Value",
        "Basis",
        "Range",
        "Role",
        *([f"Share of the variance of {shares.output}"] if shares else []),
        "Why",
        "Figures and sources",
    ]
    figures = {figure.id: figure for figure in evidence.figures}
    sources = {source.id: source for source in evidence.sources}
    rows = [
        [each.key, _values(each), each.basis, _range(each.entry), each.entry.role if each.entry else "",
         *([shares.told.get(each.key, "")] if shares else []),
         each.entry.why if each.entry else "", _links(each.entry, figures, sources)]
        for each in numbers
    ]  # fmt: skip
    table = Table("Every number and what it rests on", heads, rows, folded=True)
    return Section("evidence", "What it rests on", [Prose(said), table, _sources(numbers, figures, sources)])


def _values(each: Stands) -> str:
    return ", ".join(map(str, each.values))


def _range(entry: Parameter | None) -> str:
    return f"{entry.range[0]} to {entry.range[1]}" if entry and entry.range else ""


def _links(entry: Parameter | None, figures: Mapping[str, Figure], sources: Mapping[str, Source]) -> list[str | Link]:
    """Each figure's reported value, and a link to each of its sources."""
    found: list[str | Link] = []
    for name in entry.figures if entry else ():
        figure = figures[name]
        found.append(f"{figure.what}: {figure.best} ({figure.low} to {figure.high}) {figure.unit}")
        found += [Link(sources[source].publisher, sources[source].url) for source in figure.sources]
    return found


def _sources(numbers: Sequence[Stands], figures: Mapping[str, Figure], sources: Mapping[str, Source]) -> Table:
    """The sources of these numbers, with how each was read."""
    named = {
        source for each in numbers if each.entry for name in each.entry.figures for source in figures[name].sources
    }
    rows = [
        (
            source.publisher,
            Link(source.title, source.url),
            source.date,
            f"{source.grade}: {GRADES[source.grade]}",
            source.read_as,
        )
        for source in sources.values()
        if source.id in named
    ]
    return Table("Sources", ("Publisher", "Title", "Date", "Grade", "Read as"), rows, folded=True)
