"""Reference data: industries and emission factors."""

from datetime import date

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name, Real, Sourced, Whole


class Industry(Definition):
    """A node of the Shenwan 2021 tree; `parent` is None at Level I."""

    code: str = Field(pattern=r"^\d{6}$")
    name: Name
    level: Whole = Field(ge=1, le=3)
    parent: str | None = None


class Factor(Sourced):
    """An emission or conversion factor of one series and one data year, usable once published.

    Series must never be mixed: `grid-national` (ministry), `grid-ets` (emissions trading), `grid-footprint`.

    Attributes:
        series: one origin's and one boundary's values.
        data_year: the year that the value describes, where it describes one.
        published: a day on which it was public for certain.
        verified: two public sources show the value; False where only one was seen.
    """

    series: str
    name: Name
    value: Real
    unit: str
    data_year: Whole | None = None
    published: date
    verified: bool = True
