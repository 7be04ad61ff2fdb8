"""Tables that lines of a text hold whole, head and rows: what each kind takes is no longer there for the next."""

from collections.abc import Sequence

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.figure_lines import figure_rows
from cnesg.extraction.plain_tables.headed import headed_rows
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.plain_tables.records import LaidOut
from cnesg.extraction.plain_tables.repeated_heads import rows_below_repeated_heads
from cnesg.extraction.plain_tables.year_rows import rows_of_years
from cnesg.text import Line


def take_headed_tables(lines: Sequence[Line], found: LaidOut, know: Knowledge, reader: LineReader, year: int) -> None:
    """Add the rows of tables whose head says by itself how their rows are to be taken apart.

    Args:
        lines: the lines of a page.
        found: what was found so far; lines that it holds are passed over.
        know: the vocabulary.
        reader: what takes lines apart.
        year: the document's fiscal year.
    """

    def left() -> list[Line]:
        return [line for line in lines if not found.holds(line)]

    found.rows |= rows_below_repeated_heads(left(), know, reader, year)
    found.rows |= headed_rows(left(), know, reader)
    found.rows |= figure_rows(left(), know, reader)
    found.rows |= rows_of_years(left(), know)
