"""Near-duplicates: items whose words are the same, or nearly so, found as they arrive.

MinHash signatures (rensa) propose pairs, an exact Jaccard index and what the two tell of companies and numbers decide.
A pair is a duplicate or not whatever else has come: which items belong together does not hang on the order of arrival.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from math import inf

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from cnesg.framework.sentiment import LikenessRules
from cnesg.sentiment.groups import Groups
from cnesg.sentiment.wording import Told, Wording, shingles

_SEED = 20_221_101
_SLOTS = 64
_NAMED = (16, 2)  # bands and rows: a pair of Jaccard index 0.5 meets in 99 of 100 cases
_NAMELESS = (16, 4)
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_ROOM = 1_024
# Of 64 slots. Texts that are alike enough have a Jaccard index above 0.3; two deviations below that.
_LEAST_SLOTS = 12
# Beyond these, a text that names many would stand in many buckets; who is named first is named in reprints too.
_MOST_NAMES = 8
_FEW = 8  # members of a group in a bucket that are tried before the others

Shingles = NDArray[np.uint32]


class Likeness:
    """When two wordings are one.

    Args:
        rules: shares of shingles, from the methodology.
    """

    def __init__(self, rules: LikenessRules) -> None:
        self._least = {
            Told.SAME: rules.jaccard.value,
            Told.CUT: rules.cut_short.value,
            Told.MORE: rules.beside_others.value,
            Told.APART: inf,
        }
        self._contained = rules.contained.value
        self._least_share = rules.least_share.value

    def holds(self, left: Shingles, right: Shingles, told: Told) -> bool:
        """Whether two sets of shingles, each sorted and without repetition, are one text's.

        Args:
            left: of one text.
            right: of the other.
            told: of companies and numbers; texts that are apart are never one.
        """
        shorter, longer = sorted((len(left), len(right)))
        few, many = (left, right) if len(left) == shorter else (right, left)
        both = int(np.count_nonzero(many.take(many.searchsorted(few), mode="clip") == few))
        if both >= self._least[told] * (shorter + longer - both):
            return True
        return told is Told.SAME and both >= self._contained * shorter and shorter >= self._least_share * longer


class Duplicates:
    """The wordings of one window, and which of them are near-duplicates of each other, directly or by way of others.

    Buckets belong to a name, so that a form that hundreds of companies fill in costs no more than one company's news.
    Texts that name nobody are compared with each other only, and must agree in more of the signature.

    Args:
        rules: when two texts are one.
    """

    def __init__(self, rules: LikenessRules) -> None:
        self._likeness = Likeness(rules)
        self._exact: dict[bytes, int] = {}
        self._buckets: dict[int, list[int] | dict[int, list[int]]] = {}
        self._wordings: list[Wording] = []
        self._shingles: list[Shingles] = []
        self._sorted: set[int] = set()
        self._signatures = np.empty((_ROOM, _SLOTS), np.uint32)
        self.groups = Groups()

    def add(self, wordings: Sequence[Wording]) -> list[int]:
        """Take items in; the number of each one's wording, equal for equal texts, a member of `groups`."""
        fresh: dict[bytes, Wording] = {}
        for one in wordings:
            if one.exact not in self._exact:
                fresh.setdefault(one.exact, one)
        if fresh:
            self._insert(list(fresh.values()))
        return [self._exact[one.exact] for one in wordings]

    def _insert(self, fresh: Sequence[Wording]) -> None:
        hashes, starts = shingles(fresh)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, starts, _SLOTS, _SEED)
        signatures = np.asarray(matrix.to_rows(), dtype=np.uint32)
        shortened = hashes.astype(np.uint32)
        first = len(self._wordings)
        while first + len(fresh) > len(self._signatures):
            self._signatures = np.concatenate([self._signatures, np.empty_like(self._signatures)])
        self._signatures[first : first + len(fresh)] = signatures
        named, nameless = _bands(signatures, _NAMED), _bands(signatures, _NAMELESS)
        for place, one in enumerate(fresh):
            number = self.groups.enter()
            self._exact[one.exact] = number
            self._wordings.append(one)
            self._shingles.append(shortened[starts[place] : starts[place + 1]].copy())
            self._enter(number, one, named[place] if one.names else nameless[place])

    def _enter(self, number: int, one: Wording, bands: Sequence[int]) -> None:
        """Link a wording with those in its buckets, and put it there.

        Of a group that fills a bucket the latest members are tried first, as most versions of a story are alike; the
        others only where none of these was. So the thousandth version costs about as much as the tenth.
        """
        keys = [band ^ _salt(name) for name in sorted(one.names)[:_MOST_NAMES] or ("",) for band in bands]
        near, crowds = set[int](), list[tuple[int, list[int]]]()
        buckets = self._buckets
        for key in keys:
            bucket = buckets.get(key)
            if bucket is None:
                continue
            if isinstance(bucket, dict):
                crowds += bucket.items()
                near.update(*(members[-_FEW:] for members in bucket.values()))
            else:
                near.update(bucket)
        if near:
            self._link(number, sorted(near))
            apart = (members for head, members in crowds if self.groups.head(head) != self.groups.head(number))
            self._link(number, sorted(set[int]().union(*apart) - near))
        head = self.groups.head(number)
        for key in keys:
            if key in buckets:
                self._put(key, number, head)
            else:
                buckets[key] = [number]

    def _put(self, key: int, number: int, head: int) -> None:
        """Put a wording into a bucket that is there: a list, and by group once it is long."""
        bucket = self._buckets[key]
        if isinstance(bucket, dict):
            bucket.setdefault(head, []).append(number)
        elif number not in bucket[-1:]:  # two bands may meet in a bucket
            bucket.append(number)
            if len(bucket) > 2 * _FEW:
                by_group: dict[int, list[int]] = {}
                for member in bucket:
                    by_group.setdefault(self.groups.head(member), []).append(member)
                self._buckets[key] = by_group

    def _link(self, number: int, near: Sequence[int]) -> None:
        if not near:
            return
        # The signature tells beforehand who can't be alike enough; it does so for a pair, whichever came first.
        agreeing = np.count_nonzero(self._signatures.take(near, axis=0) == self._signatures[number], axis=1)
        one, groups = self._wordings[number], self.groups
        for other, slots in zip(near, agreeing.tolist(), strict=True):
            if slots < _LEAST_SLOTS or groups.head(other) == groups.head(number):
                continue
            told = one.beside(self._wordings[other])
            if told is not Told.APART and self._likeness.holds(self._distinct(number), self._distinct(other), told):
                groups.join(number, other)

    def _distinct(self, number: int) -> Shingles:
        """The shingles of a wording, sorted; sorted when first asked for, as most texts are like no other."""
        found = self._shingles[number]
        if number not in self._sorted:
            found = self._shingles[number] = _sorted_once(found)
            self._sorted.add(number)
        return found


def _sorted_once(found: Shingles) -> Shingles:
    """Sorted and without repetition, as `np.unique` in half the time for so few."""
    ascending = np.sort(found)
    fresh = np.empty(len(ascending), np.bool_)
    fresh[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]


def _bands(signatures: NDArray[np.uint32], form: tuple[int, int]) -> list[list[int]]:
    """For each signature its bands as numbers, each with its place, so that no two bands meet in a bucket."""
    count, rows = form
    pairs = signatures[:, : count * rows].copy().view(np.uint64).reshape(len(signatures), count, rows // 2)
    keys: NDArray[np.uint64] = np.full((len(signatures), count), _SEED, np.uint64)
    keys += np.arange(count, dtype=np.uint64)
    for place in range(rows // 2):
        keys *= _MIXER
        keys ^= pairs[:, :, place]
        keys ^= keys >> np.uint64(31)
    found: list[list[int]] = (keys * _MIXER).tolist()
    return found


@lru_cache(maxsize=65_536)
def _salt(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
