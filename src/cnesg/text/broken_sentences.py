"""Text files: lines that go on with a sentence which a page, or a line far shorter than the others, breaks off."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cnesg.framework.regexes import regex
from cnesg.text.document import Line
from cnesg.text.headings import numbered_depth

_SHORTEST = 20  # characters; what is shorter is rather a title
_INNER = regex(r"[，。]")
_INSIDE = regex(r"[\u4e00-\u9fff\d]")
_CHINESE_PAIR = regex(r"[\u4e00-\u9fff]{2}")
_TITLE = regex(r"\s*(?:[^\w\s“‘\"'（(《]|【|案例)")
_ANEW = regex(r"公司|集团|我[们行]|本[公行集]|为了?|在|由|以|通过|未来|截[至止]|报告期|根据|按照|随着")
_A_YEAR = regex(r"20\d\d年")
_ENDS_IN_FIGURE = regex(r"[\u4e00-\u9fff]\s?\d[\d,.]*$")
_UNIT_FIRST = regex(
    r"[多余]?(?:[万亿]+[元吨人度株棵亩件]|[万亿]千瓦|元|吨|人次|人(?![员力才数均])|名|亩|小时)[^\s\d]\S{8}"
)
_INSIDE_OR_COMMA = regex(r"[\u4e00-\u9fff\d、，]")
_DECIMAL = regex(r"\d{1,3}\.\d")  # 12.6亿元, and no numbered title
_NARROW, _WIDE, _NEAR = 24, 60, 2.0  # Chinese characters: what lines are wrapped at, and how far they miss it
_FEWEST_WRAPPED, _WRAPPED = 30, 0.4  # lines of that width, and their share of all
_BLANKS = regex(r"\s+")
_OFTEN = 3  # times that the two characters of a broken word stand side by side elsewhere


def with_broken_sentences(lines: Iterable[Line], left_out: AbstractSet[int]) -> list[Line]:
    """The lines that are read, each marked that goes on with the sentence of the one before (`Line.goes_on`).

    A line with a comma in it that ends inside a sentence is broken off where the end of a page stands between it and
    the next. Without one the word that would be broken tells it: 公司2015年度利润分|配方案为, where 分配 stands
    elsewhere too. Where a file's lines are wrapped, a full one before a blank one tells it; in others how long a line
    is says nothing, as whole paragraphs are one line. So does a figure at the end whose unit begins the next line.

    Args:
        lines: all lines of a text file.
        left_out: numbers of those that are not read: page numbers, running titles, tables of contents.
    """
    kept: list[Line] = []
    text: str | None = None
    last: Line | None = None
    ended = False
    lines = list(lines)
    width = _wrapped_at(lines)
    for line in lines:
        if line.number in left_out:
            ended = True
            continue
        if not line.text.strip():
            kept.append(line)
            continue
        if last is not None:
            ends, begins = last.text.rstrip(), line.text.strip()
            goes_on = bool(width) and kept[-1] is not last and _fills_width(ends, begins, width)
            if not goes_on and _may_go_on(ends, begins):
                if not ended and text is None:
                    text = "".join(_BLANKS.sub("", one.text) + "\n" for one in lines)
                goes_on = ended or _breaks_word(ends[-1] + begins[0], text or "")
            elif not goes_on:
                goes_on = _parts_figure(ends, begins)
            line = replace(line, goes_on=True) if goes_on else line  # noqa: PLW2901
        kept.append(line)
        last, ended = line, False
    return kept


def _may_go_on(last: str, text: str) -> bool:
    """Whether a line ends inside a sentence, and the next may go on with it."""
    if not (_INSIDE.match(last[-1]) and _INSIDE.match(text[0])) or len(last) < _SHORTEST or "\t" in last + text:
        return False
    if not (_INNER.search(last) and _INNER.search(text)) or _TITLE.match(last) or _ANEW.match(text):
        return False
    return numbered_depth(last) is None and numbered_depth(text) is None and not _A_YEAR.match(text)


def _wrapped_at(lines: list[Line]) -> float:
    """The width at which a file's lines are wrapped; 0 where paragraphs are lines of their own."""
    widths = Counter(round(_width(one.text.strip())) for one in lines if _CHINESE_PAIR.search(one.text))
    if not widths:
        return 0.0
    most = max(widths, key=lambda one: (widths[one], one))
    near = sum(times for one, times in widths.items() if abs(one - most) <= _NEAR)
    wrapped = _NARROW <= most <= _WIDE and near >= max(_FEWEST_WRAPPED, _WRAPPED * widths.total())
    return float(most) if wrapped else 0.0


def _fills_width(last: str, text: str, width: float) -> bool:
    """Whether a line that a blank one follows is full and ends inside a sentence: 向员工支付的薪酬 | | 2,101万元."""
    if _width(last) < width - _NEAR or not (_INSIDE_OR_COMMA.match(last[-1]) and _INSIDE.match(text[0])):
        return False
    if "\t" in last + text or _TITLE.match(last) or len(text) < _SHORTEST // 2:
        return False
    return numbered_depth(last) is None and (numbered_depth(text) is None or _DECIMAL.match(text) is not None)


def _width(text: str) -> float:
    """How wide a line is in Chinese characters; others are half as wide."""
    return (len(text) + len(text.encode())) / 4  # one and three bytes for a character


def _parts_figure(last: str, text: str) -> bool:
    """Whether a line ends with a figure whose unit begins the next: 2022年，公司累计投入6130 | 万元用于污染治理."""
    return (
        last[-1:].isdigit()
        and _UNIT_FIRST.match(text) is not None
        and "\t" not in last + text
        and _INNER.search(last) is not None
        and _ENDS_IN_FIGURE.search(last) is not None
    )


def _breaks_word(pair: str, text: str) -> bool:
    return _CHINESE_PAIR.fullmatch(pair) is not None and text.count(pair) >= _OFTEN
