"""Two gates at which people would wait for each other for ever are refused, unless a clock time ends it (S7, S10)."""

from typing import Any

import pytest
from small import Raw, small_scenario

from sim.model.faults import Refused, scenario_of


def gate(cohort: str, left: str, until: str | None = None) -> Raw:
    """A gate that yields to a cohort until it has left a station."""
    yields_to: dict[str, Any] = {"cohorts": [cohort], "left": left, "until": until}
    return {"kind": "gate", "hours": [["08:00", "17:00"]], "overtaking": False, "quota": "unlimited",
            "yields_to": yields_to}  # fmt: skip


def two_gates(until: str | None) -> Raw:
    """Foreigners wait before their bus for others to have left the ward, these before the ward for foreigners' bus."""
    raw = small_scenario()
    gates = {"first_gate": gate("hopeful", "ward", until), "second_gate": gate("foreign", "bus")}
    ward = {**raw["stations"]["interview"], "refuse": {}}
    raw["stations"] |= {"ward": ward, "papers": raw["stations"]["list"], **gates}
    raw["order"] = ["list", "passport", "first_gate", "bus", "egypt", "interview", "papers", "second_gate", "ward"]
    raw["cohorts"]["foreign"]["route"] = ["list", "passport", "first_gate", "bus", "egypt", "interview"]
    raw["cohorts"]["hopeful"] |= {"route": ["papers", "second_gate", "ward"], "listed": True}
    return raw


def test_waiting_for_each_other_is_refused_with_both_gates():
    with pytest.raises(Refused) as refused:
        scenario_of(two_gates(None))
    said = "people wait for each other for ever at first_gate, second_gate; needs a clock time, until, at one of them"
    assert [str(fault) for fault in refused.value.faults] == [
        f"stations.first_gate.yields_to: {said}",
        f"stations.second_gate.yields_to: {said}",
    ]


def test_a_clock_time_ends_it():
    scenario_of(two_gates("14:00"))
