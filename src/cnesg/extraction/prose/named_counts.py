"""Lists of names, each with its count, that add up to a count told before them, said without what parts the two.

"Our 38,754 staff work in India with 17,885 employees (46.2%), Japan with 20,869 (53.8%)" and "in India (17,885) and
Japan (20,869)" are read as "India 17,885 (46.2%), Japan 20,869 (53.8%)".
"""

import re

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_COUNT = r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,6})"
_NAME = r"(?<![\w.])(?:the )?[A-Z][A-Za-z.'’-]*(?: (?:and |& |of |the )?[A-Z][A-Za-z.'’-]*){0,3}"
_PEOPLE = r"(?:employees|people|colleagues|staff|workers|team members|associates|suppliers)"
_FORMS = (
    regex(rf"{_NAME}(?P<before>:?\swith)\s{_COUNT}(?P<behind>\s{_PEOPLE})?(?=\s?\(\d[\d.]*\s?%\)|[,;.]|\sand\s|$)"),
    regex(rf"{_NAME}(?P<before>\s\(){_COUNT}(?P<behind>(?:\s{_PEOPLE})?\))"),
)
_SHARE = r"(?:\s?\(\d[\d.]*\s?%\))?"
_BETWEEN = regex(rf"{_SHARE}[,;]?\s?(?:and |& )?")
_BEFORE = regex(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.])|(?<![\d.,])\d{1,6}(?![\d.,])")
_FEWEST = 3
_BLANK = 1  # kept where a bracket opened


def with_counts_behind_names(passage: Passage) -> Passage:
    """A passage whose lists have each count right behind its name.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if " with " not in text and "(" not in text:
        return passage
    spans = [
        span for form in _FORMS for items in _lists(form, text) if _add_up(text, items) for span in _parting(items)
    ]
    return passage.without(sorted(spans)) if spans else passage


def _lists(form: re.Pattern[str], text: str) -> list[list[re.Match[str]]]:
    """The lists of one form: items with no more between them than a share, a comma and an `and`."""
    found: list[list[re.Match[str]]] = []
    for item in form.finditer(text):
        last = found[-1][-1] if found else None
        if last is not None and _BETWEEN.fullmatch(text, last.end(), item.start()):
            found[-1].append(item)
        else:
            found.append([item])
    return [items for items in found if len(items) >= _FEWEST]


def _add_up(text: str, items: list[re.Match[str]]) -> bool:
    """Whether the counts of a list are together one that stands before it."""
    total = sum(int(item["count"].replace(",", "")) for item in items)
    return any(int(one[0].replace(",", "")) == total for one in _BEFORE.finditer(text, 0, items[0].start()))


def _parting(items: list[re.Match[str]]) -> list[tuple[int, int]]:
    """What stands between the names and their counts, and behind these."""
    spans = []
    for item in items:
        start, end = item.span("before")
        spans.append((start + _BLANK, end) if item["before"].endswith("(") else (start, end))
        if item["behind"]:
            spans.append(item.span("behind"))
    return spans
