"""Which rows of a table many sentences hold: a sparse matrix, summed with NumPy alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.ngrams import damped, distinct

Array = NDArray[np.float32]
_AT_ONCE = 256  # more are no quicker, and their tables leave the cache
_BLOCK = 16
Item = TypeVar("Item")


@dataclass(frozen=True)
class Holdings:
    """The rows that each sentence holds.

    Attributes:
        ends: where the rows of each sentence end in `rows`; the first number is 0.
        rows: of all sentences one after another, of each ascending.
        counts: how much each row counts.
    """

    ends: NDArray[np.int64]
    rows: NDArray[np.int64]
    counts: Array

    def sums(self, table: Array) -> Array:
        """The rows of the table that each sentence holds, each times what it counts, added up.

        Args:
            table: rows by columns.

        Returns:
            Sentences by columns. What a sentence gets does not depend on the others.
        """
        found = np.zeros((len(self.ends) - 1, table.shape[1]), np.float32)
        bounds = self.ends.tolist()
        for place, (start, end) in enumerate(pairwise(bounds)):
            if start < end:  # one sentence at a time: its rows stay in the cache
                np.dot(self.counts[start:end], table.take(self.rows[start:end], axis=0), out=found[place])
        return found

    def of_unit_length(self, factors: Array) -> "Holdings":
        """The same with counts times the factor of their row, each sentence then at length 1; zeros stay zeros."""
        counts = self.counts * factors.take(self.rows)
        sizes = np.diff(self.ends)
        # the last end bounds the last sentence, so that its squares are added up like the others'
        squares = np.add.reduceat(np.append(counts * counts, np.float32(0)), self.ends)[:-1]
        squares[(sizes == 0) | (squares == 0)] = 1
        return Holdings(self.ends, self.rows, counts / np.repeat(np.sqrt(squares), sizes))


def holdings(rows: NDArray[np.int64], owners: NDArray[np.int64], sentences: int, width: int) -> Holdings:
    """What stands where, each row once a sentence with 1 + ln(times).

    Args:
        rows: one for each time a sentence holds it, in any order.
        owners: the sentence of each.
        sentences: how many there are.
        width: rows of the table.
    """
    found, times = distinct((owners * width + rows).astype(np.uint32 if sentences * width < 1 << 32 else np.uint64))
    numbers = found.astype(np.int64)
    ends = np.searchsorted(numbers, np.arange(sentences + 1) * width)
    return Holdings(ends, numbers % width, damped(times))


def times(points: Array, table: Array) -> Array:
    """The matrix product, in blocks of the same shape: what a row gets does not depend on how many others there are.

    Libraries add up small and large products in different orders, and a sentence must read alike in every company.
    """
    rows = len(points)
    padded = np.zeros((-(-rows // _BLOCK) * _BLOCK, points.shape[1]), np.float32)
    padded[:rows] = points
    found = np.empty((len(padded), table.shape[1]), np.float32)
    for start in range(0, len(padded), _BLOCK):
        np.dot(padded[start : start + _BLOCK], table, out=found[start : start + _BLOCK])
    return found[:rows]


def batched(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many at once as models read quickest."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
