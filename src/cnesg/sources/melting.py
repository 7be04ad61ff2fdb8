"""Wide tables of figures and results of models, as rows of facts."""

from typing import Any

import polars as pl

from cnesg.model import canonical_breakdown
from cnesg.sources.definition import SourceKind
from cnesg.sources.fact_rows import FACTS, money

_SHARED = ("row", "company_id", "year", "year_end", "published", "restated", "source")


def melted(table: pl.DataFrame, kind: SourceKind) -> pl.DataFrame:
    """A row of facts for each filled cell whose column names a metric or an opinion.

    Args:
        table: typed rows, with `row`.
        kind: its columns.
    """
    found: list[dict[str, Any]] = []
    columns = [column for column in kind.columns if column.metric or column.data_point]
    for row in table.iter_rows(named=True):
        shared = {name: row.get(name) for name in _SHARED}
        shared["breakdown"] = canonical_breakdown({kind.breakdown: row[kind.breakdown]} if kind.breakdown else None)
        for column in columns:
            cell = row[column.name]
            if cell is None:
                continue
            if column.metric:
                unit = money(column.unit or "", row.get("currency"))
                found.append(shared | {"kind": "quantity", "concept": column.metric, "value": cell, "unit": unit})
            else:
                value = column.grades[cell]
                found.append(
                    shared | {"kind": "analysis", "concept": column.data_point, "value": value, "text": str(cell)}
                )
    return pl.DataFrame(found, schema=FACTS | {"year_end": pl.Date()})


def analysis_facts(table: pl.DataFrame) -> pl.DataFrame:
    """Rows of facts for results of models; model, version and day of computation stand in the source."""
    told = pl.format(
        "{} {}, computed {} ({})", "model", "version", pl.col("computed").dt.strftime("%Y-%m-%d"), "source"
    )
    rows = table.with_columns(
        pl.lit("analysis").alias("kind"),
        pl.col("subject").alias("concept"),
        pl.lit(canonical_breakdown(None)).alias("breakdown"),
        pl.lit(None, dtype=pl.String).alias("unit"),
        pl.format("{} {}", "model", "version").alias("text"),
        pl.lit(value=False).alias("restated"),
        told.alias("source"),
    )
    return rows.select(*FACTS)
