"""Odd values and odd texts: what people type by mistake, what other tools write, and what nobody should send."""

import re
from typing import Any

from hypothesis import strategies as st

NUMBERS = (
    "0", "-0", "-1", "1", "2", "3", "0.0", "-0.0", "0.5", "1.0", "1.0000001", "-5", "100", "1e3", "1E3", "1e-320",
    "5e-324", "1e308", "1e309", "-1e309", "nan", "NaN", ".nan", "-nan", "inf", "-inf", ".inf", "+inf", "-.inf",
    "Infinity", "017", "0o17", "0x1F", "0b11", "1_000", "1,000", "1.5.2", "9:45", "09:45", "09:45:30", "190:20:30",
    "-9:45", "25:00", "24:00", "2023-11-01", "2023-02-30", "2147483648", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "1" + "0" * 30, "1" + "0" * 400, "1" + "0" * 5000, "٣", "３", "1½", "+3", "3.", ".3", "3%",
    "3 min", "1e", "--3",
)  # fmt: skip
WORDS = (
    "", " ", "yes", "no", "on", "off", "y", "n", "true", "false", "True", "TRUE", "null", "~", "None", "none", "NULL",
    "???", "*", "auto", "unlimited", "never", "desk", "shuttle", "gate", "small", "opening_day", "../opening_day",
    "/etc/passwd", "..", ".", "constant", "lognormal", "open", "all", "as it is", "persons crossed", "p95 wait in all",
    "key", "_self_", "__class__", "self", "\u202egnp\u202c", "\ud800", "\udcff\udc80", "\0", "\x07\x1b[31m", "\r\n",
    "\n", "\t", "\u2028", "\ufeff", "\x85", "é", "e\u0301", "معبر", "👩‍👩‍👧", "<script>", "=1+1", "'", '"', "''", "\\",
    "%s", "{}", "{0}", "$", "${", "}", "a.b", "a..b", ".a",
)  # fmt: skip
CALLS = (
    "${days}", "${.}", "${..}", "${}", "${", "${cohorts}", "${stations.list}", "${name}", "${seed}", "${question}",
    "${${name}}", "${oc.env:FUZZ_SECRET}", "${oc.env:HOME,x}", "${oc.env:${name}}", "${oc.decode:'[1'}",
    "${oc.create:{a: 1}}", "${oc.dict.keys:stations}", "${oc.dict.values:stations}", "${oc.select:days}",
    "${oc.deprecated:days}", "${hydra:runtime.cwd}", "${now:%Y}", "${python_version:}", "${eval:1+1}", "$${days}",
    "\\${days}", "${days} ${oc.env:FUZZ_SECRET}", "${days:1}", "${a.b}", "${stations.${name}}", "${order[0]}",
    "${order.0}", "${order[99]}", "${oc.env: FUZZ_SECRET}", "${ oc.env:FUZZ_SECRET }",
)  # fmt: skip
CLOCK = re.compile(r"\d\d:\d\d")
LONG = (100, 1_000, 10_000, 100_000)

numbers = st.one_of(
    st.sampled_from(NUMBERS),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(repr),
    st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda two: f"{two[0]:02d}:{two[1]:02d}"),
)
letters = st.characters()  # lone surrogates as well
texts = st.one_of(st.sampled_from(WORDS), st.sampled_from(CALLS), st.text(letters, max_size=8))
scalars: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**25), 10**25), st.floats(), st.integers(0, 5), texts,
    st.sampled_from(NUMBERS), st.builds(lambda digits: {"whole": digits}, st.sampled_from([19, 30, 308, 309, 4299])),
    st.builds(lambda text, times: {"long": text, "times": times}, texts, st.sampled_from(LONG)),
    st.builds(lambda depth, kind: {"deep": depth, "in": kind}, st.sampled_from([3, 30, 300, 3_000]),
              st.sampled_from(["list", "mapping"])),
)  # fmt: skip
keys = st.one_of(st.text(letters, max_size=5), st.sampled_from(WORDS), st.sampled_from(["family", "kind", "value"]))
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=6,
)


def like(value: Any) -> st.SearchStrategy[Any]:
    """A value of the same kind, somewhat changed."""
    match value:
        case bool():
            found = st.booleans()
        case int():
            found = st.one_of(st.integers(0, 20), st.integers(value - 2, value + 2), st.just(10 * value))
        case float():
            times = st.floats(0, 2).map(lambda by: by * value)
            found = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), times, st.floats(0, 1), st.integers(1, 30))
        case str() if CLOCK.fullmatch(value):
            hours, minutes = st.integers(int(value[:2]) - 1, int(value[:2]) + 1), st.sampled_from(["00", "15", "30"])
            found = st.builds(lambda hour, minute: f"{hour:02d}:{minute}", hours, minutes)
        case list():
            found = st.lists(st.sampled_from(value or [1]), max_size=4)
        case dict():
            names = st.lists(st.sampled_from(sorted(value) or ["a"]), unique=True)
            found = names.map(lambda chosen: {name: value.get(name) for name in chosen})
        case _:
            found = st.sampled_from(OTHERS)
    return found


OTHERS = (None, None, "auto", "unlimited", "finish", "stop", "never", 10.0, {"family": "constant", "value": 0.0})
