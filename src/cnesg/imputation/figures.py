"""Figures: one value a company, with its interval and lineage; and formulas computed over them."""

from collections.abc import Mapping, Sequence
from itertools import product

import polars as pl

from cnesg.framework.formulas import Formula
from cnesg.model.boundaries import boundaries_differ

TEXTS = pl.List(pl.String())
FIGURE = pl.Schema(
    {
        "company_id": pl.String(),
        "value": pl.Float64(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "origin": pl.String(),
        "review": pl.String(),
        "method": pl.String(),
        "observations": TEXTS,
        "sources": TEXTS,
        "boundaries": TEXTS,
    }
)
NO_FIGURES = pl.DataFrame(schema=FIGURE)
# From the weakest: what people dispute, what nobody looked at, what passed by its confidence, what a person settled.
REVIEW_STATES = ("disputed", "unreviewed", "auto-accepted", "corrected", "confirmed")


def filled(figures: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The figures, and those of `others` for companies that have none, sorted by company as both are."""
    if figures.is_empty() or others.is_empty():
        return others if figures.is_empty() else figures
    added = others.join(figures, on="company_id", how="anti")
    return pl.concat([figures, added]).sort("company_id")


def compute(
    formula: Formula,
    figures: Mapping[str, pl.DataFrame],
    constants: Mapping[str, float],
    method: str,
    mixed_interval: float,
) -> pl.DataFrame:
    """A formula's result for every company that has the inputs it needs.

    The interval holds the results at all corners of the inputs' intervals, which is exact where the formula is
    monotone in each input (sums, products and ratios of positive quantities are).

    Args:
        formula: what to compute.
        figures: the figures of its inputs by key; an absent key is an input that nobody has.
        constants: values of inputs that are the same for all, as factors; an input in neither is missing for all.
        method: written down as how the result came about, before those of inputs derived or standing in for others.
        mixed_interval: relative half-width that a ratio of inputs with different boundaries gets; `method` names them.

    Returns:
        Figures. The origin is derived if an input is, else reported if one is, else imported; the review state is
        the weakest of the inputs', without imported ones that nobody reviewed where there are others; observations,
        sources and boundaries are those of the inputs that were there.
    """
    keys = [key for key in formula.names if key not in constants]
    inputs = [figures.get(key, NO_FIGURES) for key in keys]
    there = {key for key, of_input in zip(keys, inputs, strict=True) if not of_input.is_empty()}
    if not there or not formula.needed <= there.union(constants):
        return NO_FIGURES  # nobody has what the formula needs; finding that out row by row takes as long as a result
    table = _side_by_side(inputs)
    fixed = {key: pl.lit(value, dtype=pl.Float64) for key, value in constants.items()}
    varying = [i for i, of_input in enumerate(inputs) if (of_input["low"] != of_input["high"]).any()]

    def result(ends: Mapping[int, str]) -> pl.Expr:
        columns = {key: pl.col(f"{ends.get(i, 'value')}.{i}") for i, key in enumerate(keys)}
        return formula.expression(columns | fixed)

    value = result({})
    ways = product(("low", "high"), repeat=len(varying)) if varying else ()
    corners = [result(dict(zip(varying, ends, strict=True))) for ends in ways]
    # Polars divides one row by a constant in another way than several rows, and the last bit differs: with an empty
    # row beside it no row is alone, and in one piece none is alone in a piece.
    table = (pl.concat([table, table.clear(1)]) if table.height == 1 else table).rechunk()
    results = table.select(
        "company_id",
        value.alias("value"),
        (pl.min_horizontal(value, *corners) if corners else value).alias("low"),
        (pl.max_horizontal(value, *corners) if corners else value).alias("high"),
        _origin(len(keys)).alias("origin"),
        _weakest_review(len(keys)).alias("review"),
        _method(method, len(keys)).alias("method"),
        _gathered("observations", len(keys)).alias("observations"),
        _present(keys).alias("sources"),
        _gathered("boundaries", len(keys)).list.sort().alias("boundaries"),
    ).filter(pl.col("value").is_not_null())
    results = results if results.schema == FIGURE else results.cast(FIGURE)
    return _flagged(results, mixed_interval if formula.divisors.intersection(keys) else None)


def _side_by_side(inputs: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """A row a company that has one of the inputs, sorted; columns of the first as `value.0`, of the next `value.1`."""
    first = inputs[0]["company_id"]
    numbered = [
        of_input.rename({c: f"{c}.{position}" for c in of_input.columns if c != "company_id"})
        for position, of_input in enumerate(inputs)
    ]
    if all(first.equals(of_input["company_id"]) for of_input in inputs[1:]):
        return pl.concat([numbered[0], *(of_input.drop("company_id") for of_input in numbered[1:])], how="horizontal")
    companies = pl.concat([of_input.select("company_id") for of_input in inputs]).unique().sort("company_id")
    table = companies.lazy()
    for of_input in numbered:
        table = table.join(of_input.lazy(), on="company_id", how="left", maintain_order="left")
    return table.collect()


def _flagged(figures: pl.DataFrame, mixed_interval: float | None) -> pl.DataFrame:
    """Ratios across boundaries say so and are as wide as the rules ask; without a width the figures are no ratios."""
    if mixed_interval is None or not (figures["boundaries"].list.len() > 1).any():
        return figures
    found = figures["boundaries"].list.join("\n").unique().drop_nulls()
    notes = {text: boundaries_differ(text.split("\n")) for text in found if "\n" in text}
    note = pl.col("boundaries").list.join("\n").replace_strict(notes, default=None, return_dtype=pl.String)
    half_width = pl.when(pl.col("boundaries").list.len() > 1).then(mixed_interval).otherwise(0.0)
    return figures.with_columns(
        pl.concat_str("method", note, separator="; ", ignore_nulls=True),
        (pl.col("low") - half_width * pl.col("low").abs()).alias("low"),
        (pl.col("high") + half_width * pl.col("high").abs()).alias("high"),
    )


def _any_of(origin: str, count: int) -> pl.Expr:
    return pl.any_horizontal((pl.col(f"origin.{i}") == origin).fill_null(False) for i in range(count))


def _origin(count: int) -> pl.Expr:
    plain = pl.when(_any_of("reported", count)).then(pl.lit("reported")).otherwise(pl.lit("imported"))
    return pl.when(_any_of("derived", count)).then(pl.lit("derived")).otherwise(plain)


def review_rank(review: pl.Expr) -> pl.Expr:
    """The place of a review state in `REVIEW_STATES`, 0 the weakest."""
    ranks = {state: rank for rank, state in enumerate(REVIEW_STATES)}
    return review.replace_strict(ranks, default=0, return_dtype=pl.Int64)


def _weakest_review(count: int) -> pl.Expr:
    ranks = [
        pl.when(pl.col(f"review.{i}").is_not_null()).then(review_rank(pl.col(f"review.{i}"))) for i in range(count)
    ]
    # What was imported and not looked at counts as it is: it leaves the state to what was read from reports.
    as_it_is = [(pl.col(f"origin.{i}") == "imported") & (pl.col(f"review.{i}") == "unreviewed") for i in range(count)]
    read = [pl.when(~imported).then(rank) for imported, rank in zip(as_it_is, ranks, strict=True)]
    weakest = pl.coalesce(pl.min_horizontal(read), pl.min_horizontal(ranks))
    return weakest.replace_strict(dict(enumerate(REVIEW_STATES)), return_dtype=pl.String)


def _method(method: str, count: int) -> pl.Expr:
    # What stands in for a denominator tells itself as an equation, derived or not.
    told = [
        pl.when((pl.col(f"origin.{i}") == "derived") | pl.col(f"method.{i}").str.contains(" = ", literal=True)).then(
            pl.col(f"method.{i}")
        )
        for i in range(count)
    ]
    return pl.concat_str([pl.lit(method), *told], separator="; ", ignore_nulls=True)


def _gathered(column: str, count: int) -> pl.Expr:
    lists = [pl.col(f"{column}.{i}").fill_null(pl.lit([], dtype=TEXTS)) for i in range(count)]
    return pl.concat_list(lists).list.unique(maintain_order=True)


def _present(keys: Sequence[str]) -> pl.Expr:
    names = [pl.when(pl.col(f"value.{i}").is_not_null()).then(pl.lit(key)) for i, key in enumerate(keys)]
    return pl.concat_list(names).list.drop_nulls()
