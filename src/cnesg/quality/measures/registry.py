"""The measures by name, and the shape of what they give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from cnesg.model.periods import SHANGHAI
from cnesg.quality.findings import MARKET, ScopeKind
from cnesg.quality.month import ENTERED, Month

Evidence = Literal["observations", "companies", "news", "documents", "codes", "none"]
"""What the ids that a measure gives as evidence are ids of."""

MEASURED: Mapping[str, pl.DataType] = {
    "place": pl.String(),
    "value": pl.Float64(),
    "base": pl.Float64(),
    "evidence": pl.List(pl.String()),
    "group": pl.String(),
    "part": pl.String(),
    "then": pl.Float64(),
    "base_then": pl.Float64(),
}
"""One row a place, or a place and a part of it (a fiscal year, a month of publication): the number, how many cases it
rests on, ids of what makes it so, and among which places it is held against others'. A measure that holds a number
against an earlier one by itself gives that one, and the cases behind it, as `then` and `base_then`."""


@dataclass(frozen=True)
class Measure:
    """One measure.

    Attributes:
        name: as rules call it.
        scope: what its places are.
        evidence: what its evidence is.
        compute: from a month to a table of the columns of MEASURED.
        of_year: whether it is about the fiscal year that is scored: months of different years can't be compared.
    """

    name: str
    scope: ScopeKind
    evidence: Evidence
    compute: Callable[[Month], pl.DataFrame]
    of_year: bool = False

    def of(self, month: Month) -> pl.DataFrame:
        """The numbers of a month, sorted by place."""
        found = self.compute(month)
        wanted = [
            (pl.col(name) if name in found.columns else _ABSENT[name]).cast(dtype).alias(name)
            for name, dtype in MEASURED.items()
        ]
        rows = found.select(wanted).filter(pl.col("place").is_not_null(), pl.col("value").is_not_nan())
        return rows.drop_nulls("value").sort("place", "part")


_ABSENT = {
    "place": pl.lit(MARKET),
    "base": pl.lit(float("inf")),
    "evidence": pl.lit([], dtype=pl.List(pl.String())),
    "group": pl.lit(""),
    "part": pl.lit(""),
    "then": pl.lit(None),
    "base_then": pl.lit(None),
}
MEASURES: dict[str, Measure] = {}
_Compute = Callable[[Month], pl.DataFrame]


def measure(scope: ScopeKind, evidence: Evidence = "none", *, of_year: bool = False) -> Callable[[_Compute], _Compute]:
    """Register a function as the measure of its name."""

    def register(compute: _Compute) -> _Compute:
        MEASURES[compute.__name__] = Measure(compute.__name__, scope, evidence, compute, of_year)
        return compute

    return register


def ids(column: str = "observation_id") -> pl.Expr:
    """A group's ids as evidence, sorted."""
    return pl.col(column).drop_nulls().unique().sort().alias("evidence")


def ids_where(condition: pl.Expr, column: str = "observation_id") -> pl.Expr:
    """Of a group's rows the ids of those for which a condition holds."""
    return pl.col(column).filter(condition.fill_null(value=False)).sort().alias("evidence")


def by_year(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with their fiscal year as `part`: what fills one year must not be thinned out by nine others."""
    return frame.with_columns(pl.col("fiscal_year").cast(pl.String).alias("part"))


def in_batches(rows: pl.DataFrame, of: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    """A measure of each fiscal year, of each month of publication within it, and of each commit within it.

    Right files must not thin out a wrong one, whether it differs from them in when it was published or loaded.

    Args:
        rows: with `fiscal_year`, `available_at` and `position` or `entered`.
        of: the measure of rows with `part`.
    """
    brought = pl.coalesce(ENTERED, "position") if ENTERED in rows.columns else pl.col("position")
    year, commit = pl.col("fiscal_year"), pl.lit(" #") + brought.cast(pl.String)
    parts = (
        by_year(rows),
        *(
            rows.with_columns(pl.concat_str(year, *more).alias("part"))
            for more in ((pl.lit(" "), publication_month()), (commit,))
        ),
    )
    return pl.concat([of(one) for one in parts])


def with_stock(month: Month) -> pl.DataFrame:
    """What is known on the year scored, as part `stock`, and what came of it since the last check, as part "".

    What is gone is an error month by month until it comes; what should have come since the last check is one at once.
    """
    stock = month.stock.with_columns(pl.lit("stock").alias("part"))
    return pl.concat([stock, month.volume.with_columns(pl.lit("").alias("part"))])


def counted(rows: pl.DataFrame) -> pl.DataFrame:
    """How many rows each company has in each part, with their ids."""
    return rows.group_by(pl.col("company_id").alias("place"), "part").agg(
        pl.len().alias("value"), pl.len().alias("base"), ids()
    )


def publication_month() -> pl.Expr:
    """The month in which a row was published, YYYY-MM by Shanghai's calendar."""
    return pl.col("available_at").dt.convert_time_zone(SHANGHAI.key).dt.strftime("%Y-%m")


def share(condition: pl.Expr) -> pl.Expr:
    """The share of a group's rows for which a condition holds."""
    return condition.fill_null(value=False).mean().alias("value")


NOTHING = pl.DataFrame(schema=dict(MEASURED))
"""What a measure gives where there is nothing to measure."""
