"""How well a short name fits a full one: its characters found in order, with as few breaks as can be."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cnesg.framework.company_names import CompanyNames

_FARTHEST = 8


@dataclass(frozen=True)
class Prepared:
    """A short name: for each character what may stand for it in a full name, and its share of the whole."""

    written: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Layout:
    """A full name.

    Attributes:
        heavy: for each place how many characters before it are neither loose words nor names of places.
        within: whether a place lies inside of such a word, its first character aside.
    """

    heavy: tuple[int, ...]
    within: tuple[bool, ...]


class Alignment:
    """Scores short names against full ones.

    Args:
        words: loose words, places, and what breaks cost.
    """

    def __init__(self, words: CompanyNames) -> None:
        self._score = words.score
        self._places = words.places.short
        loose = sorted(words.loose_words.zh, key=len, reverse=True)
        self._loose = re.compile("|".join(map(re.escape, loose)))
        named = {*words.places.cities, *(place for names in words.places.short.values() for place in names)}
        places = sorted(named, key=lambda place: (-len(place), place))
        self._light = re.compile("|".join(map(re.escape, [*loose, *places])) + "|[省市县]")
        self._layouts = lru_cache(maxsize=65536)(self._layout)

    def prepared(self, short: str) -> Prepared:
        """A short name made ready; characters of its loose words count less, unless it is nothing else."""
        weights = [1.0] * len(short)
        for found in self._loose.finditer(short):
            if len(found[0]) < len(short):
                weights[found.start() : found.end()] = [self._score.loose_share] * len(found[0])
        whole = sum(weights)
        written = tuple((character, *self._places.get(character, ())) for character in short)
        return Prepared(written, tuple(weight / whole for weight in weights))

    def _layout(self, full: str) -> Layout:
        heavy, within = [1] * len(full), [False] * (len(full) + 1)
        for found in self._light.finditer(full):
            first, end = found.span()
            heavy[first:end] = [0] * (end - first)
            within[first + 1 : end] = [True] * (end - first - 1)
        before = [0]
        for one in heavy:
            before.append(before[-1] + one)
        return Layout(tuple(before), tuple(within))

    def score(self, short: Prepared, full: str) -> float:
        """The best score of any way to find the short name's characters in the full one; 1 at most, may be negative."""
        layout = self._layouts(full)
        reached = {-1: 0.0}
        for written, share in zip(short.written, short.shares, strict=True):
            following = dict(reached)
            for text in written:
                start = full.find(text)
                while start >= 0:
                    end = start + len(text) - 1
                    for last, score in reached.items():
                        if last < start:
                            gained = score + share - self._gap(layout, last, start)
                            if gained > following.get(end, -9.0):
                                following[end] = gained
                    start = full.find(text, start + 1)
            reached = following
        heavy, cost = layout.heavy, self._score.left_cost
        return max(score - cost * min(_FARTHEST, heavy[-1] - heavy[last + 1]) for last, score in reached.items())

    def _gap(self, layout: Layout, last: int, start: int) -> float:
        """What it costs that characters lie between two that were found, or before the first."""
        if last == start - 1:
            return 0.0
        between = layout.heavy[start] - layout.heavy[last + 1]
        # Half a place's name is no place's name: whoever begins or ends within one breaks it.
        torn = layout.within[start] or layout.within[last + 1]
        if last == -1:
            return min(between, _FARTHEST) * self._score.late_cost + (self._score.break_cost if torn else 0.0)
        return self._score.break_cost if between or torn else 0.0
