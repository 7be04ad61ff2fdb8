"""Figures of an earlier year that a sentence begins with: "Compared with| 439 MWh in 2022, electricity fell to 412".

They stand before what they are of, and are read last, as what the figure is that they are compared with.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import A_DAY, either, same_unit
from cnesg.framework.lexicon import Lexicon

_A_YEAR = r"(?:19|20)\d\d"
_BEGINS = (
    "Compared",
    "compared",
    "Against",
    "Versus",
    "From",
    "Down from",
    "Up from",
    "As compared",
    "与",
    "较",
    "比",
    "相",
)
_MOST_MOVED = 3.0  # times that a figure may grow or shrink within a year


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before such a figure, and what behind it, with the year."""
    words = lexicon.grammar.comparison.last_year
    last, last_en = either(words.zh), either(words.en)
    opened = (
        r"\s*(?:(?i:(?:as )?compared (?:with|to)|against|versus|(?:(?:down|up) )?from) (?:the |a total of )?"
        rf"|(?:与|较|比|相比于?|相较于?|相对于?)(?P<when>(?P<year>{_A_YEAR})\s?年?|{last})(?:度|底|末|{A_DAY})?"
        r"(?:同期)?的?)"
        rf"{ABOUT}(?:[A-Za-z]{{0,3}}[$€£¥]?\s?)?"
    )
    closed = (
        r"\s?(?i:(?:[a-z]+ ){0,3}?(?P<when>(?:in|for|at the end of) (?:FY ?|the year )?"
        rf"(?P<year>{_A_YEAR})|(?:(?:in|for) )?(?:{last_en})),)"
        r"|(?:相比较?|比较|相较|比)?[,，]"
    )
    return re.compile(opened), re.compile(closed)


def fronted_last(know: Knowledge, sentence: Sentence, numbers: Sequence[Number]) -> Sequence[Number]:
    """Numbers in the order in which they are read: one that the sentence begins its comparison with comes last.

    Args:
        know: the words for the year before.
        sentence: the sentence.
        numbers: its numbers from left to right.
    """
    if not numbers[1:] or _year_of_first(know, sentence, numbers[0]) is None:
        return numbers
    return [*numbers[1:], numbers[0]]


def compared_ahead(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure behind it that the first figure of a sentence is compared with, and the year of the first.

    Args:
        know: the words for the year before.
        sentence: the sentence of the number.
        number: its first number, read after all others.
        this_year: the fiscal year.
    """
    named = _year_of_first(know, sentence, number) if number is sentence.numbers[0] else None
    year = this_year - 1 if named == 0 else named
    if year is None or year >= this_year:
        return None
    told = [n for n in sentence.numbers[1:] if n.start in sentence.read and same_unit(number, n)]
    alike = [n for n in told if n.value and 1 / _MOST_MOVED < number.value / n.value < _MOST_MOVED]
    return (alike[0], year) if alike else None


def _year_of_first(know: Knowledge, sentence: Sentence, number: Number) -> int | None:
    """The year of a figure that a sentence begins its comparison with, 0 for the one before, None for any other."""
    text = sentence.text
    if not text.startswith(_BEGINS, sentence.start + (text[sentence.start : sentence.start + 1] == " ")):
        return None
    opened, closed = _patterns(know.lexicon)
    before = opened.fullmatch(text, sentence.start, number.start)
    behind = closed.match(text, number.unit_end) if before is not None else None
    if before is None or behind is None or not (before["when"] or behind["when"]):
        return None
    return int(before["year"] or behind["year"] or 0)
