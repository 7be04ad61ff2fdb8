"""The rows of tables on a page of a text file: what each way of reading lines finds, those that are surest first."""

from collections.abc import Sequence

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.between import tells_by_colon
from cnesg.extraction.plain_tables.broken import mended
from cnesg.extraction.plain_tables.cells_below import with_cells_below
from cnesg.extraction.plain_tables.data_sheets import data_sheets
from cnesg.extraction.plain_tables.layout import Layout
from cnesg.extraction.plain_tables.lone_rows import take_lone_rows
from cnesg.extraction.plain_tables.own_heads import take_headed_tables
from cnesg.extraction.plain_tables.records import LaidOut
from cnesg.extraction.plain_tables.spaced import spaced_rows
from cnesg.extraction.plain_tables.stroked import stroked_rows
from cnesg.extraction.plain_tables.tiered import tiered_rows
from cnesg.text import Line


def laid_out(lines: Sequence[Line], know: Knowledge, year: int) -> LaidOut:
    """The rows that lines of a text file hold besides those whose cells are apart by tabs.

    Args:
        lines: the lines of a page, without page numbers and running titles.
        know: the vocabulary.
        year: the document's fiscal year.
    """
    found = LaidOut()
    found.rows, found.taken = with_cells_below(lines, *stroked_rows(lines))
    layout = Layout(know, year, found)
    take_lone_rows(lines, found, know, layout.reader, year)
    tiered, heads = tiered_rows([line for line in lines if not found.holds(line)], year, know, layout.reader)
    found.rows, found.taken = found.rows | tiered, found.taken | heads
    take_headed_tables(lines, found, know, layout.reader, year)
    known = found.rows.keys() | found.taken
    left = [one for one in lines if one.number not in known and one.text.strip() and not tells_by_colon(one.text)]
    sheet = data_sheets(left, year, layout.reader.is_unit_cell)
    whole, parts = mended(sheet.lines, layout.reader.is_unit)
    found = layout.read(whole, sheet)
    found.taken |= sheet.dropped
    for numbers in (parts, sheet.parts):
        found.taken |= set().union(*(numbers[one] for one in (found.rows.keys() | found.taken) & numbers.keys()))
    rows, begun = spaced_rows([line for line in lines if not found.holds(line)], know, layout.reader)
    found.rows |= rows
    found.taken |= begun
    return found
