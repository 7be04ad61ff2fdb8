"""Cells that hold a figure for each of several things that the label lists: `Male : Female` | 57.1 : 42.9.

Each becomes a row of its own: `Permanent staff (men / women)` | 2,140 / 980 are `Permanent staff (men)` and `(women)`.
"""

from collections.abc import Iterator
from dataclasses import replace

from cnesg.extraction.figures.side_by_side import several_figures
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.framework.regexes import regex

_FIGURE = regex(r"[^\s:/]+")
_LISTED = regex(r"\s?[:/]\s?")
_BEFORE = regex(
    r"(?P<of>.*?)\s?(?:\((?P<inside>[^()]*[:/][^()]*)\)|[:–—-]\s(?P<behind>[^():–—]*/[^():–—]*))(?P<rest>.*)"
)
_NAME = regex(r"[^\W\d_][^\d]*|\d{1,2}\s?[-–]\s?\d{1,2}")


def with_figures_apart(table: Table) -> Table:
    """The table with a row for each thing that a row's label lists, where its cells hold as many figures.

    Args:
        table: a table as found.
    """
    if not any(_counts(cell) for row in table.rows for cell in row.cells):
        return table
    return replace(table, rows=tuple(one for row in table.rows for one in _apart(row)))


def _counts(cell: Fragment | None) -> int:
    """How many figures a cell holds side by side; 0 where it is a plain one."""
    return len(_FIGURE.findall(cell.folded)) if cell is not None and several_figures(cell.folded) else 0


def _apart(row: Row) -> Iterator[Row]:
    counts = {_counts(cell) for cell in row.cells if cell is not None and cell.kind == "number"}
    labels = _labels(row.label)
    if not labels or counts != {len(labels)}:
        yield row
        return
    for at, label in enumerate(labels):
        cells = tuple(_figure(cell, at) for cell in row.cells)
        yield replace(row, label=label, cells=cells, printed=row.label)


def _figure(cell: Fragment | None, at: int) -> Fragment | None:
    """One of the figures of a cell."""
    if not _counts(cell) or cell is None:
        return cell
    found = list(_FIGURE.finditer(cell.folded))[at]
    return replace(cell, text=cell.text[slice(*found.span())], folded=found[0], start=cell.start + found.start())


def _labels(label: str) -> list[str]:
    """A label for each thing that one lists, with what it says of all of them.

    >>> _labels("New hires (men / women)"), _labels("Male : Female")
    (['New hires (men)', 'New hires (women)'], ['Male', 'Female'])
    """
    found = _BEFORE.fullmatch(label)
    listed = (found["inside"] or found["behind"]) if found else label
    names = [name.strip() for name in _LISTED.split(listed)]
    if len(names) < 2 or not all(map(_NAME.fullmatch, names)):
        return []
    return [f"{found['of']} ({name}){found['rest']}".strip(" -–—") for name in names] if found else names
