"""Reference data: industries and emission factors."""

from datetime import date

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name, Sourced


class Industry(Definition):
    """A node of the Shenwan 2021 tree; `parent` is None at Level I."""

    code: str = Field(pattern=r"^\d{6}$")
    name: Name
    level: int = Field(ge=1, le=3)
    parent: str | None = None


class Factor(Sourced):
    """An emission or conversion factor of one series and one data year, usable once published.

    Series must never be mixed: `grid-national` (ministry), `grid-ets` (emissions trading), `grid-footprint`.
    """

    series: str
    name: Name
    value: float
    unit: str
    data_year: int | None = None
    published: date
