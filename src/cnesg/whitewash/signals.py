"""Signals: which ratios lie beyond their thresholds, and the one result that they make."""

from collections.abc import Iterator

import polars as pl

from cnesg.framework.whitewash import Signal, Whitewash, base
from cnesg.whitewash.digits import DIGITS

SIGNALS = pl.Schema(
    {
        "company_id": pl.String(),
        "signal": pl.String(),
        "value": pl.Float64(),
        "threshold": pl.Float64(),
        "raised": pl.Boolean(),
        "weight": pl.Float64(),
        "missing": pl.List(pl.String()),
    }
)
"""`raised` is null where a signal can't be judged; `missing` then names the inputs, or none where a divisor is 0."""


def signals_of(table: pl.DataFrame, digits: pl.DataFrame, definition: Whitewash) -> pl.DataFrame:
    """Every signal of every company.

    Args:
        table: `cnesg.whitewash.ratios_of`.
        digits: `cnesg.whitewash.digit_tests`; companies that are not in `table` are left out.
        definition: thresholds and weights.

    Returns:
        Rows of SIGNALS, sorted by company, signals in the order of the file, digits last.
    """
    frames = [_judged(table, name, signal, definition) for name, signal in definition.signals.items()]
    frames.append(_of_digits(table, digits, definition))
    order = {name: place for place, name in enumerate((*definition.signals, DIGITS))}
    return pl.concat(frames).sort("company_id", pl.col("signal").replace_strict(order, return_dtype=pl.Int64))


def _judged(table: pl.DataFrame, name: str, signal: Signal, definition: Whitewash) -> pl.DataFrame:
    value, limit = pl.col(signal.ratio), signal.threshold.value
    beyond = value > limit if signal.raised == "above" else value < limit
    inputs = list(dict.fromkeys(leaves(signal.ratio, definition)))
    absent = [pl.when(pl.col(one).is_null()).then(pl.lit(one)) for one in inputs]
    return table.select(
        "company_id",
        pl.lit(name).alias("signal"),
        value.alias("value"),
        pl.lit(limit).cast(pl.Float64).alias("threshold"),
        beyond.alias("raised"),
        pl.lit(signal.weight.value).cast(pl.Float64).alias("weight"),
        pl.when(value.is_null())
        .then(pl.concat_list(absent).list.drop_nulls())
        .otherwise(pl.lit([], dtype=pl.List(pl.String)))
        .alias("missing"),
    ).cast(SIGNALS)


def leaves(ratio: str, definition: Whitewash) -> Iterator[str]:
    """The figures that a ratio rests on, those of ratios within it included; medians and means stand for themselves."""
    for name in definition.ratios[ratio].parsed.names:
        if base(name)[0] == "" and name in definition.ratios:
            yield from leaves(name, definition)
        else:
            yield name


def _of_digits(table: pl.DataFrame, digits: pl.DataFrame, definition: Whitewash) -> pl.DataFrame:
    found = table.select("company_id").join(digits, on="company_id", how="left", maintain_order="left")
    few = pl.lit(["amounts"], dtype=pl.List(pl.String))
    none = pl.lit([], dtype=pl.List(pl.String))
    return found.select(
        "company_id",
        pl.lit(DIGITS).alias("signal"),
        pl.col("deviation").alias("value"),
        pl.lit(definition.digits.conformity.limits[-1]).cast(pl.Float64).alias("threshold"),
        "raised",
        pl.lit(definition.digits.weight.value).cast(pl.Float64).alias("weight"),
        pl.when(pl.col("raised").is_null()).then(few).otherwise(none).alias("missing"),
    ).cast(SIGNALS)


def results(signals: pl.DataFrame, definition: Whitewash) -> pl.DataFrame:
    """One result a company: the weight of the signals raised over the weight of those judged.

    Args:
        signals: rows of SIGNALS.
        definition: the least share of all weight that must be judged.

    Returns:
        `company_id`, `value` (0 to 1, null where too little could be judged), `raised` (names in the order given),
        `weight_raised`, `weight_judged` and `weight` of all signals. Sorted by company.
    """
    judged = pl.col("raised").is_not_null()
    enough = pl.col("weight_judged") >= definition.least_judged.value * pl.col("weight")
    return (
        signals.group_by("company_id", maintain_order=True)
        .agg(
            pl.col("signal").filter(pl.col("raised")).alias("raised"),
            pl.col("weight").filter(pl.col("raised")).sum().alias("weight_raised"),
            pl.col("weight").filter(judged).sum().alias("weight_judged"),
            pl.col("weight").sum(),
        )
        .with_columns(
            pl.when(enough & (pl.col("weight_judged") > 0))
            .then(pl.col("weight_raised") / pl.col("weight_judged"))
            .alias("value")
        )
        .select("company_id", "value", "raised", "weight_raised", "weight_judged", "weight")
        .sort("company_id")
    )
