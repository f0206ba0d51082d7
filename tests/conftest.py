"""What all tests share: every engine there is, as a parameter."""

import pytest

from sim.engines import compiled, reference

ENGINES = {"reference": reference.simulate, "compiled": compiled.simulate}


@pytest.fixture(params=sorted(ENGINES))
def simulate(request):
    """Each engine in turn: (crossing, draws) -> Log."""
    return ENGINES[request.param]
