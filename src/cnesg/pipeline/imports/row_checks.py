"""What every row of an import must hold, whatever it is about."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from cnesg.errors import Problem

_YEARS = ("year", "fiscal_year")


def year_problems(table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """Rows on a year that had not begun when they were published; a place on a list may hold for years to come."""
    name = next((name for name in _YEARS if name in table.columns), None)
    if name is None or "published" not in table.columns:
        return
    early = pl.col(name) > pl.col("published").dt.year()
    if "kind" in table.columns:
        early &= pl.col("kind") != "list"
    for row, year, published in table.filter(early).select("row", name, "published").iter_rows():
        yield Problem.of("sources.year_ahead", path=path, row=row, year=int(year), published=published)
