"""What a study may not be asked for in public output: anything of one cohort alone.

How few of a cohort come is known only afterwards, and settings that are varied may carry it down to nobody.
"""

from collections.abc import Mapping

from sim.model.faults import Fault


def refused_in_public(asked: Mapping[str, str]) -> list[Fault]:
    """The outputs and the dotted keys of settings that are of one cohort; asked: what each key of the request asks."""
    return [Fault(key, f"got {text!r}; public=true tells of no cohort alone") for key, text in asked.items()
            if is_of_one_cohort(text)]  # fmt: skip


def is_of_one_cohort(text: str) -> bool:
    """Whether an output, or a setting by its dotted key, is of one cohort, or of cohorts one by one."""
    return " / " in text or text.split(".", maxsplit=1)[0] == "cohorts"


def numbered(key: str, texts: tuple[str, ...]) -> dict[str, str]:
    """What a list in a request asks, by the key of each entry."""
    return {f"{key}.{at}": text for at, text in enumerate(texts)}
