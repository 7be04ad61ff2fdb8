"""The facts of a workspace as of a day: what stands, from which kind of document, and which row counts."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from cnesg.framework import Methodology
from cnesg.imputation import NEEDED, counting, in_renminbi
from cnesg.pipeline.workspace import Workspace


def standing_facts(
    workspace: Workspace,
    as_of: datetime | None = None,
    at: int | None = None,
    *,
    where: pl.Expr | None = None,
    columns: Sequence[str] | None = None,
) -> pl.DataFrame:
    """The observations that nobody rejected or replaced, with `source_kind` for the methodology's precedence table.

    Args:
        workspace: where they are.
        as_of: only what the market could know then.
        at: only what the store held at that position.
        where: only these; see `Store.standing_observations`.
        columns: only these; all by default.

    Returns:
        Rows of OBSERVATIONS and `source_kind`: the kind of the document (`annual`, `esg`, ...), `import` for rows of
        imported tables, null where the document is not in the workspace.
    """
    stored = [name for name in columns if name != "source_kind"] if columns else None
    rows = workspace.store.standing_observations(as_of=as_of, at=at, where=where, columns=stored)
    return with_source_kind(rows, workspace.store.read("documents", at=at))


def with_source_kind(observations: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The observations with the kind of the document that each stands in.

    Args:
        observations: rows of OBSERVATIONS.
        documents: rows of DOCUMENTS; of a document that was taken in several times the first kind counts.
    """
    first = documents.sort("position", "company_id").unique("document", keep="first", maintain_order=True)
    kind = pl.col("document").replace_strict(first["document"], first["kind"], default=None, return_dtype=pl.String)
    imported = pl.when(pl.col("method") == "import").then(pl.lit("import"))
    return observations.with_columns(imported.otherwise(kind).alias("source_kind"))


def counting_facts(
    workspace: Workspace,
    methodology: Methodology,
    as_of: datetime | None = None,
    at: int | None = None,
    *,
    where: pl.Expr | None = None,
) -> pl.DataFrame:
    """Of each fact the row that counts under the methodology's precedence table, in the order of storage.

    Args:
        workspace: where they are.
        methodology: whose rules hold.
        as_of: only what the market could know then.
        at: only what the store held at that position.
        where: only these; see `Store.standing_observations`.

    Returns:
        The columns that selection and estimates need; amounts in other currencies are in renminbi, as far as rates
        were known then.
    """
    rows = standing_facts(workspace, as_of, at, where=where, columns=NEEDED)
    rates = workspace.store.read("fx", as_of=as_of, at=at)
    return in_renminbi(counting(rows, methodology.rules.precedence), rates, methodology)
