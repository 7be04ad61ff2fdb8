"""What a Chinese name of a company is made of: a place, a brand, words of trades, words that are kept or left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from cnesg.framework.company_names import CompanyNames

Kind = Literal["place", "home", "brand", "rest", "trade", "loose"]

# What a reading costs: as few characters as can be are no known word, in as few runs, of as few words. A word right
# behind the place costs most, as a brand stands there.
_UNKNOWN, _RUN, _WORD, _NO_BRAND = 10, 6, 3, 8
_COUNTRY = "中国"
_LEAST_REST = 2


@dataclass(frozen=True)
class Part:
    """A part of a name.

    Attributes:
        first: place of its first character.
        end: the place behind its last.
        kind: `brand` is the first run of characters that are no known word, `rest` any later one; `home` is the word
            that tells a company without a brand from others: its place, else its first trade.
    """

    first: int
    end: int
    kind: Kind


class Anatomy:
    """Takes names apart.

    Args:
        words: places, trades and loose words.
    """

    def __init__(self, words: CompanyNames) -> None:
        groups = words.places.groups
        self._places = frozenset(
            {*words.places.cities, *groups, *(p for names in words.places.short.values() for p in names)}
        )
        self._kinds: dict[str, Kind] = {
            **dict.fromkeys(self._places, "place"),
            **dict.fromkeys(words.trades.zh, "trade"),
            **dict.fromkeys(words.loose_words.zh, "loose"),
        }
        self._longest = max(map(len, self._kinds), default=0)
        named = "|".join(sorted({_COUNTRY, *self._places}, key=lambda place: (-len(place), place)))
        self._begins = re.compile(f"(?:(?:{named})(?:自治区|省|市|县|区)?)+")
        self.parts = lru_cache(maxsize=65536)(self._parts)

    def is_word(self, text: str) -> bool:
        """Whether a text is one known word."""
        return text in self._kinds

    def is_place(self, text: str) -> bool:
        """Whether a text begins with a place, or the country."""
        return self._begins.match(text) is not None

    def without_place(self, bare: str) -> str:
        """A name without the places that it begins with, unless hardly anything would be left."""
        found = self._begins.match(bare)
        return bare[found.end() :] if found and len(bare) - found.end() >= _LEAST_REST else bare

    def _parts(self, bare: str) -> tuple[Part, ...]:
        """The parts of a name without legal form and marks, in order, without gaps."""
        start = len(bare) - len(self.without_place(bare))
        parts = [Part(0, start, "place")] if start else []
        parts += self._read(bare, start)
        if any(part.kind == "brand" for part in parts):
            return tuple(parts)
        at = next((i for i, part in enumerate(parts) if part.kind != "loose"), None)
        return tuple(Part(p.first, p.end, "home" if i == at else p.kind) for i, p in enumerate(parts))

    def _read(self, bare: str, start: int) -> Iterator[Part]:
        """The cheapest reading of what stands behind the place."""
        cheapest: dict[tuple[int, bool], tuple[int, tuple[int, bool]]] = {(start, False): (0, (start, False))}
        for at in range(start, len(bare)):
            for run in (False, True):
                if (at, run) not in cheapest:
                    continue
                spent = cheapest[at, run][0]
                steps = [((at + 1, True), spent + _UNKNOWN + (0 if run else _RUN))]
                steps += [
                    ((end, False), spent + _WORD + (_NO_BRAND if at == start else 0))
                    for end in range(at + 2, min(at + self._longest, len(bare)) + 1)
                    if bare[at:end] in self._kinds
                ]
                for reached, cost in steps:
                    if reached not in cheapest or cost < cheapest[reached][0]:
                        cheapest[reached] = (cost, (at, run))
        state = min(
            (state for state in cheapest if state[0] == len(bare)), key=lambda s: cheapest[s][0], default=(start, False)
        )
        path = [state]
        while path[-1][0] > start:
            path.append(cheapest[path[-1]][1])
        yield from self._joined(bare, path[::-1])

    def _joined(self, bare: str, path: list[tuple[int, bool]]) -> Iterator[Part]:
        seen, begun = False, None
        for (first, _), (end, run) in pairwise(path):
            if run:
                begun = first if begun is None else begun
                continue
            if begun is not None:
                yield Part(begun, first, "rest" if seen else "brand")
                seen, begun = True, None
            yield Part(first, end, self._kinds[bare[first:end]])
        if begun is not None:
            yield Part(begun, path[-1][0], "rest" if seen else "brand")
