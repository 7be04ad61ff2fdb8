"""Slashes and colons that part items, read as a list's mark: 发明12项|/|实用新型20项, 男|/|女员工人数:1,204|/|803人.

Such marks are changed for others of the same length, so that all offsets stay. Slashes of units (mg/m3, 吨/万元), of
years (2022/23) and of names without figures stay as they are.
"""

from dataclasses import replace

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_COUNTED = r"(?:[万亿]?[人名位家项件个次场户名吨元起篇部份种]|%)"
_BETWEEN_ITEMS = regex(  # 发明12项|/|实用新型20项; 男1,204|/|女803: each item has its noun and its figure
    rf"(?<=[\dA-Za-z人名位家项件个次场户吨元起篇部份种%])\s?(?P<mark>/)\s?(?![万亿元吨人千百平立公小年月日天台辆件次度克升])(?=[\u4e00-\u9fff]{{1,8}}(?:约|为|占)?{_FIGURE}(?:{_COUNTED}|(?=[)/])))"
)
_NAMES = r"(?P<names>[\u4e00-\u9fff]{1,8}(?:/[\u4e00-\u9fff]{1,8})+)"
_PAIRED = regex(  # 男/女员工人数:1,204/803人: as many figures as names
    rf"{_NAMES}[^\d/,，。;；()]{{0,14}}?(?P<figures>{_FIGURE}{_COUNTED}?(?:\s?/\s?{_FIGURE}{_COUNTED}?)+)(?![\d/])"
)
_RATIO = regex(  # 男女员工比例为60%:40%
    rf"男(?:性|员工|职工)?[、/与和及:]?女(?:性)?(?:员工|职工|雇员)?[\u4e00-\u9fff]{{0,10}}?[:为是约]{{0,2}}\s?(?P<figures>{_FIGURE}%?\s?(?P<mark>[:/比])\s?{_FIGURE}%)"
)


def with_commas_for_slashes(passage: Passage) -> Passage:
    """A passage whose slashes between the items of a list, and colons between the shares of two, are the list's mark.

    Args:
        passage: the passage; offsets into the one returned lead to the same places of the page.
    """
    text = passage.text
    if not ("/" in text or ("男" in text and "%" in text)):
        return passage
    marks = [found.start("mark") for found in _BETWEEN_ITEMS.finditer(text)] if "/" in text else []
    for found in _PAIRED.finditer(text) if "/" in text else ():
        figures = [at for at in range(*found.span("figures")) if text[at] == "/"]
        names = [at for at in range(*found.span("names")) if text[at] == "/"]
        marks += [*names, *figures] if len(figures) == len(names) else []
    marks += [found.start("mark") for found in _RATIO.finditer(text)] if "男" in text else []
    if not marks:
        return passage
    known = frozenset(marks)
    return replace(passage, text="".join("、" if at in known else char for at, char in enumerate(text)))
