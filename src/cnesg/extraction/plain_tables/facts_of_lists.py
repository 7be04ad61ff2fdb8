"""What lists of parts tell, each item on a line or its name and its figure on a line each."""

from collections.abc import Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.gates import whole_of
from cnesg.extraction.grids.grid import Grid
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.listed_parts import lists_of_parts
from cnesg.extraction.plain_tables.lone_lists import lone_lists
from cnesg.text import Line


def facts_of_lists(lines: Sequence[Line], grids: GridReader) -> tuple[list[Candidate], set[int]]:
    """The facts of lists whose titles name one metric for all their items, and the numbers of their lines.

    Args:
        lines: the lines of a page.
        grids: the reader of tables.
    """
    found: list[Candidate] = []
    held: set[int] = set()
    for one in (*lists_of_parts(lines, grids.know), *lone_lists(lines, grids.know)):
        names = [row[0].text for row in one.grid.rows if row[0] is not None]
        if not held.isdisjoint(one.lines) or (one.titled_below and not all(map(grids.is_class, names))):
            continue
        facts = list(grids.read(one.grid))
        counted = {fact.metric for fact in facts if fact.unit != "%"} or {fact.metric for fact in facts}
        counted = {whole_of(grids.know, metric) for metric in counted}  # suppliers, and their total
        told = {fact.place.line for fact in facts if fact.role != "row" or fact.breakdown}
        if len(counted) == 1 and told == one.lines:
            found += facts
            held |= one.lines
            if one.whole and (total := [fact for fact in grids.read(Grid((one.whole,))) if not fact.breakdown]):
                found += total
                held |= {fact.place.line for fact in total}
    return found, held
