"""First digits of a company's amounts against Benford's law."""

import math

import polars as pl

from cnesg.framework.whitewash import DigitTest

DIGITS = "digits"
"""The name of the signal."""

EXPECTED = tuple(math.log10(1 + 1 / digit) for digit in range(1, 10))
"""The share of amounts that begin with 1, 2, ... 9, after Benford (1938)."""

GRADES = ("close", "acceptable", "marginal", "none")


def digit_tests(amounts: pl.DataFrame, test: DigitTest) -> pl.DataFrame:
    """The first digits of each company's amounts, tested.

    Args:
        amounts: `company_id`, `line` (what the amount is of, the same in each year) and `value`, a row an amount as it
            was stated; zeros are left out.
        test: limits and the least number of amounts.

    Returns:
        `company_id`, `amounts` (how many), `lines` (how many different ones), `chi_square` (8 degrees of freedom,
        divided by the amounts a line has: the years of a line mostly begin alike and tell one thing), `deviation` (mean
        absolute deviation of the nine shares), `conformity` (close, acceptable, marginal or none, after Nigrini) and
        `raised`: the statistic is beyond its limit and the digits do not conform. With fewer amounts than the test
        wants the last four are null. Sorted by company.
    """
    # A number's shortest decimal form: its first digit other than 0 is the leading one, whatever the exponent.
    digit = pl.col("value").cast(pl.String).str.extract("([1-9])").cast(pl.Int64)
    digits = amounts.filter(pl.col("value") != 0).select("company_id", "line", digit.alias("digit"))
    counts = digits.group_by("company_id").agg(
        pl.len().cast(pl.Int64).alias("amounts"),
        pl.col("line").n_unique().cast(pl.Int64).alias("lines"),
        *((pl.col("digit") == place).sum().cast(pl.Float64).alias(f"_{place}") for place in range(1, 10)),
    )
    found, share = pl.col("amounts").cast(pl.Float64), {}
    for place, expected in enumerate(EXPECTED, start=1):
        share[place] = (pl.col(f"_{place}") / found - expected).abs()
    chi_square, deviation = pl.lit(0.0), pl.lit(0.0)
    for place, expected in enumerate(EXPECTED, start=1):
        chi_square += pl.col("lines") * share[place] ** 2 / expected
        deviation += share[place] / len(EXPECTED)
    close, acceptable, marginal = test.conformity.limits
    grade = (
        pl.when(pl.col("deviation") <= close)
        .then(pl.lit(GRADES[0]))
        .when(pl.col("deviation") <= acceptable)
        .then(pl.lit(GRADES[1]))
        .when(pl.col("deviation") <= marginal)
        .then(pl.lit(GRADES[2]))
        .otherwise(pl.lit(GRADES[3]))
    )
    enough = pl.col("amounts") >= test.least.value
    return (
        counts.with_columns(chi_square.alias("chi_square"), deviation.alias("deviation"))
        .with_columns(
            grade.alias("conformity"),
            ((pl.col("chi_square") > test.chi_square.value) & (pl.col("deviation") > marginal)).alias("raised"),
        )
        .select(
            "company_id",
            "amounts",
            "lines",
            *(pl.when(enough).then(name).alias(name) for name in ("chi_square", "deviation", "conformity", "raised")),
        )
        .sort("company_id")
    )
