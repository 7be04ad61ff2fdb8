"""The kinds of table that can be imported, read from `<kind>/source.yaml`."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from cnesg.errors import InputError, Language

CellType = Literal[
    "text",
    "id",
    "number",
    "year",
    "date",
    "flag",
    "currency",
    "industry",
    "industry-code",
    "concept",
    "analysis",
    "list",
    "breakdown",
    "domain",
    "tier",
    "credit-code",
    "exchange-code",
    "isin",
]
Take = Literal["count", "share", "mean-years", "sum", "largest", "ratio"]


class SourceColumn(BaseModel):
    """One column of an import: its type, whether each row needs it, the values allowed, and what it means.

    Attributes:
        name: the header.
        type: how its cells are read.
        required: whether each row needs it.
        choices: the texts allowed; empty for any.
        example: a cell that can be read.
        meaning: what it means, in both languages.
        also: headers by which other tables call it.
        least: the smallest number allowed.
        most: the largest number allowed.
        above: a number that all cells are greater than.
        metric: the metric that the column's figures are of.
        unit: the unit of the figures; `money` stands for the currency of the row.
        data_point: the data point that the column's opinions are on.
        grades: the value of each opinion on the data point's scale.
        past: whether its days can't lie ahead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: CellType
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""
    meaning: dict[Language, str]
    also: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    above: float | None = None
    metric: str | None = None
    unit: str | None = None
    data_point: str | None = None
    grades: dict[str, float] = {}
    past: bool = False


class Figure(BaseModel):
    """A figure that follows from the rows of a roster.

    Attributes:
        metric: what it is a figure of.
        unit: its unit; `money` stands for the currency of the rows.
        take: how it follows: the number of rows, their share of 100, the mean of full years since the date in `column`,
            the sum of `column`, the sum of its `number` largest values, or 100 times `column` over `of`.
        among: the rows it is about.
        where: of these the ones that count.
        column: the cells it is taken from.
        of: the cells below the line of a ratio.
        number: how many of the largest; fewer rows give no figure.
        beyond_years: rows count whose date in `column` lies more than so many years back.
        once_a: rows that share this cell are one, and one of them has the value.
        all_year: rows of those who left count too.
        at_least: rows count in whom the sum of `together` reaches it; where none does the figure is 0.
        together: the cells that are added for that.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str
    unit: str
    take: Take
    among: dict[str, bool | str] = {}
    where: dict[str, bool | str] = {}
    column: str | None = None
    of: str | None = None
    number: int = 1
    beyond_years: int | None = None
    once_a: str | None = None
    all_year: bool = False
    at_least: float | None = None
    together: tuple[str, ...] = ()


class SourceKind(BaseModel):
    """A kind of table.

    Attributes:
        kind: its name.
        title: what it holds.
        key: the columns that may not repeat together.
        columns: its columns.
        breakdown: the column that names the part of the company a row is about.
        figures: for rosters, the figures that follow from all rows of a company and year.
        reference: the decision page behind them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    title: dict[Language, str]
    key: tuple[str, ...]
    columns: tuple[SourceColumn, ...]
    breakdown: str | None = None
    figures: tuple[Figure, ...] = ()
    reference: str | None = None

    def headers(self) -> dict[str, str]:
        """How headers may be written, in lower case, and the column each means."""
        return {name.lower(): column.name for column in self.columns for name in (column.name, *column.also)}

    def template(self) -> str:
        """A CSV with the header and one example row, ready to be imported."""
        header = ",".join(column.name for column in self.columns)
        example = ",".join(_quoted(column.example) for column in self.columns)
        return f"{header}\n{example}\n"


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text or '"' in text else text


@cache
def source_kinds() -> tuple[str, ...]:
    """Names of all kinds that can be imported, sorted."""
    return tuple(sorted(e.name for e in files("cnesg.sources").iterdir() if (e / "source.yaml").is_file()))


@cache
def source_kind(name: str) -> SourceKind:
    """The definition of a kind.

    Raises:
        InputError: there is no such kind; the message lists those there are.
    """
    if name not in source_kinds():
        raise InputError.of("sources.unknown_kind", kind=name, kinds=", ".join(source_kinds()))
    content: Any = yaml.safe_load((files("cnesg.sources") / name / "source.yaml").read_text(encoding="utf-8"))
    return SourceKind.model_validate(content)
