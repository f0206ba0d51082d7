"""How fast the engines are: days a second by way, what an event costs by size, and what more cores bring."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter, NullLocator

from sim.report.plots.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, WHITE
from sim.report.plots.words import counted, drawn, listed
from sim.study.speed.beside import DRAWING, PLAIN, Timed
from sim.study.speed.cores import Spread
from sim.study.speed.growth import Grown
from sim.study.speed.targets import Speed, targets


def ways(axes: Axes, beside: Sequence[Timed]) -> Axes:
    """Days a second on one core (log), a row a way, the number at its end."""
    rows = sorted(beside, key=lambda one: -one.days_a_second)
    for at, one in enumerate(rows):
        axes.plot(one.days_a_second, at, "o", color=DARK, markerfacecolor=BLUE, markersize=6)
        axes.text(1.01, at, f"{one.days_a_second:,.0f}", transform=axes.get_yaxis_transform(), va="center")
    axes.set_xscale("log")
    axes.set_yticks(range(len(rows)), [drawn(one.what, width=30, most=80) for one in rows], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(axis="both", color=LIGHT, linewidth=0.4)
    axes.set_xlabel("bench days a second on one core (log)")
    return axes


def sizes(axes: Axes, growth: Sequence[Grown]) -> Axes:
    """What an event costs (ns, log) by how many parties (log): the engine alone, and with drawing and its log."""
    parties = [one.parties for one in growth]
    axes.plot(
        parties,
        [one.ns_with_drawing for one in growth],
        "s--",
        color=ORANGE,
        markersize=5,
        markeredgecolor=DARK,
        label="with drawing and log",
    )
    axes.plot(
        parties,
        [one.ns_an_event for one in growth],
        "o-",
        color=BLUE,
        markersize=5,
        markeredgecolor=DARK,
        label="engine alone",
    )
    axes.set(xscale="log", yscale="log", xlabel="parties (log)", ylabel="CPU time of an event (ns, log)")
    axes.grid(color=LIGHT, linewidth=0.4)
    lowest, highest = axes.get_ylim()
    axes.set_ylim(lowest, highest * (highest / lowest) ** 0.35)  # room for the key
    axes.legend(loc="upper right", frameon=False)
    return axes


def spread(axes: Axes, cores: Sequence[Spread]) -> Axes:
    """How many times quicker on more cores: by the clock, by CPU time, and as many times as there are processes."""
    counts = [one.processes for one in cores]
    axes.plot(counts, counts, ":", color=MIDDLE, linewidth=1)
    axes.plot(counts, [one.times_free for one in cores], "D", color=DARK, markerfacecolor=WHITE, label="by CPU time")
    axes.plot(counts, [one.times_one for one in cores], "o-", color=BLUE, markeredgecolor=DARK, label="by the clock")
    axes.set(xlabel="processes", ylabel="times one process", xlim=(0.5 * counts[0], 1.1 * counts[-1]))
    if counts[-1] > 8:
        axes.set(xscale="log", yscale="log")
        axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xticks(counts, [f"{count}" for count in counts])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_ylim(bottom=0.5 if counts[-1] > 8 else 0)
    axes.grid(color=LIGHT, linewidth=0.4)
    axes.legend(loc="upper left", frameon=False)
    return axes


def speed_title(speed: Speed) -> str:
    """How many days a second with drawing and log, and how many times plain SimPy that is."""
    (whole,) = (one for one in speed.beside if one.what == DRAWING)
    found = targets(speed)
    reached = sum(target.reached == "reached" for target in found)
    days = f"{whole.days_a_second:,.0f} bench days a second on a core with drawing and log"
    return f"{days}, {whole.times_plain:.3g} times {PLAIN}; {reached} of {counted(len(found), 'target')} reached"


def speed_words(speed: Speed) -> str:
    """The picture in words, with its numbers."""
    by_way = [f"{one.what} {one.days_a_second:,.0f}" for one in speed.beside]
    alone = [f"{one.ns_an_event:,.0f} ({one.ns_with_drawing:,.0f}) at {one.parties:,}" for one in speed.growth]
    cores = [f"{one.times_one:.2f} ({one.times_free:.2f}) with {one.processes}" for one in speed.cores]
    sentences = [
        f"Bench days a second on one core: {listed(by_way)}.",
        f"CPU time of an event in ns, of the engine alone (with drawing and log), by parties: {listed(alone)}.",
        f"Times one process, by the clock (by CPU time): {listed(cores)}.",
    ]
    return " ".join(sentences)
