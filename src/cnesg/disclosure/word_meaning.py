"""What Chinese words mean by the company they keep: a table that the models of topics and of levels share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

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
        total: Array = self.total(sentence) - self.middle
        return unit_length(total.astype(np.float32))

    def total(self, sentence: Runs) -> Array:
        """The sum of the words' vectors."""
        rows, counts = self.table.find(sentence)
        total: Array = counts @ self.table.rows[rows]
        return total


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
