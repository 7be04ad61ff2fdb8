"""Columns of text tables that tell from and by when something is aimed at: 指标 | 基准年 | 目标年 | 目标值.

The base year is none of the values; the target's year is that of the column of targets, where the others name theirs.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.grids.grid import Grid, GridRow
from cnesg.extraction.labels.head_spans import names_aim
from cnesg.framework.regexes import regex

_BASE = regex(r"(?:基准|基期|基线)年(?:份|度)?")
_AIM = regex(r"(?:目标|达成|完成|实现)(?:达成|完成|实现)?(?:年(?:份|度)?|时间|期限)")
_YEAR = regex(r"((?:19|20)\d\d)\s?年?(?:底|末|前|度)?")
_BESIDE = regex(r"(?i)(?:计量)?单位|units?|范围|维度|领域|类[别型]|指标(?:名称)?|议题|项目")  # beside labels
_FEWEST = 3  # heads


def with_years_of_aims(grid: Grid) -> Grid:
    """A table of aims without the columns of their base years and years; any other as it is.

    Args:
        grid: the table.
    """
    at = next((n for n, row in enumerate(grid.rows) if _heads(row)), None)
    if at is None:
        return grid
    heads = {column: cell.clean for column, cell in enumerate(grid.rows[at]) if cell is not None and cell.clean}
    dated = {column for column, head in heads.items() if _AIM.fullmatch(head)}
    years = dated | {column for column, head in heads.items() if _BASE.fullmatch(head)}
    aims = {column for column, head in heads.items() if column and names_aim(head)}
    beside = {column for column, head in heads.items() if column and not _BESIDE.fullmatch(head)} - years - aims
    rows = [_without(row, years) for row in grid.rows]
    named = [_year(row, dated) for row in grid.rows[at + 1 :]]
    parts = [_without(row, aims if year else set()) for row, year in zip(rows[at + 1 :], named, strict=True)]
    for year in dict.fromkeys(filter(None, named)):
        head = tuple(replace(c, text=f"{year}年目标") if c and n in aims else c for n, c in enumerate(rows[at]))
        own = [row for row, one in zip(rows[at + 1 :], named, strict=True) if one == year]
        parts += [_without(row, beside) for row in (head, *own)]
    return replace(grid, rows=(*rows[: at + 1], *parts))


def _heads(row: GridRow) -> bool:
    """Whether a row heads columns of aims and of their years."""
    heads: Sequence[str] = [cell.clean for cell in row if cell is not None and cell.clean]
    dated = any(_BASE.fullmatch(one) or _AIM.fullmatch(one) for one in heads)
    return dated and len(heads) >= _FEWEST and any(names_aim(one) for one in heads[1:])


def _without(row: GridRow, columns: set[int]) -> GridRow:
    return tuple(None if column in columns else cell for column, cell in enumerate(row))


def _year(row: GridRow, columns: set[int]) -> str:
    """The year by which something is aimed at, in the column of such years; empty where a row gives none."""
    cells = (row[column] for column in columns if column < len(row))
    found = (_YEAR.fullmatch(cell.clean) for cell in cells if cell is not None)
    return next((year[1] for year in found if year is not None), "")
