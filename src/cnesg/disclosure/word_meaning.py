"""What Chinese words mean by the company they keep: a table that the models of topics and of levels share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.linear import Array, model_bytes
from cnesg.disclosure.runs import Runs, RunTable, unit_length
from cnesg.text.model_files import read_arrays, write_arrays

WORDS = "words-zh"


@dataclass(frozen=True)
class WordMeaning:
    """What words mean by the company they keep.

    Attributes:
        table: a vector for each word, times how rare it is.
        middle: the mean sum of a sentence, taken off so that sentences differ.
    """

    table: RunTable
    middle: Array

    def point(self, sentence: Runs) -> Array:
        """The sum of the words' vectors, less the middle, at length 1."""
        return self._centred(self.total(sentence))

    def point_of(self, comparable_text: str) -> Array:
        """The same as `point` of the runs of a text; quicker where the runs are not needed for something else."""
        return self._centred(self._sum(*self.table.find_in(comparable_text)))

    def total(self, sentence: Runs) -> Array:
        """The sum of the words' vectors."""
        return self._sum(*self.table.find(sentence))

    def _sum(self, rows: NDArray[np.int64], counts: Array) -> Array:
        total: Array = counts @ self.table.rows.take(rows, axis=0)
        return total

    def _centred(self, total: Array) -> Array:
        return unit_length((total - self.middle).astype(np.float32))


def centred(table: RunTable, sentences: Sequence[Runs]) -> WordMeaning:
    """The meaning of words whose middle is that of these sentences."""
    bare = WordMeaning(table, np.zeros(table.rows.shape[1], np.float32))
    return WordMeaning(table, np.array([bare.total(sentence) for sentence in sentences]).mean(axis=0))


def pack_words(meaning: WordMeaning) -> bytes:
    """The table as the bytes of an npz file, vectors in half precision."""
    arrays = {"keys": meaning.table.keys, "rows": meaning.table.rows.astype(np.float16), "middle": meaning.middle}
    return write_arrays({}, arrays)


def unpack_words(data: bytes) -> WordMeaning:
    """The table of the bytes of an npz file; no code is run by reading it."""
    _, arrays = read_arrays(data)
    return WordMeaning(RunTable(arrays["keys"], arrays["rows"]), arrays["middle"])


@cache
def shipped_words() -> WordMeaning:
    """The table that ships, read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return unpack_words(model_bytes(WORDS))
