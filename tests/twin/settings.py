"""In which settings the twins are compared, in which ways in each, and what is counted of the crossings."""

SETTINGS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {  # each a process of its own: environment, ways
    "compiled": ({}, ("compiled", "always stirred", "rows shuffled", "ties salted")),
    "bounds checked": ({"NUMBA_BOUNDSCHECK": "1"}, ("bounds checked",)),
    "uncompiled": ({"NUMBA_DISABLE_JIT": "1"}, ("uncompiled",)),
}

FAMILIES = (
    "gate before shuttle", "shuttle before gate", "gate and desk into one hall", "a party on two rides",
    "ways merge", "ways part",
    "gate yields", "yielding ends by the clock", "quota met exactly", "one short of the quota",
    "quota turns at midnight",
    "hall full to the last place", "hall short by one place", "held after service by a full hall",
    "vehicle held by a full hall", "somebody overtakes", "priority goes first",
    "service finishes after closing", "fits: nobody starts before a fall", "fits: a service fills the time exactly",
    "service suspended",
    "vehicle full to the last seat", "vehicle leaves one seat short", "vehicle leaves at closing",
    "closed vehicle leaves after reopening", "vehicle leaves at its patience", "boards at the last call itself",
    "two vehicles board at once", "several vehicles out", "more vehicles out than the level",
    "hall freed at departure",
    "arrival at the instant of closing", "arrival at the instant of opening", "service ends as the level changes",
    "vehicle returns as the level changes", "patience ends as the level changes",
    "evening at the instant of an arrival",
    "out of patience for good", "out of patience until the next day", "home for the night", "waits aside",
    "begins in a hall", "begins on a trip",
    "three parties move at one instant", "three stations act at one instant",
    "does not cross at a check", "held back at the horizon",
)  # fmt: skip
