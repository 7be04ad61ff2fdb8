"""Text tables side by side under a head that repeats: 单位 | 满意度 | 单位 | 满意度; 按专业 | 人数 | 按学历 | 人数."""

import re
from collections.abc import Iterator

from cnesg.extraction.grids.grid import Grid, GridRow

_YEAR = re.compile(r"20\d\d|.*年")
_HEAD_ROWS = 4  # in which the header that repeats stands
_MOST_PARTS = 4
_DIVIDES = re.compile(r"(?:员工)?按[\u4e00-\u9fff及和与、]{1,10}|(?i:by [a-z ]{3,24})")


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
    for part in range(parts):
        cut = [row[part * size : (part + 1) * size] for row in grid.rows[at:end]]
        rows = tuple(row for row in cut if any(row))
        yield Grid((() if part else grid.rows[:at]) + rows, grid.above, grid.headings)
    if end < len(grid.rows):
        yield Grid(grid.rows[end:], grid.above, grid.headings)


def _has_labels(rows: list[GridRow], column: int) -> bool:
    """Whether words stand below a head rather than figures: below 次数 | 人次 | 次数 | 人次 there is but one table."""
    texts = [cell.clean for row in rows if column < len(row) and (cell := row[column]) is not None and cell.clean]
    return bool(texts) and 2 * sum(not text[0].isdigit() for text in texts) > len(texts)


def _parts_of(row: GridRow) -> int:
    """How many times a row says the same two texts or more, none of them a figure; 1 where it does not."""
    texts = [cell.form if cell is not None else "" for cell in row]
    if "" in texts or any(text[0].isdigit() and not _YEAR.fullmatch(text) for text in texts):
        return 1
    for parts in range(2, _MOST_PARTS + 1):
        size = len(texts) // parts
        if size < 2 or size * parts != len(texts) or len(set(texts[:size])) < size:
            continue
        # 按专业划分 | 人数 | 按学历划分 | 人数: what each part divides the same count by
        divided = all(_DIVIDES.fullmatch(text) for text in texts[::size])
        heads = ["" if divided and at % size == 0 else text for at, text in enumerate(texts)]
        if heads == heads[:size] * parts and not texts[0][0].isdigit():
            return parts
    return 1
