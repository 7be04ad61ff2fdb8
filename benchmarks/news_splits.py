"""Splits of labelled news into texts to learn from and texts to judge, so that no text stands on both sides."""

import random
import re
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from cnesg.text.near_duplicates import groups

_SHINGLE = 4
_LONGEST = 600
_ALIKE = 0.7


def folds(keys: Sequence[Hashable], number: int, seed: int) -> list[list[int]]:
    """Places of rows, in so many folds; rows of one key stand in one fold.

    Args:
        keys: of each row: its text, or the group of its near-duplicates.
        number: of folds.
        seed: of the draw.
    """
    distinct = list(dict.fromkeys(keys))
    random.Random(seed).shuffle(distinct)
    fold_of = {key: place % number for place, key in enumerate(distinct)}
    found: list[list[int]] = [[] for _ in range(number)]
    for place, key in enumerate(keys):
        found[fold_of[key]].append(place)
    return found


def apart(learnt: Sequence[str], judged: Sequence[str]) -> list[int]:
    """Places of the judged texts that are near-duplicates of no learnt one, and of no judged one before them."""
    found = groups([*learnt, *judged])
    seen = set(found[: len(learnt)])
    kept = []
    for place, group in enumerate(found[len(learnt) :]):
        if group not in seen:
            seen.add(group)
            kept.append(place)
    return kept


def unlike(learnt: Sequence[str], judged: Sequence[str]) -> list[int]:
    """Places of the judged texts that share a Jaccard index of 0.7 or more with no learnt one.

    Of shingles of four characters, signs left out, from the first 600. `apart` is stricter: for it texts are alike too
    where one holds half of the other, and so are all that are alike by way of others.
    """
    numbers: dict[str, int] = {}
    table, sizes = [], []
    for texts in (learnt, judged):
        found = [[numbers.setdefault(shingle, len(numbers)) for shingle in _shingles(text)] for text in texts]
        sizes.append(np.array([len(own) for own in found]))
        columns = [number for own in found for number in own]
        table.append((np.ones(len(columns), np.float32), columns, np.concatenate([[0], np.cumsum(sizes[-1])])))
    known, asked = (csr_matrix(part, (len(part[2]) - 1, len(numbers))) for part in table)
    shared = (asked @ known.T).tocoo()
    alike = shared.data >= _ALIKE * (sizes[1][shared.row] + sizes[0][shared.col] - shared.data)
    return sorted(set(range(len(judged))) - set(shared.row[alike].tolist()))


def _shingles(text: str) -> list[str]:
    plain = re.sub(r"\W+", "", text)[:_LONGEST]
    return sorted({plain[start : start + _SHINGLE] for start in range(max(1, len(plain) - _SHINGLE + 1))})
