"""One measure across the jobs of a multirun: a dot and an interval a job."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.report.plots.hours import minutes_axis
from sim.report.plots.ink import BLUE, MIDDLE
from sim.report.plots.legends import nothing
from sim.report.plots.words import in_unit, literal, number, persons
from sim.study.across import Line, labels

MOST_OF_A_LABEL = 60  # characters of one override


def across(axes: Axes, table: Sequence[Line], measure: str) -> Axes:
    """Mean and its confidence interval, a row for each job; clock times are in minutes since 00:00."""
    rows = rows_of(table, measure)
    for at, job in enumerate(rows):
        _row(axes, job, at)
    axes.set_yticks(range(len(rows)), [_lines(label) for label in labels(rows)], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.grid(axis="x", color="#E0E0E0", linewidth=0.6)
    axes.margins(x=0.06)
    return _values(axes, rows, measure) if rows else nothing(axes, "no jobs")


def rows_of(table: Sequence[Line], measure: str) -> list[Line]:
    """The lines of one measure, in the order of the jobs."""
    return [job for job in table if job.measure == measure]


def _lines(label: str) -> str:
    return "\n".join(literal(part)[:MOST_OF_A_LABEL] for part in label.split(", "))


def _row(axes: Axes, job: Line, at: int) -> None:
    if job.mean is None:
        axes.text(1.01, at, "none", transform=axes.get_yaxis_transform(), va="center", color=MIDDLE)
        return
    if job.mean_low is not None and job.mean_high is not None:
        axes.plot([job.mean_low, job.mean_high], [at, at], color=BLUE, linewidth=2)
    axes.plot(job.mean, at, "o", color=BLUE, markersize=5)
    axes.text(1.01, at, in_unit(job.mean, job.unit), transform=axes.get_yaxis_transform(), va="center")


def _values(axes: Axes, rows: Sequence[Line], measure: str) -> Axes:
    unit = rows[0].unit
    axes.set_xlabel(f"{measure} ({'HH:MM' if unit == 'clock' else unit})")
    if unit == "clock":
        return minutes_axis(axes, marks=4)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    return axes


def across_title(table: Sequence[Line]) -> str:
    """How far apart the jobs are in persons crossed."""
    means = [row.mean for row in rows_of(table, "persons crossed") if row.mean is not None]
    if not means:
        return "no jobs"
    least, most = number(min(means)), number(max(means))
    return f"{len(means)} jobs: {persons(max(means)) if least == most else f'from {least} to {most} persons'} cross"


def across_words(table: Sequence[Line], *measures: str) -> str:
    """The picture in words, with its numbers: a sentence a measure."""
    return " ".join(_sentence(rows_of(table, measure), measure) for measure in measures)


def _sentence(rows: Sequence[Line], measure: str) -> str:
    told = [f"{label} {_said(job)}" for job, label in zip(rows, labels(rows), strict=True)]
    said = f"{measure[:1].upper()}{measure[1:]} across {len(rows)} jobs, mean and 95 % confidence interval"
    return f"{said}: {'; '.join(told) or 'no jobs'}."


def _said(job: Line) -> str:
    if job.mean is None:
        return "none"
    if job.mean_low is None or job.mean_high is None:
        return in_unit(job.mean, job.unit)
    return f"{in_unit(job.mean, job.unit)} ({in_unit(job.mean_low, job.unit)} to {in_unit(job.mean_high, job.unit)})"
