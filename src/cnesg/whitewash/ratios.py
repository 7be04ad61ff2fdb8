"""Ratios of the accounts: this year's figures beside last year's, the peers' and the company's own past."""

from collections.abc import Sequence

import polars as pl

from cnesg.framework.whitewash import INDUSTRY, PAST, PRIOR, Whitewash

FIGURES = pl.Schema(
    {"company_id": pl.String(), "fiscal_year": pl.Int64(), "metric": pl.String(), "value": pl.Float64()}
)
"""Columns of figures: one row a company, year and metric; all amounts of a company in one currency."""


def accounts_of(figures: pl.DataFrame, year: int, metrics: Sequence[str]) -> pl.DataFrame:
    """The figures of a year side by side.

    Args:
        figures: rows of FIGURES.
        year: which fiscal year.
        metrics: the columns wanted.

    Returns:
        `company_id` and a column a metric, null where the company gives none; one row for each company that gives any,
        sorted.
    """
    mine = figures.filter((pl.col("fiscal_year") == year) & pl.col("metric").is_in(metrics))
    return (
        mine.group_by("company_id")
        .agg(pl.col("value").filter(pl.col("metric") == name).first().alias(name) for name in metrics)
        .sort("company_id")
    )


def ratios_of(
    figures: pl.DataFrame, groups: pl.DataFrame, definition: Whitewash, year: int, least_peers: float
) -> pl.DataFrame:
    """Every ratio of every company that gives figures on a year.

    Args:
        figures: rows of FIGURES of the year and those before.
        groups: `company_id`, `order` (0 is the finest) and `group`, as `cnesg.companies.peer_groups` gives them.
        definition: the ratios.
        year: the fiscal year judged.
        least_peers: fewer values make no median; the next broader group is taken.

    Returns:
        `company_id`, the metrics, the same with `prior_`, the ratios, and for ratios that are compared `industry_r`
        with `industry_r_group` and `industry_r_count`, and `past_r`. Null where something is missing or a divisor is
        not above zero. Sorted by company.
    """
    table = accounts_of(figures, year, definition.metrics)
    before = accounts_of(figures, year - 1, definition.metrics)
    before = before.rename({name: PRIOR + name for name in definition.metrics})
    table = table.join(before, on="company_id", how="left", maintain_order="left")
    for name, ratio in definition.ratios.items():
        table = table.with_columns(_value(ratio.parsed.names, definition, name).alias(name))
        if name in definition.compared:
            table = _with_industry(table, name, groups, least_peers)
            table = _with_past(table, name, figures, definition, year)
    return table


def _value(names: Sequence[str], definition: Whitewash, ratio: str) -> pl.Expr:
    return definition.ratios[ratio].parsed.expression({name: pl.col(name) for name in names})


def _with_industry(table: pl.DataFrame, ratio: str, groups: pl.DataFrame, least_peers: float) -> pl.DataFrame:
    """The median of the finest group with enough values, which group that is, and how many values it has."""
    place, column = f"{INDUSTRY}{ratio}_group", f"{INDUSTRY}{ratio}"
    of_company = groups.join(table.select("company_id", ratio), on="company_id")
    medians = (
        of_company.filter(pl.col(ratio).is_not_null())
        .group_by("group")
        .agg(pl.col(ratio).median().alias(column), pl.len().cast(pl.Int64).alias(f"{column}_count"))
        .filter(pl.col(f"{column}_count") >= least_peers)
    )
    finest = (
        of_company.select("company_id", "order", "group")
        .join(medians, on="group")
        .sort("company_id", "order")
        .unique("company_id", keep="first", maintain_order=True)
        .select("company_id", column, pl.col("group").alias(place), f"{column}_count")
    )
    return table.join(finest, on="company_id", how="left", maintain_order="left")


def _with_past(
    table: pl.DataFrame, ratio: str, figures: pl.DataFrame, definition: Whitewash, year: int
) -> pl.DataFrame:
    """The mean over the earlier years that are known."""
    names = definition.ratios[ratio].parsed.names
    columns = []
    for back in range(1, int(definition.past_years.value) + 1):
        earlier = accounts_of(figures, year - back, names)
        earlier = earlier.select("company_id", _value(names, definition, ratio).alias(f"_{back}"))
        table = table.join(earlier, on="company_id", how="left", maintain_order="left")
        columns.append(f"_{back}")
    return table.with_columns(pl.mean_horizontal(columns).alias(f"{PAST}{ratio}")).drop(columns)
