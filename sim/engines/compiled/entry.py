"""The doors to the compiled rules."""

from sim.engines.compiled import laying, rules
from sim.engines.compiled.jit import kept

act_out, lay, take_trips = kept(rules.act_out), kept(laying.lay), kept(laying.take_trips)
are_all, place_tables = kept(laying.are_all), kept(laying.place_tables)
