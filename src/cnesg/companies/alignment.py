"""How well a short name fits a full one: its characters found in order, less a cost for what is left out."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cnesg.companies.name_anatomy import Anatomy, Part
from cnesg.framework.company_names import CompanyNames

_COUNTRY = "中国"


@dataclass(frozen=True)
class Prepared:
    """A short name.

    Attributes:
        written: for each character what may stand for it in a full name.
        shares: its share of the whole.
        loose: whether it belongs to a loose word.
        weight: what a cost is multiplied by; the shorter the name, the more.
    """

    written: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    loose: tuple[bool, ...]
    weight: float


class Alignment:
    """Scores short names against full ones, both without legal form and marks.

    Args:
        words: words of names, and what it costs to leave some out.
    """

    def __init__(self, words: CompanyNames) -> None:
        self._score = words.score
        self._places = words.places.short
        self.anatomy = Anatomy(words)
        loose = sorted(words.loose_words.zh, key=lambda word: (-len(word), word))
        self._loose = re.compile("|".join(map(re.escape, loose)))
        self._shorts_of: dict[str, list[str]] = {}
        for short, names in self._places.items():
            for name in names:
                self._shorts_of.setdefault(name, []).append(short)
        self._named = re.compile("|".join(map(re.escape, self._shorts_of)))
        self.prepared = lru_cache(maxsize=65536)(self._prepared)
        self._fulls = lru_cache(maxsize=65536)(lambda text: _Full(text, self.anatomy, words))

    def _prepared(self, short: str) -> Prepared:
        """A short name made ready; characters of its loose words count less, unless it is nothing else."""
        loose = [False] * len(short)
        for found in self._loose.finditer(short):
            if len(found[0]) < len(short) and found[0] != _COUNTRY:
                loose[found.start() : found.end()] = [True] * len(found[0])
        weights = [self._score.loose_share if one else 1.0 for one in loose]
        whole = sum(weights)
        written = tuple((character, *self._places.get(character, ())) for character in short)
        # The country counts as one character: many names begin with it.
        firm = max(1, len(short) - sum(loose) - (1 if short.startswith(_COUNTRY) else 0))
        return Prepared(
            written, tuple(weight / whole for weight in weights), tuple(loose), self._score.usual_length / firm
        )

    def firm(self, short: str) -> str:
        """A short name without its loose words, unless hardly anything would be left."""
        rest = self._loose.sub("", short)
        return rest if len(rest) > 1 else short

    def tells(self, short: str) -> bool:
        """Whether a short name is more than words of trades and loose words, which many companies have."""
        return any(
            part.kind in ("brand", "rest", "place") or self.anatomy.is_place(short[part.first : part.end])
            for part in self.anatomy.parts(short)
        )

    def without_place(self, bare: str) -> str:
        """As `Anatomy.without_place`."""
        return self.anatomy.without_place(bare)

    def spellings(self, full: str) -> list[tuple[str, ...]]:
        """For each character of a full name how a short one may write it; a place by its one character."""
        found = [[character] for character in full]
        for place in self._named.finditer(full):
            found[place.start()] += self._shorts_of[place[0]]
        return [tuple(one) for one in found]

    def score(self, short: Prepared, full: str, *, lacking: bool = False) -> float:
        """The best score of any way to find the short name's characters in order in the full one; 1 at most.

        Args:
            short: `prepared`.
            full: the full name.
            lacking: whether characters of the short name may be missing there that are not of loose words.
        """
        known = self._fulls(full)
        weight = short.weight
        reached = {-1: 0.0}
        for written, share, loose in zip(short.written, short.shares, short.loose, strict=True):
            following = dict(reached) if loose or lacking else {}
            for text in written:
                cost = weight * self._score.place_short if text is not written[0] else 0.0
                start = full.find(text)
                while start >= 0:
                    end = start + len(text) - 1
                    for last, score in reached.items():
                        if last < start:
                            gained = score + share - cost - weight * known.left_out(last, start)
                            if gained > following.get(end, -9.0):
                                following[end] = gained
                    start = full.find(text, start + 1)
            reached = following
        return max((s - weight * known.left_out(last, len(full)) for last, s in reached.items()), default=0.0)


class _Full:
    """A full name, and what it costs to leave out parts of it."""

    def __init__(self, text: str, anatomy: Anatomy, words: CompanyNames) -> None:
        self._text, self._anatomy, self._cost = text, anatomy, words.score
        parts = anatomy.parts(text)
        self._parts = [part for part in parts for _ in range(part.first, part.end)]
        self._branded = any(part.kind == "brand" for part in parts)
        self._known: dict[tuple[int, int], float] = {}

    def left_out(self, last: int, following: int) -> float:
        """What it costs that nothing is taken between two places; -1 and the length stand for the ends."""
        if following == last + 1:
            return 0.0
        key = (last, following)
        if key not in self._known:
            self._known[key] = self._between(last, following)
        return self._known[key]

    def _between(self, last: int, following: int) -> float:
        first, total = last + 1, 0.0
        while first < following:
            part = self._parts[first]
            end = min(part.end, following)
            if (part.first, part.end) == (first, end):
                total += self._whole(part)
            elif part.kind in ("brand", "rest"):
                total += self._piece_of_brand(part, first, end)
            else:
                total += self._piece_of_word(part, first, end)
            first = end
        return total

    def _whole(self, part: Part) -> float:
        if part.kind in ("brand", "home"):
            is_place = part.kind == "home" and self._anatomy.is_place(self._text[part.first : part.end])
            return self._cost.home_left if is_place else self._cost.brand_left
        if part.kind == "rest":
            return self._cost.brand_piece
        if part.kind != "trade":
            return 0.0
        return self._cost.trade_character * (part.end - part.first) if self._branded else self._cost.trade_alone

    def _piece_of_brand(self, part: Part, first: int, end: int) -> float:
        """A brand is made of words of two characters or more: what leaves one alone tears a word."""
        if first == part.first + 1 and end == part.end:
            return self._cost.brand_initial
        alone = first == part.first + 1 or (first == part.first and end == part.end - 1 and part.end - part.first > 1)
        alone = alone or end == part.end - 1
        return self._cost.brand_torn if alone or end - first == 1 else self._cost.brand_piece

    def _piece_of_word(self, part: Part, first: int, end: int) -> float:
        if first > part.first:  # its beginning was taken
            whole = end == part.end and self._anatomy.is_word(self._text[part.first : first])
            return self._cost.trade_character if whole else self._cost.word_cut
        return self._cost.trade_character if self._anatomy.is_word(self._text[end : part.end]) else self._cost.word_torn
