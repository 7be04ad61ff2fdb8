"""Rows that divide what stands above them by whom their figures are for: 按性别划分 | 男性, By age group | Under 30."""

from collections.abc import Callable, Mapping, Sequence

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.grids.grid import GridRow, GridState, texts
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.divided_lines import DIVISIONS
from cnesg.extraction.labels.divided_rows import may_be_divided, rows_divided
from cnesg.extraction.labels.divisions import without_division
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_DIVIDED = regex(  # 按性别划分 | 男性, 按性别 | 男性, By age group | Under 30
    r"^按[^\s,，。;；:：\d]{1,12}?(?:划分|分类|分组|分布|统计|分)"
    r"(?:的?(?:员工|雇员|职工|僱員)(?:总?人?数量?|总数|占比|比例|百分比)\s)?[:：]?\s?"  # 按年龄划分的雇员人数 |30岁以下
    rf"|^按(?:{DIVISIONS})[:：]?\s(?=\S)"
    r"|^[Bb]y [a-z]+(?: [a-z]+)?[:：]?\s(?:[-–—]\s)?(?=[A-Z\d<>≥≤])"
)


def divided(label: str) -> str:
    """A label without the words that say by what the rows below divide what stands above: 按性别划分 男性, 性别:男."""
    return _DIVIDED.sub("", without_division(label))


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


def wholes_divided(
    know: Knowledge,
    find: Callable[[str], Found],
    rows: Sequence[GridRow],
    values_of: Callable[[GridRow], Mapping[int, Number]],
) -> dict[int, str]:
    """The label of the row that a row divides by whom its figures are for, by the number of that row.

    Args:
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
        rows: the rows of a table.
        values_of: the values of a row, by column.
    """
    labels = [next((cell.clean for cell in texts(row)), "") for row in rows]
    if not any(may_be_divided(know, label, find(label)) for label in labels if label):
        return {}
    values = [{at: one.value for at, one in values_of(row).items()} for row in rows]
    parts = rows_divided(know, find, list(zip(labels, values, strict=True)))
    return {part: labels[whole] for part, whole in parts.items()}
