"""Giving of a year in a table that names no receiver: 年份 | 捐助额, a row 捐款: all that the company gave."""

import re
from collections.abc import Mapping, Sequence

from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.knowledge import Knowledge

_BARE = re.compile(  # the name of a gift that says neither to whom nor that it was money: 捐款总金额(万元)
    r"(?:公司|集团|本行|全行|年度|全年|当年|本年|各类|各项|累计)*(?:捐[款赠助资献]|捐款捐赠|捐资捐款)(?:支出|投入|资金)?(?:的?(?:总?金?额|总?数额?|总计|合计|情况))?"
    r"(?:\s?\([^()]{1,10}\))*"
)
_TO_SOME = re.compile(r"[向给为]|对(?!外)|小学|中学|大学|学校|基金|灾|地震|职工|员工|党员")
_TITLE = 24  # characters before a table that may be its title


def all_given(know: Knowledge, role: str, texts: Sequence[str], metric: str, classes: Mapping[str, str]) -> str:
    """The metric of a gift in a cell: the sum of all giving where its table tells of no receiver.

    Args:
        know: vocabulary and wording.
        role: what the cell got its metric from.
        texts: the row's label, the column's head, and what stands above the table, if anything does.
        metric: what the wording says.
        classes: the classes of the value.
    """
    whole = know.lexicon.roles.gift_to_all.get(metric)
    label, header, *above = texts
    if whole is None or classes or any(_TO_SOME.search(line[-_TITLE:]) for line in above):
        return metric
    told = label if role == "row" else header if role == "header" and ONLY_YEAR.match(label) else ""
    return whole if _BARE.fullmatch(told.strip()) else metric
