"""Random words of a command line: real keys and mistaken ones, plausible and odd values, and Hydra's own grammar."""

from functools import cache
from typing import Any

from confs import groups, keys_of, options
from hypothesis import strategies as st
from odd import CALLS, LONG, NUMBERS, WORDS, like, numbers, texts
from pieces import Piece

SIGNS = ("", "", "", "", "", "+", "++", "~")
FLAGS = ("-m", "-m", "--multirun", "--", "-", "-x", "--config-dir=/tmp", "--config-name=x", "-cd", "--run", "--é")
CALLED = (
    "range(1,3)", "range(0,1000000000)", "range(0,1e308)", "range(0,1,0)", "range(3,1)", "range(1,2,1e-300)",
    "range(a,b)", "choice(1,2)", "choice()", "glob(*)", "glob([a,b],exclude=c)", "interval(0,1)", "interval(1,0)",
    "sort(3,1,2)", "shuffle(range(0,9))", "shuffle(1,2)", "tag(a,choice(1,2))", "int(1.5)", "int('x')", "float(nan)",
    "str(1)", "str([1,2])", "bool(yes)", "json_str({a: 1})", "extend_list(1,2)", "cast(1)", "int(choice(1,2))",
    "int([1,{a: b}])", "sort(1,a)", "range(start=1,stop=3)", "range(1,3,step=0.5)", "sort(range(1,1000000))",
    "int(1e400)", "int(nan)", "int(inf)",
)  # fmt: skip
Words = list[list[Piece]]


@cache
def word_list(command: str) -> st.SearchStrategy[Words]:
    """Up to five words of a command's line, often after those that make it small."""
    beginning = st.sampled_from([[["scenario=small"]], [["scenario=small"]], []])
    return st.builds(lambda start, more: [*start, *more], beginning, st.lists(words(command), min_size=1, max_size=5))


@cache
def words(command: str) -> st.SearchStrategy[list[Piece]]:
    """One word."""
    return st.one_of(plausible(command), plausible(command), changed(command), changed(command), chosen(), wild())


@cache
def plausible(command: str) -> st.SearchStrategy[list[Piece]]:
    """A key that is there, with a value of the kind that stands there."""
    return st.sampled_from(keys_of(command)).flatmap(
        lambda leaf: like(leaf[1]).map(lambda value: [f"{leaf[0]}={grammar(value)}"])
    )


def grammar(value: Any) -> str:
    """A plain value in the grammar of overrides."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {grammar(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(grammar, value)) + "]"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case None | bool():
            return str(value).lower().replace("none", "null")
        case _:
            return repr(value)


@cache
def changed(command: str) -> st.SearchStrategy[list[Piece]]:
    """A key that is there or nearly, with any value."""
    key = st.sampled_from([key for key, _ in keys_of(command)])
    mistaken = st.one_of(key, key, key, key.flatmap(_mistyped), key.map(lambda text: f"{text}.more"), texts)
    return st.builds(
        lambda sign, name, value: [f"{sign}{name}", *value], st.sampled_from(SIGNS), mistaken, after_the_key()
    )


def _mistyped(key: str) -> st.SearchStrategy[str]:
    """A key cut off, without a letter, with one twice, with brackets, with a package, in capitals."""
    at = st.integers(0, len(key))
    return st.one_of(
        at.map(lambda here: key[:here]),
        at.map(lambda here: key[:here] + key[here + 1 :]),
        at.map(lambda here: key[:here] + key[here : here + 1] + key[here:]),
        st.sampled_from(
            [
                key.upper(),
                f"{key}.",
                f".{key}",
                f"{key}[0]",
                f"{key}@x",
                f"{key}@:x",
                key.replace(".", "/"),
                key.replace(".", "[") + "]",
                f"hydra.{key}",
                f"{key} ",
            ]
        ),
    )


@cache
def after_the_key() -> st.SearchStrategy[list[Piece]]:
    """What stands after a key: nothing, or "=" and a value."""
    brackets = st.sampled_from(
        [("[", "]"), ("{a: ", "}"), ("[", ""), ("int(", ")"), ("${", "}"), ("'", "'"), ("(", ")")]
    )
    deep = st.builds(
        lambda two, times: [[two[0], times], "1", [two[1], times]], brackets, st.sampled_from([3, 40, 400, 4_000])
    )
    long = st.builds(lambda text, times: [[text, times]], texts.filter(bool), st.sampled_from(LONG))
    many = st.sampled_from(["1,", "[1],", "a: 1,"]).flatmap(
        lambda text: st.sampled_from([["[", [text, 3_000], "1]"], [[text, 3_000], "1"], ["{", [text, 3_000], "b: 1}"]])
    )
    value = st.one_of(
        numbers.map(lambda text: [text]),
        st.sampled_from([*WORDS, *CALLS, *CALLED, *NUMBERS]).map(lambda text: [text]),
        texts.map(lambda text: [grammar(text)]),
        texts.map(lambda text: [f"'{text}'"]),
        texts.map(lambda text: [text]),
        _structures().map(lambda text: [text]),
        deep,
        long,
        many,
    )
    return st.one_of(st.just([]), *[value.map(lambda pieces: ["=", *pieces])] * 12)


@cache
def _structures() -> st.SearchStrategy[str]:
    scalar = st.one_of(numbers, texts.map(grammar), st.sampled_from(["a", "true", "null"]))
    return st.recursive(
        scalar,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(lambda items: f"[{','.join(items)}]"),
            st.lists(
                st.tuples(
                    st.sampled_from(["a", "family", "kind", "value", "mean", "_target_", "1", '"x y"', "a"]), inner
                ),
                max_size=4,
            ).map(lambda items: "{" + ",".join(f"{key}: {value}" for key, value in items) + "}"),
        ),
        max_leaves=6,
    )


@cache
def chosen() -> st.SearchStrategy[list[Piece]]:
    """A choice of a file, or what may be taken for one."""
    return st.sampled_from(groups()).flatmap(
        lambda group: st.builds(
            lambda sign, package, option: [f"{sign}{group}{package}{option}"],
            st.sampled_from(SIGNS),
            st.sampled_from(["", "", "", "", "@x", "@_global_", "@cohorts", "@:x", "@a:b", "/x"]),
            st.one_of(
                st.sampled_from(options(group)),
                st.sampled_from(options(group)),
                st.sampled_from(WORDS),
                st.sampled_from(["[first_three_days,opening_day]", "a,b", "null", "${scenario}", "more_buses.yaml"]),
            ).map(lambda option: f"={option}")
            | st.just(""),
        )
    )


@cache
def wild() -> st.SearchStrategy[list[Piece]]:
    """A flag, or any text."""
    return st.one_of(
        st.sampled_from(FLAGS).map(lambda flag: [flag]),
        texts.map(lambda text: [text]),
        texts.map(lambda text: [f"seed={text}"]),
        st.builds(lambda left, right: [f"{left}={right}"], texts, texts),
        st.builds(lambda text, times: [[text, times]], texts.filter(bool), st.sampled_from(LONG)),
    )
