"""What a stored number depends on: the code that makes it, and the libraries' versions."""

import shutil

import numpy as np

from sim.study.fingerprint import SIM, code, fingerprint


def test_it_names_code_python_and_libraries():
    told = fingerprint()
    assert set(told) == {"code", "python", "numba", "numpy", "pydantic", "scipy", "simpy"}
    assert told["numpy"] == np.__version__
    assert told["code"] == code()


def test_a_library_that_is_not_there_is_told_as_none(monkeypatch):
    monkeypatch.setattr("sim.study.fingerprint.LIBRARIES", ("no such library",))
    assert fingerprint.__wrapped__()["no such library"] == "none"


def test_code_that_makes_numbers_counts_and_pictures_do_not(tmp_path):
    """Of a copy: a byte of a rule changes it, and so does a file more; a picture's byte does not."""
    shutil.copytree(SIM, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    sim = tmp_path / "sim"
    assert code(sim) == code()
    with (sim / "report" / "progress.py").open("a") as file:
        file.write("# longer\n")
    assert code(sim) == code()
    with (sim / "model" / "clock.py").open("a") as file:
        file.write("# longer\n")
    changed = code(sim)
    assert changed != code()
    (sim / "engines" / "new.py").touch()
    assert code(sim) not in {changed, code()}
