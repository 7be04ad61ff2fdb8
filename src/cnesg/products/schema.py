"""What each delivery promises: its tables, and each column with type, unit and definition, read from `schemas/*.yaml`.

A published column keeps its name, type, unit and meaning; `tests/products/test_schemas.py` holds every version against
a committed snapshot, so that a change without a new version fails.
"""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict

from cnesg.errors import InputError
from cnesg.framework.definitions.base import Name

CellType = Literal["text", "number", "whole", "day", "instant", "flag"]
Format = Literal["csv", "parquet", "xlsx"]

PRODUCTS = (
    "a-share-scores",
    "a-share-sentiment",
    "hk-scores",
    "bond-issuer-scores",
    "fund-scores",
    "strategic-industries",
    "green-revenue",
    "green-funds",
    "green-bonds",
)
"""The nine deliveries of the source, in its order."""

_DTYPES: dict[CellType, pl.DataType] = {
    "text": pl.String(),
    "number": pl.Float64(),
    "whole": pl.Int64(),
    "day": pl.Date(),
    "instant": pl.Datetime("us", "UTC"),
    "flag": pl.Boolean(),
}


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProductColumn(_Strict):
    """A published column.

    Attributes:
        name: the header.
        type: of its cells.
        meaning: its definition.
        unit: of its numbers; `share` is 0 to 1.
        digits: places after the point to which numbers are published.
        range: least and greatest value that a number may have.
        required: whether each row has it.
        tracked: whether the change log follows it.
    """

    name: str
    type: CellType
    meaning: Name
    unit: str | None = None
    digits: int = 4
    range: tuple[float, float] | None = None
    required: bool = False
    tracked: bool = False

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column in a frame."""
        return _DTYPES[self.type]


class Chart(_Strict):
    """A picture in the workbook: rows counted by a column (or by bins of it), or the mean of a column by another.

    Attributes:
        title: above it.
        by: what stands on the axis.
        mean: the column whose mean is drawn; rows are counted where there is none.
        bins: lower ends of bins where `by` is a number.
        order: the values of `by` in their order; by size where there is none.
    """

    title: Name
    by: str
    mean: str | None = None
    bins: tuple[float, ...] = ()
    order: tuple[str, ...] = ()


class ProductTable(_Strict):
    """A table of a delivery.

    Attributes:
        name: file name without ending.
        title: what a row is.
        key: columns that tell rows apart and sort them.
        subject: the column that says whom a row is about; proofs are given by subject.
        columns: its columns in order.
        formats: the files it is given as.
        charts: pictures in the workbook.
    """

    name: str
    title: Name
    key: tuple[str, ...]
    subject: str
    columns: tuple[ProductColumn, ...]
    formats: tuple[Format, ...] = ("csv", "parquet", "xlsx")
    charts: tuple[Chart, ...] = ()

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """Column names to types, in order."""
        return {column.name: column.dtype for column in self.columns}

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame as it is published: columns in order, numbers rounded, rows by key; missing columns are empty.

        Raises:
            ValueError: an unknown column, a key that repeats, a required cell that is empty, NaN, a number outside the
                range of its column: a programming error.
        """
        unknown = sorted(set(frame.columns) - set(self.dtypes))
        if unknown:
            raise ValueError(f"{self.name}: unknown columns {unknown}")
        frame = frame.select(_published(column, column.name in frame.columns) for column in self.columns)
        for column in self.columns:
            if column.required and frame[column.name].has_nulls():
                raise ValueError(f"{self.name}: empty cells in {column.name}")
            if column.type == "number" and frame[column.name].is_nan().any():
                raise ValueError(f"{self.name}: NaN in {column.name}")
            if column.range and not frame[column.name].drop_nulls().is_between(*column.range).all():
                raise ValueError(f"{self.name}: numbers outside {column.range} in {column.name}")
        frame = frame.sort(self.key, nulls_last=True)
        if frame.select(self.key).is_duplicated().any():
            raise ValueError(f"{self.name}: rows with one key {self.key}")
        return frame


class ProductSchema(_Strict):
    """What a delivery promises.

    Attributes:
        product: its name on the command line.
        version: of the schema; a changed column makes a new one.
        title: what it is called.
        about: what it tells, in a sentence or two.
        tables: its tables, the main one first.
    """

    product: str
    version: int
    title: Name
    about: Name
    tables: tuple[ProductTable, ...]

    def table(self, name: str) -> ProductTable:
        """The table of a name."""
        return next(table for table in self.tables if table.name == name)


def _published(column: ProductColumn, given: bool) -> pl.Expr:
    value = (pl.col(column.name) if given else pl.lit(None)).cast(column.dtype)
    if column.type == "number":
        rounded = value.round(column.digits)
        value = pl.when(rounded == 0).then(pl.lit(0.0)).otherwise(rounded)
    elif column.type == "text":
        # A row is a line of the CSV, which proofs rest on.
        value = value.str.replace_all(r"[\r\n\t\x00-\x1f]+", " ")
    return value.alias(column.name)


@cache
def product_schema(product: str) -> ProductSchema:
    """The schema of a delivery.

    Raises:
        InputError: there is no such product; the message lists those there are.
    """
    if product not in PRODUCTS:
        raise InputError.of("delivery.unknown_product", product=product, products=", ".join(PRODUCTS))
    return ProductSchema.model_validate(_content(product))


def _content(product: str) -> dict[str, Any]:
    source = files("cnesg.products") / "schemas" / f"{product}.yaml"
    content: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    other = content.pop("tables_of", None)
    return content | {"tables": _content(other)["tables"]} if other else content
