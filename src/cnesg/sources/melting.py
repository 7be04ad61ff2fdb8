"""Wide tables of figures, as rows of facts."""

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
        shared = {name: row.get(name) for name in _SHARED} | {"text": row.get("products")}
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
