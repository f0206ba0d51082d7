"""The house: nothing flows back, and each library lives in one room."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {  # room -> the rooms of sim/ it may import from
    "model": {"model"},
    "engines": {"engines", "model"},
    "measures": {"measures", "model"},
    "plain_yaml": {"model"},
    "evidence": {"evidence", "plain_yaml", "model"},
    "study": {"study", "engines", "measures", "evidence", "plain_yaml", "model"},
    "report": {"report", "study", "measures", "evidence", "model"},
    "conf_files": {"conf_files", "plain_yaml", "model"},
    "compose": {"compose", "conf_files", "model"},
    "face": {"face", "compose", "study", "model"},
    "entry": {"entry", "compose", "study", "engines", "evidence", "model"},
    "__init__": {"face", "engines", "study", "model"},
}
LIVES_IN = {  # library -> where it may be imported
    "simpy": {"sim/engines/reference", "sim/engines/plain.py"},
    "numba": {"sim/engines/compiled"},
    "llvmlite": {"sim/engines/compiled"},
    "hydra": {"sim/compose.py", "sim/conf_files.py", "experiments"},
    "omegaconf": {"sim/compose.py", "sim/conf_files.py", "experiments"},
    "matplotlib": {"sim/report"},
    "jinja2": {"sim/report/page"},
    "markupsafe": {"sim/report/page"},
    "rich": {"sim/report"},
    "psutil": {"sim/study/effort.py"},
    "pyarrow": {"sim/study"},
    "scipy": {"sim/model", "sim/study"},
    "SALib": {"sim/study/statistics"},
    "pandas": set(),  # SALib brings it; our tables are pyarrow's
    "pydantic": {"sim/model", "sim/evidence", "sim/study"},
    "yaml": {"sim/plain_yaml.py"},
    "dask": {"sim/study/executors.py"},
    "distributed": {"sim/study/executors.py"},
    "multiprocessing": {"sim/study/executors.py", "sim/study/speed"},
    "fcntl": {"sim/study/journal/files.py"},
}
MODULES = sorted(path for folder in ("sim", "experiments") for path in (ROOT / folder).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """The dotted names of all modules that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def room_of(path: Path) -> str:
    """The room of sim/ that a file stands in: its folder, or its own name."""
    inside = path.relative_to(ROOT / "sim").parts
    return inside[0].removesuffix(".py")


def test_there_is_something_to_check():
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_flows_back(path):
    """The floors: model, then engines and measures, then study, report, experiments."""
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("sim.")}
    if path.is_relative_to(ROOT / "sim"):
        assert rooms <= FLOORS[room_of(path)]
    else:
        assert not any(name.startswith("experiments") for name in imports_of(path)), "no command imports another"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_lives_in_one_room(path):
    """Each library is met in one room: simpy in the reference engine, matplotlib in the report, and so on."""
    here = path.relative_to(ROOT).as_posix()
    for library in {name.split(".")[0] for name in imports_of(path)} & set(LIVES_IN):
        assert any(here == room or here.startswith(f"{room}/") for room in LIVES_IN[library])


@pytest.mark.parametrize(("engine", "twin"), [("reference", "compiled"), ("compiled", "reference")])
def test_engines_never_meet(engine, twin):
    """The engines share the crossing, the draws and the log, and nothing of how time passes."""
    files = list((ROOT / "sim/engines" / engine).rglob("*.py"))
    assert files
    for path in files:
        assert not any(name.startswith(f"sim.engines.{twin}") for name in imports_of(path))


def test_no_machine_and_no_neighbour_is_named():
    """Nothing in the project refers to a path of one machine or to what lies beside the checkout."""
    named = (chr(47) + "work/", ".." + chr(47) + "shared", "index" + "-url")
    texts = [path for ending in ("py", "yaml", "md", "toml", "txt") for path in ROOT.rglob(f"*.{ending}")]
    own = [path for path in texts if not {".venv", "outputs", ".git", ".hypothesis"} & set(path.parts)]
    assert [path.name for path in own if any(name in path.read_text(encoding="utf-8") for name in named)] == []
