"""Rows of a table with tabs that a page was written out with line by line: a cell a line, between rows of tabs.

矿区⇥复垦面积（公顷）⇥植树（万株） / 大青山铜矿⇥42.6⇥5.8, and below them 白石锌矿 / 18.3 / 2.1.
"""

from collections.abc import Sequence

from cnesg.extraction.documents.passages import is_tab_row
from cnesg.extraction.grids.grid import Cell, GridRow, tab_cells
from cnesg.extraction.plain_tables.lone_lines import Lone, run_of
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.text import Line

_FEWEST = 2
Shape = tuple[int, int]  # how many columns of labels, and of figures behind them


def lone_blocks(told: Sequence[Lone], reader: LineReader) -> tuple[dict[int, GridRow], set[int]]:
    """The rows by the number of the line of their first cell, and the numbers of the lines of their other cells.

    Args:
        told: the lines of a page, each with its kind.
        reader: what takes lines apart.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    shape: Shape | None = None
    at = 0
    while at < len(told):
        if "\t" in told[at].text:
            shape = _shape(told[at].line, reader) or (shape if told[at].kind == "tabs" else None)
            at += 1
            continue
        found, end = _rows(told, at, shape) if shape is not None else ([], at)
        for row, numbers in found:
            rows[numbers[0]] = row
            taken |= set(numbers[1:])
        if end == at:
            shape, end = None, at + 1
        at = end
    return rows, taken


def _shape(line: Line, reader: LineReader) -> Shape | None:
    """The columns of a row with tabs: labels first, then figures and nothing else; None for any other line."""
    cells = tab_cells(line)
    values = [cell is not None and reader.is_value(cell.text.strip()) for cell in cells]
    if not is_tab_row(line.text) or True not in values:
        return None
    labels = values.index(True)
    if not labels or not all(values[labels:]) or len(values) - labels < _FEWEST:
        return None
    return labels, len(values) - labels


def _rows(told: Sequence[Lone], at: int, shape: Shape) -> tuple[list[tuple[GridRow, list[int]]], int]:
    """Rows from a line on, each with the numbers of its lines, and where they end."""
    labels, values = shape
    found: list[tuple[GridRow, list[int]]] = []
    while True:
        middle = run_of("label", told, at)
        end = run_of("value", told, middle)
        if not at < middle <= at + labels or end - middle != values or (not found and middle - at < labels):
            return found, at
        cells: list[Cell | None] = [one.cell for one in told[at:end]]
        row = (*[None] * (labels - (middle - at)), *cells)
        found.append((row, [one.line.number for one in told[at:end]]))
        at = end
