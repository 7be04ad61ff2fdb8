"""Facts in lines of Chinese text whose cells nothing but blanks set apart, by kind of table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.facts_of_lists import facts_of_lists
from cnesg.extraction.plain_tables.heads_over_figures import facts_below_heads
from cnesg.extraction.plain_tables.listed_below import ListsBelow
from cnesg.extraction.plain_tables.listed_by_year import ListsByYear
from cnesg.extraction.plain_tables.pairs_apart import PairsApart
from cnesg.extraction.prose.reader import ProseReader
from cnesg.text import Line

_TAKEN = "—"  # what stood around lines that are taken does not follow each other


def facts_set_apart(
    lines: Sequence[Line], grids: GridReader, prose: ProseReader
) -> Iterator[tuple[list[Candidate], set[int]]]:
    """The facts of each kind of table and the numbers of its lines; what one kind takes is none of the next.

    Args:
        lines: the lines of a page.
        grids: the reader of tables.
        prose: the reader of sentences.
    """
    left = list(lines)
    by_year, below = ListsByYear(grids, prose), ListsBelow(grids, prose)
    for read in (
        by_year.read,
        below.read,
        partial(facts_of_lists, grids=grids),
        partial(facts_below_heads, grids=grids),
    ):
        facts, held = read(left)
        yield facts, held
        left = [replace(line, text=_TAKEN) if line.number in held else line for line in left]
    yield PairsApart(grids, prose).read(left)
