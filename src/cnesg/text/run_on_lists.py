"""Lists of figures whose items nothing but blanks sets apart: 管理人员213人 研发人员7366人 生产人员5120人."""

import re

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"(?:[余多]?\s?[万亿千百]?(?:人次|人|名|位|元|吨|度|家|项|个|件|次|户|场|天|小时|千瓦时|立方米)|%)"
_SHARE = rf"(?:\s?\(?\s?{_NUMBER}\s?%\s?\)?)?"
# No label begins with digits but an age: 31-40岁.
_LABEL = (
    r"(?:[■●•◆▪►◎○★*·]\s?)?"
    r"(?:\d\d\s?(?:[-~至—–]\s?\d\d\s?)?周?岁[^\s\d,。;:、]{0,8}|[\u4e00-\u9fff(][^\s\d,。;:、]{1,14}(?:\s[\u4e00-\u9fff]{1,6})?)"
)
_ITEM = rf"{_LABEL}\s?:?\s?{_NUMBER}\s?{_UNIT}{_SHARE}"
# From a beginning, and no label behind: figures before their labels (213人 管理人员 7366人 研发人员) make another list.
_LIST = re.compile(rf"(?:^|(?<=[。;:,!?)]))\s?{_ITEM}(?:[ \u00a0]+{_ITEM})+(?=\S|\s*$)")
_LINE = re.compile(rf"\s*{_ITEM}\s*$")
_APART = re.compile(rf"(?<=[\u4e00-\u9fff%)])[ \u00a0](?=[ \u00a0]*{_ITEM})")
_MAY_BE = re.compile(r"[人名位元吨度家项个件次户场天时米%)][ \u00a0]+(?=[■●•◆▪►◎○★*·\u4e00-\u9fff(\d])")


def parted(text: str) -> str:
    """A folded text with a comma for the blank between the items of such lists; as long as it was.

    >>> parted("男员工820人 女员工315人")
    '男员工820人,女员工315人'
    """
    if _MAY_BE.search(text) is None:
        return text
    return _LIST.sub(lambda found: _APART.sub(",", found[0]), text)


def lists_on(before: str, after: str) -> bool:
    """Whether two lines, folded, are items of such a list, one on each."""
    return _LINE.match(after) is not None and _LINE.match(before) is not None
