"""Rows above the values of a drawn grid that name its first groups: Turnover rate (%) | By gender, nested."""

from collections.abc import Sequence

from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.drawn.ruled_indents import STAFF, numbers_row, unnumbered
from cnesg.extraction.tables.fragments import is_code, is_unit

_MOST_OPENINGS = 3


def openings(head: Sequence[Sequence[FilledCell]], body: Sequence[Sequence[FilledCell]], columns: Sequence[int]) -> int:
    """How many of the last rows above the values name first groups.

    Args:
        head: the rows above the first values.
        body: the rows of values.
        columns: the columns of fields that hold values.
    """
    titles = 0
    while titles < _MOST_OPENINGS and len(head) > titles + 1 and _is_title(head[-1 - titles], columns):
        titles += 1
    if titles and len(head[-1 - titles]) > 1 and _spans(head[-titles], columns):
        return titles
    if titles > 1 and _is_bare_title(head[-1], columns) and _opens_group(head[:-1], body, columns):
        return 2
    return int(_opens_group(head, body, columns))


def _is_title(row: Sequence[FilledCell], columns: Sequence[int]) -> bool:
    """Whether a row is one text, over all columns from the labels on or in the first, alone or beside its unit."""
    spans = _spans(row, columns)
    one = row[-1] if spans else unnumbered(row)[0]
    named = not is_unit(one.text) or STAFF.fullmatch(one.text) is not None
    return named and (spans or _is_bare_title(row, columns))


def _spans(row: Sequence[FilledCell], columns: Sequence[int]) -> bool:
    """Whether a row is one field from the labels over all columns, set left, maybe beside its code: GRI 403-9."""
    one = row[-1]
    set_left = one.parts[0].x0 < (one.cell.bbox[0] + one.cell.bbox[2]) / 2
    alone = all(is_code(c.text) or numbers_row(c.text) for c in row[:-1])
    return set_left and alone and one.cell.left < columns[0] and one.cell.right > columns[-1]


def _opens_group(
    head: Sequence[Sequence[FilledCell]], body: Sequence[Sequence[FilledCell]], columns: Sequence[int]
) -> bool:
    """Whether the last row above the values names a first group.

    That is one field from the labels over all columns, or one of labels as further rows below, which name the next, or
    as the rows above head all columns.
    """
    if len(head) < 2 or len(head[-2]) < 2:
        return False
    headed = all(any(c.cell.left <= at < c.cell.right for c in head[-2]) for at in columns)
    below = headed or any(_is_bare_title(row, columns) for row in body)
    return _is_title(head[-1], columns) and (_spans(head[-1], columns) or below)


def _is_bare_title(row: Sequence[FilledCell], columns: Sequence[int]) -> bool:
    """Whether a row is a text in the first column, of one line, and nothing besides but its unit."""
    first = row[0].cell.left
    row = unnumbered(row)
    one = row[0].cell
    return (
        (len(row) == 1 or (len(row) == 2 and row[1].cell.right <= columns[0] and is_unit(row[1].text)))
        and row[0].value is None
        and first == 0
        and one.right <= columns[0]
        and one.bottom - one.top == 1
    )
