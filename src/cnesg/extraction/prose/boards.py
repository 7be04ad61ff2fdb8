"""English sentences that count the board and part of it at once: "three of our eight directors are women"."""

import re
from collections.abc import Iterator

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge

_COUNTS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_COUNT = rf"(?:{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|\d{{1,2}})"
_MEMBERS = r"(?:board (?:members|directors)|directors|members of (?:the|our) board(?: of directors)?|members)"
_KIND = r"(?P<kind>women|female|independent(?: non-executive)?(?: directors)?)"
_ANY = re.compile(r"(?i)\b(?:directors|board)\b")
_OF_WHOLE = re.compile(  # Three of our eight directors are women; three out of eight Board members were female
    rf"(?i)\b(?P<part>{_COUNT})\s(?:out )?of (?:the (?:board|group|company)['’]s |the |our |its )?(?:current |total )?"
    rf"(?P<whole>{_COUNT})\s{_MEMBERS}"
    rf"(?: in office)?\s(?:are|were|is|was)\s{_KIND}\b"
)
_OF_KIND = re.compile(  # 2 of 10 women directors
    rf"(?i)\b(?P<part>{_COUNT})\s(?:out )?of (?P<whole>{_COUNT})\s{_KIND}"
    r"(?:\s(?:directors|board (?:members|directors)))?(?: on (?:the|our) board)?(?=\s?(?:[.,;)]|$))"
)
_KIND_FIRST = re.compile(  # Independent directors: 9 of 11
    rf"(?i)\b{_KIND}\s(?:directors|board (?:members|directors))(?: on (?:the|our) board)?\s?:?\s(?P<part>{_COUNT})"
    rf"\s(?:out )?of (?P<whole>{_COUNT})(?=\s?(?:[.,;)]|$))"
)
_ON_BOARD = re.compile(  # three women on our nine-member Board
    rf"(?i)\b(?P<part>{_COUNT})\s{_KIND}\s(?:directors? )?(?:on|sit on|sat on|serve on|serving on) (?:the |our |its )?"
    rf"(?P<whole>{_COUNT})[- ](?:member|person|strong)\s(?:supervisory )?board\b"
)
_SEATS = re.compile(  # Women occupy three of the eleven seats on our Board
    rf"(?i)\b{_KIND}\s(?:[a-z]+\s){{1,3}}?(?P<part>{_COUNT})\s(?:out )?of (?:the |our |its )?(?P<whole>{_COUNT})"
    r"\s(?:board seats|directors|(?:seats|places|positions|members)\s(?:on|of|in) (?:the |our |its )?board)\b"
)
_STRONG = re.compile(  # Our eleven-strong Board
    rf"(?i)\b(?:the|our|its) (?P<whole>{_COUNT})[- ](?:strong|member|person)\sboard\b(?! committee)"
)
_OTHERS = re.compile(r"(?i)\bcommittee\b[^.;]{0,60}$|\bsubsidiar(?:y|ies)\b[^.;]{0,40}$")


def counted_together(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where `text[start:end]` counts the board (`whole`) and maybe part of it (`part`); None where it does not."""
    if not _ANY.search(text, start, end):
        return None
    for pattern in (_OF_WHOLE, _OF_KIND, _KIND_FIRST, _ON_BOARD, _SEATS, _STRONG):
        found = pattern.search(text, start, end)
        if found is not None and not _OTHERS.search(text, start, found.start()):
            part = found.groupdict().get("part")
            return found if part is None or _value(part) <= _value(found["whole"]) else None
    return None


def counts_in(found: re.Match[str]) -> set[int]:
    """Where the numbers begin that count the board and part of it; not all texts tell a part (`counted_together`)."""
    return {found.start(group) for group in found.groupdict().keys() & {"part", "whole"}}


def board_counts(know: Knowledge, passage: Passage, found: re.Match[str], year: int) -> Iterator[Candidate]:
    """The facts of a board and a part of it.

    Args:
        know: vocabulary.
        passage: the passage.
        found: where they are counted (`counted_together`).
        year: the year that they are of.
    """
    told = found.groupdict()
    kind = told.get("kind", "").lower()
    women = kind.startswith(("women", "female"))
    roles = know.lexicon.roles
    counted = {"part": roles.women_on_board if women else roles.independent_on_board, "whole": roles.board}
    for group, metric in counted.items():
        if group not in told:
            continue
        start = found.start(group)
        place, value, unit = passage.place(*found.span(group)), _value(found[group]), know.unit_of(metric)
        yield Candidate(
            metric, value, unit, found[group], "", None, {}, year, "actual", "beside", "text", place,
            (place.page or 0, place.line, passage.origin[start]),
            named=kind if group == "part" else "board",
        )  # fmt: skip


def _value(word: str) -> float:
    return float(word) if word.isdigit() else 1.0 + _COUNTS.index(word.lower())
