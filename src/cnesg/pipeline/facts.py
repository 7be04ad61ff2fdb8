"""The facts of a workspace as of a day: what stands, from which kind of document, and which row counts."""

from datetime import datetime

import polars as pl

from cnesg.framework import Methodology
from cnesg.imputation import NEEDED, in_renminbi
from cnesg.imputation.precedence import COMPARED, those_preferred
from cnesg.model import OBSERVATIONS
from cnesg.pipeline.workspace import Workspace
from cnesg.store.selection import is_standing, ordered

_DECIDING = ("observation_id", "fact_key", "review", "supersedes", "position")
"""What tells rows that neither stand alone on a fact nor stand at all."""


def with_source_kind(observations: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The observations with the kind of the document that each stands in.

    Args:
        observations: rows of OBSERVATIONS.
        documents: rows of DOCUMENTS; of a document that was taken in several times the first kind counts.
    """
    first = documents.sort("position", "company_id").unique("document", keep="first", maintain_order=True)
    kinds = observations["document"].replace_strict(
        first["document"], first["kind"], default=None, return_dtype=pl.String
    )
    imported = observations["method"] == "import"
    if imported.any():
        kinds = kinds.set(imported, "import")
    return observations.hstack([kinds.alias("source_kind")])  # `with_columns` would copy all others into one piece


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
        where: only these; must not part a row from the decision on it (`Store.standing_observations`).

    Returns:
        The columns that selection and estimates need; amounts in other currencies are in renminbi, as far as rates
        were known then.
    """
    documents = workspace.store.read("documents", at=at, columns=["document", "kind", "position", "company_id"])
    seen = workspace.store.seen("observations", as_of=as_of, at=at, where=where)
    told = seen.read(_DECIDING)

    def compared(rivals: pl.Series) -> pl.DataFrame:
        others = [name for name in (*COMPARED, "document") if name not in _DECIDING]
        return with_source_kind(told.filter(rivals).hstack(seen.read(others, rivals)), documents)

    keeps = those_preferred(told[["fact_key"]], compared, methodology.rules.precedence, among=is_standing(told))
    stored = [name for name in NEEDED if name != "source_kind"]
    rest = seen.read([name for name in stored if name not in _DECIDING], keeps)
    # One after another, so that each takes the memory that the one before gave back.
    decided = [told.drop_in_place(name).filter(keeps) for name in _DECIDING]
    chosen = ordered(rest.hstack(decided)[stored], OBSERVATIONS.order)
    rates = workspace.store.read("fx", as_of=as_of, at=at)
    return in_renminbi(with_source_kind(chosen, documents), rates, methodology)
