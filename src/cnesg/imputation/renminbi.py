"""Amounts in other currencies, in renminbi by the year's rates."""

import re

import polars as pl

from cnesg.framework.methodology import Methodology

_CURRENCY = re.compile(r"^[A-Z]{3}$")
_HOME = "CNY"


def is_foreign(unit: str, wanted: str | None) -> bool:
    """Whether a unit is another currency (or an amount of it a share) where renminbi are wanted."""
    if wanted is None or wanted.split("/")[0] != _HOME or unit.split("/")[1:] != wanted.split("/")[1:]:
        return False
    return bool(_CURRENCY.match(unit.split("/", maxsplit=1)[0])) and unit != wanted


def in_renminbi(observations: pl.DataFrame, rates: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """The observations, amounts in other currencies with their canonical value in renminbi.

    What flows through a year is converted by its average rate, what stands at its end by its closing rate. Where no
    rate is known the canonical value stays empty, so that the amount is stated but never used.

    Args:
        observations: rows of OBSERVATIONS with `unit` and `value`.
        rates: rows of table FX that were known.
        methodology: whose metrics say what flows and in which unit.

    Returns:
        The rows in their order, with a column `conversion` that says rate, year and day of the rate, null where nothing
        was converted.
    """
    amounts = {name: metric for name, metric in methodology.metrics.items() if (metric.unit or "").startswith(_HOME)}
    quantity, empty = observations["kind"] == "quantity", observations["canonical_value"].is_null()
    pairs = observations[["concept", "unit"]].filter(quantity & empty & observations["value"].is_not_null())
    foreign = [
        (concept, unit)
        for concept, unit in pairs.unique().drop_nulls().sort("concept", "unit").iter_rows()
        if concept in amounts and is_foreign(unit, amounts[concept].unit)
    ]
    if not foreign:
        nothing = pl.Series("conversion", [None], dtype=pl.String).new_from_index(0, observations.height)
        return observations.hstack([nothing])
    wanted = pl.DataFrame(
        [(concept, unit, unit.split("/")[0], amounts[concept].period == "flow") for concept, unit in foreign],
        schema={"concept": pl.String, "unit": pl.String, "_currency": pl.String, "_flows": pl.Boolean},
        orient="row",
    )
    latest = rates.sort("available_at", "position").unique(["currency", "year"], keep="last", maintain_order=True)
    known = latest.select(
        pl.col("currency").alias("_currency"),
        pl.col("year").alias("fiscal_year"),
        "average",
        "closing",
        pl.col("available_at").dt.strftime("%Y-%m-%d").alias("_known"),
    )
    joined = observations.join(wanted, on=["concept", "unit"], how="left", maintain_order="left").join(
        known, on=["_currency", "fiscal_year"], how="left", maintain_order="left"
    )
    rate = pl.when("_flows").then("average").otherwise("closing")
    which = pl.when("_flows").then(pl.lit("average")).otherwise(pl.lit("closing"))
    chosen = pl.col("canonical_value").is_null() & rate.is_not_null()
    told = pl.format(
        "{} at {} CNY ({} of {}, known {})", "_currency", rate, which, pl.col("fiscal_year"), pl.col("_known")
    )
    return joined.with_columns(
        pl.when(chosen).then(pl.col("value") * rate).otherwise("canonical_value").alias("canonical_value"),
        pl.when(chosen).then(told).alias("conversion"),
    ).drop("_currency", "_flows", "average", "closing", "_known")
