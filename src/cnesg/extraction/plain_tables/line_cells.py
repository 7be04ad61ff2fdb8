"""The cells of a line of a text file: what strokes, tabs or wide gaps set apart, or else its words."""

import re

from cnesg.extraction.figures.cell_marks import NOT_GIVEN_WORDS
from cnesg.framework.regexes import regex

Span = tuple[int, int]

STROKE = regex(r"[|｜│┃║]")
BETWEEN = regex(r"[|｜│┃║]|\t|[ \u00a0\u2002-\u200a]{2,}|\s*\u3000\s*|\s*(?:[.．·]{4,}|…{2,}|(?:\. ){3,}\.?)\s*")
BLANK = regex(r"[ \u00a0\u2002-\u200a]+")
NOT_GIVEN = regex(rf"(?i){NOT_GIVEN_WORDS}$")
SHARE_BEHIND = regex(r"\(\d{1,3}(?:\.\d+)?\s?%\)$")
_BEFORE_SHARE = regex(r"\d[\d,]*(?:\.\d+)?$")
_NOTE_MARK = regex(r"\d{1,2}\)$")  # 11,702 4)


def split(text: str, between: re.Pattern[str]) -> list[Span]:
    """The parts of a text, without the blanks around them.

    Args:
        text: the text.
        between: what stands between two parts.
    """
    found, at = [], 0
    for gap in between.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, len(text)))
    return [bare for span in found if (bare := stripped(text, span))[0] < bare[1]]


def words(text: str) -> list[Span]:
    """The words of a text, those together that say that no figure is given: Not available."""
    found: list[Span] = []
    for start, end in split(text, BLANK):
        if found and text[end - 1] == ")" and _is_note(text, start, end):
            continue
        joined = found and NOT_GIVEN.match(text, found[-1][0], end)
        found.append((found.pop()[0] if joined else start, end))
    return found


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether a word behind another refers to a footnote: 2) in `Energy intensity 2) kWh/t`, but not in `(1 or 2)`."""
    return bool(_NOTE_MARK.match(text[start:end])) and text.count("(", 0, start) == text.count(")", 0, start)


def stripped(text: str, span: Span) -> Span:
    """A span without the blanks at its ends."""
    part = text[slice(*span)]
    return span[0] + len(part) - len(part.lstrip()), span[1] - len(part) + len(part.rstrip())


def with_shares(text: str, cells: list[Span]) -> list[Span]:
    """The cells, each count in one with the share in brackets behind it: 128 (82%)."""
    found: list[Span] = []
    for cell in cells:
        if found and SHARE_BEHIND.match(text, *cell) and _BEFORE_SHARE.match(text, *found[-1]):
            found[-1] = (found[-1][0], cell[1])
        else:
            found.append(cell)
    return found
