"""Rows of a grid called no more than 密度 or `Intensity`: they are of what the last row above gives."""

import re

from cnesg.extraction.grids.grid import GridRow, GridState
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.tables.rows.intensities import is_bare_intensity

_BRACKET = re.compile(r"\s?[(\[][^()\[\]]*[)\]]$")


def named_above(label: str, row: GridRow, state: GridState, units: GridUnits) -> str:
    """The label under which a row's values are read: that of the row above where its own says no more than 密度.

    Args:
        label: the row's label as printed.
        row: its cells; only an amount for each of something is an intensity.
        state: the rows so far.
        units: reads units.
    """
    if not is_bare_intensity(label):
        return label
    reading = units.of_row(row, label)
    above = next((one.text for one in reversed(state.labels) if one.has_values and not is_bare_intensity(one.text)), "")
    if reading is None or reading.family is None or not above:
        return label
    own = _BRACKET.search(label)
    return _BRACKET.sub("", above) + (own[0] if own is not None else "")
