"""Columns that say where a plant is or what a firm does, beside its name: Ulsan plant | Korea | 123.4.

Such a column parts nothing: the name in the first column is the class. Where several rows stand below one name, the
second column is the class, and stays.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex

_FEWEST = 2  # rows
_TELLS = regex(  # heads of what is said of a thing named before
    r"(?:所在|注册|生产|项目|公司|企业)?(?:地区|地点|地址|位置|城市|省份|所在地|注册地|产地)|业务性质|主营业务|主要业务|经营范围|主要产品(?:或服务)?|所属行业"
    r"|(?:成立|投产|建成|设立)(?:时间|日期|年份)"
    r"|(?i:locations?|country|city|place of (?:incorporation|operation)s?|(?:principal|main|business) activit(?:y|ies)"
    r"|(?:main )?products|nature of business|(?:year )?(?:established|opened|commissioned))"
)


def tells_of_names(head: str) -> bool:
    """Whether a head says that its column tells where the things of another column are, or what they do."""
    return _TELLS.fullmatch(head) is not None


def are_names(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether each row has a name of its own in the first column, and something told of it in the second."""
    return len(first) >= _FEWEST and all(first) and all(second) and len(set(first)) == len(first)


def without_what_is_told(table: Table) -> Table:
    """The table whose rows are called by their names alone, not by what a second column tells of these."""
    if len(table.corner) < _FEWEST or not tells_of_names(compact(table.corner[-1])[0]):
        return table
    if any(len(row.parents) != 1 for row in table.rows):
        return table
    if not are_names([row.parents[0] for row in table.rows], [row.label for row in table.rows]):
        return table
    return replace(table, rows=tuple(map(_by_name, table.rows)))


def _by_name(row: Row) -> Row:
    return replace(row, label=row.parents[0], parents=(), printed=row.printed or row.label)
