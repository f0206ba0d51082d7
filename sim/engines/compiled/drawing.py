"""Streams of uniforms, and times read off a table, as compiled loops over worlds and parties (C1, C3)."""

import math

import numpy as np

from sim.engines.compiled.jit import told
from sim.engines.compiled.philox import BLOCK, Word, words
from sim.engines.compiled.tables import CLOSE, DEGREE, FIRST, MIDDLE, SHIFT, SIDE
from sim.model.clock import Real, Whole


@told
def uniform(word: Word) -> float:
    """The uniform in [0, 1) that a word makes."""
    return float(word >> Word(11)) * 2.0**-53


def fill(seed: Word, purpose: Word, replications: Whole, counts: Whole, member: int, uniforms: Real) -> None:
    """Fill in the uniforms (N,) of one member of each party of each world."""
    row = 0
    for world in range(counts.size):
        for first in range(0, counts[world], BLOCK):
            block = words(seed, purpose, replications[world], member, first // BLOCK)
            for place in range(min(BLOCK, counts[world] - first)):
                uniforms[row] = uniform(block[place])
                row += 1


@told
def read_off(table: Real, chance: float) -> float:
    """The time (ms) at a uniform, nan where the table cannot tell to which millisecond it is rounded."""
    upper = chance >= 0.5
    distance = 1 - chance if upper else chance
    piece = (np.float64(distance).view(np.int64) >> SHIFT) - FIRST
    if piece < 0 or piece >= SIDE:
        return math.nan
    piece += SIDE * upper
    offset, value = distance - table[piece, MIDDLE], table[piece, DEGREE]
    for power in range(DEGREE - 1, -1, -1):
        value = value * offset + table[piece, power]
    whole = np.rint(value)
    return whole if abs(value - whole) < 0.5 - CLOSE else math.nan


@told
def most_of(members: Whole, first: int, count: int) -> int:
    """The most members of some parties."""
    most = 0
    for row in range(first, first + count):
        most = max(most, members[row])
    return most


def add_up(
    seed: Word, purpose: Word, replications: Whole, counts: Whole, members: Whole, table: Real, total: Whole,
    rows: Whole, uniforms: Real,
) -> int:  # fmt: skip
    """Add up the times (ms) of each party's members (N,), as far as a table tells them; how many it does not tell.

    These stand in `rows` and `uniforms`, one entry each.
    """
    untold, start = 0, 0
    for world in range(counts.size):
        for first in range(0, counts[world], BLOCK):
            here = min(BLOCK, counts[world] - first)
            for member in range(most_of(members, start + first, here)):
                block = words(seed, purpose, replications[world], member, first // BLOCK)
                for place in range(here):
                    row = start + first + place
                    if members[row] > member:
                        chance = uniform(block[place])
                        time = read_off(table, chance)
                        if math.isnan(time):
                            rows[untold], uniforms[untold] = row, chance
                            untold += 1
                        else:
                            total[row] += int(time)
        start += counts[world]
    return untold
