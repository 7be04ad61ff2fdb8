"""What all definitions share: strictness, names in two languages, and where a value comes from."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Real = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A finite number; `yes`, `"0.3"` and `.nan` are none."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number; `2.0` and `"2"` are none."""


class Basis(StrEnum):
    """Whether a value stands in the published methodology or was decided here."""

    PUBLISHED = "published"
    ASSUMED = "assumed"


class Definition(BaseModel):
    """An entry of the methodology data: frozen, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)


class Name(Definition):
    """A text in English and Chinese."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class Sourced(Definition):
    """Anything that says where it comes from.

    `reference` names a section of the source (`source: Scoring Methodology`), a decision page
    (`docs/decisions/weights.md`), or a published document.
    """

    basis: Basis
    reference: str = Field(min_length=1)


class SourcedNumber(Sourced):
    """A number of the methodology with its origin, and the alternatives that were considered."""

    value: Real
    alternatives: tuple[Real, ...] = ()
