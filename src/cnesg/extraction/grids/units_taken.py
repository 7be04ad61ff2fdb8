"""Units that heads and labels take from elsewhere: of a line that lists several, of the head whose part they are.

单位:万元、亩 over 修复面积 | 投入; 总用电量(万度) | 其中:冷链.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.grids.heads_beside import part_of_column
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_LISTED = regex(r"单位\s?[:：]\s?([^\s()（）:：/]+)")
_BETWEEN = regex(r"[、,，;；和及]")
_FEWEST = 2  # units
_NEAREST = 2  # lines above a table


def with_units_taken(know: Knowledge, find: Callable[[str], Found], grid: Grid) -> Grid:
    """A table each of whose heads and labels prints its unit, be it listed above or that of the head before it.

    Args:
        know: vocabulary and units.
        find: finds wording in a text.
        grid: the table.
    """
    grid = replace(grid, rows=tuple(_parts_measured(row, know, find) for row in grid.rows))
    listed = _listed(know, [compact(line)[0] for line in grid.above[-_NEAREST:]])
    if len(listed) < _FEWEST:
        return grid
    return replace(grid, rows=tuple(tuple(_told(know, find, cell, listed) for cell in row) for row in grid.rows))


def _parts_measured(row: GridRow, know: Knowledge, find: Callable[[str], Found]) -> GridRow:
    """A row of heads, those of parts with the unit of the head before them."""
    cells = list(row)
    for at, (whole, part) in enumerate(pairwise(row)):
        if whole is None or part is None or not whole.clean.endswith(")") or not part_of_column(part.clean, find):
            continue
        unit = whole.clean[whole.clean.rfind("(") :]
        if part.clean[-1] != ")" and know.units.whole(unit.strip("()")) is not None:
            cells[at + 1] = replace(part, unit_below=unit)
    return tuple(cells)


def _listed(know: Knowledge, above: Sequence[str]) -> dict[str, UnitReading]:
    """The units that a line above lists, as printed; none where it lists other words, or one unit."""
    for line in reversed(above):
        if found := _LISTED.search(line):
            parts = _BETWEEN.split(found[1])
            readings = {part: reading for part in parts if (reading := know.units.whole(part)) is not None}
            return readings if len(readings) == len(parts) else {}
    return {}


def _told(
    know: Knowledge, find: Callable[[str], Found], cell: Cell | None, listed: dict[str, UnitReading]
) -> Cell | None:
    """A cell with the unit of its metric behind its text; as it is where it names none or more than one fits."""
    if cell is None or not cell.clean or cell.clean[0].isdigit() or cell.clean.endswith(")"):
        return cell
    kinds: frozenset[str] = frozenset().union(
        *(know.lexicon.kinds[hit.entry] for hit in find(cell.clean).hits if not hit.label_only)
    )
    fitting = [name for name, reading in listed.items() if not reading.kinds.isdisjoint(kinds)]
    return replace(cell, unit_below=f"({fitting[0]})") if len(fitting) == 1 else cell
