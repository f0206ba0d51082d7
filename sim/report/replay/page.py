"""The page of the replay: player, map and days in one file that asks nothing of any network."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from sim.measures.replication import Replication
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.report.plots.ink import mark
from sim.report.plots.words import counted, plain
from sim.report.replay.chosen import chosen
from sim.report.replay.day import day
from sim.report.replay.ground import ground
from sim.study.replicate import Results

Runs = Callable[[Sequence[int]], Iterable[tuple[Crossing, Draws, Log]]]  # some replications acted out again
REPLAY = "replay.html"
SCRIPTS = ("logic.js", "map.js", "scene.js", "player.js")
LEFT_OUT = "Left out: {0} cohorts, at least one of fewer than 10 persons; last exit and persons crossed are of all."


def write_replay(results: Results, runs: Runs, folder: Path) -> None:
    """Write replay.html with the median, the worst and the best day; nothing where one is too large for a page.

    runs: acts replications of the whole scenario out again, by number. Cohorts that are hidden are left out.
    """
    days = chosen(results)
    if days:
        (folder / REPLAY).write_text(replay_page(played(results, days, runs)), encoding="utf-8")


def played(results: Results, days: dict[str, int], runs: Runs) -> dict[str, Any]:
    """All that the player is given, as plain values."""
    scenario = results.scenario
    numbers = list(days.values())
    told = {number: day(Replication(*run), results.cohorts) for number, run in zip(numbers, runs(numbers), strict=True)}
    note = f"Day 1 is {scenario.date}. {counted(results.replications, 'replication')}, seed {results.seed}."
    return {
        "name": plain(scenario.name), "question": plain(scenario.question), "note": note,
        "left_out": LEFT_OUT.format(len(results.hidden)) if results.hidden else "",
        "cohorts": [{"name": plain(name), "colour": mark(at)[0]} for at, name in enumerate(results.cohorts)],
        "ground": ground(scenario),
        "days": [{"which": which, "replication": number} for which, number in days.items()],
        "worlds": told,
    }  # fmt: skip


def replay_page(data: dict[str, Any]) -> str:
    """The HTML of the replay; only the scripts and styles that stand in it may run."""
    style, script = _read("style.css"), "".join(_read(name) for name in SCRIPTS)
    allowed = {"default": "'none'", "script": f"'{_hash(script)}'", "style": f"'{_hash(style)}'"}
    policy = "; ".join(
        [*(f"{kind}-src {what}" for kind, what in allowed.items()), "base-uri 'none'; form-action 'none'"]
    )
    parts = {
        "policy": policy,
        "title": escape(f"Replay of {data['name']}"),
        "style": style,
        "data": _inert(data),
        "script": script,
    }
    page = _read("page.html")
    first, *pieces = page.split("{{")
    return first + "".join(parts[name] + rest for name, rest in (piece.split("}}", 1) for piece in pieces))


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _inert(data: dict[str, Any]) -> str:
    """Data as JSON in which nothing can end the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
