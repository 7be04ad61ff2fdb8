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
_FIGURE = rf"{_NUMBER}\s?{_UNIT}"
_ITEM = rf"{_LABEL}\s?:?\s?{_FIGURE}{_SHARE}"
# From a beginning to where no label is left over, each label before its figure, or each behind it.
_BEGINNING = r"(?:^|(?<=[。;:,!?)]))\s?"
_LABELS_FIRST = re.compile(rf"{_BEGINNING}{_ITEM}(?:[ \u00a0]+{_ITEM})+(?=\S|\s*$)")
_FIGURES_FIRST = re.compile(
    rf"{_BEGINNING}{_FIGURE}\s?{_LABEL}(?:[ \u00a0]+{_FIGURE}\s?{_LABEL})+(?=\s*(?:$|[。;,、)]))"
)
_NEXT_LABEL = re.compile(rf"(?<=[\u4e00-\u9fff%)])[ \u00a0](?=[ \u00a0]*{_ITEM})")
_NEXT_FIGURE = re.compile(rf"(?<=[\u4e00-\u9fff)])[ \u00a0](?=[ \u00a0]*{_FIGURE}\s?{_LABEL})")
_LINE = re.compile(rf"\s*{_ITEM}\s*$")
_MAY_BE = re.compile(r"[人名位元吨度家项个件次户场天时米%)][ \u00a0]+(?=[■●•◆▪►◎○★*·\u4e00-\u9fff(\d])")


def parted(text: str) -> str:
    """A folded text with a comma for the blank between the items of such lists; as long as it was.

    >>> parted("男员工820人 女员工315人"), parted("820人 男员工 315人 女员工")
    ('男员工820人,女员工315人', '820人 男员工,315人 女员工')
    """
    if _MAY_BE.search(text) is None:
        return text
    marked = _FIGURES_FIRST.sub(lambda found: _NEXT_FIGURE.sub(",", found[0]), text)
    return _LABELS_FIRST.sub(lambda found: _NEXT_LABEL.sub(",", found[0]), marked)


def lists_on(before: str, after: str) -> bool:
    """Whether two lines, folded, are items of such a list, one on each."""
    return _LINE.match(after) is not None and _LINE.match(before) is not None
