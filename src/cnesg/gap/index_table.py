"""The index table at a report's end: what it claims to answer. Its claims are held against the content."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cnesg.framework.regexes import regex
from cnesg.text.normalise import fold
from cnesg.text.sentences import Sentence

_CODE = regex(r"(?<![A-Za-z0-9.])([A-D]\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d|[A-Za-z])")
_OTHER_CODE = regex(r"\b(?:GRI\s?\d{1,3}|G4-\w{2,4}|\d{3}-\d{1,2}|[A-Z]\d{1,2}\.\d{1,2})\b")
_FIRST_CODE = regex(r"^\W*(?:GRI\s?)?(\d{1,3}-\d{1,2}|[A-E]\d{1,2}\.\d{1,2}|G4-\w{2,4})(?!\w)")
_PLACE = regex(
    r"(?:第|p|page|pp)\s*\.?\s*\d{1,3}|\d{1,3}\s*页|\d{1,3}\s*[-–,、]\s*\d{1,3}\s*$|\s\d{1,3}\s*$|§|section|章|节|参见|见",
    re.IGNORECASE,
)
_NOT_HERE = regex(
    r"not applicable|n/a|immaterial|not material|不适用|不重大|不涉及|未披露|not disclosed", re.IGNORECASE
)
_LEAST_CODES = 5
_NEIGHBOURHOOD = 60
_LONGEST_TEXT = 300
_LINES_A_PAGE = 1000
_TITLE_AND_PLACE = 2


@dataclass(frozen=True)
class Claim:
    """What an index says on an item: a place (True), or that it does not apply or is blank (False); and the words."""

    claimed: bool
    text: str


class IndexTable:
    """The lines of a report that belong to an index of a standard.

    Args:
        lines: the report's sentences and lines in order.
        items: ids of the standard's items.
    """

    def __init__(self, lines: Iterable[Sentence], items: Iterable[str]) -> None:
        wanted = set(items)
        found: list[tuple[int, str, str]] = []
        self._places: set[tuple[int | None, int]] = set()
        for line in lines:
            text = fold(line.text)
            for code in dict.fromkeys(_CODE.findall(text)):
                if code in wanted:
                    found.append((_order(line), code, text))
                    self._places.add((line.page, line.line))
        dense = {place for place, _, _ in found if _codes_about(found, place) >= _LEAST_CODES}
        self._places = {place for place in self._places if _place_order(*place) in dense}
        self.claims: Mapping[str, Claim] = _claims((code, text) for place, code, text in found if place in dense)

    def holds(self, sentence: Sentence) -> bool:
        """Whether a line is one of the index: no evidence, unless it says by itself that something does not apply."""
        return (sentence.page, sentence.line) in self._places or is_index_line(sentence.text)


def is_index_line(text: str) -> bool:
    """Whether a line lists codes of standards: three or more, or one that it begins with before a pointer."""
    return len(_OTHER_CODE.findall(text)) >= 3


def codes_listed(lines: Iterable[Sentence]) -> int:
    """How many different codes, of whatever standard, lines begin with."""
    return len({found.group(1) for line in lines if (found := _FIRST_CODE.match(fold(line.text)))})


def _order(line: Sentence) -> int:
    return _place_order(line.page, line.line)


def _place_order(page: int | None, line: int) -> int:
    return (page or 0) * _LINES_A_PAGE + line if page else line


def _codes_about(found: list[tuple[int, str, str]], place: int) -> int:
    """How many different codes stand near a place."""
    return len({code for other, code, _ in found if abs(other - place) <= _NEIGHBOURHOOD})


def _claims(pairs: Iterable[tuple[str, str]]) -> dict[str, Claim]:
    claims: dict[str, Claim] = {}
    for code, text in pairs:
        if code in claims and claims[code].claimed:
            continue
        refused = _NOT_HERE.search(text) is not None
        claims[code] = Claim(not refused and _points(text.replace(code, " ", 1)), text[:_LONGEST_TEXT])
    return claims


def _points(row: str) -> bool:
    """Whether a row names a place: a page or section, or words in a cell after the one with the item's title."""
    cells = [cell for cell in row.split("\t") if re.search(r"\w", cell)]
    return len(cells) >= _TITLE_AND_PLACE or _PLACE.search(row) is not None
