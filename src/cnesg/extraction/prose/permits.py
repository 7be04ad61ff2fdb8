"""What a permit allows, said behind what was given off: 42 t of COD|, well below the permitted limit of 80 t|."""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_AMOUNT = r"\d[\d,]*(?:\.\d+)?(?: (?:million|thousand))?"
_UNIT = r"(?:\s?(?:tonnes|tons|metric tons|t|kg|kilograms|m3|m³|cubic met(?:er|re)s|megalit(?:er|re)s|ML|tCO2e))"
_AMOUNTS = rf"{_AMOUNT}{_UNIT}?(?:(?:,|,? and) {_AMOUNT}{_UNIT}?)*"
_PERMIT = (
    r"(?:permits?|(?:permitted|permissible|licen[cs]ed|authori[sz]ed|allowed|legal|statutory|approved) "
    r"(?:[a-z]+ ){0,2}?(?:limits?|totals?|levels?|amounts?|quantit(?:y|ies)|quotas?|volumes?|caps?)"
    r"|permit limits?|licen[cs]e limits?|discharge limits?|emission limits?|limits?|quotas?)"
)
_AT_MOST = regex(
    rf"(?i),?\s(?:which (?:is|was) |(?:remaining |staying |all )?)?(?:(?:well |far |both |all )?(?:against|below|within"
    rf"|under|versus)|compared with|compared to) (?:the |our |its |their |a |annual )*{_PERMIT}"
    rf"(?: (?:of|for)(?: [a-z]+ of)?|:)? {_AMOUNTS}{_UNIT}(?:,? respectively)?(?: (?:per|a|each) year)?"
    r"(?=\s?(?:[,.;)]|and\b|$))"
    rf"|\s\((?:annual )?{_PERMIT}(?: of|:)? {_AMOUNTS}{_UNIT}\)"
)
_WORDS = ("permi", "limit", "quota", "icense", "icence")


def without_permits(passage: Passage) -> Passage:
    """A passage without the amounts that a permit or a law allows, which are no amounts of the year.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if not any(word in text for word in _WORDS):
        return passage
    spans = [found.span() for found in _AT_MOST.finditer(text)]
    return passage.without(spans) if spans else passage
