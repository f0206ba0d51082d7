"""The table of deliberate breaks: small slips, each of which breaks one rule of docs/model.md."""

from dataclasses import dataclass
from pathlib import Path

import yaml

TABLE = Path(__file__).parent / "table"
LISTS = {
    "reference": ("time", "chance_and_people", "desks", "shuttles", "gates_and_streets", "refusals", "order"),
    "compiled": ("compiled_stations", "compiled_order"),
}


class Stale(Exception):
    """A break that no longer says what is to be broken."""


@dataclass(frozen=True)
class Break:
    """One slip: in a file of the checkout, `old` becomes `new`, and a test of `caught_by` (files under tests/) fails.

    rule: as docs/model.md names it, with a word on the clause. engine: reference (the model too) or compiled; these
    are caught by the comparison of the twins, and name no file.
    """

    name: str
    rule: str
    file: str
    old: str
    new: str
    engine: str
    caught_by: tuple[str, ...] = ()

    @property
    def rule_name(self) -> str:
        """The rule without its clause: S3 of "S3 fits"."""
        return self.rule.split()[0].rstrip(",")


def breaks_of(engine: str) -> list[Break]:
    """All breaks of one engine, in the order of the table."""
    return [_read(entry, engine) for part in LISTS[engine] for entry in yaml.safe_load(_text(part))]


def _text(part: str) -> str:
    return (TABLE / f"{part}.yaml").read_text(encoding="utf-8")


def _read(entry: dict[str, object], engine: str) -> Break:
    return Break(**{**entry, "engine": engine, "caught_by": tuple(entry.get("caught_by", ()))})


def broken(one: Break, root: Path) -> str:
    """The text of the broken file; raises Stale where the old text is not there exactly once."""
    text = (root / one.file).read_text(encoding="utf-8")
    if text.count(one.old) != 1 or one.old == one.new:
        raise Stale(f"{one.name}: {one.file} has its old text {text.count(one.old)} times; needs it once, and a change")
    return text.replace(one.old, one.new)
