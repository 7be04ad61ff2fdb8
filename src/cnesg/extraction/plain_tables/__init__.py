"""Tables in text files that no tabs hold together.

Cells are apart by blanks or strokes, each stands on a line of its own, or all rows run on within one line.
"""

from collections.abc import Sequence

from cnesg.extraction.plain_tables.classed import classed_grids
from cnesg.extraction.plain_tables.listed_years import listed_years
from cnesg.extraction.plain_tables.outlined import Outlined, outlined
from cnesg.extraction.plain_tables.page_rows import laid_out
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.plain_tables.records import LaidOut
from cnesg.extraction.plain_tables.run_on import run_on
from cnesg.extraction.plain_tables.run_on_english import run_on_english
from cnesg.extraction.plain_tables.set_apart import facts_set_apart
from cnesg.framework.units import UnitTable
from cnesg.text import Line

__all__ = ["LaidOut", "Outlined", "classed_grids", "facts_set_apart", "laid_out", "outlined_lines"]


def outlined_lines(lines: Sequence[Line], units: UnitTable) -> dict[int, Outlined]:
    """The lines in which a table runs on, by number: its rows are numbered, below years, or a list of years.

    Args:
        lines: the lines of a page.
        units: the unit table.
    """
    reader = LineReader(units)
    found = ((line.number, outlined(line) or run_on(line, reader) or run_on_english(line, reader)) for line in lines)
    return dict(listed_years(lines, reader)) | {number: one for number, one in found if one is not None}
