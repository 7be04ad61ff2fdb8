"""What a sentence's figures look like: how many, of what size, with what around them; never their values."""

from collections.abc import Collection, Sequence

import numpy as np

from cnesg.disclosure.linear import Array
from cnesg.framework.regexes import regex

_NUMBER = regex(r"\d[\d,.]*")
_YEAR = regex(r"(?:19|20)\d\d")
_HAN = regex(r"[\u4e00-\u9fff]")
_AFTER = "人名次场家个项件吨度时小天日元万亿千百米里升克座台套辆户所种位期份篇册株亩公倍级条只批多余年月"
_COUNTERS = "人名次场家个项件吨元座台套户所种位期份篇册倍成"
_NUMERALS = "二两三四五六七八九十百千万亿"
_LARGE = 5
_PATTERNS = (
    regex(r"%"),
    regex(r"\d"),
    regex(r"^\d+"),
    regex(rf"[一{_NUMERALS}]+[多余]?[{_COUNTERS}]"),
    regex(rf"[{_NUMERALS}]+[多余]?[{_COUNTERS}]"),
    regex(r"年"),
    regex(r"同比|增长|下降|累计|共计|达到|超过|率|占比|总额|约|投入|覆盖|全年|共|超"),
    regex(r"目标|力争|2025|2030|2050|2060"),
    regex(r"iso|gb|gri|p\d|标准"),
    regex(r"[，,、。]"),
)


def figure_signs(comparable_text: str, cues: Collection[str], asked: Sequence[str]) -> Array:
    """The signs of a sentence as a vector: logarithms of counts, then 1 or 0 for each cue that is asked for.

    Args:
        comparable_text: in the form of `cnesg.disclosure.wording.comparable`.
        cues: of the sentence.
        asked: names of the cues that count, in their order.
    """
    text = comparable_text
    length = max(1, len(text))
    found = [
        (m.group(), text[m.end() : m.end() + 1], text[max(0, m.start() - 1) : m.start()], m.start())
        for m in _NUMBER.finditer(text)
    ]
    numbers = [n for n in found if not _YEAR.fullmatch(n[0])]
    after = [n[1] for n in numbers]
    digits = sum(char.isdigit() for char in text)
    counts = [
        len(found),
        len(found) - len(numbers),
        len(numbers),
        length,
        digits / length,
        min((n[3] for n in numbers), default=999),
        sum(char.isascii() and char.isalpha() for char in text) / length,
        sum(len(n[0]) >= _LARGE for n in numbers),
        sum("." in n[0] for n in numbers),
        sum((n[2].isalpha() and n[2].isascii()) or (n[2] in ".-" and bool(n[2])) for n in numbers),
        sum(_HAN.match(sign) is not None for sign in after),
        sum(sign in "万亿" and bool(sign) for sign in after),
        *(len(pattern.findall(text)) for pattern in _PATTERNS),
        *(after.count(sign) for sign in _AFTER),
    ]
    flags = [float(cue in cues) for cue in asked]
    return np.array([*np.log1p(counts), *flags], dtype=np.float32)
