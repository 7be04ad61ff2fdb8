"""English sentences that only say what the figure just told was in an earlier year: "In 2022, it was| 1.31"."""

import re
from functools import lru_cache

from cnesg.extraction.figures.numbers import ABOUT, BARE, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import either
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.regexes import regex

_A_YEAR = r"(?:the year |FY ?)?(?:19|20)\d\d"
_FIGURE = (
    r"(?:the|this|that|our|its|a|corresponding|comparable|comparative|equivalent|same|total|overall|figures?|number"
    r"|rate|value|result)"
)
_IT = rf"(?:it|this|they|that|{_FIGURE}(?: {_FIGURE})*)"
_WAS = r"(?:had |has )?(?:was|were|been|stood at|amounted to|came to|came in at|totall?ed|reached|equalled)"
_YEAR = regex(r"(?:19|20)\d\d")
_SAYS_SO = regex(r"(?i)\b(?:it|this|they|that|figures?|number|rate|value|result)\b")
_OF_THINGS = regex(r"(?i)\s(?!in\b|for\b|at\b|and\b|as\b)[a-z]{3,}")  # a year ago it was| 25 graduates: no share
_LONGEST = 90  # characters before the figure
_SHORTEST = 6


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = lexicon.grammar.comparison
    last = either(words.last_year.en)
    bare_last = either(word.removeprefix("the ") for word in words.last_year.en).replace(r"\ year", "[ -]year")
    then = rf"(?:(?:in|for|during|at the end of) {_A_YEAR}|(?:(?:in|for|during) )?(?:{last}))"
    dated = (
        rf"(?i)\s*(?:(?:and|while|whereas) )?(?:{then},? {_IT} {_WAS}|{_IT} {then} {_WAS}"
        rf"|(?:the|our) (?:{_A_YEAR}|{bare_last})(?:'s|’s)? (?:total |comparative )?"
        rf"(?:figure|number|rate|value|result|total) {_WAS})"
        rf" {ABOUT}(?:[A-Za-z]{{0,3}}[$€£¥]? ?)?"
    )
    undated = (
        rf"(?i)\s*(?:(?:and|while|whereas) )?(?:{_IT} {_WAS}|(?:this|that|it) compare[sd] (?:with|to)"
        r"|(?:this|that|it) (?:is|was|represents|represented) (?:up|down"
        r"|(?:an? )?(?:increase|decrease|reduction|rise|fall)) from)"
        rf" {ABOUT}(?:[A-Za-z]{{0,3}}[$€£¥]? ?)?"
    )
    behind = rf"(?i)(?: [a-z-]+){{0,3}} {then}\b"
    return re.compile(dated), re.compile(undated), re.compile(behind)


def said_of_a_year(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure of the sentence before that this one is of an earlier year, and that year.

    Args:
        know: the words for the year before.
        sentence: the sentence of the number, which says nothing else before it.
        number: its first number.
        this_year: the fiscal year.
    """
    before, text, start = sentence.previous, sentence.text, sentence.start
    if before is None or not before.read or not _SHORTEST < number.start - start < _LONGEST:
        return None
    if number is not sentence.numbers[0] or _SAYS_SO.search(text, start, number.start) is None:
        return None
    dated, undated, behind = _patterns(know.lexicon)
    if dated.fullmatch(text, start, number.start):
        named = _YEAR.search(text, start, number.start)
    elif undated.fullmatch(text, start, number.start) and (when := behind.match(text, number.unit_end)):
        named = _YEAR.search(when[0])
    else:
        return None
    year = int(named[0]) if named else this_year - 1
    shown = [one for one in before.numbers if one.start in before.read]
    if year >= this_year or not shown or len({before.read[one.start][0].fit.metric for one in shown}) > 1:
        return None
    if "percent" in shown[0].kinds and "percent" not in number.kinds and _OF_THINGS.match(text, number.unit_end):
        return None
    return (shown[0], year) if number.kinds in (shown[0].kinds, BARE) else None
