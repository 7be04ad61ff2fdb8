"""Columns of changes that only arithmetic tells: 2017 | 2016 | 7.2%, each figure the change between two others.

Reports head such a column in many ways, or not at all, and what is read below it would be a share or an amount.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.year_names import YEAR
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Fragment, Table
from cnesg.framework.regexes import regex
from cnesg.text import fold

_CHANGE = regex(
    r"(?i)(?:%|percentage|year[- ]on[- ]year|yoy)?\s?(?:changes?|variation|difference)(?:\s?\(?(?:%|yoy)\)?)?"
    r"|(?:同比)?(?:变动|增减|变化)(?:率|幅度|比例)?(?:\(%\))?|同比"
)
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


def with_changes_apart(table: Table) -> Table:
    """The table without a head of changes over columns of single years, which it heads only beside those of two.

    `% change` over the last of `2019/20 | 2020/21 | 2019/20-20/21` is taken to reach over the years beside it.

    Args:
        table: a table as found.
    """
    heads = [column.headers for column in table.columns]
    changes = {one[0] for one in heads if len(one) > 1 and _CHANGE.fullmatch(one[0].strip())}
    changes &= {one[0] for one in heads if len(one) > 1 and kind_of(fold(one[-1]).strip()) != "year"}
    if not changes:
        return table
    columns = (
        replace(column, headers=column.headers[1:])
        if column.headers[:1] and column.headers[0] in changes and kind_of(fold(column.headers[-1]).strip()) == "year"
        else column
        for column in table.columns
    )
    return replace(table, columns=tuple(columns))


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
