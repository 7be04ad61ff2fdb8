"""Spans of years that English sentences name: between 2020 and 2023, over the past five years."""

from cnesg.extraction.figures.spelled import WORDS
from cnesg.framework.regexes import regex

_COUNTED = {word: int(count) for word, count in WORDS.items() if 2 <= count <= 10}
_BETWEEN = regex(
    r"(?i)\b(?:between|from) (?:fiscal (?:year )?|FY ?)?((?:19|20)\d\d) (?:and|to|until|till|through) "
    r"(?:the end of |fiscal (?:year )?|FY ?)?((?:19|20)\d\d)\b"
)
_RECENT = regex(
    r"(?i)\b(?:over|in|during|for|across|within|throughout) (?:the |these |our )?(?:past|last|previous) "
    rf"({'|'.join(_COUNTED)}|\d{{1,2}}) (?:(?:financial|fiscal|reporting|calendar) )?years\b"
)
_LEADING = regex(r"(?:Over|In|During|For|Across|Within|Throughout|Between|From) [^,.;]{3,60},\s")
_OTHER_TIME = regex(r"(?i)\b(?:19|20)\d\d\b|\b(?:this|last|each|every|per|a) year\b|\bannual|\bto date\b")
_IN_ONE_YEAR = regex(r"(?i)\b(?:in|during|for) (?:fiscal (?:year )?|FY ?)?(?:19|20)\d\d\b|\b(?:this|last) year\b")
_CHANGED = regex(r"(?i)\b(?:from (?:about |around |some |approximately )?|from [\d.,]+\s?[\w’'/%]{0,12} to )$")
_MOST_YEARS = 30


def english_span(text: str, begin: int, clause: tuple[int, int], at: int, year: int) -> str | None:
    """The span of years that a clause names, or what its sentence begins with, as `2020-2023`.

    Args:
        text: folded text.
        begin: where the sentence begins.
        clause: where the clause of the number begins and ends.
        at: where the number stands.
        year: the document's fiscal year; a span that ends later is none.

    Returns:
        The span; None where none is named, another time stands between it and the number or behind that, or the number
        is an end of a change.
    """
    start, end = clause
    if _CHANGED.search(text, begin, at) is not None or is_of_one_year(text, at, end):
        return None
    leading = _LEADING.match(text, begin)
    first = begin if leading is not None and leading.end() <= at else start
    if (named := _BETWEEN.search(text, first, at)) is not None:
        one, other = int(named[1]), int(named[2])
        if 0 < other - one < _MOST_YEARS and other <= year and not _OTHER_TIME.search(text, named.end(), at):
            return f"{one}-{other}"
    if (recent := _RECENT.search(text, first, at)) is not None and not _OTHER_TIME.search(text, recent.end(), at):
        count = _COUNTED.get(recent[1].lower()) or int(recent[1])
        return f"{year - count + 1}-{year}" if 1 < count < _MOST_YEARS else None
    return None


def is_of_one_year(text: str, at: int, end: int) -> bool:
    """Whether a year stands behind a number in its clause: of which $2.2 million| was spent in 2023.

    Args:
        text: folded text.
        at: where the number stands.
        end: where its clause ends.
    """
    return _IN_ONE_YEAR.search(text, at, end) is not None


def begins_span(text: str, begin: int, at: int, end: int, year: int) -> int | None:
    """The first year of a span up to the fiscal year in which a figure changed: between 2019 and 2023, it rose from| 4.

    Args:
        text: folded text.
        begin: where the sentence begins.
        at: where the number stands that something changed from.
        end: where the sentence ends; the span may stand behind the number, too.
        year: the document's fiscal year.
    """
    before, behind = _BETWEEN.search(text, begin, at), _BETWEEN.search(text, at, end)
    named = before or behind
    if named is None or int(named[2]) != year or (before and _OTHER_TIME.search(text, before.end(), at)):
        return None
    return int(named[1])
