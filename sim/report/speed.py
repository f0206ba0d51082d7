"""The speed of the engines in words: a line a way, a size, a number of cores, and each target beside its figure."""

from collections.abc import Iterator, Sequence

from sim.study.speed.beside import Timed
from sim.study.speed.cores import Spread
from sim.study.speed.growth import Grown
from sim.study.speed.start import Start
from sim.study.speed.targets import Speed, Target, targets

WIDTH = 52  # characters of the first column


def told_speed(speed: Speed) -> str:
    """All of it as lines of text."""
    parts = (_beside(speed.beside), _growth(speed.growth), _cores(speed.cores), _start(speed.start))
    return "\n\n".join("\n".join(part) for part in (*parts, _targets(targets(speed))))


def _beside(beside: Sequence[Timed]) -> Iterator[str]:
    one = beside[0]
    yield f"Median CPU time of one bench day over {one.days} days, about {one.parties:.0f} parties"
    for way in beside:
        each = "" if way.ns_an_event is None else f"{way.ns_an_event:>10,.0f} ns an event"
        yield (
            f"  {way.what:<{WIDTH}}{way.microseconds:>9,.0f} us{way.days_a_second:>9,.0f} days a second"
            f"{way.times_plain:>9.3g} times plain SimPy{each}"
        )


def _growth(growth: Sequence[Grown]) -> Iterator[str]:
    yield "Ever more people, officers and vehicles as many times quicker; median CPU time of an event"
    for one in growth:
        memory = "" if one.peak_mib is None else f"{one.peak_mib:>9,.0f} MiB at most"
        yield (
            f"  {f'{one.parties:,} parties, {one.events:,} events':<{WIDTH}}{one.ns_an_event:>9,.0f} ns alone"
            f"{one.ns_with_drawing:>9,.0f} ns with drawing and log{memory}"
        )


def _cores(cores: Sequence[Spread]) -> Iterator[str]:
    yield f"The same {cores[0].days:,} days with drawing and log, split over processes"
    for one in cores:
        yield (
            f"  {f'{one.processes} at once':<{WIDTH}}{one.wall_seconds:>9.2f} s {one.times_one:>9.2f} times one"
            f"{one.share:>9.2f} of a core each{one.times_free:>9.2f} times by CPU time"
        )


def _start(start: Start) -> Iterator[str]:
    yield f"A fresh process, engine compiled: {start.command}"
    told = f"{start.whole:.2f} s with tables and pictures ({start.cpu_seconds:.2f} s of CPU time)"
    yield f"  first result after {start.first_result:.2f} s, {start.imports:.2f} s of it imports; {told}"


def _targets(found: Sequence[Target]) -> Iterator[str]:
    count = sum(one.reached == "reached" for one in found)
    yield f"Targets: {count} of {len(found)} reached"
    for one in found:
        yield f"  {one.what:<{WIDTH}}{figure(one.found):>9} {one.unit}; needs {one.needs}: {one.reached}"


def figure(value: float) -> str:
    """Three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
