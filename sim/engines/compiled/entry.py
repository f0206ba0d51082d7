"""The doors to the compiled rules: kept between runs where that can be, compiled anew in each run where it cannot."""

from collections.abc import Callable
from typing import Any

import numba

from sim.engines import cache
from sim.engines.compiled import laying, rules
from sim.engines.compiled.jit import kept, told

settings: Any = numba.config
before = settings.CACHE_DIR
settings.CACHE_DIR = str(cache.folder())
door: Callable[[Any], Any] = kept if cache.is_writable() else told
act_out, lay, take_trips = door(rules.act_out), door(laying.lay), door(laying.take_trips)
are_all, place_tables = door(laying.are_all), door(laying.place_tables)
settings.CACHE_DIR = before
