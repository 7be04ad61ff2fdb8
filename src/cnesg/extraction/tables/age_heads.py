"""Ages that by themselves look like figures: heads, <30 | 30-50 | >50, and ends of labels, aged 31 to | 35."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Word

_SIGNED = regex(r"[<>≤≥]\s?=?\s?\d\d\s?\+?|\d\d\s?\+")
_AGE = regex(rf"(?:{_SIGNED.pattern}|\d\d\s?[-–—~]\s?\d\d)")
_NAMES_ROW = regex(r"(?i)(?:[<>≤≥]\s?=?\s?\d\d|\d\d\s?[-–—]\s?\d\d)\s?(?:years?|yrs?\.?)(?: olds?| of age)?")
_RANGE = regex(r"[1-9]\d\s?[-–—~]\s?[1-9]\d")
_DASHES = frozenset("-–—~")
_END = regex(r"\d{1,3}")
_UNFINISHED = regex(r"(?i)(?:\b(?:to|and|or|aged|age|of|under|over|above|below|than|between|from)|[-–—至到])$")
_LINES_ABOVE = 4
_ONE_EDGE, _TOUCHING = 1.5, 2.0  # points
_CLOSE = 0.6  # of the height of a line
_FEWEST, _WORDS = 2, 3  # figures of a head; words of a range


def with_ages_as_text(line: list[Fragment]) -> list[Fragment]:
    """The fragments of a line; where all its figures are ages, at least one of them with a sign, they are texts.

    Args:
        line: the fragments, from left to right.
    """
    if len(line) > 1 and line[0].kind == "number" and _NAMES_ROW.fullmatch(line[0].folded.strip()):
        return [replace(line[0], kind="text"), *line[1:]]  # <29 years | 14 % | 13 %
    if len(line) > 1 and line[0].kind == "number" and is_range(line[0].folded):
        return [replace(line[0], kind="text"), *line[1:]]  # 21 - 30 | 35.7%
    figures = [one for one in line if one.kind == "number"]
    if len(figures) < _FEWEST or not all(_AGE.fullmatch(one.folded.strip()) for one in figures):
        return line
    if not any(_SIGNED.fullmatch(one.folded.strip()) for one in line):
        return line
    return [replace(one, kind="text") if one.kind == "number" else one for one in line]


def with_wrapped_ends(lines: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    """The lines of a page, a figure that a label's last line begins with as text: Employees aged 31 to, below it 35.

    Args:
        lines: the fragments of each line, in the order of the page.
    """
    found = list(lines)
    for at, line in enumerate(lines):
        first = line[0] if line else None
        if first is None or first.kind != "number" or not _END.fullmatch(first.folded.strip()):
            continue
        near = (one for above in lines[max(0, at - _LINES_ABOVE) : at] for one in above if one.kind == "text")
        if any(_goes_on_below(one, first) for one in near):
            found[at] = [replace(first, kind="text"), *line[1:]]
    return found


def _goes_on_below(text: Fragment, figure: Fragment) -> bool:
    """Whether a text that ends in a word no label ends in stands right above a figure, at one left edge."""
    gap = figure.bbox[1] - text.bbox[3]
    level = abs(text.x0 - figure.x0) < _ONE_EDGE and -_TOUCHING < gap < _CLOSE * text.height
    return level and _UNFINISHED.search(text.folded.rstrip()) is not None


def is_range(text: str) -> bool:
    """Whether a folded text is two ages and a dash: 21 - 30."""
    return _RANGE.fullmatch(text.strip()) is not None


def within_range(words: Sequence[Word], at: int) -> bool:
    """Whether a word goes on a line's first two, a range of ages between whose numbers blanks stand: 21 - |30."""
    if at >= _WORDS or len(words) <= _WORDS or words[1].text not in _DASHES:
        return False
    return is_range(f"{words[0].text}-{words[2].text}")
