"""Tables in a text file whose cells are apart by strokes, as in Markdown: | 用电量 | 万千瓦时 | 7,931 |."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cnesg.extraction.grids import Cell, GridRow
from cnesg.extraction.plain_tables.parts import STROKE, is_sum
from cnesg.text import Line

_RULE = re.compile(r"[\s|｜│┃║+:=\-–—─━═┄┈┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+")
_DRAWN = re.compile(r"[-–—─━═┄┈=]{2}")
_DIGIT = re.compile(r"\d")
_FEWEST = 2  # lines with as many cells as each other
_FEWEST_CELLS = 2


def stroked_rows(lines: Sequence[Line]) -> tuple[dict[int, GridRow], set[int]]:
    """Rows by the number of their line, and the numbers of the lines that are nothing but rules between them.

    Args:
        lines: the lines of a page.
    """
    rows: dict[int, GridRow] = {}
    rules: set[int] = set()
    for block in _blocks(lines):
        cells = {line.number: _cells(line) for line in block if not _is_rule(line.text)}
        cells = _filled(cells)
        wide = {len(row) for row in cells.values()}
        if min(wide, default=0) < _FEWEST_CELLS:
            continue
        figures = sum(any(c is not None and _DIGIT.search(c.text) for c in row[-2:]) for row in cells.values())
        if len(cells) < _FEWEST or len(wide) > 1 or not figures:
            continue
        rows |= cells
        rules |= {line.number for line in block if _is_rule(line.text)}
    return rows, rules


def _filled(cells: dict[int, GridRow]) -> dict[int, GridRow]:
    """The rows, a total's with its last cell where that was left out: Total | 4,740 below India | 4,310 | 61.5%."""
    widest = max((len(row) for row in cells.values()), default=0)
    return {
        number: (*row, None) if len(row) == widest - 1 and row[0] is not None and is_sum(row[0].text) else row
        for number, row in cells.items()
    }


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        if (STROKE.search(text) and "\t" not in text) or (block and _is_rule(text)):
            block.append(line)
            continue
        if block:
            yield block
        block = []
    if block:
        yield block


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None and _DRAWN.search(text) is not None


def _cells(line: Line) -> GridRow:
    """The cells of a line, without what is outside its outer strokes; without a first stroke the last cell is empty."""
    bounds = [match.span() for match in STROKE.finditer(line.text)]
    edges = [(0, 0), *bounds, (len(line.text), len(line.text))]
    spans = [(a[1], b[0]) for a, b in pairwise(edges)]
    texts = [line.text[start:end] for start, end in spans]
    framed = bool(texts) and not texts[0].strip()
    if framed:
        texts, spans = texts[1:], spans[1:]
    if framed and texts and not texts[-1].strip():
        texts, spans = texts[:-1], spans[:-1]
    return tuple(Cell(text, line, *span) if text.strip() else None for text, span in zip(texts, spans, strict=True))
