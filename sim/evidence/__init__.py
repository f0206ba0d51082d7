"""The evidence in seeds/: who reported what, and what every number in conf/ rests on. Nothing is looked up online."""

from sim.evidence.check import faults
from sim.evidence.loading import load
from sim.evidence.reading import Number, numbers_in
from sim.evidence.reported import days_of, reported_on
from sim.evidence.seeds import Evidence, Figure, Parameter, Simulated, Source, basis_of, rests_on, stated_basis

__all__ = [
    "Evidence",
    "Figure",
    "Number",
    "Parameter",
    "Simulated",
    "Source",
    "basis_of",
    "days_of",
    "faults",
    "load",
    "numbers_in",
    "reported_on",
    "rests_on",
    "stated_basis",
]
