"""A study measures just the outputs it asks for, named in words, with the values that measuring everything gives."""

import numpy as np
import pytest
from small import small_scenario

import sim
from sim.compose import home
from sim.engines import compiled
from sim.measures import measure
from sim.measures.outputs import known_outputs, measuring, outputs_named
from sim.measures.replication import Replication
from sim.measures.row import Output, output_of
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.faults import Refused, scenario_of

SCENARIOS = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))


def acted(scenario, simulate, seed=1, replication=0):
    """One replication of a scenario."""
    draws = draw(scenario, seed, replication)
    crossing = build(scenario, draws)
    return crossing, draws, simulate(crossing, draws)


@pytest.fixture(scope="module")
def small():
    """The small scenario, and all that can be asked of it."""
    scenario = scenario_of(small_scenario())
    return scenario, known_outputs(scenario)


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_output_alone_is_the_row_of_all_measures(name):
    """Every row of every scenario is known by its text, and asked for alone it has the row's value."""
    scenario = sim.load(name)
    world, known = acted(scenario, compiled.simulate), known_outputs(scenario)
    told = {output_of(row): np.nan if row.value is None else row.value for row in measure(*world)}
    assert told.keys() <= set(known.values())
    assert [known[str(output)] for output in told] == list(told)
    whole = measuring(list(known.values()), scenario)(Replication(*world))
    expected = np.array([told.get(output, np.nan) for output in known.values()])
    assert whole.dtype == np.float64
    assert np.array_equal(whole, expected, equal_nan=True)
    for at in range(0, len(known), 50):
        alone = measuring([list(known.values())[at]], scenario)(Replication(*world))
        assert np.array_equal(alone, expected[at : at + 1], equal_nan=True), list(known)[at]


def test_values_stand_in_the_order_asked(small, simulate):
    scenario, known = small
    asked = ["persons crossed / foreign", "p95 wait in all", "persons crossed"]
    world = acted(scenario, simulate)
    values = measuring(outputs_named(asked, known), scenario)(Replication(*world))
    rows = {str(output_of(row)): row.value for row in measure(*world)}
    assert values.tolist() == [rows[text] for text in asked]


def test_what_there_was_nothing_to_measure_of_is_nan(small, simulate):
    """Also where a row of such a replication would be left out: nobody of a cohort came to that station."""
    scenario, known = small
    crossing, draws, log = acted(scenario, simulate)
    log.started[:] = -1
    asked = ["mean wait / foreign @ passport", "mean wait @ passport", "persons crossed"]
    told = {str(output_of(row)) for row in measure(crossing, draws, log)}
    assert [text in told for text in asked] == [False, True, True]
    values = measuring(outputs_named(asked, known), scenario)(Replication(crossing, draws, log))
    assert np.isnan(values).tolist() == [True, True, False]


def test_an_output_is_written_as_it_is_read(small):
    _, known = small
    assert str(Output("p95 wait", "foreign", "passport", "party")) == "p95 wait / foreign @ passport by party"
    assert all(outputs_named([text], known) == [output] for text, output in known.items())
    assert outputs_named(["parties crossed"], known) == [Output("parties crossed", by="party")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("persons crosed", "there is no measure 'persons crosed'; did you mean persons crossed?"),
        ("xyzzy", "there is no measure 'xyzzy'; summary.csv of any run names all there are"),
        ("persons crossed / foreigners", "there is no cohort 'foreigners'; did you mean foreign?"),
        ("p95 wait @ pasport", "there is no station 'pasport'; did you mean passport?"),
        ("p95 wait @ passport by partys", "there is no by 'partys'; did you mean party?"),
        ("trips @ passport", "trips is not told so; did you mean trips @ bus?"),
    ],
)
def test_an_unknown_output_is_refused_with_the_nearest(small, text, told):
    with pytest.raises(Refused) as refused:
        outputs_named(["persons crossed", text], small[1])
    assert str(refused.value) == f"outputs.1: got {text!r}; " + told


def test_all_that_is_wrong_is_told_at_once(small):
    with pytest.raises(Refused) as refused:
        outputs_named(["nothing", "last exit", "last exit", "first exits"], small[1])
    assert [fault.key for fault in refused.value.faults] == ["outputs", "outputs.0", "outputs.3"]


def test_an_output_of_another_scenario_is_an_error(small):
    with pytest.raises(KeyError, match="did you mean foreign"):
        measuring([Output("persons crossed", "foreigns")], small[0])


def test_only_what_is_asked_for_is_worked_out(small, simulate):
    """Who asks how many crossed pays neither for stays nor for the waits of anybody."""
    scenario, known = small
    one = Replication(*acted(scenario, simulate))
    measuring(outputs_named(["persons crossed", "persons crossed / foreign"], known), scenario)(one)
    assert not {"stays", "waited", "departed", "ended"} & vars(one).keys()
