"""Which of several rows that state the same thing counts, by the questions of the methodology's precedence table."""

import math
from collections.abc import Callable, Iterable
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


COMPARED: Final = (*_ORDERED.values(), *_LARGEST.values(), "valid_from", "valid_to", "method", _TIE)
"""The columns of OBSERVATIONS that the questions look at; the kind of the document comes beside them."""


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
    asked = [name for name in (*COMPARED, _SOURCE) if name in observations.columns]
    compared = observations[asked]
    keeps = those_preferred(observations[key], compared.filter, precedence, among)
    return observations if keeps.all() else observations.filter(keeps)


def those_preferred(
    keys: pl.DataFrame,
    compared: Callable[[pl.Series], pl.DataFrame],
    precedence: Precedence,
    among: pl.Series | None = None,
    rivals: pl.Series | None = None,
) -> pl.Series:
    """Which rows `preferred` would give, of rows whose other columns are read only where several state the same.

    Args:
        keys: what the rows state: rows that are equal here are rivals.
        compared: gives the columns `COMPARED`, and `source_kind` if it is known, of the rows where a series is true.
        precedence: the questions.
        among: true for the rows that may be chosen; all of them by default.
        rivals: what `contested` gives, where it is known.
    """
    disputed = contested(keys) if rivals is None else rivals
    keeps = ~disputed
    if among is not None:
        keeps &= among
        disputed &= among
    if disputed.any():
        chosen = _first_of_each(keys.filter(disputed), compared(disputed), precedence)
        places = disputed.arg_true().filter(chosen)
        keeps = keeps.scatter(places, [True] * places.len())
    return keeps


def _first_of_each(keys: pl.DataFrame, rivals: pl.DataFrame, precedence: Precedence) -> pl.Series:
    """Of the rows with one key the one that takes precedence, as a mask.

    Question by question those drop out that another row of their key beats; the last ones left are told apart by id.
    """
    group = keys.with_row_index("_row").select(pl.col("_row").first().over(keys.columns)).to_series().to_numpy()
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order].astype(np.int64), prepend=-1))
    sizes = np.diff(starts, append=group.size)
    left = np.ones(group.size, dtype=bool)
    ranked = _ranked(rivals, precedence)
    for name in (name for name in ranked.columns if name.startswith("_rank_")):
        rank = ranked[name].cast(pl.Float64).fill_null(-math.inf).to_numpy()[order]
        rank = np.where(left, rank, math.inf)
        left &= rank == np.repeat(np.minimum.reduceat(rank, starts), sizes)
        if np.count_nonzero(left) == starts.size:
            break
    chosen = order[left]
    if chosen.size > starts.size:
        tied = pl.DataFrame({"row": chosen, "group": group[chosen]}).with_columns(rivals[_TIE].gather(chosen))
        least = tied.filter(pl.col(_TIE) == pl.col(_TIE).min().over("group"))
        chosen = least.unique("group", keep="first")["row"].to_numpy()
    return pl.Series(np.isin(np.arange(group.size), chosen))


def contested(keys: pl.DataFrame) -> pl.Series:
    """Whether other rows have the same key; some more may be marked, which costs time, nothing else.

    Most rows are not contested, and ranking is what takes time. Sorting hashes is quicker than grouping by keys, and
    numpy sorts whole numbers several times as fast as Polars.
    """
    hashes = keys.to_series().hash() if keys.width == 1 else keys.select(pl.struct(pl.all()).hash()).to_series()
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
