"""The table of contents of a report: its numbers are pages."""

import re
from collections.abc import Iterable

from cnesg.text import Line, fold

_TITLE = re.compile(r"(?i)^\W*(?:目\s*录|contents|table of contents|目\s*录\s*contents|contents\s*目\s*录)\W*$")
_LONGEST = 60  # characters of a line of contents
_FEWEST = 3  # pages that make a table of contents
_FIGURE = re.compile(r"\d[,.]\s?\d|\d{4,}(?!年|\s?年)|\d\s?(?:%|万|亿|元|吨|人|次|名|项|家|户|小时|千瓦)")
_PAGE = re.compile(r"(?<![\d.])\d{1,3}(?![\d.])")


def contents_lines(lines: Iterable[Line]) -> set[int]:
    """Numbers of the lines that belong to a table of contents.

    It begins with a line that says so (目录, "Contents") and goes on while lines are short, end no sentence and hold no
    figure; with fewer than three pages among them it is none.

    Args:
        lines: lines of a text or a page, in order.
    """
    found: set[int] = set()
    inside: set[int] | None = None
    pages = 0
    for line in lines:
        text = fold(line.text).strip()
        if _TITLE.match(text):
            inside, pages = {line.number}, 0
        elif inside is not None and text:
            if len(text) > _LONGEST or "。" in text or _FIGURE.search(text):
                found |= inside if pages >= _FEWEST else set()
                inside = None
            else:
                inside.add(line.number)
                pages += len(_PAGE.findall(text))
    if inside is not None and pages >= _FEWEST:
        found |= inside
    return found
