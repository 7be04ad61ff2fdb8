"""Which items a store holds, in sixteen bytes each, so that whoever watches for years stays small."""

import secrets
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_LOOSE = 16_384
"""Items that are kept in a dictionary before they are sorted in among the others."""

Hashes = NDArray[np.uint64]


class KnownNews:
    """Ids of items, each with a hash of its content, as a dictionary would hold them.

    Hashes have 64 bits and a key of this object's own, so that nobody can make an id that stands for another's. Among
    ten million items one in four hundred thousand such objects takes one id for another.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._ids: Hashes = np.empty(0, np.uint64)
        self._contents: Hashes = np.empty(0, np.uint64)
        self._loose: dict[int, int] = {}

    def __len__(self) -> int:
        """Items."""
        return len(self._ids) + len(self._loose)

    def __contains__(self, news_id: str) -> bool:
        return self._content(self._hash(news_id)) is not None

    def is_same(self, news_id: str, content: str) -> bool:
        """Whether the item is known with this very content."""
        return self._content(self._hash(news_id)) == self._hash(content)

    def add(self, items: Iterable[tuple[str, str]]) -> None:
        """Take in ids with their contents; what is known keeps the content that it has."""
        for news_id, content in items:
            number = self._hash(news_id)
            if self._content(number) is None:
                self._loose[number] = self._hash(content)
                if len(self._loose) >= max(_LOOSE, len(self._ids) // 8):
                    self._settle()

    def _hash(self, text: str) -> int:
        data = text.encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(data, digest_size=8, key=self._key).digest(), "little")

    def _content(self, number: int) -> int | None:
        if number in self._loose:
            return self._loose[number]
        place = int(np.searchsorted(self._ids, np.uint64(number)))
        return int(self._contents[place]) if place < len(self._ids) and self._ids[place] == number else None

    def _settle(self) -> None:
        ids = np.concatenate([self._ids, np.fromiter(self._loose.keys(), np.uint64, len(self._loose))])
        contents = np.concatenate([self._contents, np.fromiter(self._loose.values(), np.uint64, len(self._loose))])
        order = np.argsort(ids, kind="stable")
        self._ids, self._contents, self._loose = ids[order], contents[order], {}
