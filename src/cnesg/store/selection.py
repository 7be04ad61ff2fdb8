"""Which rows a reader sees: as of a date, at a position, and without what people rejected or replaced."""

from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

from cnesg.model import available_instant

_FEW_RUNS = 200  # of rows with one value; each looked at by itself is then quicker than all neighbours together
_LONG_RUN = 2_000  # rows; of shorter runs the looking costs more than the rows
_INSTANT = pl.Datetime("us", "UTC")


def seen(frame: pl.LazyFrame, *, as_of: date | datetime | None, at: int | None) -> pl.LazyFrame:
    """Only rows that the market could know as of a date, and that the store held at a position."""
    if at is not None:
        frame = frame.filter(pl.col("position") <= at)
    if as_of is not None:
        frame = frame.filter(pl.col("available_at") <= pl.lit(available_instant(as_of)).cast(_INSTANT))
    return frame


def with_state(observations: pl.DataFrame) -> pl.DataFrame:
    """The rows with a column `state`: `standing`, `rejected`, or `replaced` by a person's decision.

    A row is replaced if a row that is seen too names it in `supersedes`. Of several decisions on one row the last one
    recorded stands; it replaces what the others brought.
    """
    decided = observations.filter(pl.col("supersedes").is_not_null()).sort("position", "observation_id")
    last = decided.unique("supersedes", keep="last", maintain_order=True)["observation_id"]
    replaced = pl.col("observation_id").is_in(decided["supersedes"].implode()) | (
        pl.col("supersedes").is_not_null() & ~pl.col("observation_id").is_in(last.implode())
    )
    return observations.with_columns(
        pl.when(replaced)
        .then(pl.lit("replaced"))
        .when(pl.col("review") == "rejected")
        .then(pl.lit("rejected"))
        .otherwise(pl.lit("standing"))
        .alias("state")
    )


def is_standing(observations: pl.DataFrame, likely: pl.Series | None = None) -> pl.Series:
    """Whether a row was neither rejected nor replaced: where `with_state` says `standing`, without making a table.

    Args:
        observations: rows of OBSERVATIONS.
        likely: rows among which those are that were replaced, most of the time: they and the decisions on them state
            one fact. Others are looked through only where some are not found among them.
    """
    keeps = observations["review"] != "rejected"
    decides = observations["supersedes"].is_not_null()
    if decides.any():
        decided = observations[["supersedes", "position", "observation_id"]].filter(decides)
        decided = decided.sort("position", "observation_id")
        last = decided.unique("supersedes", keep="last", maintain_order=True)["observation_id"]
        earlier = decided["observation_id"].filter(~decided["observation_id"].is_in(last.implode()))
        replaced = pl.concat([decided["supersedes"], earlier]).unique()
        keeps = keeps.scatter(_places(observations["observation_id"], replaced, likely), values=False)
    return keeps


def _places(ids: pl.Series, wanted: pl.Series, likely: pl.Series | None) -> pl.Series:
    """Where ids stand, of which none stands twice."""
    if likely is not None:
        places = likely.arg_true()
        found = places.filter(ids.gather(places).is_in(wanted.implode()))
        if found.len() == wanted.len():
            return found
    return ids.is_in(wanted.implode()).arg_true()


def standing(observations: pl.DataFrame) -> pl.DataFrame:
    """The rows that nobody rejected or replaced."""
    keeps = is_standing(observations)
    return observations if keeps.all() else observations.filter(keeps)


def ordered(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The rows in ascending order of columns; as they are where they stand so already."""
    return frame if in_order(frame, columns) else frame.sort(list(columns), maintain_order=True)


def in_order(frame: pl.DataFrame, columns: Sequence[str]) -> bool:
    """Whether rows stand in ascending order of columns; much quicker than sorting, and mostly they do."""
    first, *others = columns
    if frame.height < 2 or not frame[first].is_sorted():
        return frame.height < 2
    if any(frame[name].null_count() for name in columns):
        return False  # where nulls go is for sorting to say
    if not others:
        return True
    lengths = frame[first].rle().struct.field("len")
    if lengths.len() <= _FEW_RUNS and frame.height >= _LONG_RUN * lengths.len():
        starts = lengths.cum_sum() - lengths
        rest = frame[others]
        return all(in_order(rest.slice(*run), others) for run in zip(starts, lengths, strict=True))
    block = lengths[0]
    if (lengths == block).all() and all(frame[name].slice(block).equals(frame[name].head(-block)) for name in others):
        return in_order(frame[others].head(block), others)  # every value has the same rows
    before: pl.Expr = pl.lit(value=False)
    equal: pl.Expr = pl.lit(value=True)
    for name in columns:
        column, previous = pl.col(name), pl.col(name).shift(1)
        before |= equal & (column < previous)
        equal &= column.eq_missing(previous)
    return not frame.select(before.slice(1).any()).item()
