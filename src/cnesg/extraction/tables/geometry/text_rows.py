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
    rows = _without_lines_between(_grouped(sorted(fragments, key=lambda f: -f.middle)))
    joined: list[TextRow] = []
    for row in rows:
        if joined and joined[-1][0].middle - row[0].middle < _NEAR_LINE * row[0].height:
            joined[-1] += row
        else:
            joined.append(row)
    for row in joined:
        row.sort(key=lambda f: f.x0)
    return joined


def _grouped(fragments: Sequence[Fragment]) -> list[TextRow]:
    """Fragments, the lowest first, in lines whose middles are all but the same."""
    rows: list[TextRow] = []
    for fragment in fragments:
        if rows and rows[-1][0].middle - fragment.middle < _ON_LINE * fragment.height:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return rows


def _without_lines_between(rows: list[TextRow]) -> list[TextRow]:
    """The lines without those that lie between two others, the texts of which go to the nearer of the two."""
    at = 1
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
