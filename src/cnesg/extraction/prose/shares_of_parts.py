"""Shares in brackets behind the counts of parts, each with its own words.

"Of our 8,412 employees, 3,120 (37%) are based in Asia and 2,840 (34%) in Europe" is read as "Of our 8,412 employees,
3,120 are based in Asia and 2,840 in Europe", and "Of our 8,412 employees, 37% are based in Asia" apart.
"""

import re
from collections.abc import Iterator

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.pieces import Piece, not_printed, put_together
from cnesg.extraction.prose.said_apart import Apart
from cnesg.framework.regexes import regex

_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_DO = (
    r" (?:are|were|is|was|have|had|hold|held|work|worked|live|lived|received|completed|attended)\b"
    r"(?: (?:based|located|employed|working|stationed)\b)?"
)
_ITEM = regex(
    rf"(?<![\d.,]){_COUNT}(?P<bracket> \((?P<share>\d+(?:\.\d+)?\s?%)\))(?P<did>{_DO})?"
    rf"(?P<what> (?!of\b|and\b)[a-zA-Z][^,.;()]{{2,48}}?)(?=(?:,|,? and|, and) {_COUNT} \(|,\s|\s?[.;]|\s?$)"
)
_ONLY_GENDER = regex(r"(?i)\s(?:women|men|females?|males?)\b")  # read beside one another as they are
_IN_PLACE = regex(r" (?:in|at|across) ")
_COMMA, _OF_THEM = ", ", " of them"
_NEXT = regex(r"(?:,|,? and|, and) ")
_WHOSE = regex(r"(?i)\b[oO]f (?:(?:our|the|its) [\d,]+ |whom|which|these|those)[^.;():]*$")
_WHOLE = regex(r"[\d,]+ (?:[a-z-]+ )?(?:employees|people|staff|colleagues|suppliers|workers):\s$")  # 8,412 employees: |
_BEGINS = regex(r"(?<=[.;!?]) ")
_OR_SHARE = regex(  # four (|or |36%) are women
    r"(?<=[a-z\d]) \((?P<or>(?:or|i\.e\.|representing|equivalent to|equal to) )(?=\d[\d.]*\s?%\))"
)


def without_shares_of_parts(passage: Passage) -> tuple[Passage, list[Apart]]:
    """A passage without the shares behind the counts of such lists, and each share with its own words.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    if "%)" not in passage.text:
        return passage, []
    passage = passage.without([found.span("or") for found in _OR_SHARE.finditer(passage.text)])
    text = passage.text
    spans: list[tuple[int, int]] = []
    apart: list[Apart] = []
    for items in _lists(text):
        begin = max((one.end() for one in _BEGINS.finditer(text, 0, items[0].start())), default=0)
        parted = items[0]["did"] and _WHOSE.search(text, begin, items[0].start()) is not None
        placed = all(_IN_PLACE.match(item["what"]) for item in items)
        parted = parted or (placed and _WHOLE.search(text, begin, items[0].start()) is not None)
        genders = len(items) > 1 and all(_ONLY_GENDER.match(item["what"]) for item in items)
        if not parted or genders:
            continue
        spans += (item.span("bracket") for item in items)
        for item in items:
            did, start = item if item["did"] else items[0], items[0].start()
            verb = _kept(did, "did") if did["did"] else not_printed(start, _OF_THEM)
            lead = [] if did["did"] else [not_printed(start, _COMMA)]
            pieces = (*lead, _kept(item, "share"), verb, _kept(item, "what"), not_printed(item.end() - 1, "."))
            said = put_together(passage, [(0, begin, ()), (start - len(_COMMA) * len(lead), len(text), pieces)])
            apart.append(Apart(said, passage.origin[item.start("share")]))
    return (passage.without(spans), apart) if spans else (passage, [])


def _lists(text: str) -> Iterator[list[re.Match[str]]]:
    """Counts with their shares, right behind one another."""
    found: list[re.Match[str]] = []
    for item in _ITEM.finditer(text):
        if found and _NEXT.fullmatch(text, found[-1].end(), item.start()) is None:
            yield found
            found = []
        found.append(item)
    if found:
        yield found


def _kept(item: re.Match[str], group: str) -> Piece:
    return Piece(*item.span(group), item[group])
