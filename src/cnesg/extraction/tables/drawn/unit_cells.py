"""Cells of drawn grids that hold units: below a head that says Unit, and over each column beside a title."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.drawn.filled import FilledCell, cells_below
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.label_edge import UNIT_HEAD
from cnesg.extraction.tables.geometry.repeated_units import heads_with_unit, with_unit
from cnesg.text import fold


def with_units_down(filled: Sequence[FilledCell]) -> list[FilledCell]:
    """The cells of a grid, round sums of money below a head that says Unit as the units that they are.

    Args:
        filled: the cells of a drawn grid.
    """
    heads = [c for c in filled if UNIT_HEAD.fullmatch(fold(c.text).strip())]
    units = {id(c) for head in heads for c in cells_below(head, filled) if len(c.parts) == 1 and is_unit(c.text)}
    return [FilledCell(c.cell, [replace(c.parts[0], kind="text")]) if id(c) in units else c for c in filled]


def cells_with_units_once(filled: Sequence[FilledCell]) -> list[FilledCell]:
    """The cells of a drawn grid, titles with their unit in brackets instead of over each column.

    Args:
        filled: the cells of a drawn grid.
    """
    rows: dict[int, list[FilledCell]] = {}
    for cell in filled:
        rows.setdefault(cell.cell.top, []).append(cell)
    made: dict[int, FilledCell | None] = {}
    for row in rows.values():
        first, *others = sorted(row, key=lambda c: c.cell.left)
        if first.cell.left == 0 and first.parts and heads_with_unit([first.text, *(c.text for c in others)]):
            *parts, last = first.parts
            made[id(first)] = FilledCell(first.cell, [*parts, with_unit(last, others[0].text)])
            made |= dict.fromkeys(map(id, others))
    return [one for cell in filled if (one := made.get(id(cell), cell)) is not None]
