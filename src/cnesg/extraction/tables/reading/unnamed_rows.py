"""Rows of a page's tables that no wording of tables names, kept to be read as sentences."""

from collections.abc import Callable, Iterator, Sequence

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.labels.references import counts_behind
from cnesg.extraction.prose.told_labels import SilentRow, SilentValue, says_count
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.model import Fragment
from cnesg.extraction.tables.reading.counting_labels import counts_things
from cnesg.extraction.tables.reading.places import place_of
from cnesg.framework.units import UnitTable
from cnesg.text import Page


def unnamed_rows(
    asked: Sequence[tuple[Setting, Fragment]],
    page: Page,
    units: UnitTable,
    numbers: Callable[[Number, Setting], list[Number]],
    year_of: Callable[[Setting], int],
) -> Iterator[SilentRow]:
    """The row whose values were asked for in vain, if what they are measured in is known.

    Args:
        asked: its values with all that stands around them.
        page: their page.
        units: the unit table.
        numbers: a number with each unit that its table may give it, the likeliest first.
        year_of: the year of a value.
    """
    found = []
    for setting, cell in asked:
        number = read_cell(compact(cell.text.strip())[0], units)
        number = numbers(number, setting)[0] if number is not None else None
        label = setting.row.label
        counted = counts_things(label) or counts_behind(label) or any(map(says_count, setting.row.notes))
        if number is not None and (number.unit or counted):
            found.append(SilentValue(number, year_of(setting), place_of(setting, cell, number, page), cell.start))
    line = next((line for line in page.lines if found and line.number == found[0].place.line), None)
    if line is not None:
        yield SilentRow(compact(asked[0][0].row.label)[0], tuple(found), line)
