"""Which of several rows that state the same thing counts, by the questions of the methodology's precedence table."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import polars as pl

from cnesg.framework.definitions.rules import Criterion, Precedence

_SOURCE: Final = "source_kind"
_ORDERED: Final = {"review": "review", "boundary": "boundary", "basis": "basis", "assurance": "assurance"}
_LARGEST: Final = {
    "restated": "restated",
    "available": "available_at",
    "recorded": "position",
    "confidence": "confidence",
}
_TIE: Final = "observation_id"  # so that the order of rows never decides


def preferred(
    observations: pl.DataFrame, by: Iterable[str], precedence: Precedence, among: pl.Series | None = None
) -> pl.DataFrame:
    """One row for each combination of `by`: the one that takes precedence.

    Args:
        observations: rows of OBSERVATIONS, as far as the criteria need their columns; `source_kind` is the kind of
            the document (`annual`, `esg`, ...). Without that column an imported row's kind is `import`, any other's
            unknown.
        by: columns that say what the rows state.
        precedence: the questions, the first that tells two rows apart decides.
        among: true for the rows that may be chosen; all of them by default. Quicker than leaving the others out before.

    Returns:
        Rows as given, in the order given.
    """
    key = list(by)
    contested = _contested(observations, key)
    keeps = ~contested
    if among is not None:
        keeps &= among
        contested &= among
    if contested.any():
        places = contested.arg_true().alias("_row")
        rivals = _ranked(observations.filter(contested).hstack([places]), precedence)
        # Most questions have one answer for all, and every column makes sorting dearer.
        ranks = [name for name in rivals.columns if name.startswith("_rank_") and rivals[name].n_unique() > 1]
        rivals = rivals.select("_row", _TIE, *ranks, *(name for name in key if name != _TIE))
        chosen = rivals.sort(*ranks, _TIE).unique(key, keep="first")["_row"]
        keeps = keeps.scatter(chosen, [True] * chosen.len())
    return observations if keeps.all() else observations.filter(keeps)


def _contested(observations: pl.DataFrame, key: list[str]) -> pl.Series:
    """Whether other rows have the same key; some more may be marked, which costs time, nothing else.

    Most rows are not contested, and ranking is what takes time. Sorting hashes is quicker than grouping by keys, and
    numpy sorts whole numbers several times as fast as Polars.
    """
    keys = observations[key]
    hashes = keys.to_series().hash() if len(key) == 1 else keys.select(pl.struct(key).hash()).to_series()
    ordered = np.sort(hashes.to_numpy())
    twice = pl.Series(ordered[1:][ordered[1:] == ordered[:-1]], dtype=pl.UInt64)
    return hashes.is_in(twice.unique().implode())


def counting(observations: pl.DataFrame, precedence: Precedence, among: pl.Series | None = None) -> pl.DataFrame:
    """Of each fact the row that counts, in the order given.

    Args:
        observations: rows of OBSERVATIONS that are neither rejected nor replaced, or any with `among`.
        precedence: the questions.
        among: true for the rows that are neither rejected nor replaced.
    """
    return preferred(observations, ("fact_key",), precedence, among)


def deciding_question(winner: dict[str, object], loser: dict[str, object], precedence: Precedence) -> str | None:
    """The question (`source`, `available`, ...) that puts one row before another; None where only the id does.

    Args:
        winner: a row of OBSERVATIONS as a mapping, with `source_kind` where it is known.
        loser: another one on the same fact.
        precedence: the questions.
    """
    pair = _ranked(pl.DataFrame([winner, loser], infer_schema_length=None), precedence)
    for number, criterion in enumerate(precedence.criteria):
        first, second = pair[f"_rank_{number}"].to_list()
        if first != second:
            return criterion.by
    return None


def _ranked(observations: pl.DataFrame, precedence: Precedence) -> pl.DataFrame:
    if _SOURCE not in observations.columns:
        method = pl.col("method") if "method" in observations.columns else pl.lit(None, dtype=pl.String)
        observations = observations.with_columns(pl.when(method == "import").then(pl.lit("import")).alias(_SOURCE))
    # A criterion whose column the caller left out can't tell rows apart.
    return observations.with_columns(
        _rank(criterion, observations.columns).alias(f"_rank_{number}")
        for number, criterion in enumerate(precedence.criteria)
    )


def _rank(criterion: Criterion, columns: list[str]) -> pl.Expr:
    """Smaller is better."""
    if criterion.by == "length":
        return -(pl.col("valid_to") - pl.col("valid_from")).dt.total_days()
    if criterion.by in _LARGEST:
        column = _LARGEST[criterion.by]
        return (
            -pl.col(column).cast(pl.Float64 if column == "confidence" else pl.Int64) if column in columns else pl.lit(0)
        )
    column = _ORDERED.get(criterion.by, _SOURCE)
    if column not in columns:
        return pl.lit(0)
    ranks = {value: rank for rank, values in enumerate(criterion.order) for value in values}
    return pl.col(column).cast(pl.String).replace_strict(ranks, default=len(criterion.order), return_dtype=pl.Int64)
