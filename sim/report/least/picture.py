"""The picture of a question backwards: the probability over one lever, or the map over two."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from sim.report.least.words import answer_words, lever_words, point_words, share_words
from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.least import Dots, lever_axis, marked_cells, share_map, shares_over, value_ticks
from sim.report.plots.words import plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.least.found import COMMON, Found, Tried
from sim.study.least.rows import goal_words, least_of_each, tried_share


def draw_least(found: Found, folder: Path) -> list[Path]:
    """Draw least.png, .svg and .txt; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_sheet(found), folder)


def _sheet(found: Found) -> Sheet:
    name = plain(found.question.scenario.name)[:MOST_OF_A_NAME]
    title = f"{name}, {goal_words(found.question)}: {answer_words(found)}"
    figure = _over_two(found, title) if len(found.question.levers) > 1 else _over_one(found, title)
    return Sheet("least", figure, f"{title}. {_words(found)}")


def _over_one(found: Found, title: str) -> Figure:
    question, chosen = found.question, found.confirmed.point
    notes = ("Lines through dots: intervals, of common days each by itself at 0.95, of fresh days all at once at "
             f"{question.asked.confidence:g}. {question.asked.replications:,} common and {question.asked.fresh:,} "
             "fresh days a look.")  # fmt: skip
    figure = blank(4.2, title, notes)
    axes: Any = figure.subplots()
    common = [one for one in found.tried if one.look == COMMON]
    fresh = [one for one in found.tried if one.look != COMMON]
    shares_over(
        axes, _dots(found, common), _dots(found, fresh), question.asked.probability, chosen[0] if chosen else None
    )
    (lever,) = question.levers
    lever_axis(axes, list(map(str, lever.values)), lever_words(lever))
    axes.set_ylabel("days that meet the goal")
    return figure


def _dots(found: Found, some: Sequence[Tried]) -> Dots:
    shares = [tried_share(found, one) for one in some]
    rows = np.array([(share.share, share.low, share.high) for share in shares]).reshape(len(shares), 3)
    return Dots([one.point[0] for one in some], *rows.T)


def _over_two(found: Found, title: str) -> Figure:
    question = found.question
    notes = ("Share of the common days that meet the goal; blank: not tried. Dashed: the least that seems enough; "
             "bold: chosen, and enough on fresh days.")  # fmt: skip
    first, second = question.levers
    figure = blank(min(8.0, 2.2 + 0.35 * len(second.values)), title, notes)
    axes: Any = figure.subplots()
    shares = {(one.point[0], one.point[1]): tried_share(found, one).share for one in found.tried if one.look == COMMON}
    share_map(axes, shares, (len(first.values), len(second.values)))
    chosen = found.confirmed.point
    least = [(point[0], point[1]) for point in least_of_each(found) if point is not None]
    marked_cells(axes, least, (chosen[0], chosen[1]) if chosen else None)
    lever_axis(axes, list(map(str, first.values)), lever_words(first))
    value_ticks(axes, list(map(str, second.values)), lever_words(second))
    return figure


def _words(found: Found) -> str:
    """The picture in words: each point of fresh days, and of the common days the range of shares."""
    fresh = [f"{point_words(found.question, one.point)} {share_words(tried_share(found, one))}"
             for one in found.tried if one.look != COMMON]  # fmt: skip
    common = [f"{point_words(found.question, one.point)} {tried_share(found, one).share:.3f}"
              for one in found.tried if one.look == COMMON]  # fmt: skip
    return f"On fresh days: {'; '.join(fresh)}. On the common days of the search: {'; '.join(common)}."
