"""What is about to be delivered, against its schema and what was delivered before."""

import polars as pl

from cnesg.quality.measures.registry import measure
from cnesg.quality.month import Month


def _own(month: Month) -> pl.DataFrame:
    return month.table("deliveries").filter(pl.col("month") == month.label).rename({"product": "place"})


@measure("product")
def delivery_rows(month: Month) -> pl.DataFrame:
    """Rows of a product."""
    rows = pl.col("rows")
    return _own(month).select("place", rows.alias("value"), pl.max_horizontal(rows, 1).alias("base"))


@measure("product")
def delivery_companies(month: Month) -> pl.DataFrame:
    """Companies of a product."""
    return _own(month).select("place", pl.col("companies").alias("value"), pl.col("companies").alias("base"))


@measure("product")
def delivery_nulls(month: Month) -> pl.DataFrame:
    """Rows of a product that lack a part of their key."""
    return _own(month).select("place", pl.col("nulls_in_key").alias("value"), pl.col("rows").alias("base"))


@measure("product")
def delivery_duplicates(month: Month) -> pl.DataFrame:
    """Rows of a product whose key another row has too."""
    return _own(month).select("place", pl.col("duplicates").alias("value"), pl.col("rows").alias("base"))


@measure("product", "codes")
def delivery_columns(month: Month) -> pl.DataFrame:
    """Columns that a product had when it was last delivered and lacks now, in the order of their names."""
    earlier = month.table("deliveries").filter(pl.col("month") < month.label).sort("month")
    then = earlier.unique("product", keep="last", maintain_order=True).select(
        "product", pl.col("columns").alias("past")
    )
    both = _own(month).join(then, left_on="place", right_on="product")
    lost = pl.col("past").list.set_difference("columns")
    return both.select(
        "place", lost.list.len().alias("value"), lost.list.sort().alias("evidence"), pl.col("rows").alias("base")
    )
