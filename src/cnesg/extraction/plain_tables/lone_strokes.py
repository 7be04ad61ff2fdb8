"""Markdown tables whose rows a converter has broken at every cell, so that strokes stand on lines of their own.

What kept the line breaks within cells of a web page prints a label on some lines, a stroke on the next, then a figure
and a stroke. The rule below the heads tells how many cells a row has; as many strokes end one.
"""

from collections.abc import Iterator, Sequence

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line

_STROKE = "|"
_RULE = regex(r"(?::?-{3,}:?\|){2,}(?::?-{3,}:?)?")
_MOST_LINES = 6  # of a cell
_LONGEST_LINE = 120
_FEWEST = 2  # rows


def rows_at_lone_strokes(lines: Sequence[Line]) -> tuple[dict[int, GridRow], set[int]]:
    """Rows by the number of the line that ends them, and the numbers of the other lines that they take up.

    Args:
        lines: the lines of a page.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    if not any(line.text.strip() == _STROKE for line in lines):
        return rows, taken
    printed = [line for line in lines if line.text.strip()]
    for at, line in enumerate(printed):
        text = line.text.strip()
        if line.number in taken or _RULE.fullmatch(text) is None:
            continue
        columns = len(text.strip(_STROKE).split(_STROKE))
        head = _head(printed[:at], columns)
        below = list(_rows(printed[at + 1 :], columns))
        if not head or len(below) < _FEWEST or not any(one.text.strip() == _STROKE for one in (*head, *below[0][1])):
            continue
        for row, of_row in (next(_rows(head, columns)), *below):
            rows[of_row[-1].number] = row
            taken |= {one.number for one in of_row[:-1]}
        taken.add(line.number)
    return rows, taken - rows.keys()


def _head(above: Sequence[Line], columns: int) -> Sequence[Line]:
    """The lines of the heads right above a rule; of the first of them the line above its stroke. Empty without."""
    strokes = 0
    for back, line in enumerate(reversed(above), 1):
        if len(line.text) > _LONGEST_LINE or back > columns * _MOST_LINES:
            return ()
        strokes += line.text.count(_STROKE)
        if strokes == columns:
            first = back + 1 if line.text.strip() == _STROKE else back
            return above[-first:] if first <= len(above) else ()
        if strokes > columns:
            return ()
    return ()


def _rows(lines: Sequence[Line], columns: int) -> Iterator[tuple[GridRow, list[Line]]]:
    """The rows that lines hold, each with its lines, as long as there are strokes enough."""
    cells: list[Cell | None] = []
    pieces: list[tuple[Line, int, int]] = []
    of_row: list[Line] = []
    for line in lines:
        if len(line.text) > _LONGEST_LINE or len(pieces) > _MOST_LINES:
            return
        of_row.append(line)
        start = 0
        for part in line.text.split(_STROKE):
            if start:
                cells.append(_cell(pieces))
                pieces = []
            if part.strip():
                begin = start + len(part) - len(part.lstrip())
                pieces.append((line, begin, begin + len(part.strip())))
            start += len(part) + 1
        if len(cells) > columns or (len(cells) == columns and pieces):
            return
        if len(cells) == columns:
            yield tuple(cells), of_row
            cells, of_row = [], []


def _cell(pieces: Sequence[tuple[Line, int, int]]) -> Cell | None:
    """The cell that pieces of lines make up; it stands where the last of them does."""
    if not pieces:
        return None
    line, start, end = pieces[-1]
    return Cell(" ".join(one.text[a:b] for one, a, b in pieces), line, start, end)
