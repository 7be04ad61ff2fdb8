"""Figures that share what they are for one of: "0.7 GJ of energy and 1.2 m3 of water per tonne of milk"."""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.figures.ratios import AMOUNTS, as_ratio, over
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_OVER, _PER = "/", regex(r"(?i)[^,.;]{0,40}?\s(?:per|for (?:each|every|one))\s")
_AND = regex(  # 41 GJ |and 62 m3 of water; to 1.98 MWh| and water use to 2.3 m3
    rf"(?i)(?:\sof\s[a-z -]{{2,32}}?)?,?\sand\s(?:(?:its\s|our\s)?[a-z -]{{3,28}}\s(?:to|of|was|were|at)\s)?{ABOUT}"
)
_AND_ZH = regex(r"(?:、|[,，]?(?:以及|及|和|与))约?")  # 密度为每名雇员0.01吨|及0.26吨
_BEHIND = 100  # characters


def divided_alike(sentence: Sentence, number: Number) -> Number:
    """The number as an intensity where the figure that it stands beside is one, and only one of them says of what.

    Args:
        sentence: the sentence of the number; figures before it are as they were read.
        number: the number.
    """
    if number.family is not None or not number.kinds & AMOUNTS:
        return number
    text, at = sentence.text, sentence.numbers.index(number)
    last = sentence.numbers[at - 1] if at else None
    if last is not None and "intensity" in last.kinds and _OVER not in last.raw_unit and _OVER in last.unit:
        own = _PER.match(text, last.unit_end) is not None  # 3 GJ per tonne and 62 m3: of the first alone
        link = _AND.fullmatch(text, last.unit_end, number.start) or (
            last.raw_unit == number.raw_unit and _AND_ZH.fullmatch(text, last.unit_end, number.start)
        )
        if link and not own:
            return over(number, _below(last), last.family)
    following = sentence.numbers[at + 1] if at + 1 < len(sentence.numbers) else None
    if following is None or following.family is not None or not following.kinds & AMOUNTS:
        return number
    if not _AND.fullmatch(text, number.unit_end, following.start):
        return number
    both = as_ratio(following, "", text[following.unit_end : following.unit_end + _BEHIND])
    return over(number, _below(both), both.family) if "intensity" in both.kinds else number


def _below(number: Number) -> str:
    """The unit of what an intensity is for one of."""
    return number.unit.split(_OVER, 1)[1]
