"""Items of a list that have their figures in brackets: 分布在深圳|(|612人|)|、东莞|(|412人|)."""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_FIGURE = r"(?:约|近)?\d[\d,]*(?:\.\d+)?(?:%|[^\d()%,;:。年月日岁号届期级至到—–~-]{1,6})"
_ITEM = rf"[\u4e00-\u9fffA-Za-z]{{1,14}}\({_FIGURE}(?:[,，]占?(?:比|总数的)?[\d.]+%)?\)"
_LIST = regex(rf"{_ITEM}(?:(?:[、，,]|以及|及|和|与){_ITEM})+")
_HELD = regex(r"股东|持股|股权")  # 主要股东:海川集团(51%),社会公众股(25%): whose shares these are
_BRACKET = regex("[()]")


def without_brackets_of_items(passage: Passage) -> Passage:
    """A passage without the brackets around the figures of a list, one for each name: 深圳612人、东莞412人.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    if "(" not in passage.text:
        return passage
    lists = [one for one in _LIST.finditer(passage.text) if not _HELD.search(passage.text, 0, one.end())]
    return passage.without([mark.span() for one in lists for mark in _BRACKET.finditer(passage.text, *one.span())])
