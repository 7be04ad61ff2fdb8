"""Splits of labelled news into texts to learn from and texts to judge, so that no text stands on both sides."""

import random
from collections.abc import Hashable, Sequence

from cnesg.text.near_duplicates import groups


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
