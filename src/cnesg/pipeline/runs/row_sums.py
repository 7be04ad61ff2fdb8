"""A number for a table that is the sum of numbers for its rows, so that it is known again when few rows have changed.

A row's number mixes the 64 bits of what each of its columns holds; a column without anything counts nothing, so that a
column added later changes no sum. It tells what happens by accident, one alteration in 2^64 apart, which is what a
run's id of 64 bits tells; who forges rows on purpose is found by the SHA-256 of files and the seals of the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import polars as pl
from numpy.typing import NDArray

Words = NDArray[np.uint64]

_ROWS_AT_ONCE = 1 << 16  # what a processor keeps at hand
_FEW = 4  # texts of which each stands that often or more are looked at once
_ALL = 1 << 64
_STEP = np.uint64(0x9E3779B97F4A7C15)  # constants and mixing as in SplitMix64 (Steele, Lea, Flood 2014)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True)
class RowSum:
    """How many rows there are, and the sum of their numbers modulo 2^64."""

    rows: int = 0
    total: int = 0

    def __add__(self, other: "RowSum") -> "RowSum":
        return RowSum(self.rows + other.rows, (self.total + other.total) % _ALL)

    def __sub__(self, other: "RowSum") -> "RowSum":
        return RowSum(self.rows - other.rows, (self.total - other.total) % _ALL)


def row_sum(frame: pl.DataFrame, without: Iterable[str] = ()) -> RowSum:
    """The sum over the rows of a table that conforms to its schema, in whatever order they stand.

    Args:
        frame: the rows; NaN and -0.0 do not stand in conforming ones.
        without: columns that do not count.
    """
    names = [name for name in frame.columns if name not in set(without)]
    total = sum(int(_rows(some, names).sum(dtype=np.uint64)) for some in frame.iter_slices(_ROWS_AT_ONCE))
    return RowSum(frame.height, total % _ALL)


def _rows(frame: pl.DataFrame, names: Iterable[str]) -> Words:
    mixed: Words = np.zeros(frame.height, dtype=np.uint64)
    for name in names:
        column = frame[name]
        nothing = column.null_count()
        if nothing == frame.height:
            continue
        salt = np.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little"))
        if nothing:
            there = column.is_not_null().to_numpy()
            mixed[there] += _mixed(_words(column.drop_nulls()) ^ salt)
        else:
            mixed += _mixed(_words(column) ^ salt)
    return _mixed(mixed + _STEP)


def _mixed(words: Words) -> Words:
    words ^= words >> np.uint64(30)
    words *= _FIRST
    words ^= words >> np.uint64(27)
    words *= _SECOND
    words ^= words >> np.uint64(31)
    return words


def _words(column: pl.Series) -> Words:
    """64 bits for each value of a column without nulls, as an array of its own."""
    if isinstance(column.dtype, pl.List):
        return _of_lists(column)
    if column.dtype == pl.String:
        different = column.unique()
        if len(different) * _FEW > len(column):
            return _of_texts(column)
        words = pl.Series(_of_texts(different))
        return column.replace_strict(different, words, return_dtype=pl.UInt64).to_numpy().copy()
    numbers = column.cast(pl.Int64) if column.dtype == pl.Boolean else column.to_physical()
    wide = numbers.cast(pl.Float64 if numbers.dtype.is_float() else pl.Int64).to_numpy()
    return wide.astype(wide.dtype.newbyteorder("<")).view("<u8").astype(np.uint64)


def _of_texts(texts: pl.Series) -> Words:
    """The sum of bytes, each times a constant of its place, and of the length."""
    lengths = texts.str.len_bytes().to_numpy().astype(np.int64)
    words = _mixed(lengths.astype(np.uint64) + _STEP)
    if not lengths.any():
        return words
    said = np.frombuffer(str(texts.str.join("").item()).encode(), dtype=np.uint8).astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    places = np.arange(len(said)) - np.repeat(starts, lengths)
    constants = _mixed((np.arange(lengths.max()).astype(np.uint64) + np.uint64(1)) * _STEP)
    there = lengths > 0
    words[there] += np.add.reduceat(said * constants[places], starts[there])
    return words


def _of_lists(lists: pl.Series) -> Words:
    """The sum over members, each mixed with its place, and of the length."""
    lengths = lists.list.len().to_numpy().astype(np.int64)
    words = _mixed(lengths.astype(np.uint64) + _STEP)
    there = lengths > 0
    if not there.any():
        return words
    members = lists.filter(pl.Series(there)).explode()
    known = members.is_not_null().to_numpy()
    of_members: Words = np.zeros(len(members), dtype=np.uint64)
    if known.any():
        of_members[known] = _mixed(_words(members.drop_nulls()))
    starts = np.cumsum(lengths) - lengths
    places = (np.arange(len(members)) - np.repeat(starts, lengths)).astype(np.uint64)
    placed = _mixed(of_members + (places + np.uint64(1)) * _STEP)
    words[there] += np.add.reduceat(placed, starts[there])
    return words
