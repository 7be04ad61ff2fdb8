"""What Chinese words mean by the company they keep: a table that the models of topics and of levels share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from cnesg.disclosure.linear import Array, model_bytes
from cnesg.disclosure.runs import RunTable, SentenceRuns, sentence_runs, unit_lengths
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

    def points(self, comparable_texts: Sequence[str]) -> Array:
        """The sum of the vectors of each text's words, less the middle, at length 1 (texts by dimensions)."""
        return self.points_of(sentence_runs(comparable_texts))

    def points_of(self, sentences: SentenceRuns) -> Array:
        """The same of the runs of the texts."""
        return unit_lengths(self.totals(sentences) - self.middle)

    def totals(self, sentences: SentenceRuns) -> Array:
        """The sums of the words' vectors."""
        return self.table.held_by(sentences).sums(self.table.rows)


def centred(table: RunTable, sentences: SentenceRuns) -> WordMeaning:
    """The meaning of words whose middle is that of these sentences."""
    bare = WordMeaning(table, np.zeros(table.rows.shape[1], np.float32))
    return WordMeaning(table, bare.totals(sentences).mean(axis=0))


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
