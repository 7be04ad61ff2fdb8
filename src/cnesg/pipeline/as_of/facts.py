"""The facts of a workspace as of a day: what stands, from which kind of document, and which row counts."""

from datetime import datetime

import polars as pl

from cnesg.framework import Methodology
from cnesg.imputation import NEEDED, in_renminbi
from cnesg.imputation.precedence import COMPARED, contested, those_preferred
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
    # `with_columns` would copy all other columns into one piece
    return observations.hstack(observations.select(source_kind=_source_kind(observations, _kinds(documents))))


def _kinds(documents: pl.DataFrame) -> pl.DataFrame:
    return documents.sort("position", "company_id").unique("document", keep="first", maintain_order=True)


def _source_kind(observations: pl.DataFrame, kinds: pl.DataFrame) -> pl.Expr:
    of_document = pl.col("document").replace_strict(
        kinds["document"], kinds["kind"], default=None, return_dtype=pl.String
    )
    if not (observations["method"] == "import").any():  # much quicker than making the column once more
        return of_document
    return pl.when(pl.col("method") == "import").then(pl.lit("import")).otherwise(of_document)


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
    kinds = _kinds(documents)
    seen = workspace.store.seen("observations", as_of=as_of, at=at, where=where)
    told = seen.read(_DECIDING)

    def compared(rivals: pl.Series) -> pl.DataFrame:
        others = [name for name in (*COMPARED, "document") if name not in _DECIDING]
        rows = told.filter(rivals).hstack(seen.read(others, rivals))
        return rows.with_columns(source_kind=_source_kind(rows, kinds))

    rivals = contested(told[["fact_key"]])
    stands = is_standing(told, rivals)
    keeps = those_preferred(told[["fact_key"]], compared, methodology.rules.precedence, among=stands, rivals=rivals)
    stored = [name for name in NEEDED if name != "source_kind"]
    rest = seen.read([name for name in stored if name not in _DECIDING], keeps)
    # At the same time, as each takes one core only.
    decided, kind = pl.collect_all(
        [told.lazy().filter(keeps), rest.lazy().select(source_kind=_source_kind(rest, kinds))]
    )
    chosen = rest.hstack(decided).hstack(kind)[[*stored, "source_kind"]]
    rates = workspace.store.read("fx", as_of=as_of, at=at)
    return in_renminbi(ordered(chosen, OBSERVATIONS.order), rates, methodology)
