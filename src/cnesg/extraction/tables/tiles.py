"""Figures set large with their label beside them: a number alone on its line, and small text below or above it."""

import re
from collections.abc import Sequence

from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.labels import join_lines
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.text import Page

_LARGER = 1.25
_NEAR = 1.0
_LEADING = 0.7
_ALIGNED = 6.0
_MOST_LINES = 5
_LONGEST_LABEL = 160
_EARLIER = re.compile(r"\s*[(（](?:FY)?\s?(?:19|20)\d\d年?\s?[:：][^()（）]*[)）]")  # (2022: 6.3 million)


def find_tiles(page: Page, taken: Sequence[Table]) -> list[Table]:
    """Large figures of a page as tables of one value each.

    Args:
        page: the page.
        taken: its tables; what stands in them is no tile.
    """
    if page.number is None:
        return []
    lines = [line for line in page_fragments(page) if not any(_inside(line[0], table) for table in taken)]
    texts = [line[0] for line in lines if len(line) == 1 and line[0].kind == "text"]
    found = []
    for line in lines:
        if not all(f.kind == "number" for f in line):
            continue
        for figure in line:
            label = _below(figure, texts) or _above(figure, texts)
            text = _EARLIER.sub("", join_lines([f.text for f in label])).strip()
            if text and len(text) <= _LONGEST_LABEL:
                found.append(_tile(page.number, figure, text, label))
    return found


def _inside(fragment: Fragment, table: Table) -> bool:
    x0, y0, x1, y1 = table.bbox
    large = len(table.rows) * len(table.columns) > 1
    return large and x0 - 1 <= fragment.x0 <= x1 and y0 - 1 <= fragment.middle <= y1 + 1


def _below(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right below a figure."""
    label: list[Fragment] = []
    edge = figure.bbox[3]
    for text in sorted(texts, key=lambda f: f.middle):
        if text.bbox[1] < figure.middle or not _belongs(figure, text):
            continue
        room = _NEAR * figure.height if not label else _LEADING * text.height
        if text.bbox[1] - edge > room or len(label) == _MOST_LINES:
            break
        if label and abs(text.height - label[0].height) > 0.15 * text.height:
            break
        label.append(text)
        edge = text.bbox[3]
    return label


def _above(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right above a figure."""
    label: list[Fragment] = []
    edge = figure.bbox[1]
    for text in sorted(texts, key=lambda f: -f.middle):
        if text.bbox[3] > figure.middle or not _belongs(figure, text):
            continue
        room = 0.6 * figure.height if not label else _LEADING * text.height
        if edge - text.bbox[3] > room or len(label) == _MOST_LINES:
            break
        if label and abs(text.height - label[0].height) > 0.15 * text.height:
            break
        label.insert(0, text)
        edge = text.bbox[1]
    return label


def _belongs(figure: Fragment, text: Fragment) -> bool:
    """Whether text is smaller than a figure and shares its left edge or its axis."""
    if figure.height < _LARGER * text.height:
        return False
    axis = abs(figure.x0 + figure.x1 - text.x0 - text.x1) / 2
    return abs(figure.x0 - text.x0) <= _ALIGNED or axis <= _ALIGNED


def _tile(page: int, figure: Fragment, text: str, label: Sequence[Fragment]) -> Table:
    box = around([figure.bbox, *(f.bbox for f in label)])
    row = Row(label=text, parents=(), notes=(), cells=(figure,), bbox=box, line=figure.line)
    return Table(page=page, bbox=box, columns=(Column(figure.x0, figure.x1),), rows=(row,), headed=False)
