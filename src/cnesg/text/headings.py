"""Headings: which lines are one, and how deep, so that a sentence knows what stands above it."""

import string
from dataclasses import dataclass, field
from functools import lru_cache

from cnesg.framework.regexes import regex
from cnesg.text.language import han_share
from cnesg.text.normalise import fold

# Numbering styles of headings, outermost first. Depth is the place in this list.
_NUMBERED: tuple[tuple[int, str], ...] = (
    (1, r"第\s*[一二三四五六七八九十百\d]+\s*[章篇编部]"),
    (1, r"(?i:(?:part|chapter)\s+(?:\d+|[ivx]+|one|two|three)\b)"),
    (2, r"第\s*[一二三四五六七八九十百\d]+\s*[节節]"),
    (2, r"(?i:(?:section|aspect)\s+[a-z]?\d+)|[层層]面\s*[AB]?\d"),
    (3, r"[一二三四五六七八九十]{1,3}\s*[、.:]"),
    (4, r"\(\s*[一二三四五六七八九十]{1,3}\s*\)"),
    (7, r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s*(?=\D)"),
    (6, r"\d{1,2}\.\d{1,2}\.?\s+(?=\D)|\d{1,2}\.\d{1,2}\.?(?=[\u4e00-\u9fff])"),
    (5, r"\d{1,2}\s*[、.]\s*(?=[^\d\s])|\d{1,2}\s+(?=[A-Z\u4e00-\u9fff])"),
    (8, r"\(\s*\d{1,2}\s*\)|[①-⑳]"),
    (8, r"[A-Z]\d?\.\s+(?=[A-Z])"),
    (5, r"[AB][1-8](?:\s*[–-]\s*[AB]?[1-8])?(?:\s*[:.]\s*|\s+)(?=[\u4e00-\u9fff])"),  # an exchange's: B8 社區投資
)
_NUMBER = regex("|".join(f"({style})" for _, style in _NUMBERED))
_DEPTHS = tuple(depth for depth, _ in _NUMBERED)
_NUMBER_STARTS = frozenset("层層第一二三四五六七八九十(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳pcsa" + string.ascii_uppercase)
_DEEPEST = 9
_TERMINAL = regex(r"[。；;!?！？,，、:：%％‰]|(?<=[a-z\d)])\.")  # the last character
_INNER_END = regex(r"[。；！？@\t]")
_FIGURES = regex(r"\d(?:[\d,]*\.\d|[\d,.%]*\s+\d[\d,.%]*\s)")
_NO_WORD = regex(r"[\W\d_]*$")
_ADDRESSES = ("http://", "https://", "www.")
_TAB_AFTER_NUMBER = regex(r"^(\S{1,6})\t\s*")
# A numbered name of a part of the company with a colon: (2)机械分公司:
_PART_NAMED = regex(
    r"[(（\d一二三四五六七八九十][^，。；：,;:]{3,20}(?:公司|厂|矿|矿业|项目|事业部|园区|基地|酒店|板块)[:：]$"
)
# A project, or whom a course is for, named behind a list's sign, with or without a colon: ▲锅炉改造项目:, ■管理人员培训
_SIGNS_OF_LISTS = "•·●■◆▪▶►○◇□➢✓▲♦★"
_NAMED_BEHIND_SIGN = regex(
    rf"[{_SIGNS_OF_LISTS}]\s*([^，。；：,;:!?]{{3,20}}(?:项目|工程|改造)"
    r"|[^，。；：,;:!?]{1,16}(?:人员|员工|干部|骨干|经理|主管|班组长|工人)培训)[:：]?$"
)
# A numbered name of a field with a full stop: 2、扶贫攻坚活动。
_STOPPED = regex(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*"
    r"[\u4e00-\u9fff、“”]{2,14}(?:活动|工作|情况|方面|建设|管理|事业|扶贫|公益|慈善|帮扶|权益保护|环境保护|安全生产)。$"
)
# ... or of what was done in it, which tells nothing itself: 一、承担社会责任，助力精准扶贫。
_STOPPED_AIM = regex(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,2}[)）])\s*"
    r"(?!.*(?:未|无|没有|零|不存在|已|了))[\u4e00-\u9fff、“”]{2,22}(?:，[\u4e00-\u9fff、“”]{2,18})?。$"
)
_SAYS_OF_TABLE = regex(  # in what and for when the figures of a table below are: Units: cubic metres
    r"(?i)(?:all )?(?:units?|units? of measure(?:ment)?|(?:reporting|reference) (?:period|year)|figures|data|amounts)"
    r"(?: (?:are|in|for))?\s?:"
)
_BULLET = regex(r"\s*[•·●■◆▪▶►○◇□➢✓–—*-]\s*\S")
_MOST_HAN, _MOST_WORDS, _MOST_LETTERS = 32, 14, 110


def numbered_depth(text: str) -> int | None:
    """Depth of a heading's number (1 outermost), None where the text starts with none."""
    start = fold(text.lstrip()[:1])  # most lines begin otherwise: they are neither folded nor kept
    return _numbered_depth(text) if start in _NUMBER_STARTS or start.isdecimal() else None


@lru_cache(maxsize=4096)
def _numbered_depth(text: str) -> int | None:
    start = fold(text).lstrip()
    found = _NUMBER.match(start)
    return _DEPTHS[found.lastindex - 1] if found is not None and found.lastindex else None


def could_be_heading(text: str) -> bool:
    """Whether a paragraph of one or two lines has the shape of a heading: short, no sentence, no row of numbers."""
    text = text.strip()
    if text.endswith((":", "：", "。")) and (
        _PART_NAMED.match(text) or _STOPPED.match(text) or _STOPPED_AIM.match(text)
    ):
        text = text[:-1]
    if text[:1] in _SIGNS_OF_LISTS and (named := _NAMED_BEHIND_SIGN.match(text)):
        text = named[1]
    if "\t" in text:
        text = _TAB_AFTER_NUMBER.sub(r"\1 ", text)
    if (
        not 0 < len(text) <= max(_MOST_HAN, _MOST_LETTERS)
        or _TERMINAL.match(text, len(text) - 1)
        or _INNER_END.search(text)
        or _FIGURES.search(text)
        or _NO_WORD.match(text)
        or _BULLET.match(text)
        or (":" in text and _SAYS_OF_TABLE.match(text))
        or (("://" in text or "www." in text) and any(sign in text for sign in _ADDRESSES))
    ):
        return False
    if han_share(text) >= 0.3:
        return len(text) <= _MOST_HAN and ("，" not in text or numbered_depth(text) is not None)
    return (
        len(text) <= _MOST_LETTERS
        and len(text.split()) <= _MOST_WORDS
        and (text[0].isupper() or text[0].isdigit() or text[0] == "(")
    )


@dataclass
class HeadingTree:
    """The headings above the current place, outermost first.

    Size decides where headings are printed larger than the text; numbers decide between headings of one size.
    """

    _stack: list[tuple[tuple[float, int], str]] = field(default_factory=list)
    _path: tuple[str, ...] = ()

    def enter(self, text: str, size: float = 0.0) -> None:
        """Pass a heading: it ends all that are not above it."""
        rank = (-round(size), numbered_depth(text) or _DEEPEST)
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        self._stack.append((rank, text.strip()))
        self._path = tuple(text for _, text in self._stack)

    def path(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return self._path
