"""What is needed of people who are there when the first day begins: room where they stand, on their own route (P1)."""

from collections import Counter
from collections.abc import Iterator

from sim.model.nearest import nearest
from sim.model.rules.broken import Broken, Sound
from sim.model.scenario import Cohort, Desk, Gate, Shuttle, Station, Where


def already(sound: Sound) -> Iterator[Broken]:
    """Each stands somewhere on the way, and all who stand there fit in together."""
    there: Counter[tuple[str, Where]] = Counter()
    for name, cohort in sound.cohorts.items():
        for at, places in cohort.already.items():
            there.update({(at, where): persons for where, persons in places.items()})
            yield from _places(f"cohorts.{name}.already.{at}", cohort, at, sound.stations.get(at))
    for (at, where), persons in there.items():
        yield from _room(sound, at, where, persons)


def _places(key: str, cohort: Cohort, at: str, station: Station | None) -> Iterator[Broken]:
    if at not in cohort.route:
        yield key, f"needs a station of the cohort's route{nearest(at, cohort.route)}"
        return
    for where in cohort.already[at]:
        if where == "street" and at != cohort.route[0]:
            yield f"{key}.street", f"needs the first station of the route ({cohort.route[0]}): only there is a street"
        if where == "hall" and isinstance(station, Gate):
            yield f"{key}.hall", "a gate has no hall; needs a desk or a shuttle"
        if where == "aboard" and isinstance(station, Desk | Gate):
            yield f"{key}.aboard", f"a {station.kind} has no vehicles; needs a shuttle"


def _room(sound: Sound, at: str, where: Where, persons: int) -> Iterator[Broken]:
    station = sound.stations.get(at)
    if (
        where == "hall"
        and isinstance(station, Desk | Shuttle)
        and station.hall != "unlimited"
        and persons > station.hall
    ):
        yield f"stations.{at}.hall", f"got {station.hall}; needs room for the {persons} persons who are there already"
    if where == "aboard" and isinstance(station, Shuttle):
        aboard = [cohort for cohort in sound.cohorts.values() if "aboard" in cohort.already.get(at, {})]
        largest = max(cohort.largest_party() for cohort in aboard)
        most = station.vehicles * max(0, station.seats - largest + 1)
        if persons > most:
            rule = f"needs {most} at most, so that parties of up to {largest} surely fit into its vehicles"
            yield f"stations.{at}.vehicles", f"got {persons} persons aboard already; {rule}"
