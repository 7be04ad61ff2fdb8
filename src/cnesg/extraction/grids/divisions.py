"""Rows that divide what stands above them by whom their figures are for: 按性别划分 | 男性, By age group | Under 30."""

import re

from cnesg.extraction.grids.grid import GridRow, GridState
from cnesg.extraction.labels.divisions import without_division

DIVISIONS = (  # by what staff are counted
    r"性别|年龄(?:组别?|层|段|分布)?|地[区域]|区域|学历|教育程度|民族|国籍|司龄|岗位|专业|职[级能位务类]"
    r"|(?:员工|雇员|职工|职务)?(?:类[别型]|职级|级别|层级)|(?:雇[佣用]|用工|聘用)(?:类[型别]|形式|方式)"
)
_DIVIDED = re.compile(  # 按性别划分 | 男性, 按性别 | 男性, By age group | Under 30
    r"^按[^\s,，。;；:：\d]{1,12}?(?:划分|分类|分组|分布|统计|分)[:：]?\s?"
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
