"""Folding text to one form for matching, without moving a single character.

Patterns and phrases are written once, in simplified Chinese and half-width characters, and must find traditional and
full-width text as well. Folding keeps the length, so that an offset in folded text is an offset in the original, from
which quotes are taken.
"""

import re
from functools import cache, lru_cache

import opencc

from cnesg.framework.regexes import regex

# Characters that only look different, or that printers use for one another.
_VARIANTS = {
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2212": "-",
    "\u2266": "≤",
    "\u2267": "≥",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "〇": "零",
    "﹪": "%",
    "﹣": "-",
    "﹐": ",",
    "﹒": ".",
    "﹙": "(",
    "﹚": ")",
    "﹝": "(",
    "﹞": ")",
    "〔": "[",
    "〕": "]",
    "﹕": ":",
    "︰": ":",
    "﹔": ";",
    "﹑": "、",
    "╱": "/",  # 噸╱僱員, 二零二二╱二三年度: Hong Kong's printers
    "∕": "/",
    "⁄": "/",
    "ₑ": "e",
    "ₓ": "x",
    "髙": "高",
    "査": "查",
    "吿": "告",
    "幵": "开",  # what recognition and old fonts print for 开
    "亊": "事",
    "歳": "岁",  # what recognition takes from its Japanese characters
    "増": "增",
    "毎": "每",
    "戸": "户",
} | {chr(0x2080 + digit): str(digit) for digit in range(10)}  # CO₂e, NOₓ, PM₁₀
_HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


@cache
def _table() -> dict[int, str]:
    """One character to one character: traditional to simplified, full width to half width, printers' variants."""
    converter = opencc.OpenCC("t2s")
    table: dict[int, str] = {}
    for first, last in _HAN_BLOCKS:
        block = [chr(code) for code in range(first, last)]
        # One call a block: line breaks keep characters apart, so that no phrase rule can join two of them.
        simplified = converter.convert("\n".join(block)).split("\n")
        table.update(
            (ord(before), after)
            for before, after in zip(block, simplified, strict=True)
            if before != after and len(after) == 1
        )
    table.update((code, chr(code - 0xFEE0)) for code in range(0xFF01, 0xFF5F))
    table.update((ord(before), after) for before, after in _VARIANTS.items())
    return table


_HAN_DIGITS = "零一二三四五六七八九"
_HAN_YEAR = regex(
    rf"(?:二零|一九)[{_HAN_DIGITS}]{{2}}(?=\s?(?:财政?)?年|/[{_HAN_DIGITS}]{{2}}\s?(?:财政?)?年)"
    rf"|(?<=(?:二零|一九)[{_HAN_DIGITS}]{{2}}/)[{_HAN_DIGITS}]{{2}}(?=\s?(?:财政?)?年)"  # 二零二二/二三年度
)


@cache
def _codes() -> tuple[re.Pattern[str], list[int]]:
    """A pattern for any character that folding changes, and for each code what it becomes: a list is read fastest."""
    table = _table()
    codes = list(range(max(table) + 1))
    for code, after in table.items():
        codes[code] = ord(after)
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in table)}]"), codes


def fold(text: str) -> str:
    """Text in simplified Chinese and half-width characters, of the same length as before; 二零二三年 is 2023年.

    Conversion goes character by character: phrase conversion could change the length, and the few characters whose
    simplified form depends on the phrase (乾, 著) matter less than offsets that hold.
    """
    return text if text.isascii() else _folded(text)


# What recognition makes of signs where nothing else can be meant, folded: 一 is a dash.
_SCANNED = (
    ("—般", "一般"), ("二气化", "二氧化"), ("二氧化确", "二氧化碳"), ("二氧化破", "二氧化碳"),
    ("二氧化嵌", "二氧化碳"), ("二氧化碍", "二氧化碳"), ("氦氧化物", "氮氧化物"),
    ("荤事", "董事"), ("蓳事", "董事"), ("蒙事会", "董事会"), ("董串会", "董事会"),
    ("标准媒", "标准煤"), ("吨标媒", "吨标煤"), ("顷目", "项目"), ("顶目", "项目"), ("绿色信货", "绿色信贷"),
    ("信货余额", "信贷余额"), ("指赠", "捐赠"), ("揭赠", "捐赠"), ("挹赠", "捐赠"),
    ("iS训", " 培训"), ("±咅训", " 培训"),
)  # fmt: skip
# ... and of words that others hold as well, by what stands beside them: 百灵事件 and 心灵事业 stay
_DIRECTORS = regex(r"[灵蕾](?=事会)|(?:(?<=[\d余名位届任])|(?<=独立))[灵蕾](?=事)")
_SCANNED_BESIDE = (
    ("投人", regex(r"投人(?=\s?(?:[\d约近超]|共计|总[额计]))"), "投入"),
    ("灵事", _DIRECTORS, "董"),
    ("蕾事", _DIRECTORS, "董"),
)
# A stop behind per cent looks like the last ring of per mille, but what is many per mille is told in per cent.
_PER_MILLE = "%零"
_PER_CENT_AND_STOP = regex(r"(?<![\d.])(\d{2,}(?:\.\s?\d+)?%)零")
_MAY_BE_SCANNED = regex(
    "|".join(re.escape(scanned) for scanned in (*(one for one, *_ in (*_SCANNED, *_SCANNED_BESIDE)), _PER_MILLE))
)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """A text that may hold characters to change; a line is folded by several stages one after the other."""
    changed, codes = _codes()
    text = text.translate(codes) if changed.search(text) else text
    if _MAY_BE_SCANNED.search(text):
        text = _mended(text)
    return _HAN_YEAR.sub(_year_in_digits, text) if "零" in text else text


def _mended(text: str) -> str:
    for scanned, printed in _SCANNED:
        text = text.replace(scanned, printed)
    for _, pattern, printed in _SCANNED_BESIDE:
        text = pattern.sub(printed, text)
    return _PER_CENT_AND_STOP.sub(r"\1 ", text).replace(_PER_MILLE, "‰ ")


def _year_in_digits(found: re.Match[str]) -> str:
    return "".join(str(_HAN_DIGITS.index(digit)) for digit in found.group())
