"""The measures by name, and the shape of what they give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from cnesg.quality.findings import MARKET, ScopeKind
from cnesg.quality.month import Month

Evidence = Literal["observations", "companies", "news", "documents", "codes", "none"]
"""What the ids that a measure gives as evidence are ids of."""

MEASURED: Mapping[str, pl.DataType] = {
    "place": pl.String(),
    "value": pl.Float64(),
    "base": pl.Float64(),
    "evidence": pl.List(pl.String()),
    "group": pl.String(),
}
"""One row a place: the number, how many cases it rests on, ids of what makes it so, and among which places it is held
against others'."""


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
        return rows.drop_nulls("value").sort("place")


_ABSENT = {
    "place": pl.lit(MARKET),
    "base": pl.lit(float("inf")),
    "evidence": pl.lit([], dtype=pl.List(pl.String())),
    "group": pl.lit(""),
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


def share(condition: pl.Expr) -> pl.Expr:
    """The share of a group's rows for which a condition holds."""
    return condition.fill_null(value=False).mean().alias("value")


NOTHING = pl.DataFrame(schema=dict(MEASURED))
"""What a measure gives where there is nothing to measure."""
