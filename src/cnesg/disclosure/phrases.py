"""Finding many phrases in one pass over a text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ahocorasick_rs

from cnesg.disclosure.wording import comparable
from cnesg.framework.regexes import regex
from cnesg.framework.statements import GAP
from cnesg.text.document import LanguageCode

# In Chinese a comma ends a clause; in English it also stands in lists, so that only stronger marks count.
_CLAUSE_ENDS = {"en": regex(r"[;:!?]|\. "), "zh": regex(r"[;:!?。,]")}
_LAST_WORD = regex(r"[a-z]{3,}$")

_Places = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True)
class _Part:
    """A run of characters of a phrase, and whether a word may go on after it."""

    text: str
    open_end: bool

    def forms(self, language: LanguageCode) -> list[str]:
        """The spellings that count as this part: in English the plural of its last word too."""
        if language == "zh" or self.open_end or not _LAST_WORD.search(self.text):
            return [self.text]
        plurals = [f"{self.text}s", f"{self.text}es"]
        return [self.text, *plurals, f"{self.text[:-1]}ies"] if self.text.endswith("y") else [self.text, *plurals]


class PhraseIndex:
    """All phrases of a language, compiled once.

    A phrase may hold `..` (its parts follow each other at most `gap` characters apart, within a clause) and a `*` at
    the end of a part (any ending of the word). English phrases begin and end at the bounds of words, and the last
    word of a part matches in singular and plural. `not_inside` names, for a part, longer runs in which it is no word.
    """

    def __init__(
        self,
        phrases: Iterable[str],
        language: LanguageCode,
        gap: int,
        not_inside: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._language = language
        self._gap = gap
        self._clause_end = _CLAUSE_ENDS[language]
        self._open_end: list[bool] = []
        self._whole: dict[int, list[str]] = defaultdict(list)
        self._chains: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
        numbers: dict[_Part, int] = {}
        forms: dict[str, list[int]] = defaultdict(list)
        for phrase in dict.fromkeys(phrases):
            parts = [self._number(part, numbers, forms) for part in self._parts(phrase)]
            if len(parts) == 1:
                self._whole[parts[0]].append(phrase)
            else:
                self._chains[parts[0]].append((phrase, tuple(parts)))
        self._patterns = tuple(tuple(parts) for parts in forms.values())
        held = not_inside or {}
        self._shadows = tuple(tuple((longer.index(form), longer) for longer in held.get(form, ())) for form in forms)
        self._automaton = ahocorasick_rs.AhoCorasick(list(forms)) if forms else None

    def find(self, text: str) -> frozenset[str]:
        """The phrases that stand in a text; `text` has the form of `comparable`."""
        if self._automaton is None:
            return frozenset()
        places: _Places = defaultdict(list)
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if any(
                start >= ahead and text.startswith(longer, start - ahead) for ahead, longer in self._shadows[pattern]
            ):
                continue
            for part in self._patterns[pattern]:
                if self._language == "zh" or self._is_word(text, start, end, open_end=self._open_end[part]):
                    places[part].append((start, end))
        found: set[str] = set()
        for part in places:
            found.update(self._whole.get(part, ()))
            found.update(p for p, chain in self._chains.get(part, ()) if self._in_order(text, chain, places))
        return frozenset(found)

    def _parts(self, phrase: str) -> list[_Part]:
        pieces = [piece.strip() for piece in phrase.split(GAP)]
        return [_Part(comparable(p.removesuffix("*"), self._language), p.endswith("*")) for p in pieces]

    def _number(self, part: _Part, numbers: dict[_Part, int], forms: dict[str, list[int]]) -> int:
        """The part's number; a new part is entered with all its forms."""
        if part not in numbers:
            numbers[part] = len(numbers)
            self._open_end.append(part.open_end)
            for form in part.forms(self._language):
                forms[form].append(numbers[part])
        return numbers[part]

    @staticmethod
    def _is_word(text: str, start: int, end: int, *, open_end: bool) -> bool:
        return (start == 0 or not text[start - 1].isalnum()) and (
            open_end or end == len(text) or not text[end].isalnum()
        )

    def _in_order(self, text: str, chain: tuple[int, ...], places: _Places) -> bool:
        """Whether the parts follow each other, near enough and within a clause."""
        if not all(part in places for part in chain):
            return False
        ends = [end for _, end in places[chain[0]]]
        for part in chain[1:]:
            ends = [end for start, end in places[part] if any(self._joins(text, before, start) for before in ends)]
        return bool(ends)

    def _joins(self, text: str, before: int, start: int) -> bool:
        return before <= start <= before + self._gap and not self._clause_end.search(text, before, start)
