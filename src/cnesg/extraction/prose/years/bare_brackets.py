"""A figure of the year before in brackets without a word: "8.2% (9.1%)", "26.6 (23.1) per cent", "12,300 t (13,900)".

Reports that print it so say it once, somewhere; each figure behind another, alike and of its size, is taken for that.
"""

import re
from collections.abc import Iterator

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PARTING = regex(  # 26.6| (23.1)| per cent, 14,200| (13,800)| employees
    rf"(?i)(?<![\d.,])(?P<of>{_FIGURE})(?P<aside>\s?\((?P<figure>{_FIGURE})\))(?=\s?%|\s(?!and\b|or\b|of\b|in\b|to\b)[a-z]{{3,}})"
)
_OPENED = regex(rf"\(\s?{ABOUT}$")
_TWO_YEARS = regex(rf"\((?P<last>{_FIGURE})\s?%?;\s(?P<first>{_FIGURE})\s?%?\)")  # 38% (39; 21)
_YEAR_ALONE = regex(r"(?:19|20)\d\d")
_MOST_MOVED = 3.0  # times that a figure grows or shrinks within a year; else the bracket holds something else
_LEAST = 1.0  # of a number without a unit: 0.5 (0.4) may be anything


def brackets_parting(text: str) -> Iterator[re.Match[str]]:
    """Brackets with the figure of the year before between a figure and its unit or noun: groups `aside`, `figure`."""
    for found in _PARTING.finditer(text) if "(" in text else ():
        if _alike(found["of"], found["figure"]):
            yield found


def compared_bare(sentence: Sentence, number: Number) -> tuple[Number, int] | None:
    """The figure behind which a number stands alone in brackets, and the year before that figure's.

    Args:
        sentence: the sentence.
        number: a number of it.
    """
    text = sentence.text
    if "; " in text and (told := _of_two_years(sentence, number)) is not None:
        return told
    opened = _OPENED.search(text, max(sentence.start, number.start - 16), number.start)
    if opened is None or not text.startswith(")", number.unit_end) or _YEAR_ALONE.fullmatch(number.raw_value):
        return None
    before = next((n for n in reversed(sentence.numbers) if n.unit_end <= opened.start()), None)
    if before is None or text[before.unit_end : opened.start()].strip() or before.start not in sentence.dated:
        return None
    if number.raw_unit not in {"", before.raw_unit} or not _alike(before.raw_value, number.raw_value):
        return None
    return before, sentence.dated[before.start] - 1


def _of_two_years(sentence: Sentence, number: Number) -> tuple[Number, int] | None:
    """The same where the brackets hold the figures of two years before, the later one first."""
    text = sentence.text
    opened = text.rfind("(", max(sentence.start, number.start - 16), number.start)
    found = _TWO_YEARS.match(text, opened) if opened >= 0 else None
    before = next((n for n in reversed(sentence.numbers) if n.unit_end <= opened), None) if found else None
    if found is None or before is None or text[before.unit_end : opened].strip() or before.start not in sentence.dated:
        return None
    if not all(_alike(before.raw_value, found[name]) for name in ("last", "first")):
        return None
    for ago, name in enumerate(("last", "first"), start=1):
        if found.start(name) == number.start:
            return before, sentence.dated[before.start] - ago
    return None


def _alike(figure: str, other: str) -> bool:
    """Whether two printed figures may be the same quantity of two years: of one size and, if decimal, both so."""
    one, two = (float(text.replace(",", "").rstrip("%")) for text in (figure, other))
    if not one or not two or _YEAR_ALONE.fullmatch(other) or ("." in figure) < ("." in other):
        return False
    return max(one, two) >= _LEAST and max(one, two) <= _MOST_MOVED * min(one, two)
