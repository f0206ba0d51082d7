"""The door to the compiled rules: kept between runs where that can be, compiled anew in each run where it cannot."""

from typing import Any

import numba

from sim.engines import cache
from sim.engines.compiled import rules
from sim.engines.compiled.jit import kept, told

settings: Any = numba.config
before = settings.CACHE_DIR
settings.CACHE_DIR = str(cache.folder())
act_out = kept(rules.act_out) if cache.is_writable() else told(rules.act_out)
settings.CACHE_DIR = before
