"""Whole numbers packed into text: seven bits a byte, the lowest first (LEB128), then base 64."""

from base64 import b64encode

import numpy as np

from sim.model.clock import Whole

LARGEST = 2 ** np.arange(7, 63, 7) - 1  # that fit one, two … bytes


def packed(numbers: Whole) -> str:
    """Numbers (k,), none below 0, as text; raises ValueError for one below 0."""
    if numbers.size and numbers.min() < 0:
        raise ValueError(f"packed numbers are 0 or more: got {numbers.min()}")
    places = np.searchsorted(LARGEST, numbers) + 1
    ends = np.cumsum(places)
    which = np.repeat(np.arange(numbers.size), places)
    digit = np.arange(which.size) - (ends - places)[which]
    more = (digit < places[which] - 1) * 128
    return b64encode(((numbers[which] >> 7 * digit & 127) + more).astype(np.uint8).tobytes()).decode("ascii")
