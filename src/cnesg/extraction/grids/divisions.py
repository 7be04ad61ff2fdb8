"""Which row of a grid the rows below it divide: 员工总数, then 按员工类型划分 and its classes."""

from cnesg.extraction.grids.grid import GridRow, GridState
from cnesg.extraction.labels.division_words import divided


def take_division(row: GridRow, label: str, state: GridState, whole: str) -> None:
    """What the row divides: the rows from 按员工类型划分 on, until one begins in the first column again.

    Args:
        row: the row.
        label: its label.
        state: the labels so far.
        whole: the label of the row that it is known to divide; empty where it is not.
    """
    first = row[0].clean if row and row[0] is not None else ""
    if first and divided(first) != first:
        state.whole = state.undivided
    elif first or not label:
        state.whole = ""
    state.whole = whole or state.whole
    if not state.whole:
        state.undivided = label
