"""Which names hold certain characters: one bit a name and character, so that few names are left to be compared."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_


class CharacterIndex:
    """Names by their characters.

    Args:
        places: what else a character may be written as, as 京 for 北京.
    """

    def __init__(self, places: Mapping[str, Sequence[str]]) -> None:
        self._places = places
        self._bits: dict[str, int] = defaultdict(int)

    def add(self, number: int, text: str) -> None:
        """Add a name."""
        for character in set(text):
            self._bits[character] |= 1 << number

    def holding(self, text: str) -> Iterator[int]:
        """Numbers of the names that hold every character of a text, or what it is written as; ascending."""
        return _numbers(self._all(text)) if text else iter(())

    def nearly_holding(self, text: str) -> Iterator[int]:
        """Numbers of the names that hold every character of a text but one; ascending."""
        bits = 0
        for place in range(len(text)):
            others = text[:place] + text[place + 1 :]
            bits |= self._all(others) if others else 0
        return _numbers(bits)

    def _all(self, text: str) -> int:
        return reduce(and_, map(self._of, text))

    def _of(self, character: str) -> int:
        bits = self._bits.get(character, 0)
        for written in self._places.get(character, ()):
            bits |= reduce(and_, (self._bits.get(one, 0) for one in written))
        return bits


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
