"""Items of a list in a legend, one behind the other: Male directors - 8 (72.73%) Female directors - 3 (27.27%).

The blank behind each is read as a semicolon, which keeps all offsets: a count is of the name before it.
"""

from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_NAME = r"(?!\d+\b)[A-Z(][A-Za-z\d()'’&/,-]*(?: [A-Za-z\d()'’&/+-]+){0,7}?"
_COUNT = r"\d{1,3}(?:,\d{3})*"
_ITEM = regex(rf"{_NAME}\s?[-–—:]\s?{_COUNT}\s\(\d[\d.]*\s?%\)")
_FEWEST = 2


def with_items_ended(passage: Passage) -> Passage:
    """A passage in which each item of such a list ends before the next.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if text.count("%)") < _FEWEST:
        return passage
    items = pairwise(_ITEM.finditer(text))
    ends = {one.end() for one, after in items if text[one.end() : after.start()] == " "}
    if not ends:
        return passage
    return replace(passage, text="".join(";" if at in ends else char for at, char in enumerate(text)))
