"""Grids whose labels are printed in both languages: 男性 Male | 人 Person | 702.

The Chinese says all there is to say; a class is to be named in one language.
"""

from dataclasses import replace

from cnesg.extraction.grids.grid import Cell, Grid, GridRow, GridState
from cnesg.extraction.tables.rows.glosses import plain

_FEWEST = 3  # labels
_LEAST_SHARE = 0.5  # of those that are no figures


def in_one_language(grid: Grid, state: GridState) -> Grid:
    """The grid with its texts in Chinese alone, where at least half of the labels are in both languages.

    Args:
        grid: a table of a text file or of a page.
        state: what is known of the parts before, which keeps that it is so: a part may have no more than two rows.
    """
    if all(cell is None or cell.text.isascii() for row in grid.rows for cell in row):
        return grid
    labels = [label for row in grid.rows if (label := _label(row)) and not label.isascii()]
    glossed = sum(plain(label) != label for label in labels)
    if glossed < (1 if state.glossed else _FEWEST) or glossed < _LEAST_SHARE * len(labels):
        return grid
    state.glossed = True
    rows = tuple(tuple(cell and _in_chinese(cell) for cell in row) for row in grid.rows)
    return replace(grid, rows=rows, above=tuple(map(plain, grid.above)))


def _label(row: GridRow) -> str:
    """The first text of a row that has letters."""
    return next((c.text.strip() for c in row if c is not None and sum(map(str.isalpha, c.text)) > 1), "")


def _in_chinese(cell: Cell) -> Cell:
    text = cell.text.strip()
    alone = plain(text)
    return cell if alone == text else replace(cell, text=alone)
