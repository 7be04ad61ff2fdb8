"""Runs of characters of a Chinese sentence as numbers, and tables that look such numbers up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.holdings import Array, Holdings, holdings
from cnesg.disclosure.ngrams import checksums_of_each
from cnesg.framework.regexes import regex

LONGEST = 6
_HINT = 12  # bits of a key that are left out of its hint
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = regex(r"\d[\d,.]*")
_SIGNS = regex(r"[^\u4e00-\u9fffa-zYN]")


def plain_signs(comparable_text: str) -> str:
    """The characters that count: Chinese and Latin ones, Y for a year, N for another number."""
    return _SIGNS.sub("", _NUMBER.sub("N", _YEAR.sub("Y", comparable_text)))


@dataclass(frozen=True)
class SentenceRuns:
    """The runs of many sentences, one for each time that it stands there.

    Attributes:
        keys: of the runs.
        owners: place of the sentence that each is of.
        number: of sentences.
    """

    keys: NDArray[np.uint32]
    owners: NDArray[np.int64]
    number: int


def sentence_runs(comparable_texts: Sequence[str], longest: int = LONGEST) -> SentenceRuns:
    """The runs of one character to the longest of sentences in the form of `comparable`.

    Punctuation is left out; years and other numbers count as one sign each, so that no figure is learnt by heart.
    """
    keys, owners = checksums_of_each([plain_signs(text) for text in comparable_texts], longest)
    return SentenceRuns(keys, owners, len(comparable_texts))


def name_runs(names: Sequence[Collection[str]]) -> SentenceRuns:
    """The names found in each of many sentences, as if they were runs of it."""
    keys = [crc32(name.encode()) for found in names for name in sorted(found)]
    owners = np.repeat(np.arange(len(names)), [len(found) for found in names])
    return SentenceRuns(np.array(keys, np.uint32), owners, len(names))


@dataclass(frozen=True)
class RunTable:
    """A row of numbers for each run that a model knows.

    Attributes:
        keys: of the runs, ascending.
        rows: runs by columns.
    """

    keys: NDArray[np.uint32]
    rows: Array

    def held_by(self, sentences: SentenceRuns) -> Holdings:
        """The rows of the known runs of each sentence."""
        hints = self._hints.take(sentences.keys >> _HINT)
        keys, owners = sentences.keys[hints], sentences.owners[hints]
        places, known = self._known(keys)
        return holdings(places[known], owners[known], sentences.number, max(1, len(self.keys)))

    @cached_property
    def _hints(self) -> NDArray[np.bool_]:
        """Whether some key begins with these bits: small enough to stay in the cache, and most keys are unknown."""
        hints = np.zeros(1 << (32 - _HINT), np.bool_)
        hints[self.keys >> _HINT] = True
        return hints

    def _known(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where each key would stand, and whether it does."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return places, self.keys.take(places) == keys


def unit_lengths(vectors: Array) -> Array:
    """Each row at length 1; zeros stay zeros."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    lengths[lengths == 0] = 1
    raised: Array = (vectors / lengths).astype(np.float32)
    return raised
