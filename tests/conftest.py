"""What all tests share: every engine there is, as a parameter, and on how many crossings a relation is looked at."""

import pytest

from sim.engines import compiled, reference

ENGINES = {"reference": reference.simulate, "compiled": compiled.simulate}


def pytest_addoption(parser):
    parser.addoption("--paths", type=int, default=1_000, help="on how many random crossings a relation is looked at")


@pytest.fixture
def paths(request):
    """The numbers of the crossings on which a relation is looked at."""
    return range(request.config.getoption("--paths"))


@pytest.fixture(params=sorted(ENGINES))
def simulate(request):
    """Each engine in turn: (crossing, draws) -> Log."""
    return ENGINES[request.param]
