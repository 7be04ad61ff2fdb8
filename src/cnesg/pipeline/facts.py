"""The facts of a workspace as of a day: what stands, from which kind of document, and which row counts."""

from datetime import datetime

import polars as pl

from cnesg.framework import Methodology
from cnesg.imputation import counting
from cnesg.pipeline.workspace import Workspace


def standing_facts(
    workspace: Workspace, as_of: datetime | None = None, at: int | None = None, *, where: pl.Expr | None = None
) -> pl.DataFrame:
    """The observations that nobody rejected or replaced, with `source_kind` for the methodology's precedence table.

    Args:
        workspace: where they are.
        as_of: only what the market could know then.
        at: only what the store held at that position.
        where: only these; see `Store.standing_observations`.

    Returns:
        Rows of OBSERVATIONS and `source_kind`: the kind of the document (`annual`, `esg`, ...), `import` for rows of
        imported tables, null where the document is not in the workspace.
    """
    rows = workspace.store.standing_observations(as_of=as_of, at=at, where=where)
    return with_source_kind(rows, workspace.store.read("documents", at=at))


def with_source_kind(observations: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The observations with the kind of the document that each stands in.

    Args:
        observations: rows of OBSERVATIONS.
        documents: rows of DOCUMENTS; a document that was taken in twice for a company has its first kind.
    """
    kinds = (
        documents.sort("position")
        .unique(["document", "company_id"], keep="first", maintain_order=True)
        .select("document", "company_id", pl.col("kind").alias("source_kind"))
    )
    joined = observations.join(kinds, on=["document", "company_id"], how="left", maintain_order="left")
    imported = pl.when(pl.col("method") == "import").then(pl.lit("import"))
    return joined.with_columns(pl.coalesce(imported, "source_kind").alias("source_kind"))


def counting_facts(
    workspace: Workspace, methodology: Methodology, as_of: datetime | None = None, at: int | None = None
) -> pl.DataFrame:
    """Of each fact the row that counts under the methodology's precedence table, sorted by `fact_key`.

    Args:
        workspace: where they are.
        methodology: whose rules hold.
        as_of: only what the market could know then.
        at: only what the store held at that position.
    """
    return counting(standing_facts(workspace, as_of, at), methodology.rules.precedence)
