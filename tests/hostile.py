"""Names that try to be more than names, in a scenario that is sound with them."""

from typing import Any

from small import small_scenario

SCRIPT = "<script>document.title = 'broken'</script>"
ENDING = "</script><img src=x onerror=\"document.title='broken'\">"
TURNED = "\u202egnp.exe\u202c"
FORMULA = "=cmd|' /C calc'!A0"
ARABIC = "معبر رفح"
LONG = "x" * 300
NAMES = {"list": SCRIPT, "passport": TURNED, "bus": ARABIC, "egypt": LONG, "interview": FORMULA,
         "foreign": ENDING, "hopeful": "\"'><b onclick=alert(1)>{{ 7 * 7 }}${1}"}  # fmt: skip
FORMULAS = ("=1+1", "@SUM(A1)", "+1+1", "-1+1")


def hostile_scenario(names: dict[str, str] = NAMES) -> dict[str, Any]:
    """The small scenario under these names; its own name and question are hostile too."""
    renamed = _renamed(small_scenario(), names)
    return {**renamed, "name": SCRIPT, "question": f"{ENDING} {TURNED} {FORMULA} {ARABIC}?"}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    match value:
        case dict():
            return {names.get(key, key): _renamed(inner, names) for key, inner in value.items()}
        case list():
            return [_renamed(inner, names) for inner in value]
        case str():
            return names.get(value, value)
        case _:
            return value
