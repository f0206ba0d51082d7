"""SALib's samplers and analyses, imported in one place: it takes seconds, and brings pandas."""

from SALib.analyze import morris as morris_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

__all__ = ["morris_analysis", "morris_sample", "sobol_sample"]
