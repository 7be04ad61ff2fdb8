"""A legend of shares that text files print as one line, each share before its mark and name: 62% ■男性 38% ■女性.

Read as 男性62%、女性38%, behind the title that follows the last name where one does.
"""

from itertools import pairwise

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_MARKS = "■●▲◆▪◼□▶"
_ITEM = regex(
    rf"(?P<share>\d{{1,3}}(?:\.\d{{1,2}})?)\s?%\s?[{_MARKS}]\s?(?P<name>[^%{_MARKS},，。;；:：]{{1,24}}?)\s?[,、;]?\s?"
    rf"(?=\d{{1,3}}(?:\.\d{{1,2}})?\s?%\s?[{_MARKS}]|$)"
)
_TITLE = regex(
    r"(?P<title>(?:员工|职工|雇员|人员|供应商)[\u4e00-\u9fff]{0,10}(?:结构|构成|分布|占比|比例)(?:图|情况|示意图)?)$"
)
_ENDS = "。.!?;；:："  # of the sentence before
_WHOLE = 100.0
_ROUNDING = 1.0  # by how much rounded shares may miss the whole
_FEWEST = 2


def with_names_before_shares(passage: Passage) -> Passage:
    """A passage that is such a legend, with each name before its share.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if "%" not in text or not any(mark in text for mark in _MARKS):
        return passage
    items = list(_ITEM.finditer(text))
    if len(items) < _FEWEST or any(a.end() != b.start() for a, b in pairwise(items)):
        return passage
    first = items[0].start()
    titled_above = first > 0 and _TITLE.fullmatch(text, 0, first) is not None
    if first and not titled_above and text[first - 1] not in _ENDS:
        return passage
    if items[-1].end() != len(text) or abs(sum(float(i["share"]) for i in items) - _WHOLE) > _ROUNDING:
        return passage
    titled = _TITLE.search(text, items[-1].start("name"))
    behind = titled["title"] if titled and titled.start() > items[-1].start("name") else ""
    changes = []
    for item in items:
        name = item["name"].removesuffix(behind) if item is items[-1] else item["name"]
        lead = "、" if item is not items[0] else ":" if titled_above else f"{behind}:" if behind else ""
        begin, end = item.start(), text.index("%", item.end("share")) + 1
        changes += [(begin, begin + 1, f"{lead}{name}{text[begin]}"), (end, item.end(), "")]
    return passage.with_words(changes)
