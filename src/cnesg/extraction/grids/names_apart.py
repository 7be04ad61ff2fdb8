"""Names over the columns of a table that empty cells set apart, where the rows below have none between.

| 甲公司 |  | 乙公司 |  | 合计 | stands above | 用水量 | 用水量 | 用水量 | and | 12吨 | 8吨 | 20吨 |.
"""

from collections.abc import Callable, Mapping, Sequence

from cnesg.extraction.grids.grid import GridRow, texts

_FEWEST = 2  # names, and rows below them


def with_names_together(rows: Sequence[GridRow], values: Callable[[GridRow], Mapping[int, object]]) -> list[GridRow]:
    """The rows of a table; names with empty cells between them are set over as many columns below.

    Args:
        rows: cells by column.
        values: which cells of a row are values, by column.
    """
    found = list(rows)
    for at, head in enumerate(rows):
        filled = [n for n, cell in enumerate(head) if cell is not None and cell.text.strip()]
        if len(filled) < _FEWEST or filled[0] or filled[-1] == len(filled) - 1 or values(head):
            continue
        below = _below(rows[at + 1 :], len(filled))
        if len(below) < _FEWEST or not any(len(values(row)) == len(filled) for row in below):
            continue
        found[at] = tuple(head[n] for n in filled)
    return found


def _below(rows: Sequence[GridRow], many: int) -> list[GridRow]:
    """The rows right below names that have as many cells, none of them empty."""
    alike: list[GridRow] = []
    for row in rows:
        filled = len(list(texts(row)))
        if filled != many or any(cell is None or not cell.text.strip() for cell in row[:many]):
            break
        alike.append(row)
    return alike
