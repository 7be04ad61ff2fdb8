"""Every version of a value: what each source said, which row counts, and why the others do not."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl

from cnesg.errors import InputError
from cnesg.framework import Methodology
from cnesg.framework.formulas import parse_formula
from cnesg.imputation import counting
from cnesg.imputation.precedence import deciding_question
from cnesg.model import same_figure
from cnesg.pipeline.as_of.facts import with_source_kind
from cnesg.pipeline.workspace import Workspace
from cnesg.sources.cells import folded_name
from cnesg.store.selection import with_state

_SHOWN = (
    "fact_key",
    "concept",
    "breakdown",
    "fiscal_year",
    "boundary",
    "basis",
    "value",
    "unit",
    "text",
    "canonical_value",
    "canonical_unit",
    "verdict",
    "question",
    "source_kind",
    "title",
    "document",
    "page",
    "line",
    "quote",
    "available_at",
    "recorded_at",
    "position",
    "origin",
    "review",
    "restated",
    "assurance",
    "confidence",
    "observation_id",
    "supersedes",
    "decision",
)


def history(
    workspace: Workspace,
    company_id: str,
    wanted: str,
    *,
    year: int | None = None,
    as_of: datetime | None = None,
    at: int | None = None,
) -> pl.DataFrame:
    """All rows on a data point, a metric or an item of a company, by fact, then in the order in which they were stored.

    Args:
        workspace: where they are.
        company_id: whose.
        wanted: a data point's code or a metric, of a data point that is computed the metrics of its formula too; or the
            name of results that are kept beside the scores.
        year: only this fiscal year.
        as_of: only what the market could know then.
        at: only what the store held at that position.

    Returns:
        A row an observation. `verdict` is `counts`, `agrees` (another source with the same figure), `contradicts`
        (another figure), `outranked` (a statement or entry that does not count), `replaced` or `rejected` (by a
        person); `question` is the one of the precedence table that decided against it.

    Raises:
        InputError: there is no such data point, metric or name of results.
    """
    concepts = _kept_beside(workspace, wanted) or concepts_of(wanted, workspace.methodology)
    where = (pl.col("company_id") == company_id) & (
        pl.col("concept").is_in(concepts) | (pl.col("data_point") == wanted).fill_null(value=False)
    )
    if year is not None:
        where &= pl.col("fiscal_year") == year
    rows = workspace.store.read("observations", as_of=as_of, at=at, where=where)
    documents = workspace.store.read("documents", where=pl.col("company_id") == company_id)
    titles = documents.unique("document", keep="first").select("document", "title")
    told = with_source_kind(with_state(rows), documents).join(titles, on="document", how="left")
    judged = [row for fact in told.partition_by("fact_key") for row in _judged(fact, workspace.methodology)]
    if not judged:
        return told.with_columns(verdict=pl.lit(""), question=pl.lit("")).select(_SHOWN).clear()
    frame = pl.DataFrame(judged, schema_overrides=told.schema, infer_schema_length=None)
    return frame.select(_SHOWN).sort("concept", "breakdown", "fiscal_year", "fact_key", "position", "observation_id")


def _kept_beside(workspace: Workspace, wanted: str) -> list[str]:
    """The name of others' results, which no data point has, as a list; empty where nothing has that name."""
    name = folded_name(wanted)
    if wanted in workspace.methodology.metrics or wanted in workspace.methodology.data_points:
        return []
    of_name = (pl.col("kind") == "analysis") & (pl.col("concept") == name)
    return [name] if workspace.store.read("observations", where=of_name, columns=["concept"]).height else []


def concepts_of(wanted: str, methodology: Methodology) -> list[str]:
    """The metrics and items that answer a data point, itself first; of a metric itself alone.

    Raises:
        InputError: there is no such data point or metric.
    """
    if wanted in methodology.metrics:
        return [wanted]
    if wanted not in methodology.data_points:
        raise InputError.of("pipeline.unknown_concept", concept=wanted)
    return sorted(set(_below(wanted, methodology)))


def _below(code: str, methodology: Methodology) -> Iterator[str]:
    yield code
    point = methodology.data_points[code]
    text = methodology.formula_of(code)
    if text is None and point.select is not None:
        yield point.select.metric
    elif text is not None:
        for reference in parse_formula(text).references:
            if reference.is_data_point and reference.name != code:
                yield from _below(reference.name, methodology)
            else:
                yield reference.name


def _judged(fact: pl.DataFrame, methodology: Methodology) -> Iterator[dict[str, Any]]:
    """The rows of one fact with what became of each."""
    standing = fact.filter(pl.col("state") == "standing")
    winner = counting(standing, methodology.rules.precedence).to_dicts()
    for row in fact.iter_rows(named=True):
        verdict, question = row["state"], None
        if winner and row["observation_id"] == winner[0]["observation_id"]:
            verdict = "counts"
        elif verdict == "standing":
            verdict = _compared(row, winner[0], methodology.rules.same_figure.value)
            question = deciding_question(winner[0], row, methodology.rules.precedence)
        yield row | {"verdict": verdict, "question": question}


def _compared(row: dict[str, Any], winner: dict[str, Any], share: float) -> str:
    mine, counts = row["canonical_value"], winner["canonical_value"]
    if mine is None or counts is None:
        return "agrees" if (row["text"], mine) == (winner["text"], counts) else "outranked"
    return "agrees" if same_figure(mine, counts, share) else "contradicts"
