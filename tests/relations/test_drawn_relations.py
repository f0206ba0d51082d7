"""What holds exactly when a scenario is written in another way, of its draws and of its log."""

import random
from copy import deepcopy
from dataclasses import fields

import numpy as np
import pytest
from small import Raw, small_scenario, stream

from sim.engines import Engine, compiled
from sim.model.crossing import build
from sim.model.draws import Draws, draw, to_bytes
from sim.model.faults import scenario_of
from sim.model.log import TABLES, Log
from sim.study.replicate import replicate

SEED = 20231101
REPLICATIONS = range(20)
ABSENT = "none of them"  # a cohort's name, which stands between the two others'


def acted(simulate, raw: Raw, replication: int) -> tuple[Draws, Log]:
    """One replication of a scenario, drawn and acted out."""
    scenario = scenario_of(raw)
    draws = draw(scenario, SEED, replication)
    return draws, simulate(build(scenario, draws), draws)


def same(one: Log, other: Log) -> bool:
    """Whether two logs are the same but for the numbers of cohorts."""
    compared = [field.name for field in fields(one) if field.name not in (*TABLES, "cohort")]
    tables = [(getattr(one, name), getattr(other, name)) for name in TABLES]
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in compared) and all(
        np.array_equal(column, vars(there)[name]) for here, there in tables for name, column in vars(here).items()
    )


def shuffled(raw: object, rng: random.Random) -> object:
    """The same settings, with the keys of every mapping in another order."""
    if not isinstance(raw, dict):
        return raw
    return {key: shuffled(raw[key], rng) for key in rng.sample(list(raw), len(raw))}


def test_the_order_of_keys_says_nothing(simulate):
    """Of any mapping, however deep: the same draws, and the same log."""
    for replication in REPLICATIONS:
        rng = random.Random(replication)  # noqa: S311 (chance for tests, no secret)
        draws, log = acted(simulate, small_scenario(), replication)
        others, other = acted(simulate, shuffled(small_scenario(), rng), replication)
        assert to_bytes(others) == to_bytes(draws)
        assert other.to_bytes() == log.to_bytes()


def of_nobody(cohort: Raw) -> None:
    cohort["persons"] = 0


def at_rate_nought(cohort: Raw) -> None:
    cohort["arrivals"] = stream()
    for stretch in cohort["arrivals"]["rates"]:
        stretch["parties_per_hour"] = 0.0


@pytest.mark.parametrize("emptied", [of_nobody, at_rate_nought])
def test_a_cohort_of_nobody_is_a_cohort_that_is_absent(simulate, emptied):
    raw = small_scenario()
    raw["cohorts"][ABSENT] = deepcopy(raw["cohorts"]["foreign"])
    emptied(raw["cohorts"][ABSENT])
    for replication in REPLICATIONS:
        draws, log = acted(simulate, raw, replication)
        assert ABSENT in draws.cohorts
        assert same(log, acted(simulate, small_scenario(), replication)[1])


def test_a_refusal_of_share_nought_is_no_refusal(simulate):
    """At one desk beside other reasons, and at another as the only one."""
    without, nought = small_scenario(), small_scenario()
    nought["stations"]["passport"]["refuse"]["rumour"] = 0.0
    nought["stations"]["egypt"]["refuse"] = {"rumour": 0.0}
    for replication in REPLICATIONS:
        log = acted(simulate, nought, replication)[1]
        assert log.to_bytes() == acted(simulate, without, replication)[1].to_bytes()


def test_a_referral_of_share_nought_is_a_route_without_it(simulate):
    """Nobody comes to the secondary, and everybody else's times are as without it."""
    nought, without = small_scenario(), small_scenario()
    nought["stations"]["egypt"]["refer"]["share"] = 0.0
    without["stations"]["egypt"]["refer"] = None
    without["cohorts"]["foreign"]["route"].remove("interview")
    for replication in REPLICATIONS:
        log = acted(simulate, nought, replication)[1]
        assert log.to_bytes() == acted(simulate, without, replication)[1].to_bytes()


def test_more_replications_leave_the_first_ones_as_they_were():
    """Measures, curves and trips of the first five of twelve are those of five."""
    scenario, engine = scenario_of(small_scenario()), Engine(compiled.simulate)
    few, many = (replicate(scenario, count, SEED, engine=engine) for count in (5, 12))
    assert [list(few.table.rows(at)) for at in range(5)] == [list(many.table.rows(at)) for at in range(5)]
    assert np.array_equal(few.curves.queues, many.curves.queues[:5])
    for one, other in zip(few.trips, many.trips[:5], strict=True):
        assert all(np.array_equal(column, vars(other)[name]) for name, column in vars(one).items())
