"""Tables of dividends whose heads say less than they mean, or which have none.

占比 behind 净利润 is what the dividends are of the profit. Rows of a year, a plan (10派2元), a sum and a share, below a
title that speaks of dividends, need no heads: the sum was paid out, and the share is that of the profit.
"""

from dataclasses import replace

from cnesg.extraction.grids.grid import Cell, Grid, GridRow, texts
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_DIVIDENDS = regex(r"分红|派息|派现|现金股利|现金红利|股利分配|利润分配")
_PROFIT = regex(r"净利润|可分配利润")
_SHARE = regex(r"(?:所?占)?(?:的)?(?:比例|比率|占比|比重)(?:\(%\))?")
_PLAN = regex(r"(?<![\d.])10(?:\D{1,5}\d{1,3}(?:\.\d+)?)*\D{0,3}派\D{0,6}\d")
_YEAR = regex(r"(?:19|20)\d\d\s?年?度?")
_YUAN = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{7,}(?:\.\d{1,2})?")
_PERCENT = regex(r"\d{1,3}(?:\.\d+)?\s?%")
# 2023年(拟), 现金分红(预案): the meeting has yet to decide on it
_TO_BE_DECIDED = regex(
    r"\(?(?:拟(?:分配|派发|定|实施)?|(?:利润)?(?:分配)?预案|拟?建议|待(?:股东大?会)?(?:审议|批准|通过))\)?"
)
_SAID_SO = regex(r"(?<!模)拟(?:以|向|每|对|按)?(?:现金)?(?:派|分[配红]|发放|支付)|拟现金|预案")  # 拟派发现金股利
_TITLE = regex(r"(?:利润|股利|红利)?(?:分配|分红|派息)[^,。;；]{0,14}预案(?!实施|执行|完成)")
_OF_YEARS = regex(r"[近前]三年|以前年度|历年|方案或预案|20\d\d年?\s?[-–—至~]\s?20\d\d")  # a form for paid ones too
_PLANNED = regex(r"\((?:现金)?(?:利润)?(?:分红|分配|派息)计划\)")  # 2023年度(分红计划) is no aim of the year
_IN_BRACKETS = regex(r"\(([^()]{1,16})\)")
_FEWEST = 2
_CLOSE = 0.01  # of a share


def with_heads_of_dividends(grid: Grid) -> Grid:
    """A table of dividends with heads that say what its columns are; any other as it is.

    Args:
        grid: the table.
    """
    if not grid.rows:
        return grid
    first = grid.rows[0]
    heads = [cell.clean if cell is not None else "" for cell in first]
    if any(_DIVIDENDS.search(one) for one in heads):
        return replace(grid, rows=(_share_named(first, heads), *(_as_proposed(row) for row in grid.rows[1:])))
    if not any(_DIVIDENDS.search(line) for line in (*grid.above, *grid.headings[-1:])):
        return grid
    head = _head_of([row for row in grid.rows if any(texts(row))])
    return replace(grid, rows=(head, *grid.rows)) if head else grid


def _as_proposed(row: GridRow) -> GridRow:
    """A row whose label calls its dividend planned, as one whose label calls it proposed."""
    label = row[0] if row else None
    if label is None or "计划" not in label.text:
        return row
    return (replace(label, text=_PLANNED.sub("(拟)", label.text.replace("（", "(").replace("）", ")"))), *row[1:])


def _share_named(row: GridRow, heads: list[str]) -> GridRow:
    """A head that says no more than share, right behind the profit, as a share of it."""
    cells = list(row)
    for column, cell in enumerate(row[1:], start=1):
        if cell is not None and _SHARE.fullmatch(cell.clean) and _PROFIT.search(heads[column - 1]):
            cells[column] = replace(cell, text="占净利润比例(%)" if "%" in cell.clean else "占净利润比例")
    return tuple(cells)


def _head_of(rows: list[GridRow]) -> GridRow | None:
    """Heads for rows of year, plan, sums and share; None where any row is another."""
    told = [_columns(row) for row in rows]
    if len(told) < _FEWEST or not told[0] or any(one != told[0] for one in told):
        return None
    line = next(texts(rows[0])).line
    return tuple(Cell(told[0][at], line, 0, 0) if at in told[0] else None for at in range(len(rows[0])))


def _columns(row: GridRow) -> dict[int, str]:
    """What heads the columns of a row; nothing where it is no row of a year's dividends."""
    cells = [(at, cell.clean) for at, cell in enumerate(row) if cell is not None and cell.clean]
    if len(cells) < _FEWEST or _YEAR.fullmatch(cells[0][1]) is None:
        return {}
    plans = [at for at, text in cells[1:] if _PLAN.search(text)]
    sums = [(at, float(text.replace(",", ""))) for at, text in cells[1:] if _YUAN.fullmatch(text)]
    shares = [(at, float(text.rstrip("% "))) for at, text in cells[1:] if _PERCENT.fullmatch(text)]
    if not plans or not sums or len(plans) + len(sums) + len(shares) != len(cells) - 1 or len(shares) > 1:
        return {}
    heads = {sums[0][0]: "现金分红金额(元)"} | {at: "占净利润比例" for at, _ in shares}
    if len(sums) == 1:
        return heads
    if len(sums) > 2 or not shares or abs(sums[0][1] / sums[1][1] - shares[0][1] / 100) > _CLOSE:
        return {}
    return heads | {sums[1][0]: "净利润(元)"}


def still_proposed(
    know: Knowledge, label: str, header: str, title: str, metric: str, year: int, breakdown: dict[str, str]
) -> dict[str, str]:
    """The classes of a dividend with what row, column or title say of it: 2023年(拟), 拟派发现金股利, 利润分配预案.

    Args:
        know: which metrics are of dividends.
        label: the row's label.
        header: its column's header.
        title: what stands above its table.
        metric: the metric of the value.
        year: the document's fiscal year; what was proposed for one before it was paid.
        breakdown: the classes found so far.
    """
    if metric not in know.lexicon.roles.dividends or "period" in breakdown:
        return breakdown
    said = [one for text in (label, header) for one in _IN_BRACKETS.findall(text) if _TO_BE_DECIDED.fullmatch(one)]
    named = _YEAR.search(header) or _YEAR.search(label)
    told = bool(said) or any(_SAID_SO.search(one) and not _OF_YEARS.search(one) for one in (label, header))
    told = told or (_TITLE.search(title) is not None and not _OF_YEARS.search(title))
    if not told or (named is not None and int(named[0][:4]) < year):
        return {k: v for k, v in breakdown.items() if v not in said}
    return {k: v for k, v in breakdown.items() if v not in said} | {"status": "proposed"}
