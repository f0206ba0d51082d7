"""What every part of a scenario is: frozen, strict, with no keys but its own, and only finite numbers."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

CAP = 10_000  # officers, vehicles, bays or seats: more is a slip of the keyboard
PERSONS_CAP = 2_000_000  # persons of one cohort or hall: all of Gaza

Positive = Annotated[float, Field(gt=0, le=1e6)]
Share = Annotated[float, Field(ge=0, le=1)]
Some = Annotated[int, Field(ge=1, le=CAP)]
Persons = Annotated[int, Field(ge=0, le=PERSONS_CAP)]

Item = TypeVar("Item")
Few = Annotated[tuple[Item, ...], Field(strict=False)]  # a YAML list, kept as a tuple
Many = Annotated[tuple[Item, ...], Field(min_length=1, strict=False)]  # one with something in it


class Frozen(BaseModel):
    """Frozen, strict, extra keys forbidden, no infinity and no NaN."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
