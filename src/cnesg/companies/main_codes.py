"""Main codes that two companies would have on one day."""

from datetime import date

import polars as pl

_ENDLESS = date(9999, 12, 31)
_SPAN = ("company_id", "code", "first", "last")


def main_code_conflicts(companies: pl.DataFrame, listings: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Rows whose main code another company has on a day on which they hold.

    Where a company has listings of a code, they say when it has it; otherwise its own rows do. A row of a company ends
    where its next one begins.

    Args:
        companies: table COMPANIES as the workspace has it.
        listings: table LISTINGS as the workspace has it.
        new: rows of COMPANIES to be added, with `row`, the number in their file, and `position` after all stored ones.

    Returns:
        `row`, `code`, `other` (the other company) and `day`, the first on which both have it; sorted by row.
    """
    columns = ["company_id", "code", "valid_from", "valid_to", "available_at", "position"]
    numbered = companies.select(pl.lit(None, dtype=pl.Int64).alias("row"), *columns)
    both = pl.concat([numbered, new.select("row", *columns)])
    latest = both.sort("available_at", "position", maintain_order=True).unique(
        ["company_id", "valid_from"], keep="last", maintain_order=True
    )
    following = pl.col("valid_from").shift(-1).over("company_id").dt.offset_by("-1d")
    own = latest.sort("company_id", "valid_from").with_columns(
        pl.col("valid_from").alias("first"),
        pl.min_horizontal(pl.col("valid_to").fill_null(_ENDLESS), following.fill_null(_ENDLESS)).alias("last"),
    )
    listed = _listed(listings)
    own = own.filter(pl.col("code").is_not_null()).join(listed, on=["company_id", "code"], how="anti")
    having = pl.concat([own.select(_SPAN), listed.select(_SPAN)])
    pairs = own.filter(pl.col("row").is_not_null()).join(having, on="code", suffix="_other")
    clash = (
        (pl.col("company_id") != pl.col("company_id_other"))
        & (pl.col("first") <= pl.col("last_other"))
        & (pl.col("first_other") <= pl.col("last"))
    )
    day = pl.max_horizontal("first", "first_other").alias("day")
    clashes = pairs.filter(clash).select("row", "code", pl.col("company_id_other").alias("other"), day)
    return clashes.sort("row", "day", "other").unique("row", keep="first", maintain_order=True)


def _listed(listings: pl.DataFrame) -> pl.DataFrame:
    """When companies have the codes under which they are listed."""
    key = ["company_id", "code", "status", "valid_from"]
    latest = listings.sort("available_at", "position", maintain_order=True).unique(
        key, keep="last", maintain_order=True
    )
    return latest.filter(pl.col("status") == "listed").select(
        "company_id",
        "code",
        pl.col("valid_from").alias("first"),
        pl.col("valid_to").fill_null(_ENDLESS).alias("last"),
    )
