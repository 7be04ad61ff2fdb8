"""Hashed n-grams of a sentence: what trained models read, from which no text can be got back."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cnesg.text.document import LanguageCode

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d[\d,.]*")
_TOKEN = re.compile(r"[a-z]+|[YN]|[^\sa-z]")
_BLANK = re.compile(r"\s+")
_LONGEST = {"en": 2, "zh": 3}


@dataclass(frozen=True)
class Hashed:
    """Places and weights of the n-grams of a text; places are distinct and ascending."""

    places: NDArray[np.int64]
    counts: NDArray[np.float32]


def hashed_ngrams(comparable_text: str, language: LanguageCode, size: int) -> Hashed:
    """The n-grams of a text as places in a table.

    Chinese: runs of one to three characters. English: words and pairs of words. Years and other numbers count as one
    sign each, so that no figure is learnt by heart.

    Args:
        comparable_text: in the form of `cnesg.disclosure.wording.comparable`.
        language: of the text.
        size: how many places the table has.

    Returns:
        Each place once, with 1 + ln(times).
    """
    counts = Counter(crc32(gram.encode()) % size for gram in _grams(comparable_text, language))
    places = sorted(counts)
    return Hashed(
        np.array(places, dtype=np.int64),
        np.array([1 + log(counts[place]) for place in places], dtype=np.float32),
    )


def _grams(text: str, language: LanguageCode) -> Iterator[str]:
    plain = _NUMBER.sub("N", _YEAR.sub("Y", text))
    units = _BLANK.sub("", plain) if language == "zh" else _TOKEN.findall(plain)
    joint = "" if language == "zh" else " "
    for length in range(1, _LONGEST[language] + 1):
        for start in range(len(units) - length + 1):
            yield joint.join(units[start : start + length])
