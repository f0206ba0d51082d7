"""The name somebody most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """End an error with the known name that is close ("; did you mean bus?"), else with all known names."""
    names = list(known)
    close = get_close_matches(name, names, n=1) or [known_one for known_one in names if name and name in known_one]
    return f"; did you mean {close[0]}?" if close else f"; known here: {', '.join(names) or 'none'}"
