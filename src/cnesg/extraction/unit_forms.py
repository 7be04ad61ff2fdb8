"""Units that are told around a number in forms of their own: 214K volunteer hours, HK42 cents."""

import re
from dataclasses import replace

from cnesg.framework.units import UnitReading, UnitTable

_BARE = frozenset({"bare"})
_BY_LETTER = re.compile(  # 214K volunteer hours, not 4K or 10-K; 1.2m tonnes, not a depth of 12m
    r"[Kk]\s(?:tCO|[a-z]{3})|[Mm]\s(?:t(?:CO|onne|ons)|people|employees|customers|hours|trees|lit|[kG]?[WJ]|cubic"
    r"|metric)"
)
_CENTS = re.compile(r"\s?cents\b")


def by_letter(text: str, end: int, units: UnitTable) -> UnitReading | None:
    """The unit behind a letter for thousands or millions: 214K volunteer hours.

    Args:
        text: folded text.
        end: where the digits end.
        units: the unit table.
    """
    if not _BY_LETTER.match(text, end):
        return None
    behind = units.read(text, end + 1) or UnitReading(1.0, "", _BARE, None, end + 1, end + 1)
    return replace(behind, scale=behind.scale * (1000 if text[end] in "kK" else 1e6))


def in_cents(text: str, start: int, end: int, units: UnitTable) -> UnitReading | None:
    """The unit of a number between a currency's letters and its cents: HK|42| cents.

    Args:
        text: folded text.
        start: where the digits begin.
        end: where they end.
        units: the unit table.
    """
    found = _CENTS.match(text, end) if text.endswith("HK", 0, start) else None
    cents = units.whole("HK cents") if found is not None else None
    return replace(cents, start=end, end=found.end()) if found is not None and cents is not None else None
