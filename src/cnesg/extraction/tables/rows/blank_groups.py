"""Titles of groups that stand in rows of their own with a dash for each value: 研发人员学历结构 | —— | ——.

Such a row looks like a figure that nobody has; what it says is by what the rows below it divide.
"""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.labels.titles_by_class import divides_by_class
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex

_DIVIDES = regex(r"(?:结构|構成|结構|結構|构成|分布|分佈|类别|類別|程度)$")


def with_blank_groups(table: Table, is_class: Callable[[str], bool]) -> Table:
    """A table whose rows below such a title, as far as they name classes, stand under it.

    Args:
        table: a table of a page.
        is_class: whether a label is nothing but a class.
    """
    title, below = "", dict[int, Row]()
    for number, row in enumerate(table.rows):
        if _is_title(row):
            title = row.label
        elif title and not row.parents and is_class(row.label):
            below[number] = replace(row, parents=(title,))
        else:
            title = ""
    return replace(table, rows=tuple(below.get(n, row) for n, row in enumerate(table.rows))) if below else table


def _is_title(row: Row) -> bool:
    label = row.label.strip()
    return row.is_blank and (_DIVIDES.search(label) is not None or divides_by_class(label))
