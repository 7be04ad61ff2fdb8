"""Lists of figures whose items nothing but blanks sets apart: 管理人员213人 研发人员7366人 生产人员5120人."""

import re
from dataclasses import dataclass

from cnesg.framework.regexes import regex

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
# %%: where a speck stood beside the sign
_UNIT = (
    r"(?:[余多]?\s?(?:百万|千万|十亿|[万亿千百])?[余多]?(?:人次|人|名|位|[美港]?元(?:人民币)?|吨|度|家|项|个|件|次|户|场|天|小时|课时|学时"
    r"|千瓦时|立方米|平方米|公顷|亩|份|起|例|条|台|辆|棵|株)|%%?)"
)
_SHARE = rf"(?:\s?\(?\s?{_NUMBER}\s?%\s?\)?)?"
# No label begins with digits but an age: 31-40岁.
_LABEL = (
    r"(?:[■●•◆▪►◎○★*·]\s?)?"
    r"(?:\d\d\s?(?:[-~至到—–]\s?\d\d\s?)?周?岁[^\s\d,。;:、]{0,8}|[\u4e00-\u9fff(][^\s\d,。;:、]{1,14}(?:\s[\u4e00-\u9fff]{1,6})?)"
)
_FIGURE = rf"{_NUMBER}\s?{_UNIT}"
_ITEM = rf"{_LABEL}\s?:?\s?{_FIGURE}{_SHARE}"
_TURNED = rf"{_FIGURE}\s?{_LABEL}"
# In English only a capital begins the next label: Male 65% Female 35%.
_SUM = r"(?:(?:[A-Z]{0,3}[$€£¥]|RMB|USD|HKD|EUR)\s?)?(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?"
_WORD = r"(?!(?:and|or|to)\b)[a-z][\w/-]*"
_MEASURE = rf"(?:\s?%|(?:\s(?:{_WORD}|[MGTkP]?Wh?|[GTP]J|MtCO2e|MtCO2|Mt|CO2e|m3|ML|GL)(?![A-Za-z])){{1,2}})?"
_NAME = r"(?:Scope [123](?: [a-z-]+){0,3}|[A-Z][A-Za-z][A-Za-z&'’/() -]{0,48}?)"
_NUMBERED = r"(?<!Scope )(?<!Scopes )(?<!Category )(?<!Tier )"  # Scope 1 and Scope 2 emissions are no items
_ENGLISH = rf"{_NAME}\s?:?\s{_NUMBERED}{_SUM}{_MEASURE}"


@dataclass(frozen=True)
class _Form:
    """How the items of a list look, what it must end with, and what sets its items apart from then on."""

    item: re.Pattern[str]
    whole: re.Pattern[str]
    mark: str

    @classmethod
    def of(cls, item: str, end: str, mark: str) -> "_Form":
        beginning = r"(?:^|(?<=[。;:,!?)])|(?<=[.:;]\s))\s?"
        return cls(regex(item), regex(rf"{beginning}{item}(?:[ \u00a0\t]+{item})+{end}"), mark)

    def marked(self, text: str) -> str:
        return self.whole.sub(lambda found: self._with_marks(found[0]), text)

    def _with_marks(self, items: str) -> str:
        made, at = "", len(items) - len(items.lstrip())
        while (found := self.item.match(items, at)) is not None:
            rest = items[found.end() :].lstrip()
            made += items[len(made) : found.end()]
            at = len(items) - len(rest)
            if rest and at > found.end() and self.item.match(items, at):
                made += self.mark + " " * (at - found.end() - 1)
        return made + items[len(made) :]


# Each label before its figure, or each behind it, up to where no label is left over.
_LABELS_FIRST = _Form.of(_ITEM, r"(?=\S|\s*$)", ",")
_FIGURES_FIRST = _Form.of(_TURNED, r"(?=\s*(?:$|[。;,、)]))", ",")
_IN_ENGLISH = _Form.of(_ENGLISH, r"\s*$", ";")
_LINE = regex(rf"\s*{_ITEM}\s*$")
_MAY_BE = regex(
    r"[人名位元币吨度家项个件次户场天时米顷亩份起例条台辆棵株%)][ \u00a0\t]+(?=[■●•◆▪►◎○★*·\u4e00-\u9fff(\d])"
)
_FIGURE_BEHIND_LABEL = regex(r"[ \u00a0\t](?<![\s\d,。;:、][ \u00a0\t])[ \u00a0\t]*\d")
_ENDS_SO = regex(r"\d(?:\s?%|(?:\s\S{1,12}){1,2})?\s*$")
_MEASURED = regex(r"%|\d[,.]\d|\d\s[a-z]|\d\s?(?:[MGTk]?Wh|[GTP]J|Mt|CO2|m3)")  # no chapters with their pages
_TAIL = 36  # characters: a figure and its measure


def parted(text: str) -> str:
    """A folded text with commas, in English semicolons, for the blanks between items of such a list; as long as it was.

    >>> parted("男员工820人 女员工315人"), parted("820人 男员工 315人 女员工"), parted("Male 65% Female 35%")
    ('男员工820人,女员工315人', '820人 男员工,315人 女员工', 'Male 65%;Female 35%')
    """
    if text.isascii():
        ends_so = _ENDS_SO.search(text, max(0, len(text) - _TAIL))
        return _IN_ENGLISH.marked(text) if ends_so is not None and _MEASURED.search(text) else text
    if _MAY_BE.search(text) is None:
        return text
    if _FIGURE_BEHIND_LABEL.search(text) is not None:
        text = _FIGURES_FIRST.marked(text)
    return _LABELS_FIRST.marked(text)


def in_cells(text: str) -> bool:
    """Whether each cell of a folded line, apart by tabs, holds a label with its figure: 男员工84%<tab>女员工16%."""
    cells = [cell for cell in text.split("\t") if cell.strip()]
    return len(cells) > 1 and "/" not in text and all(map(_LINE.match, cells))


def lists_on(before: str, after: str) -> bool:
    """Whether two lines, folded, are items of such a list, one on each."""
    return _LINE.match(after) is not None and _LINE.match(before) is not None
