"""Worlds drawn one by one or together, in the order of the list, and in one canonical form (C1)."""

from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pytest
from small import small_scenario

from sim.model.chances import Chances, number_of
from sim.model.draws import _in_order, draw, draw_all, to_bytes
from sim.model.faults import scenario_of


def of_fours(persons):
    """The small scenario with so many persons in parties of four, and nobody else."""
    raw = small_scenario()
    raw["cohorts"]["hopeful"]["persons"] = 0
    raw["cohorts"]["foreign"] |= {"persons": persons, "party_size": {"values": [4], "weights": [1.0]}}
    return scenario_of(raw)


@pytest.mark.parametrize(
    ("persons", "together", "drawn"),
    [(100, 1, [1, 1, 1, 1, 1]), (100, 50, [2, 2, 1]), (0, 4, [4, 1]), (0, 100, [5]), (100, 100_000, [5])],
)
def test_as_many_worlds_are_drawn_together_as_have_so_many_parties(monkeypatch, persons, together, drawn):
    """100 persons in fours are 25 parties: one world where 1 party may be together, two worlds where 50 may."""
    monkeypatch.setattr("sim.model.draws.PARTIES_TOGETHER", together)
    asked = []

    def chances(seed, replications):
        asked.append(len(replications))
        return Chances(seed, replications)

    assert len(list(draw_all(of_fours(persons), 7, range(5), chances))) == 5
    assert asked == drawn


def test_three_worlds_drawn_together_are_those_drawn_alone():
    scenario = scenario_of(small_scenario())
    alone = [to_bytes(draw(scenario, 7, replication)) for replication in range(3)]
    assert [to_bytes(world) for world in draw_all(scenario, 7, range(3))] == alone
    assert len(set(alone)) == 3


@pytest.mark.parametrize("size", [2, 512, 1000, 1023, 1024, 2047, 2048])
def test_a_list_goes_by_its_uniforms_whatever_its_length(size):
    """From the last one, which is the least, to the first."""
    uniforms = 1 - np.arange(1, size + 1) * 0.5 ** (size - 1).bit_length()
    assert _in_order(uniforms).tolist() == list(range(size))[::-1]


def test_the_very_next_uniform_comes_after():
    """Uniforms are whole multiples of 2**-53."""
    assert _in_order(np.array([3, 2, 1]) * 2.0**-53).tolist() == [2, 1, 0]


def test_of_equal_uniforms_the_first_one_is_first():
    assert _in_order(np.array([0.5, 0.25, 0.5, 0.25])).tolist() == [1, 3, 0, 2]


def test_the_canonical_form_is_eight_bytes_a_number_and_tells_every_one():
    """Another size, another ride: other bytes."""
    world = draw(scenario_of(small_scenario()), 7, 0)
    plain, tables = 12 + 1, 5 * 5  # of a party: its facts, and its stations
    numbers = world.parties * (plain + tables) + world.days.size
    numbers += sum(part.size for name in ("ride", "ride_back", "down") for part in getattr(world, name))
    assert len(to_bytes(world)) == 8 * numbers
    assert to_bytes(replace(world, size=world.size + 1)) != to_bytes(world)
    assert to_bytes(replace(world, ride=tuple(ride + 1 for ride in world.ride))) != to_bytes(world)


def test_a_purpose_in_any_script_has_the_number_of_its_own_letters():
    """BLAKE2b of the purpose as JSON, the letters as they are, in UTF-8."""
    address = '["service", "كرم"]'.encode()
    assert number_of(("service", "كرم")) == int.from_bytes(blake2b(address, digest_size=8).digest(), "little")
