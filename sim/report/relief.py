"""The picture of a search for the bottleneck: what each relief changes, in person-hours and in persons crossed."""

from collections.abc import Sequence
from pathlib import Path

from sim.report.pictures import MOST_OF_A_NAME
from sim.report.plots.relief import drawn_reliefs, key_over, relief, relief_key, relief_note, relief_title, relief_words
from sim.report.plots.words import counted, plain
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.bought import CROSSED, PERSON_HOURS, Bought
from sim.study.relief import Relieved
from sim.study.verdict import Verdict

MEASURES = (PERSON_HOURS, CROSSED)


def draw_relief(relieved: Relieved, lines: Sequence[Bought], verdict: Verdict, folder: Path) -> list[Path]:
    """Draw relief.png, .svg and .txt; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_relief(relieved, lines, verdict), folder)


def _relief(relieved: Relieved, lines: Sequence[Bought], verdict: Verdict) -> Sheet:
    shown = drawn_reliefs(lines, verdict)
    title = f"{plain(relieved.scenario.name)[:MOST_OF_A_NAME]}: {relief_title(verdict)}"
    figure = blank(2.3 + 0.19 * len(shown) / 3, title, _note(relieved, lines, verdict, shown))
    panels = figure.subplots(1, len(MEASURES), sharey=True)
    for axes, measure in zip(panels, MEASURES, strict=True):
        relief(axes, shown, measure, (verdict.best, *verdict.unclear)).label_outer()
    key_over(panels[-1], relief_key(verdict))
    return Sheet("relief", figure, f"{title}. {relief_words(shown, MEASURES)}")


def _note(relieved: Relieved, lines: Sequence[Bought], verdict: Verdict, shown: Sequence[Bought]) -> str:
    dots = f"Dot: mean difference over {counted(relieved.replications, 'replication')} of the same days, with the "
    dots += "relief less without it"
    intervals = f"line: interval, all {len(relieved.reliefs)} at once with probability 0.95."
    said = f"{dots}; {intervals}" if verdict.best.low is not None else f"{dots}."
    left_out = relief_note(lines, verdict, shown)
    return " ".join(filter(None, [f"Seed {relieved.seed}.", said, left_out]))
