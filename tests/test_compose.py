"""Hydra's overrides: sweeps are expanded, keys that do not exist are let through to be named, argparse is mended."""

import argparse

import pytest

from sim.compose import composed, members, mend_help_check
from sim.model.faults import Refused


def test_a_sweep_stands_for_its_jobs():
    assert members(["a=1,2", "b=x", "c=7,8"], 10) == [
        ["a=1", "b=x", "c=7"], ["a=1", "b=x", "c=8"], ["a=2", "b=x", "c=7"], ["a=2", "b=x", "c=8"],
    ]  # fmt: skip


def test_a_list_is_no_sweep():
    assert members(['stations.bus.hours=[["09:00","10:00"]]'], 10) == [['stations.bus.hours=[["09:00","10:00"]]']]


def test_a_mapping_replaces_what_stood_there():
    """So that another family of distribution can be given without keys left over from the one before."""
    tree = composed("run", ["stations.bus.ride={family: constant, value: 10.0}", "stations.bus.seats=50"])
    assert tree["stations"]["bus"]["ride"] == {"family": "constant", "value": 10.0}
    assert tree["stations"]["bus"]["seats"] == 50


def test_what_comes_after_a_mapping_is_laid_over_it():
    ride = "stations.bus.ride={family: constant, value: 10.0}"
    assert composed("run", [ride, "stations.bus.ride.value=5.0"])["stations"]["bus"]["ride"]["value"] == 5.0
    assert composed("run", [ride, "stations.bus.ride=null"])["stations"]["bus"]["ride"] is None


def test_several_values_are_no_configuration():
    with pytest.raises(Refused, match=r"stations.bus.vehicles: got several values; needs one, or quotes"):
        composed("run", ["stations.bus.vehicles=1,2"])


def test_huge_sweeps_are_refused_before_they_are_counted_out():
    with pytest.raises(Refused, match="needs 1000 jobs at most"):
        members(["seed=range(0,1000000000)"], 1000)


@pytest.mark.parametrize("override", ["hydra.run.dir=x", "hydra.mode=MULTIRUN", "hydra/launcher=basic"])
def test_hydras_own_settings_are_not_for_users(override):
    with pytest.raises(Refused, match="Hydra's own settings"):
        members([override], 10)


def test_every_resolver_is_refused():
    """Also behind another interpolation."""
    with pytest.raises(Refused, match="nothing from outside"):
        composed("run", ["question='${name} ${oc.env:HOME}'"])


def test_broken_yaml_is_named(tmp_path, monkeypatch):
    import shutil

    from sim import compose

    shutil.copytree(compose.home("conf"), tmp_path / "conf")
    (tmp_path / "conf/scenario/broken.yaml").write_text("# @package _global_\ndays: [1\n")
    (tmp_path / "conf/scenario/bare.yaml").write_text("days: 1\n")
    monkeypatch.setattr(compose, "home", lambda folder: tmp_path / folder)
    with pytest.raises(Refused, match=r"scenario/broken.yaml: line 3"):
        composed("run", ["scenario=broken"])
    with pytest.raises(Refused, match="needs `# @package _global_` as its first line"):
        composed("run", ["scenario=bare"])


def test_all_that_cannot_be_read_is_named():
    with pytest.raises(Refused) as refused:
        members(["a=[1", "b=1", "c=}"], 10)
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
