"""A scored market as dense arrays: every data point of every company with what it weighs in the total."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.scoring.matrix import REPORTED, Flags, Floats
from cnesg.scoring.plan import KINDS

Places = NDArray[np.int64]

_LEAF = ("code", "kind", "part", "rule")


@dataclass(frozen=True)
class Market:
    """One run, ready to be rated anew.

    Attributes:
        companies: ids, sorted.
        peers: the industry, or group of issuers, that each company is compared in; a number for each.
        leaves: one row a data point under a rule, with `code` (Level II), `kind`, `part` (data point), `rule`.
        issues: Level I codes, sorted.
        issue_of: of each leaf the place of its Level I indicator in `issues`.
        scores: companies by leaves, 0 to 100; NaN where the part is missing.
        weights: companies by leaves, share of the total synthetic score; 0 where the part is missing.
        oriented: companies by leaves, what is ranked: the value, turned so that more is better.
        stated: companies by leaves: the company or an import says so; items always count as looked at.
        ratings: companies by issues: the industry's materiality rating; NaN where there is none.
    """

    companies: tuple[str, ...]
    peers: Places
    leaves: pl.DataFrame
    issues: tuple[str, ...]
    issue_of: Places
    scores: Floats
    weights: Floats
    oriented: Floats
    stated: Flags
    ratings: Floats

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimension of each issue."""
        return tuple(issue[0] for issue in self.issues)

    def among(self, companies: Collection[str]) -> "Market":
        """The same market without the companies that are not among these."""
        kept = np.array([company in companies for company in self.companies], dtype=np.bool_)
        by_company = ("peers", "scores", "weights", "oriented", "stated", "ratings")
        return replace(
            self,
            companies=tuple(company for company in self.companies if company in companies),
            **{name: getattr(self, name)[kept] for name in by_company},
        )


def scored_market(
    scores: pl.DataFrame,
    parts: pl.DataFrame,
    inputs: pl.DataFrame,
    ratings: pl.DataFrame,
    methodology: Methodology,
) -> Market:
    """A run's tables as arrays.

    Args:
        scores: table SCORES of one run.
        parts: table PARTS of the same run.
        inputs: table INPUTS of the same run.
        ratings: `company_id`, `code` of a Level I indicator, `rating`.
        methodology: directions of data points, and the tree.
    """
    totals = scores.filter((pl.col("code") == TOTAL) & (pl.col("kind") == "synthetic")).sort("company_id")
    companies = tuple(totals["company_id"].to_list())
    leaves = _weighed_leaves(parts)
    kinds = leaves.select(_LEAF).unique().sort(_LEAF)
    issues = tuple(sorted({code[:3] for code in kinds["code"]}))
    placed = _Placed(companies, kinds, _with_inputs(leaves, inputs, methodology))
    return Market(
        companies=companies,
        peers=totals["peer_group"].fill_null("").rank("dense").cast(pl.Int64).to_numpy() - 1,
        leaves=kinds,
        issues=issues,
        issue_of=np.array([issues.index(code[:3]) for code in kinds["code"]], dtype=np.int64),
        scores=placed.column("score", np.nan),
        weights=placed.column("weight_in_total", 0.0),
        oriented=placed.column("oriented", np.nan),
        stated=placed.column("stated", 0.0) > 0,
        ratings=_ratings(ratings, companies, issues),
    )


def _weighed_leaves(parts: pl.DataFrame) -> pl.DataFrame:
    """Leaves with what they weigh in the synthetic total: effective weights multiplied on all ways down to them."""
    rows = parts.select("company_id", "code", "kind", "part", "rule", "effective_weight")
    own_kind = pl.col("part").is_in(KINDS)
    below = rows.filter(pl.col("rule").is_null()).with_columns(
        pl.when(own_kind).then("code").otherwise("part").alias("_code"),
        pl.when(own_kind).then("part").otherwise("kind").alias("_kind"),
    )
    key, at = ["company_id", "code", "kind"], ["company_id", "_code", "_kind"]
    reached = rows.select(key).unique().filter(code=TOTAL, kind="synthetic").with_columns(pl.lit(1.0).alias("_share"))
    steps = [reached]
    while reached.height:
        reached = below.join(reached, on=key).select(
            *(pl.col(name).alias(name.removeprefix("_")) for name in at),
            (pl.col("_share") * pl.col("effective_weight")).alias("_share"),
        )
        steps.append(reached)
    shares = pl.concat(steps).group_by(key).agg(pl.col("_share").sum())
    return (
        parts.filter(pl.col("rule").is_not_null())
        .join(shares, on=key, how="left")
        .with_columns((pl.col("effective_weight") * pl.col("_share").fill_null(0.0)).alias("weight_in_total"))
        .drop("_share")
    )


def _with_inputs(leaves: pl.DataFrame, inputs: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    known = inputs.select(
        "company_id", pl.col("data_point").alias("part"), pl.col("origin").is_in(REPORTED).alias("_said")
    )
    lower = [code for code, point in methodology.data_points.items() if point.direction == "lower"]
    sign = pl.when(pl.col("part").is_in(lower)).then(-1.0).otherwise(1.0)
    return leaves.join(known, on=["company_id", "part"], how="left").with_columns(
        pl.when(pl.col("rule") == "relative").then(sign * pl.col("value")).otherwise(pl.col("score")).alias("oriented"),
        ((pl.col("rule") == "item") | pl.col("_said").fill_null(value=False)).cast(pl.Float64).alias("stated"),
    )


class _Placed:
    """Rows of leaves by the places of their companies and leaves."""

    def __init__(self, companies: Sequence[str], kinds: pl.DataFrame, rows: pl.DataFrame) -> None:
        self._shape = len(companies), kinds.height
        of_companies = pl.DataFrame({"company_id": companies}, schema={"company_id": pl.String}).with_row_index("row")
        self._rows = rows.join(of_companies, on="company_id").join(kinds.with_row_index("leaf"), on=_LEAF)

    def column(self, name: str, empty: float) -> Floats:
        values: Floats = np.full(self._shape, empty)
        found = self._rows.filter(pl.col(name).is_not_null())
        values[found["row"].to_numpy(), found["leaf"].to_numpy()] = found[name].cast(pl.Float64).to_numpy()
        return values


def _ratings(ratings: pl.DataFrame, companies: Sequence[str], issues: Sequence[str]) -> Floats:
    values: Floats = np.full((len(companies), len(issues)), np.nan)
    row, column = {c: n for n, c in enumerate(companies)}, {i: n for n, i in enumerate(issues)}
    for company, code, rating in ratings.select("company_id", "code", "rating").iter_rows():
        if company in row and code in column:
            values[row[company], column[code]] = rating
    return values
