"""How much of their time on duty officers and vehicles are used, and of how many seats somebody takes."""

from typing import NamedTuple

from matplotlib.axes import Axes

from sim.model.crossing import DeskStation, ShuttleStation
from sim.report.plots.ink import AT_WORK, BLOCKED, DARK, IDLE, SEATS, VEHICLES, Fill
from sim.report.plots.legends import key_above, nothing, patch
from sim.report.plots.over import means, one
from sim.report.plots.words import counted, drawn, listed, percent, plain
from sim.study.replicate import Results


class Share(NamedTuple):
    """Two shares of one station, None where there was nothing to share: (at work, blocked) or (vehicles, seats)."""

    station: str
    first: float | None
    second: float | None


def desk_shares(results: Results) -> list[Share]:
    """Each desk's officers at work and blocked, shares of their time on duty, means over replications."""
    return _shares(results, DeskStation, "officers at work", "officers blocked")


def shuttle_shares(results: Results) -> list[Share]:
    """Each shuttle's vehicles in use (of their time on duty) and seats taken (of its trips' seats), means."""
    return _shares(results, ShuttleStation, "vehicles in use", "seats taken")


def _shares(results: Results, kind: type, first: str, second: str) -> list[Share]:
    told = means(results, first, second)
    names = [station.name for station in results.crossing.stations if isinstance(station, kind)]
    return [Share(name, one(told, first, name), one(told, second, name)) for name in names]


def desks(axes: Axes, results: Results) -> Axes:
    """Stacked bars of the officers' time on duty (%): at work, blocked, idle."""
    shares = desk_shares(results)
    _frame(axes, shares, "share of the officers' time on duty (%)")
    for at, share in enumerate(shares):
        work, blocked = share.first or 0.0, share.second or 0.0
        _bar(axes, at, 0.0, work, AT_WORK, 0.6)
        _bar(axes, at, work, blocked, BLOCKED, 0.6)
        _bar(axes, at, work + blocked, 1 - work - blocked, IDLE, 0.6)
        text = percent(work) + (f" + {percent(blocked)} blocked" if blocked >= 0.005 else "")
        axes.text(101, at, text, va="center")
    return key_above(axes, [patch(AT_WORK, "at work"), patch(BLOCKED, "blocked: their party cannot go on"),
                            patch(IDLE, "idle")])  # fmt: skip


def shuttles(axes: Axes, results: Results) -> Axes:
    """Two bars a shuttle (%): vehicles in use, of their time on duty, and seats taken, of the seats of its trips."""
    shares = shuttle_shares(results)
    _frame(axes, shares, "share of the vehicles' time on duty, share of the seats of all trips (%)")
    for at, (_, used, taken) in enumerate(shares):
        for share, fill, height in ((used, VEHICLES, -0.2), (taken, SEATS, 0.2)):
            _bar(axes, at + height, 0.0, share or 0.0, fill, 0.34)
            axes.text(101, at + height, "no trips" if share is None else percent(share), va="center")
    return key_above(axes, [patch(VEHICLES, "vehicles in use"), patch(SEATS, "seats taken")])


def _frame(axes: Axes, shares: list[Share], label: str) -> None:
    axes.set_xlim(0, 100)
    axes.set_xlabel(label)
    axes.set_yticks(range(len(shares)), [drawn(share.station, width=24, most=48) for share in shares])
    axes.set_ylim(len(shares) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    if not shares:
        nothing(axes, "no such station")


def _bar(axes: Axes, at: float, start: float, share: float, fill: Fill, height: float) -> None:
    axes.barh(at, 100 * share, height, 100 * start, color=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6,
              clip_on=False)  # fmt: skip


def use_title(results: Results) -> str:
    """Which desk is busiest."""
    busiest = max(desk_shares(results), key=lambda share: share.first or 0.0, default=None)
    if busiest is None or not busiest.first:
        return "no officer has anything to do"
    return f"busiest are the officers of {plain(busiest.station)}, at work for {percent(busiest.first)} of their duty"


def use_words(results: Results) -> str:
    """The picture in words, with its numbers."""
    at_work = [f"{plain(name)} {percent(work or 0)}{_blocked(blocked)}" for name, work, blocked in desk_shares(results)]
    rides = [f"{plain(name)} {percent(used or 0)}, {_taken(taken)}" for name, used, taken in shuttle_shares(results)]
    return (
        f"Use of officers and vehicles in scenario {plain(results.scenario.name)}, means of "
        f"{counted(results.replications, 'replication')}. "
        f"Officers at work, of their time on duty: {listed(at_work) or 'no desks'}. "
        f"Vehicles in use, of their time on duty, and seats taken, of all trips: {'; '.join(rides) or 'no shuttles'}."
    )


def _blocked(share: float | None) -> str:
    return f" (and {percent(share)} blocked)" if share and share >= 0.005 else ""


def _taken(share: float | None) -> str:
    return "no trips" if share is None else f"with {percent(share)} of the seats taken"
