"""Text tables side by side under a head that repeats: 单位 | 满意度 | 单位 | 满意度; 按专业 | 人数 | 按学历 | 人数."""

from collections.abc import Iterator

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.grids.grid import Grid, GridRow
from cnesg.framework.regexes import regex

_YEAR = regex(r"20\d\d|.*年")
_NAMES_ROWS = regex(r"[\u4e00-\u9fff]{0,8}(?:指标|绩效|项目|数据|名称|类别|类型|内容|[层方]面|责任)")
_HEAD_ROWS = 4  # in which the header that repeats stands
_MOST_PARTS = 4
_DIVIDES = regex(
    r"(?:员工)?按[\u4e00-\u9fff及和与、]{1,10}|(?i:by [a-z ]{3,24})"
    r"|(?:员工|人员)?(?:专业|岗位|学历|(?:受?教育|文化)程度|年龄|性别|职[称务级]|民族|用工|工龄|司龄|地区|区域|部门)"
    r"(?:构成|结构|分布|类[别型]|层次|分类|区间|段|层|划分)?"
)


def set_apart(grid: Grid) -> Iterator[Grid]:
    """The tables that stand beside each other in a grid, from left to right; the grid itself where there is one.

    Args:
        grid: a table of a text file.
    """
    found = next(((at, n) for at, row in enumerate(grid.rows[:_HEAD_ROWS]) if (n := _parts_of(row)) > 1), None)
    if found is None:
        yield grid
        return
    at, parts = found
    columns = len(grid.rows[at])
    size = columns // parts
    below = [row for row in grid.rows[at + 1 :] if any(row)]
    if not all(_has_labels(below, part * size) for part in range(parts)):
        yield grid
        return
    end = next((i for i, row in enumerate(grid.rows) if i > at and len(row) > columns), len(grid.rows))
    first = next((i for i in range(at) if all(_titles_parts(row, parts, size) for row in grid.rows[i:at])), at)
    for part in range(parts):
        cut = [row[part * size : (part + 1) * size] for row in grid.rows[first:end]]
        rows = tuple(row for row in cut if any(row))
        yield Grid((() if part else grid.rows[:first]) + rows, grid.above, grid.headings)
    if end < len(grid.rows):
        yield Grid(grid.rows[end:], grid.above, grid.headings)


def _titles_parts(row: GridRow, parts: int, size: int) -> bool:
    """Whether a row above the heads has a title for each part: 员工年龄结构 |  |  | 员工学历结构 |  | ."""
    filled = [at for at, cell in enumerate(row) if cell is not None and cell.clean]
    return filled == [part * size for part in range(parts)]


def _has_labels(rows: list[GridRow], column: int) -> bool:
    """Whether words stand below a head rather than figures: below 次数 | 人次 | 次数 | 人次 there is but one table."""
    texts = [cell.clean for row in rows if column < len(row) and (cell := row[column]) is not None and cell.clean]
    return bool(texts) and 2 * sum(not text[0].isdigit() or bool(age_of_cell(text)) for text in texts) > len(texts)


def _parts_of(row: GridRow) -> int:
    """How many times a row says the same two texts or more, none of them a figure; 1 where it does not."""
    texts = [cell.form if cell is not None else "" for cell in row]
    if "" in texts or any(text[0].isdigit() and not _YEAR.fullmatch(text) for text in texts):
        return 1
    for parts in range(2, _MOST_PARTS + 1):
        size = len(texts) // parts
        if size < 2 or size * parts != len(texts) or len(set(texts[:size])) < size:
            continue
        # 按专业划分 | 人数 | 按学历划分 | 人数: what each part divides the same count by, or calls its rows
        divided = all(_DIVIDES.fullmatch(text) or _NAMES_ROWS.fullmatch(text) for text in texts[::size])
        heads = ["" if divided and at % size == 0 else text for at, text in enumerate(texts)]
        if heads == heads[:size] * parts and not texts[0][0].isdigit():
            return parts
    return 1
