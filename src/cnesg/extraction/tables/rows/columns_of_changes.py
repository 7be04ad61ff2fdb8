"""Columns of changes that only arithmetic tells: 2017 | 2016 | 7.2%, each figure the change between two others.

Reports head such a column in many ways, or not at all, and what is read below it would be a share or an amount.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.year_names import YEAR
from cnesg.extraction.tables.model import Fragment, Table

_FEWEST = 3  # rows that tell
_MOSTLY = 0.8  # of the rows with all three figures
_ROUNDED = 0.06  # of a per cent, by which a change printed with one digit may be off
_LEAST = 0.5  # per cent: below it nearly any two figures agree
_HUNDRED = 100.0


def columns_of_changes(table: Table) -> set[int]:
    """Numbers of the columns whose figures are the per cent by which one other column differs from another.

    Args:
        table: a table as found.
    """
    if len(table.columns) < len(("now", "before", "change")) or len(table.rows) < _FEWEST:
        return set()
    figures = [[_figure(row.cells[at]) for row in table.rows] for at in range(len(table.columns))]
    shares = [_are_shares([row.cells[at] for row in table.rows]) for at in range(len(table.columns))]
    amounts = [at for at, share in enumerate(shares) if not share]
    dated = [bool(one.headers) and YEAR.search(compact(one.headers[-1])[0]) is not None for one in table.columns]
    return {
        at
        for at, share in enumerate(shares)
        if share
        and not dated[at]
        and any(_tells(figures[at], figures[now], figures[before]) for now, before in permutations(amounts, 2))
    }


def _are_shares(cells: Sequence[Fragment | None]) -> bool:
    told = [cell.folded for cell in cells if cell is not None and cell.kind == "number"]
    return len(told) >= _FEWEST and all("%" in text for text in told)


def _figure(cell: Fragment | None) -> float | None:
    """The figure of a cell, negative in brackets; None where it has none."""
    if cell is None or cell.kind != "number":
        return None
    text = cell.folded.strip().replace(",", "").replace("−", "-").replace("–", "-")
    inner = text.strip("()%+ ")
    try:
        return -float(inner) if text.startswith("(") else float(inner)
    except ValueError:
        return None


def _tells(changes: Sequence[float | None], now: Sequence[float | None], before: Sequence[float | None]) -> bool:
    told = list(_fits(changes, now, before))
    return len(told) >= _FEWEST and sum(told) >= _MOSTLY * len(told)


def _fits(
    changes: Sequence[float | None], now: Sequence[float | None], before: Sequence[float | None]
) -> Iterator[bool]:
    for change, new, old in zip(changes, now, before, strict=True):
        if change is None or new is None or not old or abs(change) < _LEAST:
            continue
        yield abs((new - old) / abs(old) * _HUNDRED - change) <= _ROUNDED + abs(change) * 0.005
