"""Hydra's overrides: sweeps are expanded, keys that do not exist are let through to be named, argparse is mended."""

import argparse

import pytest

from sim.compose import composed, lenient, members, mend_help_check
from sim.model.faults import Refused


def test_a_sweep_stands_for_its_jobs():
    assert members(["a=1,2", "b=x", "c=7,8"]) == [
        ["a=1", "b=x", "c=7"], ["a=1", "b=x", "c=8"], ["a=2", "b=x", "c=7"], ["a=2", "b=x", "c=8"],
    ]  # fmt: skip


def test_a_list_is_no_sweep():
    assert members(['stations.bus.hours=[["09:00","10:00"]]']) == [['stations.bus.hours=[["09:00","10:00"]]']]


def test_keys_are_let_through_and_groups_are_chosen():
    assert lenient(["stations.bus.seats=3", "scenario=more_buses", "hydra.verbose=true", "++x=1"]) == [
        "++stations.bus.seats=3", "scenario=more_buses", "hydra.verbose=true", "++x=1",
    ]  # fmt: skip


def test_all_that_cannot_be_read_is_named():
    with pytest.raises(Refused) as refused:
        members(["a=[1", "b=1", "c=}"])
    assert [fault.key for fault in refused.value.faults] == ["a=[1", "c=}"]


def test_order_of_the_stations_survives_composition():
    assert composed("run", [])["order"][0] == "gate_hall"


def test_hydra_starts_where_argparse_checks_help(monkeypatch):
    """Python 3.14 checks that every help is text; Hydra 1.3 has one that is not, in its --shell-completion."""
    from hydra._internal.utils import get_args_parser

    def strict(_parser: argparse.ArgumentParser, action: argparse.Action) -> None:
        if action.help is not None and not isinstance(action.help, str):
            raise ValueError("badly formed help string")

    def add_argument(parser, *names, **settings):
        action = plain(parser, *names, **settings)
        parser._check_help(action)
        return action

    plain = argparse.ArgumentParser.add_argument
    monkeypatch.setattr(argparse.ArgumentParser, "_check_help", strict, raising=False)
    monkeypatch.setattr(argparse.ArgumentParser, "add_argument", add_argument)
    with pytest.raises(ValueError, match="badly formed help string"):
        get_args_parser()
    mend_help_check()
    assert get_args_parser().parse_args(["a=1"]).overrides == ["a=1"]
