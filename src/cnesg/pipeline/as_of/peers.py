"""Quartile boundaries between workspaces: a large market's go out, a small one is placed by them."""

from datetime import datetime

import polars as pl

from cnesg.companies.quartiles import GIVEN_QUARTILES
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.workspace import Workspace


def given_quartiles(workspace: Workspace, fiscal_year: int, as_of: datetime, at: int) -> pl.DataFrame | None:
    """The imported boundaries for a fiscal year, as known at an instant and held at a position.

    Of several for one group and data point the latest known counts, then the one stored last.

    Returns:
        Columns `cnesg.companies.quartiles.GIVEN_QUARTILES`; None where none were imported.
    """
    rows = workspace.store.read("peers", as_of=as_of, at=at, where=pl.col("fiscal_year") == fiscal_year)
    if rows.is_empty():
        return None
    latest = rows.sort("available_at", "position", maintain_order=True)
    latest = latest.unique(["data_point", "group"], keep="last", maintain_order=True)
    day = pl.col("available_at").dt.convert_time_zone(SHANGHAI.key).dt.date()
    return latest.with_columns(
        pl.format("run {} as of {}, methodology {}", "run_id", day, "methodology_version").alias("source"),
        pl.col("always").fill_null(value=False),
    ).select(*(pl.col(name).cast(dtype) for name, dtype in GIVEN_QUARTILES.items()))
