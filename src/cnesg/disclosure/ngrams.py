"""Hashed n-grams of a sentence: what trained models read, from which no text can be got back."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cnesg.framework.regexes import regex
from cnesg.text.document import LanguageCode

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = regex(r"\d[\d,.]*")
_TOKEN = regex(r"[a-z]+|[YN]|[^\sa-z]")
_BLANK = regex(r"\s+")
# Endings that leave the sense of an English word as it is; those that are taken off first stand first.
_ENDING = regex(
    r"(?:ations?|ments?|ities|ingly|edly|fulness|ness|able|ible|ings?|ions?|ives?|ally|ers?|ors?|ies|ied|ed|es|ly|al|s|e|y)$"
)
_SHORTEST_STEM = 3
LONGEST = {"en": 2, "zh": 3}


@dataclass(frozen=True)
class Hashed:
    """Places and weights of the n-grams of a text; places are distinct and ascending."""

    places: NDArray[np.int64]
    counts: NDArray[np.float32]


def hashed_ngrams(comparable_text: str, language: LanguageCode, size: int) -> Hashed:
    """The n-grams of a text as places in a table.

    Chinese: runs of one to three characters. English: words, their stems, and pairs of either. Years and
    other numbers count as one sign each, so that no figure is learnt by heart.

    Args:
        comparable_text: in the form of `cnesg.disclosure.wording.comparable`.
        language: of the text.
        size: how many places the table has.

    Returns:
        Each place once, with 1 + ln(times).
    """
    plain = _NUMBER.sub("N", _YEAR.sub("Y", comparable_text))
    if language == "zh":
        found = checksums(_BLANK.sub("", plain), LONGEST["zh"])
    else:
        found = _numbers(crc32(gram.encode()) for gram in _english(plain))
    places, times = distinct(found % np.uint32(size))
    return Hashed(places.astype(np.int64), damped(times))


def hashed_ngrams_of_each(
    comparable_texts: Sequence[str], language: LanguageCode, size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of the n-grams of many texts, as of `hashed_ngrams`, once for each time, and the text of each."""
    plain = [_NUMBER.sub("N", _YEAR.sub("Y", text)) for text in comparable_texts]
    if language == "zh":
        found, owners = checksums_of_each([_BLANK.sub("", text) for text in plain], LONGEST["zh"])
    else:
        grams = [[crc32(gram.encode()) for gram in _english(text)] for text in plain]
        found = _numbers(chain.from_iterable(grams))
        owners = np.repeat(np.arange(len(grams)), [len(held) for held in grams])
    return (found % np.uint32(size)).astype(np.int64), owners


def checksums(text: str, longest: int) -> NDArray[np.uint32]:
    """The checksum of each run of one character, then of each of two, up to the longest.

    That of a run goes on from that of the run without its last character, so each character is read once a length.
    """
    units = list(map(str.encode, text))
    level = list(map(crc32, units))
    found = level
    for length in range(2, longest + 1):
        level = list(map(crc32, units[length - 1 :], level))
        found = found + level
    return _numbers(found)


def checksums_of_each(texts: Sequence[str], longest: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The checksums of the runs of many texts, and the place of the text that each is of, in no order to rely on.

    All texts are read as one, and runs that reach into the next text left out, which is quicker than one by one.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    left = np.repeat(ends, lengths) - np.arange(int(lengths.sum()))  # characters from here to the end of the text
    owners = np.repeat(np.arange(len(texts)), lengths)
    units = list(map(str.encode, "".join(texts)))
    level = list(map(crc32, units))
    found, of = [_numbers(level)], [owners]
    for length in range(2, longest + 1):
        level = list(map(crc32, units[length - 1 :], level))
        whole = left[: len(level)] >= length
        found.append(_numbers(level)[whole])
        of.append(owners[: len(level)][whole])
    return np.concatenate(found), np.concatenate(of)


def _numbers(found: Iterable[int]) -> NDArray[np.uint32]:
    """Checksums as an array; by way of `array`, which takes half the time of NumPy's own reading of a list."""
    return np.frombuffer(array("I", found), np.uint32)


def damped(times: NDArray[np.int64]) -> NDArray[np.float32]:
    """1 + ln(times): what stands twice says little more than what stands once."""
    return (1 + np.log(times)).astype(np.float32)


def distinct(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The distinct numbers, ascending, and how often each stands: `numpy.unique`, quicker for a few hundred."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    bounds = np.empty(np.count_nonzero(first) + 1, np.int64)
    bounds[:-1] = np.flatnonzero(first)
    bounds[-1] = len(ordered)
    return ordered[bounds[:-1]], bounds[1:] - bounds[:-1]


def _english(plain: str) -> Iterator[str]:
    """Words and pairs of words, stems, and pairs of stems that stand side by side or one word apart."""
    words = _TOKEN.findall(plain)
    yield from _grams(words, LONGEST["en"])
    stems = [_stem(word) for word in words]
    yield from (f"{stem}|" for stem in stems)
    yield from map("{}|{}".format, stems, stems[1:])
    yield from map("{}||{}".format, stems, stems[2:])


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """The word without its ending, where enough is left."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def _grams(units: list[str], longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        for start in range(len(units) - length + 1):
            yield " ".join(units[start : start + length])
