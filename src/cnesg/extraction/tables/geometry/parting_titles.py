"""Titles within a table that say by what the rows below part a whole: By gender, 按年龄划分."""

import re
from collections.abc import Sequence

from cnesg.framework.regexes import regex

_PARTS = regex(
    r"^\W*(?:by|per)\s[\w\s/&-]{2,40}\W*$"
    r"|^\W*(?:其中\W*)?按(?:(?!划分|劃分|分类|分類)[^的之]){1,10}?(?:划分|劃分|分类|分類|统计|區分|区分|分布|分)?\W*$",
    re.IGNORECASE,
)
_BY_CLASS = regex(
    r"(?i)\s(?:by|per(?=\s(?:\w+\s)?(?:area|categor|region|countr|topic|type|kind|function|gender|level|segment|division"
    r"|age|grade|rank|department|business)))\s(?:\w+[\s/-]){0,2}\w+(?:\s\([^()]*\))?"
    r",?(?:\s(?:(?:in|for|during|as|at)\s(?:[\w-]+,?\s){0,5})?(?:FY)?20\d\d(?:[/-]\d\d)?)?$"  # , at the end of 2023
)


def parts_a_whole(title: str) -> bool:
    """Whether a title names no more than what parts the whole."""
    return _PARTS.match(title) is not None


def opened(groups: Sequence[str], title: str) -> list[str]:
    """The groups that are open below a title: one that parts a whole keeps the title above it that names the whole.

    Args:
        groups: the groups open before it, outermost first.
        title: the title.
    """
    if not parts_a_whole(title):
        return [title]
    return [*(group for group in groups[:1] if not parts_a_whole(group)), title]


def ends_in_by(text: str) -> bool:
    """Whether a title names what its rows part: Training hours by topic, Loans by use at the end of 2023.

    Args:
        text: the title.
    """
    return _BY_CLASS.search(text) is not None
