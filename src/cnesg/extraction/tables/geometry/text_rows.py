"""Texts above a table grouped to lines, where some stand in the middle of cells that reach over two of them.

A head of two lines has `Category` and `Total` between them, so close where rows are tight that the three are one.
"""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.head_lines import TextRow
from cnesg.extraction.tables.model import Fragment

_ON_LINE = 0.3  # of the characters' height: off a line's middle
_NEAR_LINE = 0.5  # ... a mark set high may stand
_BETWEEN = 0.75  # ... a line between two others is no further from either
_FEWEST = 2  # texts of each of the two lines that a merged cell reaches over


def text_rows(fragments: Sequence[Fragment]) -> list[TextRow]:
    """Fragments grouped by base line, from bottom to top, each from left to right."""
    ordered = sorted(fragments, key=lambda f: -f.middle)
    close = _grouped(ordered, _ON_LINE)
    apart = _without_lines_between(close)
    rows = apart if len(apart) < len(close) else _grouped(ordered, _NEAR_LINE)
    for row in rows:
        row.sort(key=lambda f: f.x0)
    return rows


def _grouped(fragments: Sequence[Fragment], off: float) -> list[TextRow]:
    """Fragments, the lowest first, in lines whose middles are no further apart than a part of their height."""
    rows: list[TextRow] = []
    for fragment in fragments:
        if rows and rows[-1][0].middle - fragment.middle < off * fragment.height:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return rows


def _without_lines_between(rows: Sequence[TextRow]) -> list[TextRow]:
    """The lines without those that lie between two others, the texts of which go to the nearer of the two."""
    rows, at = [list(row) for row in rows], 1
    while at < len(rows) - 1:
        below, row, above = rows[at - 1 : at + 2]
        down, up = below[0].middle - row[0].middle, row[0].middle - above[0].middle
        close = max(down, up) < _BETWEEN * row[0].height and down + up > _BETWEEN * row[0].height
        if close and min(len(below), len(above)) >= _FEWEST and not _overlap(row, [*below, *above]):
            (below if down <= up else above).extend(row)
            del rows[at]
        else:
            at += 1
    return rows


def _overlap(row: TextRow, others: TextRow) -> bool:
    """Whether a text of a line stands over or under one of two others: cells reach over both, or hold both."""
    return any(one.x0 < other.x1 and other.x0 < one.x1 for one in row for other in others)
