"""What the head of a table's stub says of its rows: whose figures they are."""

import re
from collections.abc import Iterable

from cnesg.extraction.labels.media import names_medium
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex

_SINGLE = regex(  # single persons, customers, suppliers: what their rows state is not the company's
    r"(?<!股东)姓名|(?:客户|供应商)名称|^序号\s(?:客户|供应商)$|^name$"
    r"|\bnames? of (?:director|customer|supplier|subsidiar)",
    re.IGNORECASE,
)
_COUNTED = regex(r"[会员]人数\s?[:：]?$")
_LONGEST_HEAD = 12  # characters: 境内会计师事务所注册会计师姓名 heads nothing
_LARGEST = regex(r"前(?:\d|五|十)[大名]?(?:客户|供应商)(?:资料|明细|情况)")
_PARTS = regex(
    r"(?:公司|企业|单位|工厂|基地)[^\s]{0,8}名称|subsidiar|(?:name of )?(?:site|plant|facility)\b"
    r"|(?:business(?: (?:unit|line|area|segment|division|group|sector)s?)?|(?:(?:reporting|operating) )?segments?"
    r"|(?:operating )?divisions?|业务(?:板块|分部|单元)?|(?:经营)?(?:板块|分部))$",
    re.IGNORECASE,
)
_BALANCE = regex(r"资产(?:总计|合计)|负债合计|应交税费|流动资产合计|應付賬款|应付账款")  # rows of a balance sheet
_OWED = regex(r"(?:长期)?应付职工薪酬")
_TOTAL = regex(r"(?:合\s*计|总\s*计|小\s*计|(?:sub)?total)", re.IGNORECASE)


def names_single(head: str) -> bool:
    """Whether a head says that rows are single persons, customers or suppliers: 董事姓名, 客户名称."""
    return _SINGLE.search(head) is not None and (max(head) < "\u2e80" or len(head) <= _LONGEST_HEAD)


def is_total(label: str) -> bool:
    """Whether a label begins as that of a sum does."""
    return _TOTAL.match(label) is not None


def is_sum(label: str) -> bool:
    """Whether a label begins as that of a sum does, or counts those whom the rows list: 董事会人数."""
    return is_total(label) or _COUNTED.search(label) is not None


def is_balance_sheet(labels: Iterable[str]) -> bool:
    """Whether one of the labels of a table's rows is found on a balance sheet alone."""
    return any(_BALANCE.fullmatch(label) for label in labels)


def is_owed(label: str) -> bool:
    """Whether a row of a balance sheet is what is owed to the staff, and not what it was paid."""
    return _OWED.fullmatch(label) is not None


class Listing:
    """A table as a list of others, or of parts of the company."""

    def __init__(self, table: Table) -> None:
        head = " ".join(table.corner)
        self._of_parts = any(map(_PARTS.match, table.corner)) or _PARTS.match(head) is not None
        self._single = _SINGLE.search(head) is not None
        self._balance = is_balance_sheet(row.label.strip() for row in table.rows)
        self._largest = any(map(_LARGEST.search, table.captions[:1]))

    def names_part(self, group: str) -> bool:
        """Whether a group of rows is a plant or a subsidiary, as the stub's head says: 公司或子公司名称.

        What the pollutants of a plant are in stands between: 水污染物.
        """
        return self._of_parts and not names_medium(group)

    def leaves_out(self, row: Row) -> bool:
        """Whether a row is about one person, customer or supplier, or what is owed to the staff on a balance sheet.

        The sum of all persons, customers or suppliers is the company's.
        """
        label = row.label.strip()
        if self._balance and is_owed(label):
            return True
        return (self._single and not is_sum(label)) or (self._largest and label.isdigit())
