"""Chinese tables of which each cell, heads and all, stands on a line of its own.

类别 / 流失人数 / 流失率, and below it 男性 / 64 / 8.9%: as many lines of figures below each label as there are heads.
The rows may be years, the heads classes of what the title names. Tabs may set heads apart that are broken over lines:
专业构成类别⇥专业构成人数, 年度⇥每10股派息 / 数（元）⇥现金分红的数额 / （含税）.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.lone_lines import Lone, is_class, run_of, says_what
from cnesg.extraction.plain_tables.named import names_metric
from cnesg.framework.regexes import regex

_CORNER = regex(
    r"[\u4e00-\u9fff]{0,6}(?:类别|类型|种类|名称|级别|职级|层级|职称|学历|年龄段?|性别|岗位|专业|地区|区域|部门|项目|指标|内容|年度|年份|对象)"
)
_REST = regex(r"[(（)）]|^[数率额量比]|[数率额量比](?:[(（][^()（）]*[)）])?$")
_FEWEST, _MOST_COLUMNS, _MOST_HEAD_LINES, _MOST_BETWEEN = 2, 6, 9, 1


@dataclass(frozen=True)
class _Heads:
    """The heads of the values, where they begin, and what heads the labels."""

    cells: tuple[Cell, ...]
    first: int
    corner: Cell | None = None


def lone_tables(told: Sequence[Lone], know: Knowledge) -> tuple[dict[int, GridRow], set[int]]:
    """Heads and rows by the number of the line of their first cell, and the numbers of the lines of their other cells.

    Args:
        told: the lines of a page, each with its kind.
        know: the vocabulary.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    at = 0
    while at < len(told):
        wide = run_of("value", told, at + 1) - at - 1 if told[at].kind in {"label", "year"} else 0
        heads = _heads(told, at, wide, know) if 0 < wide <= _MOST_COLUMNS else None
        table, end = _rows(told, at, wide) if heads is not None else ([], at)
        if heads is None or sum(len(row) > 1 for row in table) < _FEWEST:
            at += 1
            continue
        head: GridRow = (heads.corner, *heads.cells)
        found = {told[heads.first].line.number: head}
        found |= {row[0].line.number: row for row in table if row[0] is not None}
        rows |= found
        taken |= {one.line.number for one in told[heads.first : end]} - found.keys()
        at = end
    return rows, taken


def _rows(told: Sequence[Lone], at: int, wide: int) -> tuple[list[GridRow], int]:
    """The rows from a line on, names of groups among them as rows of one cell, and the line behind the last."""
    rows: list[GridRow] = []
    whole, end, kind = 0, at, told[at].kind
    while at < len(told) and told[at].kind == kind:
        behind = run_of("value", told, at + 1)
        if behind - at - 1 == wide:
            rows.append(tuple(one.cell for one in told[at:behind]))
            at = behind
            whole, end = len(rows), at
        elif behind == at + 1 and kind == "label" and len(rows) - whole < _MOST_BETWEEN:
            rows.append((told[at].cell,))
            at += 1
        else:
            break
    return rows[:whole], end


def _heads(told: Sequence[Lone], at: int, wide: int, know: Knowledge) -> _Heads | None:
    """The heads right above the first row, on lines of their own or apart by tabs."""
    if any(one.kind == "tabs" for one in told[max(0, at - 2) : at]):
        return _apart_by_tabs(told, at, wide, know)
    first = at - wide
    if wide < _FEWEST or first < 0 or any(one.kind != "label" for one in told[first:at]):
        return None
    heads = _Heads(tuple(one.cell for one in told[first:at]), first)
    above = told[first - 1] if first and told[first - 1].kind == "label" else None
    texts = [one.text for one in told[first:at]]
    if above is not None and _CORNER.fullmatch(compact(above.text)[0]):
        heads = _Heads(heads.cells, first - 1, above.cell)
        above = told[first - 2] if first > 1 and told[first - 2].kind == "label" else None
        if any(says_what(one, know) for one in texts):
            return heads
    if all(says_what(one, know) for one in texts) and any(names_metric(one, know) for one in texts):
        return heads
    of_years = told[at].kind == "year" and above is not None and names_metric(above.text, know)
    parts = sum(is_class(one, know) for one in texts)
    return heads if of_years and 2 * parts >= len(texts) else None


def _apart_by_tabs(told: Sequence[Lone], at: int, wide: int, know: Knowledge) -> _Heads | None:
    """Heads that tabs set apart, a cell maybe broken over lines: it ends on the line where the next begins."""
    rest = at if told[at - 1].kind == "tabs" else at - 1
    if rest < at and not (told[at].kind == "year" or _REST.search(compact(told[rest].text)[0])):
        return None
    first = rest
    while first and at - first < _MOST_HEAD_LINES and told[first - 1].kind == "tabs":
        first -= 1
    cells: list[Cell] = []
    for one in told[first:at]:
        for number, text in enumerate(one.line.text.strip().split("\t")):
            if number or not cells:
                cells.append(Cell(text, one.line, 0, len(one.line.text)))
            else:
                last = cells[-1]
                cells[-1] = Cell(last.text.strip() + text.strip(), last.line, last.start, last.end)
    if len(cells) != wide + 1 or not all(says_what(cell.text, know) for cell in cells[1:]):
        return None
    return _Heads(tuple(cells[1:]), first, cells[0])
