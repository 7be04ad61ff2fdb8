"""Finding many phrases in one pass over a text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from cnesg.disclosure.wording import comparable
from cnesg.framework.statements import GAP
from cnesg.text.document import LanguageCode

# In Chinese a comma ends a clause; in English it also stands in lists, so that only stronger marks count.
_CLAUSE_ENDS = {"en": re.compile(r"[;:!?]|\. "), "zh": re.compile(r"[;:!?。,]")}
_LAST_WORD = re.compile(r"[a-z]{3,}$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of characters of a phrase, and whether a word may go on after it."""

    text: str
    open_end: bool


class PhraseIndex:
    """All phrases of a language, compiled once.

    A phrase may hold `..` (its parts follow each other at most `gap` characters apart) and end in `*` (any ending).
    English phrases begin and end at the bounds of words, and their last word matches in singular and plural.
    """

    def __init__(self, phrases: Iterable[str], language: LanguageCode, gap: int) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        self._language = language
        self._gap = gap
        self._whole_words = language == "en"
        self._breaks = _CLAUSE_ENDS[language]
        self._whole: dict[_Part, list[str]] = defaultdict(list)
        self._first: dict[_Part, list[int]] = defaultdict(list)
        self._chains: dict[int, tuple[_Part, ...]] = {}
        forms: dict[str, list[_Part]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            parts = self._parts(phrase)
            if len(parts) == 1:
                self._whole[parts[0]].append(phrase)
            else:
                self._chains[number] = parts
                self._first[parts[0]].append(number)
            for part in parts:
                for form in self._forms(part):
                    if part not in forms[form]:
                        forms[form].append(part)
        self._patterns = tuple(forms.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(forms)) if forms else None

    def find(self, text: str) -> frozenset[str]:
        """The phrases that stand in a text; `text` has the form of `comparable`."""
        if self._automaton is None:
            return frozenset()
        found: set[str] = set()
        places: dict[_Part, list[tuple[int, int]]] = defaultdict(list)
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for part in self._patterns[pattern]:
                if not self._bounded(text, start, end, part):
                    continue
                found.update(self._whole.get(part, ()))
                places[part].append((start, end))
        for part in places.keys() & self._first.keys():
            found.update(self.phrases[n] for n in self._first[part] if self._in_order(text, self._chains[n], places))
        return frozenset(found)

    def _parts(self, phrase: str) -> tuple[_Part, ...]:
        pieces = [piece.strip() for piece in phrase.split(GAP)]
        return tuple(_Part(comparable(p.removesuffix("*"), self._language), p.endswith("*")) for p in pieces)

    def _forms(self, part: _Part) -> list[str]:
        text = part.text
        if not self._whole_words or part.open_end or not _LAST_WORD.search(text):
            return [text]
        return (
            [text, f"{text}s", f"{text}es", f"{text[:-1]}ies"]
            if text.endswith("y")
            else [text, f"{text}s", f"{text}es"]
        )

    def _bounded(self, text: str, start: int, end: int, part: _Part) -> bool:
        if not self._whole_words:
            return True
        return (start == 0 or not text[start - 1].isalnum()) and (
            part.open_end or end == len(text) or not text[end].isalnum()
        )

    def _in_order(self, text: str, parts: tuple[_Part, ...], places: dict[_Part, list[tuple[int, int]]]) -> bool:
        """Whether the parts follow each other, near enough and within a clause."""
        ends = [end for _, end in places[parts[0]]]
        for part in parts[1:]:
            ends = [
                end
                for start, end in places.get(part, ())
                if any(b <= start <= b + self._gap and not self._breaks.search(text, b, start) for b in ends)
            ]
            if not ends:
                return False
        return True
