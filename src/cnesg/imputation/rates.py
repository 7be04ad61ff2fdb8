"""Counts that grow with the company, divided by its size (`size_rates` of the rules)."""

from collections.abc import Mapping

import polars as pl

from cnesg.framework.formulas import parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.imputation.figures import FIGURE, NO_FIGURES, compute
from cnesg.model.told_news import told_by_news_alone


def event_rates(methodology: Methodology) -> list[str]:
    """The data points of kind event that are scored as rates."""
    rates = methodology.rules.size_rates.rates if methodology.rules.size_rates else ()
    codes = [code for rate in rates for code in rate.data_points]
    return [code for code in codes if code in methodology.data_points and methodology.data_points[code].kind == "event"]


def rate_figures(code: str, inputs: Mapping[str, pl.DataFrame], methodology: Methodology) -> pl.DataFrame:
    """A count by the company's size.

    Notes on how the count came about stand behind the formula. What rests on news alone rests on them still: the size
    adds no evidence that the company was open about it.

    Args:
        code: the data point, in the rules' `size_rates`.
        inputs: the figures of its formula's inputs by key (`Methodology.formula_of`); the count is the first.
        methodology: rules and data points.
    """
    text = methodology.formula_of(code)
    assert text is not None
    formula = parse_formula(text)
    rates = compute(formula, inputs, {}, text, methodology.rules.boundary_interval.value)
    counts = inputs.get(formula.names[0], NO_FIGURES)
    if counts.is_empty():
        return rates
    note = pl.when(pl.col("origin") != "derived").then(pl.col("method").str.strip_prefix("selection"))
    news = pl.when(told_by_news_alone()).then(pl.col("observations"))
    of_count = counts.select("company_id", note.fill_null("").alias("note"), news.alias("news"))
    return (
        rates.join(of_count, on="company_id", how="left", maintain_order="left")
        .with_columns(
            pl.concat_str("method", pl.col("note").fill_null("")).alias("method"),
            pl.coalesce("news", "observations").alias("observations"),
        )
        .select(FIGURE.names())
    )
