"""Rows of a grid that no wording of tables names, kept to be read as sentences."""

from collections.abc import Iterator, Mapping

from cnesg.extraction.candidates import Place
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.grids.grid import GridRow, box_of, quote_of, texts
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.references import counts_behind
from cnesg.extraction.prose.told_labels import SilentRow, SilentValue, says_count
from cnesg.extraction.tables.rows.units import with_unit


def silent_rows(
    row: GridRow, label: str, values: Mapping[int, tuple[Number, str]], units: GridUnits, year: int
) -> Iterator[SilentRow]:
    """The row, if what its values are measured in is known.

    Args:
        row: its cells.
        label: its label, not merely a class.
        values: by column, with the header over it.
        units: looks for units.
        year: the fiscal year, of values whose header names none.
    """
    counted = counts_behind(label) or any(says_count(cell.clean) for cell in texts(row))
    found = []
    for column, (value, header) in values.items():
        cell, unit = row[column], units.near(row, label, header, value)
        if cell is None or not (unit or value.unit or counted):
            continue
        place = Place(cell.line.page, cell.line.number, box_of(cell, value.raw_value), quote_of(row))
        number = value if unit is None else with_unit(value, unit)
        found.append((cell.line, SilentValue(number, header_year(header, year) or year, place, cell.start)))
    if found:
        yield SilentRow(label, tuple(value for _, value in found), found[0][0])
