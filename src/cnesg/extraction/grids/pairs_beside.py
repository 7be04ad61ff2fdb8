"""Rows that hold several labels, each with its figure, below no heads: 员工总数 | 1,234 | 女性员工 | 456."""

from collections.abc import Sequence

from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import Cell, GridRow, texts
from cnesg.framework.units import UnitTable

_FEWEST = 2  # rows of several pairs


def with_pairs_apart(rows: Sequence[GridRow], units: UnitTable) -> Sequence[GridRow]:
    """The rows, a row for each label with its figure where all rows but titles are such pairs.

    Args:
        rows: cells by column.
        units: the unit table; a unit beside a figure is no label.
    """
    if not any(len(row) >= 2 * _FEWEST for row in rows):
        return rows
    found: list[GridRow] = []
    labels: list[str] = []
    several = 0
    for row in rows:  # most tables end it with their heads
        cells = list(texts(row))
        pairs = _pairs(cells, units)
        if not pairs and len(cells) > 1:
            return rows
        several += len(pairs) > 1
        labels += [label.clean for label, _ in pairs]
        found += pairs or [row]
    return found if several >= _FEWEST and len(set(labels)) == len(labels) else rows


def _pairs(cells: Sequence[Cell], units: UnitTable) -> list[tuple[Cell, Cell]]:
    """Labels with the figures behind them; nothing where cells are anything else."""
    if not cells or len(cells) % 2:
        return []
    pairs = list(zip(cells[::2], cells[1::2], strict=True))
    return pairs if all(_is_label(a.clean, units) and read_cell(b.clean, units) for a, b in pairs) else []


def _is_label(text: str, units: UnitTable) -> bool:
    return len(text) > 1 and not text[0].isdigit() and read_cell(text, units) is None and units.whole(text) is None
