"""Fiscal years named by both calendar years that they touch: 2021/22, FY 2021-22, 2021/2022.

The sentence is read as if only the year stood there in which they end: that is what a year is called here
(docs/naming.md), and all that reads years in sentences need then know one form of them.
"""

import re

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_SPLIT = regex(
    r"(?<![\d.,/-])(?P<century>(?:19|20))(?P<first>(?P<year>\d\d)\s?"
    r"(?:/\s?(?P<again>(?:19|20))?|[-–](?!\d\d\s?年))(?P<next>\d\d))(?![\d%]|[.,/-]\d|\s?年?[-–—至到]\s?\d)"
)
_FISCAL = regex(  # FY 2021-2022; without the word that is a span of two years
    r"(?i)\b(?:FY|fiscal(?: year)?|financial year|year)\s?'?(?P<first>(?P<century>(?:19|20))(?P<year>\d\d)\s?[-–]\s?)"
    r"(?:19|20)(?P<next>\d\d)(?![\d%]|[.,/-]\d)"
)
_MARKS = ("/", "-", "–")


def with_last_halves(passage: Passage) -> Passage:
    """A passage whose fiscal years are named by the calendar year that they end in.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if "20" not in text or not any(mark in text for mark in _MARKS):
        return passage
    split = [found for found in _SPLIT.finditer(text) if _follow(found)]
    spans = [
        (one.start("century"), one.start("again")) if one["again"] else (one.start("first"), one.start("next"))
        for one in split
    ]
    spans += [found.span("first") for found in _FISCAL.finditer(text) if _follow(found)]
    return passage.without(sorted(spans)) if spans else passage


def _follow(found: re.Match[str]) -> bool:
    """Whether the second year is the one after the first."""
    return int(found["next"]) == int(found["year"]) + 1
