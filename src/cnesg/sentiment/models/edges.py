"""Where names begin and end in a text, told from the characters around each gap between characters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnesg.sentiment.models.views import Array
from cnesg.text.normalise import fold

LONGEST_TEXT = 600
REACH = 8
NEAR = 5
Hashes = NDArray[np.int32]
_DIGIT = re.compile(r"\d")
_FACTORS = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
    ],
    dtype=np.uint64,
)
_LONG = ((-4, 4), (0, 4), (-2, 4), (0, 5), (-3, 6))
# Runs of one to three characters by where they begin, counted from the gap; single ones from further away too.
PATTERNS = (
    *(
        (start, length)
        for length in (1, 2, 3)
        for start in range(-REACH, REACH - length + 1)
        if length == 1 or abs(start) <= NEAR
    ),
    *_LONG,
)


@dataclass(frozen=True)
class EdgeModel:
    """Scores of every gap of a text: that a name begins there, and that one ends there.

    Attributes:
        begins: weight of each place of the table of hashed runs.
        ends: likewise.
        bias: of beginning and of ending.
    """

    begins: Array
    ends: Array
    bias: tuple[float, float]

    def scores(self, texts: Sequence[str]) -> list[tuple[Array, Array]]:
        """For each text the scores of its gaps, the first before its first character.

        Args:
            texts: in the form of `even`.
        """
        found = []
        for text in texts:
            runs = gap_runs([text], len(self.begins))
            begins, ends = self.begins[runs].sum(axis=1), self.ends[runs].sum(axis=1)
            found.append((begins + np.float32(self.bias[0]), ends + np.float32(self.bias[1])))
        return found


def even(text: str) -> str:
    """The text in one form of the same length: simplified, half width, lower case, each digit an `N`."""
    folded = fold(text)
    lower = folded.lower()
    return _DIGIT.sub("N", lower if len(lower) == len(folded) else folded)


def gap_runs(texts: Sequence[str], size: int) -> Hashes:
    """Gaps of all texts, one after the other, by patterns: the place of each run in a table of this size."""
    margin = np.zeros(REACH, np.uint64)
    parts: list[NDArray[np.uint64]] = []
    gaps: list[NDArray[np.int64]] = []
    start = 0
    for text in texts:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
        parts += [margin, codes, margin]
        gaps.append(np.arange(len(codes) + 1) + start + REACH)
        start += len(codes) + 2 * REACH
    codes, places = np.concatenate(parts), np.concatenate(gaps)
    columns = []
    with np.errstate(over="ignore"):  # hashes wrap around on purpose
        for number, (offset, length) in enumerate(PATTERNS):
            total = np.full(len(codes), np.uint64(number * 7919 + 13)) * _FACTORS[0]
            for step in range(length):
                total[: len(codes) - step] += codes[step:] * _FACTORS[step]
            total = (total ^ (total >> np.uint64(29))) * _FACTORS[1]
            total = (total ^ (total >> np.uint64(32))) % np.uint64(size)
            columns.append(total.astype(np.int32)[places + offset])
    return np.stack(columns, axis=1)
