"""Every fault of the evidence, named at once: entries against each other, and against the numbers in conf/."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from sim.evidence.reading import Number
from sim.evidence.seeds import Evidence, Parameter, Simulated, Value, basis_of, entries_for
from sim.model.clock import MINUTE, from_clock
from sim.model.faults import Fault
from sim.model.nearest import nearest


def faults(evidence: Evidence, numbers: list[Number]) -> list[str]:
    """All faults at once, a sentence each: the key, what it got, the rule, and the nearest valid name."""
    found = [*own_faults(evidence), *_uncovered(evidence, numbers), *_out_of_bounds(evidence, numbers)]
    found += [fault for figure in evidence.figures
              for fault in _nowhere(f"figures.{figure.id}", figure.simulated, numbers)]  # fmt: skip
    return [str(fault) for fault in sorted(set(found))]


def own_faults(evidence: Evidence) -> list[Fault]:
    """What is wrong with the entries among themselves, whatever stands in conf/."""
    return [*_source_faults(evidence), *_figure_faults(evidence), *_parameter_faults(evidence)]


def _source_faults(evidence: Evidence) -> Iterator[Fault]:
    yield from _twice("sources", [source.id for source in evidence.sources])
    for source in evidence.sources:
        key = f"sources.{source.id}"
        yield from _date_faults(key, source.date)
        if source.url is None and source.note is None:
            yield Fault(f"{key}.note", "is missing; without a url it needs to say where this was read")
        if source.url is not None and _malformed(source.url):
            yield Fault(f"{key}.url", f"got {source.url!r}; needs an http, https or doi address (not checked online)")


def _figure_faults(evidence: Evidence) -> Iterator[Fault]:
    yield from _twice("figures", [figure.id for figure in evidence.figures])
    known, ids = {source.id for source in evidence.sources}, {figure.id for figure in evidence.figures}
    for figure in evidence.figures:
        key, values = f"figures.{figure.id}", (figure.low, figure.best, figure.high)
        yield from _date_faults(key, figure.date)
        yield from _unknown(f"{key}.sources", figure.sources, known, "a source")
        if not figure.sources:
            yield Fault(f"{key}.sources", "got none; needs at least one source")
        if len({isinstance(value, str) for value in (*values, "" if figure.unit == "clock" else 0)}) > 1:
            yield Fault(key, f"got {_listed(values)}; needs clock times with unit clock, numbers with any other")
        elif not _inside(figure.best, figure.low, figure.high):
            yield Fault(key, f"got {_listed(values)}; needs low <= best <= high")
        if not isinstance(figure.low, str) and figure.low < 0:
            yield Fault(f"{key}.low", f"got {figure.low}; needs at least 0: nothing is counted below")
        yield from _unknown(f"{key}.worked_out_of", figure.worked_out_of, ids - {figure.id}, "another figure")


def _nowhere(key: str, simulated: Simulated | None, numbers: list[Number]) -> Iterator[Fault]:
    """A cohort pattern or a station that the configuration does not know: nothing could be drawn beside it."""
    named = {group: {number.key.split(".")[1] for number in numbers if number.key.startswith(f"{group}.")}
             for group in ("cohorts", "stations")}  # fmt: skip
    for pattern in simulated.cohorts if simulated else ():
        if pattern != "all" and not any(fnmatchcase(name, pattern) for name in named["cohorts"]):
            yield from _unknown(f"{key}.simulated.cohorts", [pattern], {*named["cohorts"], "all"}, "a cohort")
    if simulated and simulated.station:
        yield from _unknown(f"{key}.simulated.station", [simulated.station], named["stations"], "a station")


def _parameter_faults(evidence: Evidence) -> Iterator[Fault]:
    known = {figure.id for figure in evidence.figures}
    for name, entry in evidence.parameters.items():
        key = f"parameters.{name}"
        yield from _unknown(f"{key}.figures", entry.figures, known, "a figure")
        if entry.basis != "assumed" and not entry.figures:
            yield Fault(f"{key}.figures", f"got none; basis {entry.basis} needs at least one figure")
        if not entry.why.strip():
            yield Fault(f"{key}.why", "is missing; needs one line in plain words")
        if entry.range is not None and not _inside(entry.range[0], *entry.range):
            yield Fault(f"{key}.range", f"got {_listed(entry.range)}; needs [low, high], both numbers or clock times")


def _uncovered(evidence: Evidence, numbers: list[Number]) -> Iterator[Fault]:
    """Numbers without an entry or with two, and entries without a number."""
    entries = {number.key: entries_for(evidence, number.key) for number in numbers}
    idle = evidence.parameters.keys() - {name for names in entries.values() for name in names}
    bare = {key for key, names in entries.items() if not names}
    for number in numbers:
        names = entries[number.key]
        if not names:
            rule = f"needs an entry {number.key!r} in seeds/parameters.yaml: basis, figures, range, role, why"
            got = f"got {_listed(number.values)}; {rule}{_near(number.key, idle)}"
            yield Fault(f"{number.key} in {number.file}", got)
        if len(names) > 1:
            yield Fault(number.key, f"got the entries {_listed(names)}; needs one pattern, or an exact key")
    for name in idle:
        yield Fault(f"parameters.{name}", f"no number in conf/ has this key{_near(name, bare or entries)}")


def _out_of_bounds(evidence: Evidence, numbers: list[Number]) -> Iterator[Fault]:
    by_id = {figure.id: figure for figure in evidence.figures}
    for number in numbers:
        entry, key = basis_of(evidence, number.key), f"{number.key} in {number.file}"
        if entry is None:
            continue
        figures = [by_id[name] for name in entry.figures if name in by_id]
        told = " or ".join(f"{figure.id} {figure.low} to {figure.high}" for figure in figures)
        for value in number.values:
            if entry.range is not None and not _inside(value, *entry.range):
                yield Fault(key, f"got {value}; needs to lie in its range, {entry.range[0]} to {entry.range[1]}")
            if _bound(entry, number) and not any(_inside(value, figure.low, figure.high) for figure in figures):
                yield Fault(key, f"got {value}; needs to lie in what was reported, {told}")


def _bound(entry: Parameter, number: Number) -> bool:
    """Whether a number must be what was reported: a what-if may choose what is ours to choose, but not the facts."""
    return entry.basis == "reported" and (entry.role == "uncertainty" or not number.file.startswith("scenario/"))


def _inside(value: Value, low: Value, high: Value) -> bool:
    """Whether all three are numbers, or all three clock times, and the first lies between the others."""
    alike = len({isinstance(each, str) for each in (value, low, high)}) == 1
    return alike and _amount(low) <= _amount(value) <= _amount(high)


def _amount(value: Value) -> float:
    """A number itself, or a clock time in minutes since 00:00."""
    return from_clock(value) / MINUTE if isinstance(value, str) else value


def _twice(group: str, ids: list[str]) -> Iterator[Fault]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield Fault(f"{group}.{name}", f"got this id {times} times; needs each id once")


def _date_faults(key: str, text: str) -> Iterator[Fault]:
    """A year, a month or a day, or two of them with ".." between."""
    parts = text.split("..")
    try:
        days = [date.fromisoformat(part + "-01" * (2 - part.count("-"))) for part in parts]
    except ValueError:
        days = []
    written = all(re.fullmatch(r"\d{4}(-\d\d){0,2}", part) for part in parts)
    if written and days and days[-1] > datetime.now(UTC).date() + timedelta(days=1):
        yield Fault(f"{key}.date", f"got {text!r}; needs a day that has been")
    elif not written or not 1 <= len(days) <= 2 or days != sorted(days):
        yield Fault(f"{key}.date", f'got {text!r}; needs "2023", "2023-11", "2023-11-01" or two with ".." between')


def _malformed(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return re.search(r"\s", url) is not None or not (web or (parts.scheme == "doi" and parts.path.startswith("10.")))


def _unknown(key: str, names: Iterable[str], known: Iterable[str], kind: str) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield Fault(key, f"got {name!r}; needs {kind}{_near(name, known)}")


def _near(name: str, known: Iterable[str]) -> str:
    """The nearest name where one is near; the list of all of them would hide the fault."""
    said = nearest(name, sorted(known))
    return said if said.startswith("; did you mean") else ""


def _listed(values: Iterable[Value]) -> str:
    return ", ".join(map(str, values))
