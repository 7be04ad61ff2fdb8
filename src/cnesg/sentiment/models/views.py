"""What a linear model sees of texts: n-grams of characters or words, and flags, counted for many texts at once.

A row shows a text in several views: the whole with the judged name masked, what stands around it, the headline. The
same n-gram is a feature of its own in each view.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Unit = Literal["character", "word", "flag"]
Row = tuple[str, ...]
"""A text as a model sees it: one string for each view."""

Keys = NDArray[np.uint32]
Places = NDArray[np.int64]
Array = NDArray[np.float32]

_WORD = re.compile(r"[a-z0-9&'\ue000-\uf8ff]+|[^\sa-z0-9]")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)
_SIEVE_BITS = 24


@dataclass(frozen=True)
class View:
    """One way of looking at a text.

    Attributes:
        name: tells views apart; the same n-gram of another name is another feature.
        unit: `character`; `word`, split at blanks and signs; or `flag`, split at blanks alone.
        shortest: least number of units in an n-gram.
        longest: greatest; at most four.
        weight: length of this view's part of a row.
    """

    name: str
    unit: Unit = "character"
    shortest: int = 1
    longest: int = 3
    weight: float = 1.0


@dataclass(frozen=True)
class Counted:
    """N-grams of rows, one entry for each row, view and distinct n-gram, in the order of rows.

    Attributes:
        rows: number of the row of each entry.
        views: number of its view.
        keys: hash of view and n-gram.
        times: how often it stands there.
        places: of the keys in the vocabulary; none where all n-grams were counted.
    """

    rows: Places
    views: Places
    keys: Keys
    times: NDArray[np.int64]
    places: Places


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that a model knows.

    Attributes:
        keys: their hashes, ascending.
        scale: how much each counts before a row is brought to length.
        sieve: whether any key has these leading bits; lets most unknown n-grams through no further.
    """

    keys: Keys
    scale: Array
    sieve: NDArray[np.bool_]

    @classmethod
    def of(cls, keys: Keys, scale: Array) -> "Vocabulary":
        """The vocabulary of these keys, which are ascending, and their scales."""
        sieve = np.zeros(1 << _SIEVE_BITS, np.bool_)
        sieve[keys >> np.uint32(32 - _SIEVE_BITS)] = True
        return cls(keys, scale, sieve)

    def matrix(self, rows: Sequence[Row], views: Sequence[View]) -> csr_matrix:
        """Rows by known n-grams; 1 + ln(times) times the scale, each view of a row brought to its weight."""
        found = counted(rows, views, self)
        places = found.places
        values = (1 + np.log(found.times)) * self.scale[places]
        parts = found.rows * len(views) + found.views
        lengths = np.sqrt(np.bincount(parts, values * values, len(rows) * len(views)))
        weights = np.array([view.weight for view in views])
        values *= weights[found.views] / np.where(lengths > 0, lengths, 1)[parts]
        ends = np.concatenate([[0], np.cumsum(np.bincount(found.rows, minlength=len(rows)))])
        return csr_matrix((values.astype(np.float32), places, ends), shape=(len(rows), len(self.keys)))


def counted(rows: Sequence[Row], views: Sequence[View], known: Vocabulary | None = None) -> Counted:
    """The n-grams of rows.

    Args:
        rows: one string for each view.
        views: in the order of the strings.
        known: only these are counted; all where None.
    """
    entries: list[NDArray[np.uint64]] = []
    for number, view in enumerate(views):
        owners, keys = _keys([row[number] for row in rows], view)
        if known is not None:
            passed = known.sieve[keys >> np.uint32(32 - _SIEVE_BITS)]
            owners, keys = owners[passed], keys[passed]
        parts = owners * len(views) + number
        entries.append((parts.astype(np.uint64) << _HALF) | keys)
    distinct, times = np.unique(np.concatenate(entries), return_counts=True)
    keys = (distinct & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    parts = (distinct >> _HALF).astype(np.int64)
    places = np.zeros(0, np.int64)
    if known is not None:
        places = np.minimum(np.searchsorted(known.keys, keys), max(0, len(known.keys) - 1))
        held = known.keys[places] == keys if len(known.keys) else np.zeros(len(keys), np.bool_)
        keys, parts, times, places = keys[held], parts[held], times[held], places[held]
    return Counted(parts // len(views), parts % len(views), keys, times, places)


def _keys(texts: Sequence[str], view: View) -> tuple[Places, Keys]:
    """Owner and hash of each n-gram of texts, with repetitions."""
    units, sizes = _character_units(texts) if view.unit == "character" else _word_units(texts, view.unit)
    owners = np.repeat(np.arange(len(texts)), sizes)
    salt = np.uint64(crc32(view.name.encode()))
    found_owners: list[Places] = []
    found_keys: list[Keys] = []
    with np.errstate(over="ignore"):  # hashes wrap around on purpose
        total = np.zeros(len(units), np.uint64)
        for length in range(1, view.longest + 1):
            # the n-gram that starts at a unit grows by the unit `length - 1` further on
            total = total[: max(0, len(units) - length + 1)] + units[length - 1 :] * _FACTORS[length - 1]
            if length < view.shortest:
                continue
            inside = owners[: len(total)] == owners[length - 1 :]
            mixed = (total[inside] + salt * np.uint64(2 * length + 1)) * _MIX
            mixed = (mixed ^ (mixed >> _HALF)) * _MIX
            found_owners.append(owners[: len(total)][inside])
            found_keys.append((mixed >> _HALF).astype(np.uint32))
    return np.concatenate(found_owners), np.concatenate(found_keys)


def _character_units(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes.astype(np.uint64), np.array([len(text) for text in texts], dtype=np.int64)


def _word_units(texts: Sequence[str], unit: Unit) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    split = [text.split() if unit == "flag" else _WORD.findall(text) for text in texts]
    codes = np.fromiter((_word_code(word) for words in split for word in words), np.uint64)
    return codes, np.array([len(words) for words in split], dtype=np.int64)


@lru_cache(maxsize=1 << 16)
def _word_code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
