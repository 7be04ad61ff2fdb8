"""Columns of numbers that refer to notes, or are part of a unit: they stand below `Note` or `Unit`, and are no values.

A narrow column of units breaks them over lines: 1,000 | m³, per 200,000 | hours.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.label_edge import UNIT_HEAD
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_HEAD = regex(r"(?i)(?:foot)?notes?(?: no\.?)?|附注.?|备注|注释?")
_NUMBER = regex(r"[(\[]?\d{1,2}[)\]]?(?:\s?[(\[]?[a-z][)\]]?| %)?")  # a unit that stands close
_ROUND = regex(  # 1,000 | m³; 10,000 kW; RMB 100 | million
    r"(?:(?:[A-Z]{3}|[A-Z]{0,2}[$¥€£₹₩])\s?)?(?:[12]00(?:,?000)?|10{0,2},?000(?:,?000)?)(?:\s?[^\d\s].*)?"
    r"|(?i:(?:[A-Z]{3}\s|[A-Z]{0,3}[$¥€£₩₹])?\s?10{0,2}\s(?:thousand|million|billion)(?:\s[A-Z]{3,6})?)"
)
_MARK = regex(r"\(\d{1,2}\)")
_SAME_EDGE = 2.0  # points
_LEADED = 1.5  # of the title's height, by which the line below it may stand off
_FARTHEST = 12.0  # of the characters' height: how far the next number below may stand


def with_notes_as_text(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with the numbers below such a head as text: of `Unit` the round ones alone; marks before years, too.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    texts = [f for line in lines for f in line if f.kind == "text"]
    kinds = ((_HEAD, _NUMBER), (UNIT_HEAD, _ROUND))
    notes = {
        id(f)
        for heads, numbers in kinds
        for head in texts
        if heads.fullmatch(head.folded.strip())
        for f in _below(head, lines, numbers)
    }
    notes |= {id(line[0]) for line in lines if _begins_with_mark(line)}
    kept = [line for at, line in enumerate(lines) if not (at and _is_mark_below(line, lines[at - 1]))]
    if not notes:
        return kept
    return [[replace(f, kind="text") if id(f) in notes else f for f in line] for line in kept]


def _is_mark_below(line: Sequence[Fragment], above: Sequence[Fragment]) -> bool:
    """Whether a line is but the mark of a note that its title had no room for: Reviews of performance | (3)."""
    if len(line) != 1 or not above or not _MARK.fullmatch(line[0].folded.strip()):
        return False
    mark = line[0]
    over = [f for f in above if f.kind == "text" and abs(f.x0 - mark.x0) < _SAME_EDGE]
    return any(mark.bbox[1] - f.bbox[3] < _LEADED * f.height for f in over)


def _begins_with_mark(line: Sequence[Fragment]) -> bool:
    """Whether a line of years begins with the mark of the head over the labels: (1) | 2024 | 2023."""
    if not line or line[0].kind != "number" or not _MARK.fullmatch(line[0].folded.strip()):
        return False
    return any(f.kind == "year" for f in line) and all(f is line[0] or f.kind != "number" for f in line)


def _below(head: Fragment, lines: Sequence[Sequence[Fragment]], numbers: re.Pattern[str]) -> list[Fragment]:
    """The numbers of a form below a head, down to the first that is none of them; units between them are no gap."""
    below = (f for line in lines for f in line if f.middle > head.middle and f.x0 < head.x1 and head.x0 < f.x1)
    found: list[Fragment] = []
    last = head
    for one in sorted(below, key=lambda f: f.middle):
        if one.middle - last.middle > _FARTHEST * head.height:
            break
        if one.kind in {"number", "year"}:
            if not numbers.fullmatch(one.folded.strip()):
                break
            found.append(one)
        elif not is_unit(one.text):
            continue
        last = one
    return found
