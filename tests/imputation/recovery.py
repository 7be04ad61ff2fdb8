"""Hide figures of a made-up market, let them be estimated, and compare with what was hidden."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import polars as pl
from tests.imputation.panels import AS_OF, FAMILIES, SLIPS, YEAR, Numbers, Panel, as_observations

from cnesg.framework.methodology import Methodology
from cnesg.imputation import impute, select_inputs

Pattern = Literal["at random", "small hide", "bad hide"]
PATTERNS: tuple[Pattern, ...] = ("at random", "small hide", "bad hide")
METHODS = ("derived", "other denominator", "carried 1 year", "carried 2 years", "industry", "market")
# What a company that hides hides: targets alone; with their sources this year; and last year; and always.
_DEPTHS = ("target", "year", "two years", "always")


def recovered(market: Panel, pattern: Pattern, methodology: Methodology, seed: int) -> pl.DataFrame:
    """Every estimate beside the truth.

    Returns:
        company_id, data_point, method (one of METHODS), value, low, high, truth, direction.
    """
    observed = as_observations(shown_facts(market, pattern, seed))
    inputs = select_inputs(observed, methodology, YEAR, market.companies)
    filled = impute(inputs, observed, market.companies, methodology, YEAR, as_of=AS_OF)
    truth = select_inputs(
        as_observations(market.facts.filter(pl.col("fiscal_year") == YEAR)), methodology, YEAR
    ).select("company_id", "data_point", pl.col("value").alias("truth"))
    direction = pl.DataFrame(
        [(code, point.direction) for code, point in methodology.data_points.items()],
        schema=["data_point", "direction"],
        orient="row",
    )
    by_assets = (pl.col("origin") == "derived") & pl.col("method").str.contains("revenue = total_assets", literal=True)
    age = pl.when(pl.col("method").str.starts_with(f"carried(year={YEAR - 1})")).then(pl.lit(" 1 year"))
    return (
        filled.filter(pl.col("origin").is_in(["derived", "carried", "industry", "market"]))
        .with_columns(
            pl.when(pl.col("origin") == "carried")
            .then("carried" + age.otherwise(pl.lit(" 2 years")))
            .when(by_assets)
            .then(pl.lit("other denominator"))
            .otherwise("origin")
            .alias("method")
        )
        .join(truth, on=["company_id", "data_point"])
        .join(direction, on="data_point")
        .select("company_id", "data_point", "method", "value", "low", "high", "truth", "direction")
        .sort("company_id", "data_point")
    )


def shown_facts(market: Panel, pattern: Pattern, seed: int, *, misprints: bool = True) -> pl.DataFrame:
    """The market's facts without those that are hidden; one in a hundred is misprinted, unless told otherwise."""
    random = np.random.default_rng(seed)
    hidden = _hidden(market, pattern, random)
    shown = market.facts.join(hidden, on=_FACT, how="anti")
    if misprints:
        shown = _slipped(shown, random)
    # A year without revenue is told as such; what would have been usual is the truth.
    nothing = market.facts.join(hidden.filter(pl.col("concept") == "revenue"), on=_FACT, how="semi")
    return pl.concat([shown, nothing.with_columns(pl.lit(0.0).alias("canonical_value"))])


def figures(estimates: pl.DataFrame, by: Iterable[str]) -> pl.DataFrame:
    """How good estimates are, by group.

    Returns:
        For each group: `estimates`, how many; `coverage`, the share of truths in the interval; `error`, the median of
        |estimate - truth| / |truth| of truths that are not 0; `bias`, the median of (estimate - truth) / |truth|;
        `flattered`, the share of estimates better than the truth, equal ones counting half (0.5 is fair); `width`, the
        median width of the interval as a share of the truth.
    """
    some = pl.when(pl.col("truth") != 0).then(pl.col("truth").abs())
    gain = (pl.col("value") - pl.col("truth")) * pl.when(pl.col("direction") == "lower").then(-1.0).otherwise(1.0)
    tolerance = 1e-9 * pl.col("truth").abs()
    return (
        estimates.group_by(*by)
        .agg(
            pl.len().alias("estimates"),
            pl.col("truth").is_between(pl.col("low") - tolerance, pl.col("high") + tolerance).mean().alias("coverage"),
            ((pl.col("value") - pl.col("truth")).abs() / some).median().alias("error"),
            ((pl.col("value") - pl.col("truth")) / some).median().alias("bias"),
            ((gain.sign() + 1.0) / 2.0).mean().alias("flattered"),
            ((pl.col("high") - pl.col("low")) / some).median().alias("width"),
        )
        .sort(*by)
    )


_FACT = ["company_id", "concept", "fiscal_year"]


def _hidden(market: Panel, pattern: Pattern, random: np.random.Generator) -> pl.DataFrame:
    names = market.companies["company_id"].to_numpy()
    frames = []
    for family, (targets, sources) in FAMILIES.items():
        hides = random.random(names.size) < _odds(market, family, pattern)
        depth = random.integers(0, len(_DEPTHS), names.size)
        for number, _ in enumerate(_DEPTHS):
            who = names[hides & (depth == number)]
            concepts = targets if number == 0 else (*targets, *sources)
            years = (
                (YEAR,) if number <= 1 else (YEAR, YEAR - 1) if number == 2 else (YEAR, YEAR - 1, YEAR - 2, YEAR - 3)
            )
            frames += [
                pl.DataFrame({"company_id": who, "concept": concept, "fiscal_year": year}).cast(_TYPES)
                for concept in concepts
                for year in years
            ]
    return pl.concat(frames)


_TYPES = pl.Schema({"company_id": pl.String, "concept": pl.String, "fiscal_year": pl.Int64})


def _odds(market: Panel, family: str, pattern: Pattern) -> Numbers:
    """How likely each company hides: 0.35 on average, by rank of size or of badness where they decide."""
    if pattern == "at random":
        return np.full(market.size.size, 0.35)
    by = -market.size if pattern == "small hide" else market.badness[family]
    rank: Numbers = np.argsort(np.argsort(by)) / (by.size - 1)
    return 0.05 + 0.6 * rank


def _slipped(facts: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """One figure in a hundred printed a power of ten away."""
    slips = np.where(
        random.random(facts.height) < SLIPS, random.choice([0.001, 0.1, 10.0, 1000.0, 10000.0], facts.height), 1.0
    )
    return facts.with_columns(pl.col("canonical_value") * pl.Series(slips))
