"""Tables drawn side by side in one grid, with the same header over each or with labels of their own.

经济绩效              | 社会绩效
指标 | 2019年 | 2020年 | 指标 | 2019年 | 2020年

按年龄        | 按职级
30岁以下 | 12 | 管理层 | 5

Or without any header, as boxes of key figures have them:

Employees | 1,234 | Training hours | 5,678
"""

from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.tables.drawn.filled import FilledCell, NumberedRow
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.regions import repeats
from cnesg.text import fold

_Rows = tuple[list[NumberedRow], list[NumberedRow]]
_LEAST_LABELS = 0.7  # of the rows of each part have a label before a number
_LONGEST_LABEL = 40


def side_by_side(head: list[NumberedRow], body: list[NumberedRow]) -> list[_Rows]:
    """The header rows and rows of values of each table that stands beside the others; all as one where none does."""
    edges = _repeated(head) or _pairs(head, body) or _without_header(head, body)
    if not edges:
        return [(head, body)]
    return [(_between(head, low, high), _between(body, low, high)) for low, high in pairwise(edges)]


def _between(rows: Sequence[NumberedRow], low: int, high: int) -> list[NumberedRow]:
    """The cells of some columns; a row of one cell over several parts is a title of each."""
    found = []
    for number, row in rows:
        cells = [c for c in row if low <= c.cell.left and c.cell.right <= high]
        over = [c for c in row if c.cell.left <= low and high <= c.cell.right]
        if cells or over:
            found.append((number, cells or over))
    return found


def _repeated(head: Sequence[NumberedRow]) -> list[int]:
    """Where the parts begin whose headers are the same, and where the last ends: item, 2022, 2023, item, 2022, 2023."""
    for _, row in reversed(head):
        parts = repeats([fold(c.text).strip() for c in row])
        if parts > 1 and row[0].cell.left == 0 and not _is_figure(row[0]):
            size = len(row) // parts
            return [row[at * size].cell.left for at in range(parts)] + [row[-1].cell.right]
    return []


def _pairs(head: Sequence[NumberedRow], body: Sequence[NumberedRow]) -> list[int]:
    """Where pairs of a label and a number begin below headers over a pair each, and where the last ends."""
    if not head or len(body) < 2:
        return []
    row = head[-1][1]
    spans = [(c.cell.left, c.cell.right) for c in row]
    if len(spans) < 2 or any(right - left != 2 for left, right in spans) or spans[0][0] != 0:
        return []
    if any(before[1] != after[0] for before, after in pairwise(spans)):
        return []
    for left, right in spans:
        cells = [[c for c in cells if left <= c.cell.left and c.cell.right <= right] for _, cells in body]
        if sum(_is_labelled(pair) for pair in cells) < _LEAST_LABELS * len(body):
            return []
    return [left for left, _ in spans] + [spans[-1][1]]


def _without_header(head: Sequence[NumberedRow], body: Sequence[NumberedRow]) -> list[int]:
    """Where pairs of a label and a number begin in rows of nothing else below no header, and where the last ends."""
    if any(len(row) > 1 for _, row in head) or not body:
        return []
    widest = max((row for _, row in body), key=len)
    pairs = list(zip(widest[::2], widest[1::2], strict=False))
    if len(pairs) < 2 or len(widest) % 2 or not all(map(_is_pair, pairs)) or widest[0].cell.left != 0:
        return []
    edges = [label.cell.left for label, _ in pairs] + [widest[-1].cell.right]
    for _, row in body:
        parts = [[c for c in row if low <= c.cell.left and c.cell.right <= high] for low, high in pairwise(edges)]
        if sum(map(len, parts)) != len(row) or not all(not part or _is_pair(part) for part in parts):
            return []
    return edges


def _is_labelled(pair: Sequence[FilledCell]) -> bool:
    """Whether two cells are a label and its number."""
    return _is_pair(pair) and len(pair[0].text) <= _LONGEST_LABEL and not is_unit(pair[0].text)


def _is_pair(pair: Sequence[FilledCell]) -> bool:
    """Whether two cells are a text and a figure."""
    return len(pair) == 2 and pair[0].value is None and _is_figure(pair[1])


def _is_figure(cell: FilledCell) -> bool:
    return cell.value is not None and cell.value.kind in {"number", "blank"}
