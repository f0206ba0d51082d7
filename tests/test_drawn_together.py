"""Worlds that are drawn together, or by compiled loops, are the same to the bit as those drawn alone (C1, C4)."""

import numpy as np
import pytest
from small import exponential, small_scenario

import sim
from sim.compose import home
from sim.engines.compiled import chances as compiled
from sim.engines.compiled.drawing import read_off
from sim.engines.compiled.tables import FIRST, SHIFT, SIDE, table_of
from sim.model.chances import Chances
from sim.model.clock import MINUTE, to_ms
from sim.model.crossing import build
from sim.model.distributions import Exponential, Gamma, Lognormal, Triangular, Uniform, Weibull
from sim.model.draws import draw, draw_all, to_bytes
from sim.model.faults import scenario_of
from sim.model.worlds import worlds

SCENARIOS = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))
SEED = 2**63 - 1
SMOOTH = [
    Lognormal(family="lognormal", mean=3.0, cv=0.5),
    Lognormal(family="lognormal", mean=600.0, cv=20.0),
    Gamma(family="gamma", mean=1.0, cv=0.7),
    Gamma(family="gamma", mean=20.0, cv=3.0),
    Gamma(family="gamma", mean=20.0, cv=0.02),
    Weibull(family="weibull", mean=5.0, cv=0.7),
    Weibull(family="weibull", mean=5000.0, cv=3.0),
    Exponential(family="exponential", mean=4.0),
    Triangular(family="triangular", low=0.0, mode=1.0, high=3.0),
    Triangular(family="triangular", low=2.0, mode=2.0, high=2.5),
]


def small(change):
    """The small scenario, changed."""
    raw = small_scenario()
    change(raw)
    return scenario_of(raw)


def nobody(raw):
    """Nobody comes."""
    for cohort in raw["cohorts"].values():
        cohort["persons"] = 0


def nobody_of_the_stream(raw):
    """No party of a stream comes."""
    raw["cohorts"]["hopeful"]["arrivals"]["rates"] = [{"start": "08:00", "end": "09:00", "parties_per_hour": 0.0}]


def hardly_any_persons(raw):
    """A stream brings many more than there are."""
    raw["cohorts"]["hopeful"]["persons"] = 3


def families_of_very_different_sizes(raw):
    """The number of parties can only be guessed badly."""
    raw["cohorts"]["foreign"]["party_size"] = {"values": [1, 10], "weights": [0.95, 0.05]}


def everything_breaks_down(raw):
    """Breakdowns, on days that nobody knows beforehand."""
    chain = {"kind": "chain", "first": "open", "closes": 0.3, "reopens": 0.4, "late": 0.2, "aborted": 0.2}
    raw.update(days=4, calendar={**chain, "late_start": "12:00", "aborted_at": "12:00"})
    raw["stations"]["list"]["breakdowns"] = {"between": exponential(90), "repair": exponential(30)}


CHANGES = [nobody, nobody_of_the_stream, hardly_any_persons, families_of_very_different_sizes, everything_breaks_down]
WORLDS = [*(small(change) for change in CHANGES), *(sim.load(name) for name in SCENARIOS)]


@pytest.mark.parametrize("scenario", WORLDS, ids=[change.__name__ for change in CHANGES] + SCENARIOS)
@pytest.mark.parametrize("chances", [Chances, compiled.Chances], ids=["plain", "compiled"])
def test_a_world_drawn_with_others_is_the_one_drawn_alone(scenario, chances, monkeypatch):
    """Five worlds, by twos, in an order of their own; tables are used where only a few times are asked for, too."""
    monkeypatch.setattr(compiled, "MANY", 20)
    monkeypatch.setattr("sim.model.draws.MOST_TOGETHER", 2)
    replications = [4, 0, 2**40, 3, 1]
    together = [to_bytes(one) for one in draw_all(scenario, SEED, replications, chances)]
    assert together == [to_bytes(draw(scenario, SEED, replication)) for replication in replications]


@pytest.mark.parametrize("duration", SMOOTH, ids=repr)
def test_no_table_changes_a_time(duration):
    """C3: half a million times, read off a table and by the quantile function."""
    counts = np.array([100_000, 0, 150_001])
    members = np.arange(counts.sum()) % 5
    drawn = [
        kind(SEED, [0, 1, 2]).times(duration, ("service",), counts, members) for kind in (Chances, compiled.Chances)
    ]
    assert np.array_equal(*drawn)


@pytest.mark.parametrize("duration", SMOOTH, ids=repr)
def test_a_table_errs_by_far_less_than_what_is_computed_anew(duration):
    """At a thousand points each of some pieces: where a polynomial is used, it is within 1e-5 ms."""
    table, pieces = table_of(duration), np.arange(0, SIDE, 7)
    edges = (np.arange(FIRST, FIRST + SIDE + 1) << SHIFT).view(np.float64)
    shares = np.linspace(0, 1, 1000, endpoint=False)
    distance = edges[pieces] + shares[:, None] * (edges[pieces + 1] - edges[pieces])
    for upper in (0, 1):
        rows = table[pieces + SIDE * upper]
        told = sum(rows[:, power] * (distance - rows[:, 6]) ** power for power in range(6))
        errs = np.abs(told - duration.quantile(abs(upper - distance)) * MINUTE).max(axis=0)
        assert (np.isnan(errs) | (errs < 2e-5)).all()


def test_times_at_the_ends_are_not_read_off_a_table():
    """There the quantile function is too steep; and a uniform of a half is on no piece."""
    table = table_of(SMOOTH[0])
    for uniform in (0.0, 2.0**-53, 2.0**-12 * 0.999, 0.5, 1 - 2.0**-53, 1 - 2.0**-13):
        assert np.isnan(read_off(table, uniform))
    for uniform in (2.0**-12, 0.25, 0.7, 1 - 2.0**-12):
        assert read_off(table, uniform) == to_ms(SMOOTH[0].quantile(np.array([uniform])))[0]


def test_a_time_beside_half_a_millisecond_is_not_read_off_a_table():
    """Rounding might go either way: so at the uniforms of (k + 1/2) ms, of a distribution of which these are known."""
    mean = 4.0
    halves = -np.expm1(-(np.arange(1_000, 900_000, 991) + 0.5) / (mean * MINUTE))
    table = table_of(Exponential(family="exponential", mean=mean))
    assert all(np.isnan(read_off(table, uniform)) for uniform in halves)


def test_times_that_are_not_smooth_are_drawn_all_the_same():
    counts, members = np.array([3000]), np.full(3000, 2)
    evenly = Uniform(family="uniform", low=1.0, high=2.0)
    drawn = [kind(SEED, [9]).times(evenly, ("service",), counts, members) for kind in (Chances, compiled.Chances)]
    assert np.array_equal(*drawn)
    assert np.unique(drawn[0]).size > 2900


def test_worlds_with_the_same_days_share_a_crossing():
    """And it is the one that is built for each alone."""
    scenario = small(everything_breaks_down)
    scenario = scenario.model_copy(update={"days": 1, "stations": {**scenario.stations, "list": unbroken(scenario)}})
    found = list(worlds(scenario, SEED, range(40)))
    assert len({id(crossing) for crossing, _ in found}) == len({draws.days.tobytes() for _, draws in found}) < 20
    assert all(crossing == build(scenario, draws) for crossing, draws in found)
    changing = list(worlds(small(everything_breaks_down), SEED, range(5)))
    assert len({id(crossing) for crossing, _ in changing}) == 5


def unbroken(scenario):
    """The list desk without breakdowns."""
    return scenario.stations["list"].model_copy(update={"breakdowns": None})
