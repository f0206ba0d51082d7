"""The speed of the engines in words: a line for each way of acting out a day."""

from collections.abc import Sequence

from sim.study.speed import Timed

WIDTH = 52  # characters of the first column


def told_speed(beside: Sequence[Timed], larger: Sequence[Timed]) -> str:
    """Both tables as lines of text."""
    head = f"Median CPU time of one bench day over {beside[0].days} days, about {beside[0].parties:.0f} parties"
    rows = [f"  {one.what:<{WIDTH}}{one.microseconds:>9,.0f} us{_times(one):>26}{_each(one)}" for one in beside]
    grown = [f"  {one.parties:>{WIDTH},.0f} parties{one.microseconds / 1000:>9,.1f} ms{_each(one)}" for one in larger]
    return "\n".join([head, *rows, "", "The compiled engine alone, on one day with ever more people", *grown])


def _times(one: Timed) -> str:
    return "" if one.times_plain is None else f"{one.times_plain:.3g} times plain SimPy"


def _each(one: Timed) -> str:
    return "" if one.ns_an_event is None else f"{one.ns_an_event:>10,.0f} ns an event"
