"""Cells of text tables that tell several figures with their labels: 能源消耗 | 电力:1,520万千瓦时 天然气:88万立方米.

Each becomes a row, as in drawn grids.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.grids.earlier_in_brackets import with_earlier_apart
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.labels.told_figures import Span, leaves_noun, tells_no_thing, told_spans
from cnesg.extraction.tables.drawn.told_cells import unit_for, units_of
from cnesg.framework.regexes import regex
from cnesg.text import fold

_YEAR = regex(r"(?:19|20)\d\d\s?年?度?")
_FEWEST = 2  # figures in a cell


def with_figures_told(rows: Sequence[GridRow], is_class: Callable[[str], bool]) -> list[GridRow]:
    """The rows, one for each figure that cells tell with labels of their own.

    Args:
        rows: the rows of a text table.
        is_class: whether a label is nothing but a class, which leaves what it counts to the label of its row.
    """
    return [one for row in with_earlier_apart(rows) for one in _apart(row, is_class)]


def _apart(row: GridRow, is_class: Callable[[str], bool]) -> Iterator[GridRow]:
    told = {at: (c, found) for at, c in enumerate(row) if at and c is not None and (found := _told(c))}
    before = [(at, c) for at, c in enumerate(row[: min(told, default=0)]) if c is not None and c.clean]
    names = [one for one in before if not (units_of(one[1].text) or tells_no_thing(one[1].text))]
    if len(told) != 1 or not names:
        yield row
        return
    ((column, (cell, found)),) = told.items()
    place, name = names[-1]
    units = next((u for _, c in before if (u := units_of(c.text))), [])
    for at, (label, value) in enumerate(found):
        text = fold(cell.text)[slice(*label)].strip()
        figure = cell.part(*value)
        unit = unit_for(text, at, units, len(found)) if figure.text.strip()[-1:].isdigit() and units else ""
        goes_on = is_class(text) or leaves_noun(text) or _YEAR.fullmatch(text)
        whole = f"{name.text.strip()} {text}" if goes_on else text
        cells: list[Cell | None] = [None] * len(row)
        cells[place] = replace(name, text=f"{whole} ({unit})" if unit else whole)
        cells[column] = figure
        yield tuple(cells)


def _told(cell: Cell) -> list[tuple[Span, Span]]:
    """Where a cell's labels and figures stand; none where it tells anything else or fewer than two."""
    folded = fold(cell.text)
    if ":" not in folded:
        return []
    found, end = told_spans(folded)
    return found if len(found) >= _FEWEST and end == len(folded) else []
