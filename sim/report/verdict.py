"""The bottleneck in plain words, for a terminal and for summary.txt."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from sim.measures.row import NOWHERE
from sim.report.plots.words import counted, listed, number, persons, signed
from sim.report.words import WIDTH
from sim.study.bought import CROSSED, PERSON_HOURS, Bought
from sim.study.relief import Relieved
from sim.study.reliefs import LeftOut
from sim.study.spent import NEARLY_ALL
from sim.study.verdict import Verdict

MOST = 5  # reliefs named one by one with their numbers


def told_verdict(
    relieved: Relieved, lines: Sequence[Bought], verdict: Verdict, left_out: Sequence[LeftOut], changes: Sequence[str],
    rests: Counter[str],
) -> str:  # fmt: skip
    """The summary of a search for the bottleneck.

    `changes`: what was set differently from the scenario's file. `rests`: how many numbers rest on which basis.
    """
    heads = [
        f"Which relief shortens the whole most in {relieved.scenario.name}, each tried alone?",
        *([f"Changed: {', '.join(changes)}"] if changes else []),
        _basis(relieved),
    ]
    rows = [_whole(lines), *_best(relieved, lines, verdict), *_others(lines, verdict), *_together(lines, verdict)]
    rows += [_longest_queue(relieved, lines), *_nothing(verdict), *_left_out(left_out)]
    rows.append(_row("Rests on", "numbers " + ", ".join(f"{basis} ({count})" for basis, count in rests.most_common())))
    return "\n".join([*heads, *rows])


def _row(head: str, text: str) -> str:
    return f"  {head:<{WIDTH}}{text}"


def _basis(relieved: Relieved) -> str:
    tried = counted(len(relieved.reliefs), "relief")
    if relieved.replications == 1:
        return f"{tried}, one replication, seed {relieved.seed}: one path proves nothing, so there are no intervals"
    days = f"{relieved.replications} replications, seed {relieved.seed}"
    corrected = f"Student's t, corrected for {tried} (Bonferroni): all hold at once with probability 0.95"
    return f"{tried} over the same {days}; in brackets: the interval of the mean difference, by {corrected}"


def _whole(lines: Sequence[Bought]) -> str:
    hours, out = (next(line for line in lines if line.measure == measure) for measure in (PERSON_HOURS, CROSSED))
    spent = f"{number(hours.before or 0)} person-hours from coming to the end, of everybody who came"
    return _row("The whole", f"{spent}; {number(out.before or 0)} persons cross")


def _best(relieved: Relieved, lines: Sequence[Bought], verdict: Verdict) -> Iterator[str]:
    best = verdict.best
    yield _row("Bottleneck", _bottleneck(verdict))
    if best.difference is not None and best.difference < 0:
        yield _row("Most", f"{_named(best)}: {_hours(best)}")
        yield _row("", f"{_besides(lines, best)}; {_worse(best, relieved.replications)}")
        if best.gain is not None:
            yield _row("", f"as sure as {number(best.gain)} times as many replications without common random numbers")
    if verdict.unclear and relieved.replications > 1:
        yield _row("Unclear", f"cannot be told apart from it: {_some(verdict.unclear)}")


def _bottleneck(verdict: Verdict) -> str:
    if not verdict.shortens:
        return "unclear: no relief of one station surely shortens the whole"
    unclear = "unclear: " if len(verdict.stations) > 1 else ""
    return f"{unclear}{' or '.join(verdict.stations)}"


def _others(lines: Sequence[Bought], verdict: Verdict) -> Iterator[str]:
    """What surely shortens the whole, but less; and what surely makes it longer."""
    hours = [line for line in lines if line.measure == PERSON_HOURS and line.station != NOWHERE]
    leading = [verdict.best, *verdict.unclear]
    less = [line for line in hours if line not in leading and line.high is not None and line.high < 0]
    if less:
        yield _row("Then", _some(less))
    if verdict.longer:
        yield _row("Longer", f"the whole is surely longer with {_some(verdict.longer[::-1])}")


def _together(lines: Sequence[Bought], verdict: Verdict) -> Iterator[str]:
    line = verdict.together
    if line:
        yield _row("Together", f"{_named(line)}: {_hours(line)}; {_besides(lines, line)}")


def _longest_queue(relieved: Relieved, lines: Sequence[Bought]) -> str:
    """Where the longest queue stands, and what the best relief there buys."""
    longest = np.median(relieved.queues, axis=0)
    at = int(longest.argmax())
    if not longest[at]:
        return _row("Longest queue", "nobody waits")
    station = relieved.scenario.order[at]
    there = [line for line in lines if line.measure == PERSON_HOURS and line.station == station]
    buys = f"the best relief there, {there[0].relief}: {_hours(there[0])}" if there else "no relief is possible there"
    return _row("Longest queue", f"{station}, {persons(float(longest[at]))} (median); {buys}")


def _nothing(verdict: Verdict) -> Iterator[str]:
    stations: dict[str, list[str]] = {}
    for line in verdict.nothing:
        stations.setdefault(line.relief, []).append(line.station or "all stations")
    if stations:
        told = "; ".join(f"{relief} at {listed(there)}" for relief, there in stations.items())
        yield _row("Nothing", f"is changed on any day by {told}")


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    if left_out:
        told = "; ".join(f"{each.what} at {each.station or 'all stations'} ({each.why})" for each in left_out)
        yield _row("Left out", f"as the rules refuse them: {told}")


def _named(line: Bought) -> str:
    return f"{line.relief} at {line.station or 'all stations'}"


def _some(lines: Sequence[Bought]) -> str:
    told = [f"{_named(line)} ({signed(line.difference or 0)} person-h)" for line in lines[:MOST]]
    return "; ".join([*told, *([f"and {len(lines) - MOST} more"] if len(lines) > MOST else [])])


def _hours(line: Bought) -> str:
    return _changed(line, "fewer person-hours", "more person-hours")


def _changed(line: Bought, fewer: str, more: str) -> str:
    """A difference in words, with its interval: "427 fewer person-hours (390 to 464)"."""
    difference = line.difference or 0.0
    if not difference and line.low == line.high:
        return f"0 {more}"
    sign, said = (1, more) if difference > 0 else (-1, fewer)
    if line.low is None or line.high is None:
        return f"{number(abs(difference))} {said}"
    low, high = sorted((sign * line.low, sign * line.high))
    return f"{number(abs(difference))} {said} ({signed(low)} to {signed(high)})"


def _besides(lines: Sequence[Bought], of: Bought) -> str:
    """What the same relief does to persons crossed, and to the clock of 90 % out where that was reached in both."""
    mine = {line.measure: line for line in lines if (line.station, line.relief) == (of.station, of.relief)}
    out, late = mine[CROSSED], mine[NEARLY_ALL]
    told = [_changed(out, "fewer persons cross", "more persons cross")]
    if 2 * late.days > out.days:
        share = f", on the {late.days} of {out.days} days on which they are in both" if late.days < out.days else ""
        told.append(f"{NEARLY_ALL} {_changed(late, 'min earlier', 'min later')}{share}")
    return "; ".join(told)


def _worse(line: Bought, days: int) -> str:
    return f"longer on {round((line.worse or 0) * days)} of {counted(days, 'day')}"
