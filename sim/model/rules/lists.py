"""What a daily list must be: known to its cohorts, in an order that can be told, with room for every party (P2, P3)."""

from collections.abc import Iterator, Mapping

from sim.model.nearest import nearest
from sim.model.rules.broken import Broken, Sound
from sim.model.scenario import ByCohort, ByGroup, Cohort, Daily, DailyList, Listed, Slots


def listed(sound: Sound) -> Iterator[Broken]:
    """Every list that a cohort names is there, and every party fits on it."""
    for name, cohort in sound.cohorts.items():
        if isinstance(cohort.arrivals, Listed) and cohort.arrivals.list not in sound.lists_declared:
            got = f"got {cohort.arrivals.list!r}; needs a list{nearest(cohort.arrivals.list, sound.lists_declared)}"
            yield f"cohorts.{name}.arrivals.list", got
        if isinstance(cohort.arrivals, Daily):
            key = f"cohorts.{name}.arrivals.persons_a_day"
            yield from _enough(key, (cohort.arrivals.persons_a_day,), {name: cohort})
    for name in sound.lists_declared:
        others = [other for other in sound.lists_declared if other != name]
        if name not in sound.lists and not cohorts_on(name, sound.cohorts) and others:
            yield f"lists.{name}", f"is nobody's list{nearest(name, others)}"
    for name, daily in sound.lists.items():
        on_it = cohorts_on(name, sound.cohorts)
        yield from _enough(f"lists.{name}.persons_a_day", daily.persons_a_day, on_it)
        if isinstance(daily.reporting, Slots):
            yield from _enough(f"lists.{name}.reporting.persons", (daily.reporting.persons,), on_it)
        yield from _order(name, daily, on_it)


def cohorts_on(name: str, cohorts: Mapping[str, Cohort]) -> dict[str, Cohort]:
    """The cohorts that a list is for."""
    kinds = {key: cohort.arrivals for key, cohort in cohorts.items()}
    return {key: cohorts[key] for key, kind in kinds.items() if isinstance(kind, Listed) and kind.list == name}


def _enough(key: str, persons: tuple[int, ...], cohorts: dict[str, Cohort]) -> Iterator[Broken]:
    """A party larger than what is listed or called at once would never be."""
    for name, cohort in cohorts.items():
        least = min((count for count in persons if count), default=0)
        if 0 < least < cohort.largest_party():
            yield key, f"got {least}; needs at least the largest party ({cohort.largest_party()}, {name})"


def _order(name: str, daily: DailyList, on_it: dict[str, Cohort]) -> Iterator[Broken]:
    """Who is named in the order of a list is on it."""
    key, groups = f"lists.{name}.order", [group for cohort in on_it.values() for group in cohort.groups or ()]
    match daily.order:
        case ByCohort(first=first):
            known, kind = list(on_it), "a cohort on this list"
        case ByGroup(first=first):
            known, kind = groups, "a nationality group of its cohorts"
            for cohort in (cohort for cohort in on_it if not on_it[cohort].groups):
                yield key, f"got by: group; needs groups for each of its cohorts, {cohort} has none"
        case _:
            return
    for one in first:
        if one not in known:
            yield f"{key}.first", f"got {one!r}; needs {kind}{nearest(one, known)}"
