"""One measure across the jobs of a multirun: a dot and an interval a job."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.report.plots.hours import minutes_axis
from sim.report.plots.ink import BLUE, MIDDLE
from sim.report.plots.legends import nothing
from sim.report.plots.words import drawn, in_unit, number, plain
from sim.study.across import Job


def across(axes: Axes, table: Sequence[Job], measure: str) -> Axes:
    """Mean and its confidence interval, a row for each job; clock times are in minutes since 00:00."""
    rows = rows_of(table, measure)
    for at, job in enumerate(rows):
        _row(axes, job, at)
    axes.set_yticks(range(len(rows)), [drawn(label, width=34, most=100) for label in labels(rows)])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.grid(axis="x", color="#E0E0E0", linewidth=0.6)
    axes.margins(x=0.06)
    return _values(axes, rows, measure) if rows else nothing(axes, "no jobs")


def rows_of(table: Sequence[Job], measure: str) -> list[Job]:
    """The lines of one measure, in the order of the jobs."""
    return [job for job in table if job.measure == measure]


def labels(rows: Sequence[Job]) -> list[str]:
    """Each job's overrides but those that all jobs have."""
    parts = [job.overrides.split(", ") for job in rows]
    shared = set.intersection(*map(set, parts)) if len(rows) > 1 else set()
    return [", ".join(part for part in each if part not in shared) or ", ".join(each) for each in parts]


def _row(axes: Axes, job: Job, at: int) -> None:
    if job.mean is None:
        axes.text(1.01, at, "none", transform=axes.get_yaxis_transform(), va="center", color=MIDDLE)
        return
    if job.mean_low is not None and job.mean_high is not None:
        axes.plot([job.mean_low, job.mean_high], [at, at], color=BLUE, linewidth=2)
    axes.plot(job.mean, at, "o", color=BLUE, markersize=5)
    axes.text(1.01, at, in_unit(job.mean, job.unit), transform=axes.get_yaxis_transform(), va="center")


def _values(axes: Axes, rows: Sequence[Job], measure: str) -> Axes:
    unit = rows[0].unit
    axes.set_xlabel(f"{measure} ({'HH:MM' if unit == 'clock' else unit})")
    if unit == "clock":
        return minutes_axis(axes, marks=4)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    return axes


def across_title(table: Sequence[Job]) -> str:
    """From which job to which the persons crossed range."""
    every = rows_of(table, "persons crossed")
    rows = [(job.mean, label) for job, label in zip(every, labels(every), strict=True) if job.mean is not None]
    if not rows:
        return "no jobs"
    (least, worst), (most, best) = min(rows), max(rows)
    if number(least) == number(most):
        return f"in each of {len(rows)} jobs {number(most)} persons cross"
    return f"from {number(least)} ({plain(worst)}) to {number(most)} persons cross ({plain(best)})"


def across_words(table: Sequence[Job], *measures: str) -> str:
    """The picture in words, with its numbers: a sentence a measure."""
    return " ".join(_sentence(rows_of(table, measure), measure) for measure in measures)


def _sentence(rows: Sequence[Job], measure: str) -> str:
    told = [f"{plain(label)} {_said(job)}" for job, label in zip(rows, labels(rows), strict=True)]
    said = f"{measure[:1].upper()}{measure[1:]} across {len(rows)} jobs, mean and 95 % confidence interval"
    return f"{said}: {'; '.join(told) or 'no jobs'}."


def _said(job: Job) -> str:
    if job.mean is None:
        return "none"
    if job.mean_low is None or job.mean_high is None:
        return in_unit(job.mean, job.unit)
    return f"{in_unit(job.mean, job.unit)} ({in_unit(job.mean_low, job.unit)} to {in_unit(job.mean_high, job.unit)})"
