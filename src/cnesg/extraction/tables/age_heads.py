"""Lines that head columns with ages in signs: <30 | 30-50 | >50. By themselves they look like figures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment
from cnesg.text import Word

_SIGNED = re.compile(r"[<>≤≥]\s?=?\s?\d\d\s?\+?|\d\d\s?\+")
_AGE = re.compile(rf"(?:{_SIGNED.pattern}|\d\d\s?[-–—~]\s?\d\d)")
_NAMES_ROW = re.compile(r"(?i)(?:[<>≤≥]\s?=?\s?\d\d|\d\d\s?[-–—]\s?\d\d)\s?(?:years?|yrs?\.?)(?: olds?| of age)?")
_RANGE = re.compile(r"[1-9]\d\s?[-–—~]\s?[1-9]\d")
_DASHES = frozenset("-–—~")
_FEWEST, _WORDS = 2, 3  # figures of a head; words of a range


def with_ages_as_text(line: list[Fragment]) -> list[Fragment]:
    """The fragments of a line; where all its figures are ages, at least one of them with a sign, they are texts.

    Args:
        line: the fragments, from left to right.
    """
    if len(line) > 1 and line[0].kind == "number" and _NAMES_ROW.fullmatch(line[0].folded.strip()):
        return [replace(line[0], kind="text"), *line[1:]]  # <29 years | 14 % | 13 %
    if len(line) > 1 and line[0].kind == "number" and is_range(line[0].folded):
        return [replace(line[0], kind="text"), *line[1:]]  # 21 - 30 | 35.7%
    figures = [one for one in line if one.kind == "number"]
    if len(figures) < _FEWEST or not all(_AGE.fullmatch(one.folded.strip()) for one in figures):
        return line
    if not any(_SIGNED.fullmatch(one.folded.strip()) for one in line):
        return line
    return [replace(one, kind="text") if one.kind == "number" else one for one in line]


def is_range(text: str) -> bool:
    """Whether a folded text is two ages and a dash: 21 - 30."""
    return _RANGE.fullmatch(text.strip()) is not None


def within_range(words: Sequence[Word], at: int) -> bool:
    """Whether a word goes on a line's first two, a range of ages between whose numbers blanks stand: 21 - |30."""
    if at >= _WORDS or len(words) <= _WORDS or words[1].text not in _DASHES:
        return False
    return is_range(f"{words[0].text}-{words[2].text}")
