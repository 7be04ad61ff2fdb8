"""Columns of codes of standards beside labels or behind values: what stands there is no label and no value.

A narrow column breaks its codes over lines: GRI | 302- | 1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_code
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_STANDARD = r"(?:GRI|ESRS|SASB|HKEX|SEHK|TCFD|ISSB|WEF|KPI)"
_OF_CODES = r"(?:standards?|disclosures?|indicators?|references?|ref\.?|codes?|index|no\.?|topics?)"
_HEAD = regex(
    rf"(?i)(?:{_STANDARD}|{_OF_CODES})(?:(?:\s?[/&,]\s?|\s)(?:{_STANDARD}|{_OF_CODES}))*|GRI\s?(?:指标|准则|标准)|指标编号"
)
_GLUED = regex(rf"(?P<other>.*\S)\s(?P<head>{_STANDARD}(?:\s{_OF_CODES})?)", re.IGNORECASE)
_BEHIND = regex(rf"(?P<other>.*?\S)\s(?P<code>(?:{_STANDARD}\s)?[^\s]*\d[^\s]*)", re.IGNORECASE)
_PIECE = regex(  # of a code that is broken over lines; only the last of them is a number by itself
    rf"(?i:{_STANDARD})|(?:(?i:{_STANDARD})\s)?(?:\d{{1,3}}-|[A-Z]{{2}}-(?:[A-Z]{{2}}-)?|[EGS]\d-)(?:\d{{1,3}}[a-z]?)?[,;]?"
)
_REST = regex(r"\d{1,3}(?:[a-z]|\([a-z]\))?(?:\.\d)?[,;]?")
_FEWEST = 2
_OFF_HEAD = 1.5  # of the characters' height: where a code begins is reckoned from its share of a text
_NEXT_LINE = 1.7  # of the characters' height: lines of a cell
_FARTHEST = 14.0  # of the characters' height: groups and rows without a code stand between


def without_code_columns(lines: Sequence[Sequence[Fragment]]) -> tuple[list[Sequence[Fragment]], list[Fragment]]:
    """The lines of a page without the codes that stand below a head such as `GRI` or `Reference`; and the codes taken.

    The head of codes behind other columns goes with them; that of a first column stays, for the tables begin at it.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    lines = [_with_heads_apart(line, lines) for line in lines]
    heads = [f for line in lines for f in line if f.kind == "text" and _HEAD.fullmatch(f.folded.strip())]
    if heads:
        lines = [[part for f in line for part in _with_code_apart(f, heads)] for line in lines]
    firsts = {id(line[0]) for line in lines if line}
    codes: dict[int, Fragment] = {}
    taken: set[int] = set()
    for head in heads:
        if id(head) in codes or not (below := _codes_below(head, lines)):
            continue
        codes |= {id(code): code for code in below}
        if not all(id(code) in firsts for code in below):
            taken.add(id(head))
    if not codes:
        return list(lines), []
    taken |= codes.keys()
    return [left for line in lines if (left := [f for f in line if id(f) not in taken])], list(codes.values())


def without_codes_behind(title: Fragment) -> Fragment:
    """A title without the codes that stand behind it: Average hours of training GRI 404-1, 404-2."""
    while title.kind == "text" and (glued := _BEHIND.fullmatch(title.folded)) and is_code(glued["code"].rstrip(",;")):
        title, _ = _cut(title, glued.end("other"), glued.start("code"))
    return title


def _with_heads_apart(line: Sequence[Fragment], lines: Sequence[Sequence[Fragment]]) -> Sequence[Fragment]:
    """A line of a page whose last head stands so close to that of the codes that both are one: Group total GRI."""
    last = line[-1] if line else None
    glued = _GLUED.fullmatch(last.folded) if last is not None and last.kind == "text" else None
    if last is None or glued is None:
        return line
    rest, head = _cut(last, glued.end("other"), glued.start("head"))
    if not _codes_below(head, lines):
        return line
    return [*line[:-1], rest, head]


def _with_code_apart(text: Fragment, heads: Sequence[Fragment]) -> list[Fragment]:
    """A text that ends in a code below one of the heads, so close to its unit that both are one: tonnes GRI 305-7."""
    glued = _BEHIND.fullmatch(text.folded) if text.kind == "text" else None
    if glued is None or not is_code(glued["code"]):
        return [text]
    rest, code = _cut(text, glued.end("other"), glued.start("code"))
    over = (h for h in heads if h.middle < text.middle and text.x0 < h.x0 - text.height)
    return [rest, code] if any(abs(code.x0 - h.x0) < _OFF_HEAD * text.height for h in over) else [text]


def _cut(text: Fragment, end: int, start: int) -> tuple[Fragment, Fragment]:
    """The two parts of a text, up to one place and from another on, as wide as their share of it."""
    x0, y0, x1, y1 = text.bbox
    edge = x0 + end / len(text.folded) * (x1 - x0)
    first = replace(text, text=text.text[:end], folded=text.folded[:end], bbox=(x0, y0, edge, y1))
    box = edge, y0, x1, y1
    return first, replace(text, text=text.text[start:], folded=text.folded[start:], bbox=box, start=text.start + start)


def _codes_below(head: Fragment, lines: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """The codes and pieces of codes below a head; none unless two are codes by what they say."""
    below = (f for line in lines for f in line if f.middle > head.middle and f.x0 < head.x1 and head.x0 < f.x1)
    found: list[Fragment] = []
    for one in sorted(below, key=lambda f: f.middle):
        last = found[-1] if found else head
        if one.middle - last.middle > _FARTHEST * head.height:
            break
        if _goes_on(last, one) or is_code(one.folded) or _PIECE.fullmatch(one.folded.strip()):
            found.append(one)
    return found if _said(found) >= _FEWEST else []


def _goes_on(last: Fragment, one: Fragment) -> bool:
    """Whether a number is the rest of a code that the line above breaks off."""
    broken = last.folded.rstrip().endswith("-") and one.middle - last.middle < _NEXT_LINE * last.height
    return broken and _REST.fullmatch(one.folded.strip()) is not None


def _said(pieces: Iterable[Fragment]) -> int:
    """How many codes there are, whole or begun: GRI alone, over its code, is none."""
    return sum("-" in one.folded or is_code(one.folded) for one in pieces)
