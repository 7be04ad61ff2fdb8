"""Columns of a PDF's table that give a row's figure once more in a unit of their own: MWh beside tonnes of CO2e."""

from collections.abc import Callable

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.labels.column_units import ENERGY_CONTENT, is_given_anew, of_column
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.rows.units import with_unit
from cnesg.framework.units import UnitReading

_ANEW = "given anew"


def in_unit_of_column(
    number: Number, own: UnitReading, setting: Setting, inside: Callable[[str], UnitReading | None]
) -> Number | None:
    """A number in the unit of its column, where that one alone is in it and the row's is another.

    Args:
        number: the number as printed.
        own: the unit that the row gives.
        setting: what stands around it.
        inside: reads the unit in a text's brackets.
    """
    filled = [at for at, cell in enumerate(setting.row.cells) if cell is not None and at != setting.column]
    others = ([compact(one)[0] for one in setting.table.columns[at].headers] for at in filled)
    column = of_column([compact(one)[0] for one in setting.headers], others, inside)
    if column is None or not is_given_anew(own, column):
        return None
    setting.known[_ANEW, setting.column] = column
    return with_unit(number, column)


def with_energy_content(breakdown: dict[str, str], setting: Setting) -> dict[str, str]:
    """The classes of a number, of one that was read by `in_unit_of_column` as energy with the class of that."""
    column = setting.known.get((_ANEW, setting.column))
    return {**breakdown, **ENERGY_CONTENT} if column is not None and "energy" in column.kinds else breakdown
