"""The door to the compiled rules: kept between runs where that can be, compiled anew in each run where it cannot."""

from sim.engines.compiled import cache, rules
from sim.engines.compiled.jit import kept, told

if cache.is_writable():
    with cache.kept_there():
        act_out = kept(rules.act_out)
else:
    act_out = told(rules.act_out)
