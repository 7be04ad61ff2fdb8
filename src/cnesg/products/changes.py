"""What a delivery says differently from the one before: rows that came and went, tracked cells that changed."""

import polars as pl

from cnesg.products.schema import ProductTable

CHANGES = {
    "change": pl.String(),
    "key": pl.String(),
    "column": pl.String(),
    "before": pl.String(),
    "after": pl.String(),
}
"""Columns of a change log: `added`, `removed` or `changed`; the row's key; for changed cells which and how."""


def changes(table: ProductTable, before: pl.DataFrame | None, after: pl.DataFrame) -> pl.DataFrame:
    """The change log of a table.

    Args:
        table: its schema.
        before: the rows of the earlier delivery, columns by name; None where there was none.
        after: the rows now.

    Returns:
        Columns `CHANGES`, in order of key and column. Columns that the earlier delivery lacks are left out.
    """
    if before is None:
        return pl.DataFrame(schema=CHANGES)
    old, new = _keyed(table, before), _keyed(table, after)
    found = [
        new.join(old, on="key", how="anti").select("key").with_columns(pl.lit("added").alias("change")),
        old.join(new, on="key", how="anti").select("key").with_columns(pl.lit("removed").alias("change")),
    ]
    both = old.join(new, on="key", how="inner", suffix=":after")
    for column in table.columns:
        if column.tracked and column.name in old.columns:
            first, last = pl.col(column.name), pl.col(f"{column.name}:after")
            found.append(
                both.filter(first.ne_missing(last)).select(
                    pl.lit("changed").alias("change"),
                    "key",
                    pl.lit(column.name).alias("column"),
                    first.cast(pl.String).alias("before"),
                    last.cast(pl.String).alias("after"),
                )
            )
    empty = pl.DataFrame(schema=CHANGES)
    return pl.concat([empty, *found], how="diagonal_relaxed").select(list(CHANGES)).sort("key", "column", "change")


def _keyed(table: ProductTable, frame: pl.DataFrame) -> pl.DataFrame:
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in table.key]
    tracked = [column.name for column in table.columns if column.tracked and column.name in frame.columns]
    return frame.select(pl.concat_str(parts, separator=" ").alias("key"), *tracked)
