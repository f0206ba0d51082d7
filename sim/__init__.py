"""A discrete-event model of the evacuation through the Rafah crossing.

import sim

scenario = sim.load("opening_day", "stations.bus.vehicles=4")
results = sim.replicate(scenario, replications=20, seed=1)
results.values("persons crossed").mean()
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.engines import simulate as simulate
    from sim.face import load as load
    from sim.model.crossing import build as build
    from sim.model.draws import draw as draw
    from sim.study.replicate import replicate as replicate
    from sim.study.summary import summarise as summarise

FACE = {
    "load": "sim.face",
    "build": "sim.model.crossing",
    "draw": "sim.model.draws",
    "simulate": "sim.engines",
    "replicate": "sim.study.replicate",
    "summarise": "sim.study.summary",
}


def __dir__() -> list[str]:
    return sorted(FACE)


def __getattr__(name: str) -> Any:
    """The few names of the Python face, each loaded when it is first used."""
    if name not in FACE:
        raise AttributeError(f"sim has no {name}; it has {', '.join(FACE)}")
    return getattr(import_module(FACE[name]), name)
