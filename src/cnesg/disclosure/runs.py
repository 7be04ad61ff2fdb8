"""Runs of characters of a Chinese sentence as numbers, and tables that look such numbers up."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.linear import Array
from cnesg.disclosure.ngrams import checksums, damped, distinct

LONGEST = 6
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d[\d,.]*")
_SIGNS = re.compile(r"[^\u4e00-\u9fffa-zYN]")


@dataclass(frozen=True)
class Runs:
    """The distinct runs of a sentence.

    Attributes:
        keys: of the runs, ascending.
        counts: 1 + ln(times) of each.
        short: keys of the runs of one or two characters, in the order of the text.
    """

    keys: NDArray[np.uint32]
    counts: Array
    short: NDArray[np.uint32]


def runs(comparable_text: str) -> Runs:
    """The runs of one to six characters of a sentence in the form of `comparable`.

    Punctuation is left out; years and other numbers count as one sign each, so that no figure is learnt by heart.
    """
    plain = plain_signs(comparable_text)
    found = checksums(plain, LONGEST)
    keys, times = distinct(found)
    shortest = found[: max(0, 2 * len(plain) - 1)]
    return Runs(keys, damped(times), shortest)


def plain_signs(comparable_text: str) -> str:
    """The characters that count: Chinese and Latin ones, Y for a year, N for another number."""
    return _SIGNS.sub("", _NUMBER.sub("N", _YEAR.sub("Y", comparable_text)))


@dataclass(frozen=True)
class RunTable:
    """A row of numbers for each run that a model knows.

    Attributes:
        keys: of the runs, ascending.
        rows: runs by columns.
    """

    keys: NDArray[np.uint32]
    rows: Array

    def find(self, sentence: Runs) -> tuple[NDArray[np.int64], Array]:
        """Rows of the known runs of a sentence, and how much each counts."""
        places, known = self._known(sentence.keys)
        return places[known], sentence.counts[known]

    def find_in(self, comparable_text: str) -> tuple[NDArray[np.int64], Array]:
        """The same as `find` of the runs of a text, but only the known ones are counted, which is quicker."""
        places, known = self._known(np.sort(checksums(plain_signs(comparable_text), LONGEST)))
        rows, times = distinct(places[known].astype(np.uint32))
        return rows.astype(np.int64), damped(times)

    def _known(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where each key would stand, and whether it does."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return places, self.keys.take(places) == keys


def unit_length(vector: Array) -> Array:
    """The vector at length 1; zeros stay zeros."""
    length = float(np.sqrt(vector @ vector))
    return vector / np.float32(length) if length > 0 else vector
