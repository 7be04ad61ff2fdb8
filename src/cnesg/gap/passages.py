"""A document's sentences as they are held against requirements: with their subjects and their surroundings'."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from cnesg.disclosure.phrases import PhraseIndex
from cnesg.disclosure.wording import comparable
from cnesg.framework.regexes import regex
from cnesg.framework.requirements import Words
from cnesg.framework.statements import VocabularyPair
from cnesg.text.document import LanguageCode
from cnesg.text.language import language_of
from cnesg.text.sentences import Sentence

_NEAREST_HEADINGS = 2
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d\s*(?:年度?|/\d\d)?")
_LETTERS = regex(r"[A-Za-z\u4e00-\u9fff]")
_CURRENCY = r"(?:rmb|cny|hk\$|hkd|us\$|usd|\$|¥|€|£)"
_LEAST_LETTERS = {"en": 16, "zh": 6}


@dataclass(frozen=True)
class Passage:
    """One sentence or line with what it speaks of.

    Attributes:
        sentence: as the text layer gives it.
        subjects: the subjects in it, each with how many of its wordings were found.
        around: subjects in the two nearest headings and the sentence before.
        amount: it holds a number with a unit.
    """

    sentence: Sentence
    subjects: dict[str, int]
    around: frozenset[str]
    amount: bool

    def has(self, groups: Iterable[Iterable[str]]) -> bool:
        """Whether of each group one subject is in the sentence."""
        return all(any(name in self.subjects for name in group) for group in groups)

    def has_near(self, groups: Iterable[Iterable[str]]) -> bool:
        """Whether of each group one subject is in the sentence or around it."""
        return all(any(name in self.subjects or name in self.around for name in group) for group in groups)


class PassageReader:
    """Finds subjects; compiled once for many documents.

    Args:
        words: the subjects.
        measures: words after a number that make it an amount, from the vocabulary of levels.
    """

    def __init__(self, words: Words, measures: VocabularyPair) -> None:
        self._indexes: dict[LanguageCode, PhraseIndex] = {}
        self._subjects: dict[LanguageCode, dict[str, list[str]]] = {}
        self._amounts: dict[LanguageCode, re.Pattern[str]] = {}
        for language in get_args(LanguageCode):
            of: dict[str, list[str]] = {}
            for subject in words.subjects:
                for phrase in subject.en if language == "en" else subject.zh:
                    of.setdefault(phrase, []).append(subject.subject)
            self._subjects[language] = of
            self._indexes[language] = PhraseIndex(of, language, words.gap.en if language == "en" else words.gap.zh)
            units = (measures.en if language == "en" else measures.zh).measures
            self._amounts[language] = _amount(units, language)
        self._of_heading = lru_cache(maxsize=4096)(self._find)

    def read(self, sentences: Iterable[Sentence]) -> Iterator[Passage]:
        """The sentences with their subjects, in order; furniture and tables of contents left out."""
        before: frozenset[str] = frozenset()
        for sentence in sentences:
            if sentence.kind in ("furniture", "contents"):
                continue
            if len(_LETTERS.findall(sentence.text)) < _LEAST_LETTERS[sentence.language]:
                continue
            text = comparable(sentence.text, sentence.language)
            subjects = self._count(text, sentence.language)
            headings = sentence.heading[-_NEAREST_HEADINGS:]
            above = frozenset().union(*(self._of_heading(line, sentence.language) for line in headings))
            amount = self._amounts[sentence.language].search(_YEAR.sub(" ", text)) is not None
            yield Passage(sentence, subjects, above | before, amount)
            before = frozenset(subjects)

    def subjects(self, text: str) -> frozenset[str]:
        """The subjects of a few words."""
        return self._of_heading(text, language_of(text))

    def _count(self, text: str, language: LanguageCode) -> dict[str, int]:
        found: dict[str, int] = {}
        of = self._subjects[language]
        for phrase in self._indexes[language].find(text):
            for name in of[phrase]:
                found[name] = found.get(name, 0) + 1
        return found

    def _find(self, line: str, language: LanguageCode) -> frozenset[str]:
        return frozenset(self._count(comparable(line, language), language))


def _amount(units: Iterable[str], language: LanguageCode) -> re.Pattern[str]:
    """A number followed by a unit, a per cent, or money."""
    alternatives = "|".join(re.escape(unit) for unit in sorted(units, key=lambda u: (-len(u), u)))
    if language == "en":
        return re.compile(
            rf"(?<![\w.])\d[\d,]*(?:\.\d+)?\s?(?:%|per\s?cent\b|(?:[a-z-]+\s){{0,3}}?(?:{alternatives})(?:s|es)?\b)"
            rf"|{_CURRENCY}\s?\d"
        )
    return re.compile(rf"\d[\d,]*(?:\.\d+)?\s*(?:[多余几十百千万亿]\s*)*(?:{alternatives}|%)|百分之")
