"""What the pictures are drawn with: colours after Okabe and Ito (2008), markers and hatches for grey paper."""

from typing import NamedTuple

from sim.measures.parts import Part
from sim.model.log import Reason
from sim.model.outcome import Outcome

BLACK, BLUE, SKY, GREEN = "#000000", "#0072B2", "#56B4E9", "#009E73"
ORANGE, VERMILLION, PURPLE, WHITE = "#E69F00", "#D55E00", "#CC79A7", "#FFFFFF"
DARK, MIDDLE, LIGHT, PALE = "#404040", "#707070", "#BDBDBD", "#F0F0F0"
BAND = 0.25  # opacity of a band over replications


class Fill(NamedTuple):
    """How an area is filled: `colour`, and a `hatch` that tells it apart in grey."""

    colour: str
    hatch: str


SHADES = (BLACK, ORANGE, BLUE, SKY, VERMILLION, GREEN, PURPLE)  # dark and light by turns
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "p")  # one more than shades, so that no pair comes twice before the 57th

AT_WORK, BLOCKED, IDLE = Fill(BLUE, ""), Fill(ORANGE, "////"), Fill(WHITE, "")
VEHICLES, SEATS = Fill(BLUE, ""), Fill(SKY, "....")

OUTCOMES = {
    Outcome.CROSSED: Fill(BLUE, ""),
    Outcome.REFUSED: Fill(VERMILLION, "xxxx"),
    Outcome.TURNED_AWAY: Fill(ORANGE, "\\\\\\\\"),
    Outcome.FAMILY_TURNED_BACK: Fill(ORANGE, "----"),
    Outcome.GAVE_UP: Fill(PURPLE, "////"),
    Outcome.NO_SHOW: Fill(WHITE, "...."),
    Outcome.STILL_EXPECTED: Fill(WHITE, "////"),
    Outcome.DUE_AGAIN: Fill(LIGHT, "...."),
    Outcome.IN_THE_STREET: Fill(LIGHT, "||||"),
    Outcome.STILL_INSIDE: Fill(LIGHT, ""),
    Outcome.BETWEEN_THE_GATES: Fill(SKY, "----"),
    Outcome.IN_THE_EGYPTIAN_HALL: Fill(SKY, "++++"),
}

PARTS = {  # in the order in which they stand in a bar; told apart in grey by hatch, or by how dark they are
    Part.CLOSED: Fill(DARK, ""),
    Part.AWAY: Fill(WHITE, "...."),
    Part.HALL: Fill(VERMILLION, "////"),
    Part.OFFICER: Fill(ORANGE, ""),
    Part.YIELDING: Fill(PURPLE, "xxxx"),
    Part.QUOTA: Fill(LIGHT, "||||"),
    Part.VEHICLE: Fill(SKY, "\\\\\\\\"),
    Part.RIDING: Fill(WHITE, ""),
    Part.SERVED: Fill(GREEN, "----"),
}

REASONS = {
    Reason.FULL: (BLUE, "o"),
    Reason.CLOSED: (BLACK, "s"),
    Reason.PATIENCE: (VERMILLION, "^"),
    Reason.HEAD: (ORANGE, "D"),
}


def mark(index: int) -> tuple[str, str]:
    """Colour and marker of the cohort with this index."""
    return SHADES[index % len(SHADES)], SHAPES[index % len(SHAPES)]
