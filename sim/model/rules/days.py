"""Days on which somebody could cross."""

from collections.abc import Iterator

from sim.model.rules.broken import Broken, Sound
from sim.model.scenario import Chain, Explicit


def never_open(sound: Sound) -> Iterator[Broken]:
    """A calendar under which every simulated day is closed, so that nobody could ever cross."""
    match sound.calendar:
        case Explicit(days=days) if sound.days and len(days) >= sound.days and set(days[: sound.days]) == {"closed"}:
            yield "calendar.days", f"got closed on all {sound.days} days simulated; needs one that is not"
        case Chain(first="closed", reopens=0):
            yield "calendar.reopens", "got 0 after a first day that is closed; needs more, as no day would be open"
