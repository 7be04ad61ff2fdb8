"""Years of a head that stand over other columns than their figures, as recognition sets cells: told by their order.

Of 指标 | 2016 | 年 2015年 2014年 above rows of three figures each the first figure is of 2016, the second of 2015,
whichever columns they are in.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.figures.cell_marks import NOT_GIVEN
from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_YEAR = regex(r"(?<!\d)20[0-4]\d(?!\d)")
_ONLY_YEARS = regex(r"(?:[年度末底\s]|(?<!\d)20[0-4]\d(?!\d))+")
_FEWEST, _MOST = 2, 5  # years of a head
_FEWEST_ROWS = 2  # with a figure for each year


def in_order_of_years(rows: Sequence[GridRow], units: UnitTable) -> list[GridRow]:
    """The rows, in which each year of a head stands over the column that has its figures.

    Args:
        rows: the rows as printed.
        units: the unit table.
    """
    found = list(rows)
    heads = [at for at, row in enumerate(rows) if _FEWEST <= len(_years(row)) <= _MOST]
    for at, end in pairwise([*heads, len(rows)]):
        below = {n: _valued(rows[n], units) for n in range(at + 1, end)}
        moved = _over_figures(rows[at], rows, below)
        found[at] = moved.pop(_HEAD, rows[at])
        for number, row in moved.items():
            found[number] = row
    return found


_HEAD = -1  # the key of the head among rows that were moved


def _over_figures(head: GridRow, rows: Sequence[GridRow], below: dict[int, list[int]]) -> dict[int, GridRow]:
    """The head and the rows below it with years and figures in the same columns; empty where they are or none tells."""
    years = _years(head)
    full = {number: columns for number, columns in below.items() if len(columns) == len(years)}
    if len(full) < _FEWEST_ROWS or any(len(columns) > len(years) for columns in below.values()):
        return {}
    labels = {sum(c is not None and bool(c.clean) for c in rows[n][: columns[0]]) for n, columns in full.items()}
    if len(labels) > 1:  # 寿险 | 续保率 | 81% | 80%, and below it 客户满意度 | 93.5 | 93.1
        return {}
    over, _ = Counter(tuple(columns) for columns in full.values()).most_common(1)[0]
    apart = [column for column, cell in enumerate(head) if cell is not None and _YEAR.search(cell.text)]
    if list(over) == apart and all(tuple(columns) == over for columns in full.values()):
        return {}
    first = min(column for column, cell in enumerate(head) if column and _is_of_years(cell))
    if over[0] < first and any(cell is not None and cell.clean for cell in head[1:first]):
        return {}
    told = {_HEAD: _with_cells(head[:first], over, years)}
    for number, columns in full.items():
        if tuple(columns) != over:
            told[number] = _with_cells(rows[number][: columns[0]], over, [rows[number][c] for c in columns])
    return told


def _with_cells(label: GridRow, columns: Sequence[int], cells: Sequence[Cell | None]) -> GridRow:
    """A row of a label and of cells in the columns given."""
    row: list[Cell | None] = [*label[: columns[0]], *([None] * (columns[-1] + 1 - len(label[: columns[0]])))]
    for column, cell in zip(columns, cells, strict=True):
        row[column] = cell
    return tuple(row)


def _years(row: GridRow) -> list[Cell | None]:
    """A cell for each year of a head in which all behind the label are years; none of another row."""
    cells = [cell for cell in row[1:] if cell is not None and cell.clean]
    first = next((at for at, cell in enumerate(cells) if _is_of_years(cell)), len(cells))
    of_years = cells[first:]
    if not row or (row[0] is not None and _YEAR.search(row[0].text)) or not all(map(_is_of_years, of_years)):
        return []
    found: list[Cell | None] = [
        cell.part(year.start(), _end_of(cell.text, year.end()))
        for cell in of_years
        for year in _YEAR.finditer(cell.text)
    ]
    told = [year[0] for cell in of_years for year in _YEAR.finditer(cell.text)]
    return found if len(set(told)) == len(told) else []


def _end_of(text: str, end: int) -> int:
    """Where a year ends with the word behind it: 2015|年."""
    return end + 1 if text[end : end + 1] == "年" else end


def _is_of_years(cell: Cell | None) -> bool:
    return cell is not None and _ONLY_YEARS.fullmatch(cell.text) is not None and bool(cell.text.strip())


def _valued(row: GridRow, units: UnitTable) -> list[int]:
    """The columns behind a row's label that hold a figure, or a sign that there is none."""
    return [
        column
        for column, cell in enumerate(row)
        if column
        and cell is not None
        and cell.clean
        and (NOT_GIVEN.match(cell.clean) or read_cell(cell.clean, units) is not None)
    ]
