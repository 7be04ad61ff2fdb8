"""Data points that are no quantities: items decided from statements, list entries, events, analysis results."""

from datetime import date

import polars as pl

from cnesg.framework.definitions.indicators import LEVELS
from cnesg.framework.definitions.rules import Precedence
from cnesg.framework.methodology import Methodology
from cnesg.imputation.facts import usable
from cnesg.imputation.figures import review_rank
from cnesg.imputation.precedence import preferred
from cnesg.imputation.subsidiaries import VIA

_LEVEL_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
# A plan to have a system is no system: for an item that asks for one, a target ranks as the policy that it is.
_PLANNED = _LEVEL_RANKS["policy"]
_KEY = ("company_id", "data_point")
# What a finding has of an input; the rest is the same for all of them.
FINDING = ("company_id", "data_point", "value", "text", "origin", "review", "observations")

NOTE = "note"
"""Column of findings: what their value follows from, where that is not plain; rows may lack it."""


def findings(observations: pl.DataFrame, methodology: Methodology, fiscal_year: int) -> pl.DataFrame:
    """Items, list entries, events and analysis results of a fiscal year, one row a company and data point.

    An entry of an official list counts if it is in force on the last day of the year, everything else for its fiscal
    year. `note` says how an event count follows from several sources.
    """
    year_end = date(fiscal_year, 12, 31)
    of_year = observations.filter(pl.col("fiscal_year") == fiscal_year)
    listed = observations.filter((pl.col("valid_from") <= year_end) & (pl.col("valid_to") >= year_end))
    return pl.concat(
        how="diagonal",
        items=[
            _items(_of_kind(of_year, "statement", "item", methodology), methodology),
            _list_entries(_of_kind(listed, "list", "list", methodology)),
            _events(_of_kind(of_year, "event", "event", methodology)),
            _analyses(_of_kind(of_year, "analysis", "analysis", methodology), methodology.rules.precedence),
        ],
    )


def _of_kind(observations: pl.DataFrame, kind: str, point_kind: str, methodology: Methodology) -> pl.DataFrame:
    codes = [code for code, point in methodology.data_points.items() if point.kind == point_kind]
    return usable(observations, kind).filter(pl.col("concept").is_in(codes)).rename({"concept": "_code"})


def _items(statements: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """1 where a statement reaches the item's level, 0 where statements exist that do not.

    A target reaches every level below it save `system` (docs/decisions/statement-levels.md).
    Of a company's statements on an item those of the highest level count, of these the best reviewed; all of them are
    kept as evidence, the most certain first.
    """
    least = {
        code: _LEVEL_RANKS[point.least_level or "mention"]
        for code, point in methodology.data_points.items()
        if point.kind == "item"
    }
    level = pl.when(pl.col("negated").fill_null(False)).then(pl.lit("none")).otherwise(pl.col("text"))
    is_target = pl.col("text") == "target"
    below_system = is_target & pl.col("_code").is_in(_asked_for_systems(methodology))
    is_plan = is_target & (pl.col("_least") == _LEVEL_RANKS["system"])
    return (
        statements.with_columns(level.fill_null("none").alias("text"))
        .with_columns(
            pl.col("_code").alias("data_point"),
            pl.col("text").replace_strict(_LEVEL_RANKS, default=0, return_dtype=pl.Int64).alias("_level"),
            pl.col("_code").replace_strict(least, default=1, return_dtype=pl.Int64).alias("_least"),
            review_rank(pl.col("review")).alias("_review"),
        )
        .with_columns(
            ((pl.col("_level") >= pl.col("_least")) & ~is_plan).any().over(_KEY).alias("_found"),
            pl.when(below_system).then(_PLANNED).otherwise(pl.col("_level")).alias("_level"),
        )
        .filter(pl.col("_level") == pl.col("_level").max().over(_KEY))
        .filter(pl.col("_review") == pl.col("_review").max().over(_KEY))
        .sort("confidence", "observation_id", descending=[True, False])
        .group_by(_KEY, maintain_order=True)
        .agg(
            pl.col("_found", "text", "origin", "review").first(),
            pl.col("observation_id").alias("observations"),
        )
        .with_columns(pl.col("_found").cast(pl.Float64).alias("value"))
        .select(FINDING)
    )


def _asked_for_systems(methodology: Methodology) -> list[str]:
    """Items that are asked for a system, by themselves or by a step: there a system goes before a target."""
    of_steps = [
        step.data_point
        for level2 in methodology.level2.values()
        for measure in level2.measures
        for step in measure.items
        if step.least_level == "system"
    ]
    return sorted(
        {*of_steps, *(code for code, point in methodology.data_points.items() if point.least_level == "system")}
    )


def _list_entries(entries: pl.DataFrame) -> pl.DataFrame:
    """1 for a company that stands on the list; the text names it, the company's own entry before its subsidiaries'."""
    if VIA not in entries.columns:
        return _counted(entries, pl.lit(1.0), pl.col("text").drop_nulls().sort().first())
    own_first = pl.col("text").sort_by(pl.col(VIA).is_not_null(), "text", VIA).drop_nulls().first()
    return _counted(entries, pl.lit(1.0), own_first)


def _events(events: pl.DataFrame) -> pl.DataFrame:
    """How many events there were; a row without a number is one event, and an explicit zero is none."""
    number = pl.coalesce("canonical_value", "value", pl.lit(1.0))
    counted = _counted(events, number.sort_by("observation_id").sum(), pl.col("text").drop_nulls().sort().first())
    if "conversion" not in events.columns:
        return counted
    notes = events.drop_nulls("conversion").group_by("company_id", pl.col("_code").alias("data_point"))
    return counted.join(notes.agg(pl.col("conversion").first().alias(NOTE)), on=_KEY, how="left", maintain_order="left")


def _counted(rows: pl.DataFrame, value: pl.Expr, text: pl.Expr) -> pl.DataFrame:
    ordered = pl.col("observation_id").sort()
    weakest = pl.col("review").sort_by(review_rank(pl.col("review")), "observation_id").first()
    return (
        rows.group_by("company_id", "_code")
        .agg(
            value.alias("value"),
            text.alias("text"),
            pl.col("origin").sort_by("observation_id").first(),
            weakest,
            ordered.alias("observations"),
        )
        .rename({"_code": "data_point"})
        .select(FINDING)
    )


def _analyses(results: pl.DataFrame, precedence: Precedence) -> pl.DataFrame:
    """The result that takes precedence."""
    return (
        preferred(results, ("company_id", "_code"), precedence)
        .with_columns(
            pl.col("_code").alias("data_point"),
            pl.coalesce("canonical_value", "value").alias("value"),
            pl.concat_list("observation_id").alias("observations"),
        )
        .select(FINDING)
    )
