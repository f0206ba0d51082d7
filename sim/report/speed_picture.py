"""The picture of how fast the engines are: speed.png, .svg and .txt."""

from pathlib import Path

from sim.report.plots.speed import sizes, speed_title, speed_words, spread, ways
from sim.report.sheet import Sheet, blank, own_style, written
from sim.study.speed.targets import Speed


def draw_speed(speed: Speed, folder: Path) -> list[Path]:
    """Draw it into a folder; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_style():
        return written(_speed(speed), folder)


def _speed(speed: Speed) -> Sheet:
    note = f"Medians over {speed.beside[0].days} days of several seeds. Ever more people: officers and vehicles are as "
    note += "many times quicker. Dotted: as many times as there are processes."
    figure = blank(6.0, speed_title(speed), note)
    panels = figure.subplot_mosaic([["ways", "ways"], ["sizes", "cores"]], height_ratios=[1.15, 1])
    ways(panels["ways"], speed.beside)
    sizes(panels["sizes"], speed.growth)
    spread(panels["cores"], speed.cores)
    return Sheet("speed", figure, speed_words(speed))
