"""Classes and units in the report's own characters: wording is looked for in simplified Chinese, 廢紙 is printed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import opencc

from cnesg.extraction.confidence import Traced
from cnesg.model import Quantity
from cnesg.text import fold

_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
_LEAST_SHARE = 0.05  # of a traditional text's Chinese characters are written otherwise in simplified Chinese


def in_own_script(traced: list[Traced]) -> list[Traced]:
    """Records whose classes and printed units are as the report writes them; what the quotes hold tells how that is."""
    written = _written({row.quote for row, _ in traced})
    if not written:
        return traced
    return [(_in_own(row, written), one) for row, one in traced]


def _in_own(row: Quantity, written: Mapping[int, str]) -> Quantity:
    unit = row.raw_unit.translate(written)
    if not row.breakdown and unit == row.raw_unit:
        return row
    return replace(row, breakdown={k: _as_written(v, written) for k, v in row.breakdown.items()}, raw_unit=unit)


def _as_written(name: str, written: Mapping[int, str]) -> str:
    """A name in the report's characters; those that no quote holds as they are usually written, 轻伤 as 輕傷."""
    others = {char for char in name if _FIRST_HAN <= char <= _LAST_HAN and ord(char) not in written}
    return name.translate({**written, **{ord(char): _to_traditional().convert(char) for char in others}})


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _written(quotes: Iterable[str]) -> dict[int, str]:
    """How a report writes each character that its quotes hold; empty for one written in simplified Chinese."""
    pairs: Counter[tuple[str, str]] = Counter()
    for quote in quotes:
        pairs.update(zip(fold(quote), quote, strict=True))
    han = {pair: count for pair, count in pairs.items() if _FIRST_HAN <= pair[0] <= _LAST_HAN}
    if sum(count for (plain, own), count in han.items() if plain != own) < _LEAST_SHARE * sum(han.values()):
        return {}
    best: dict[str, tuple[int, str]] = {}
    for (plain, own), count in han.items():
        best[plain] = max(best.get(plain, (0, "")), (count, own))
    return {ord(plain): own for plain, (_, own) in best.items()}
